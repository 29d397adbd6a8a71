/* COPY and ADD: what they bring; ADD's downloads. */
#include "lib/base/str.h"
#include "lib/facts/dockerfile_facts.h"
#include "lib/facts/effects.h"
#include "lib/facts/path.h"
#include "lib/facts/reference.h"

/* Schemes that ADD fetches over HTTP (instructions, isHTTPSource). */
static bool is_url(rlint_str text)
{
	return rlint_str_starts(text, RLINT_STR("http://")) ||
	       rlint_str_starts(text, RLINT_STR("https://"));
}

/* What BuildKit's gitutil takes for a repository: git@host:path, ssh:// and git:// URLs, and HTTP
 * ones whose path ends in .git. */
static bool is_git(rlint_str text)
{
	rlint_str path = str_slice(text, 0, str_find(text, '#', 0));

	path = str_slice(path, 0, str_find(path, '?', 0));
	return rlint_str_starts(text, RLINT_STR("git@")) ||
	       rlint_str_starts(text, RLINT_STR("git://")) ||
	       rlint_str_starts(text, RLINT_STR("ssh://")) ||
	       (is_url(text) && rlint_str_ends(path, RLINT_STR(".git")));
}

/* The commit that a git URL names: behind `#`, up to a folder; or ?ref= and ?commit=. */
static rlint_str git_reference(rlint_str url)
{
	size_t hash = str_find(url, '#', 0);
	rlint_str fragment = str_slice(url, hash + 1, url.len);
	rlint_str query = str_slice(url, str_find(url, '?', 0), url.len);
	static const rlint_str keys[] = { RLINT_STR_INIT("commit="), RLINT_STR_INIT("checksum="),
		RLINT_STR_INIT("ref="), RLINT_STR_INIT("tag="), RLINT_STR_INIT("branch=") };

	for (size_t i = 0; i < sizeof keys / sizeof *keys && query.len > 0; i++) {
		size_t at = rlint_str_find_str(query, keys[i]);

		if (at < query.len) {
			at += keys[i].len;
			return str_slice(query, at, str_find(query, '&', at));
		}
	}
	return str_slice(fragment, 0, str_find(fragment, ':', 0));
}

static void add_download(struct docker_step *step, const rlint_value *url)
{
	const rlint_value *checksum = rlint_step_flag(step->fact, "checksum", 0);
	rlint_fact *fact = fact_new(step->docker->facts, RLINT_DOWNLOAD, step->fact, url->span,
		step->instruction->node);
	rlint_download *download = fact_payload(fact);
	rlint_effect effect = { .action = RLINT_FETCHES,
		.certain = RLINT_YES,
		.what = url->text,
		.subject = fact,
		.span = url->span };

	download->url = *url;
	download->checksum = *checksum;
	download->is_verified = checksum->state == RLINT_UNSET ? RLINT_NO : RLINT_YES;
	download->is_vcs = is_git(url->text);
	download->use = is_key_url(url->text) ? RLINT_KEY : RLINT_SAVED;
	download->pin = download->is_vcs ? pin_of_reference(git_reference(url->text))
					 : pin_of_download(url->text);
	if (download->is_verified == RLINT_YES) {
		download->pin = RLINT_IMMUTABLE;
	} else if (!rlint_value_has_text(url)) {
		download->pin = RLINT_PIN_UNKNOWN;
	}
	effect_add(step, &effect);
}

/* Heredocs are sources of their own: <<EOF. */
static bool is_heredoc(const struct docker_step *step, const rlint_value *source)
{
	for (uint32_t i = 0; i < step->instruction->heredoc_count; i++) {
		const struct docker_heredoc *heredoc =
			dockerfile_heredoc(step->docker->file, step->instruction, i);

		if (heredoc->marker.start >= source->span.start &&
			heredoc->marker.end <= source->span.end) {
			return true;
		}
	}
	return false;
}

/* Variables in the text of here-documents: quotes are plain characters there, and `\` escapes. */
static void read_bodies(struct docker_step *step)
{
	struct arena *arena = step->docker->facts->arena;
	struct word_options options = { .escape = '\\', .flags = WORD_NO_QUOTES };
	struct word_result result;

	for (uint32_t i = 0; i < step->instruction->heredoc_count; i++) {
		const struct docker_heredoc *heredoc =
			dockerfile_heredoc(step->docker->file, step->instruction, i);

		if (heredoc->expands &&
			str_find(heredoc->body.bytes, '$', 0) < heredoc->body.bytes.len) {
			word_expand(&result, arena, &heredoc->body, &options, &step->scope, false);
			docker_note_references(step->docker, &result);
		}
	}
}

static void add_source(struct docker_step *step, struct copy *copy, const rlint_value *word)
{
	uint32_t index = copy->shown.source_count++;

	copy->sources[index] = *word;
	if (rlint_value_has_text(word)) {
		copy->paths[index] = path_clean(step->docker->facts->arena, word->text);
	}
}

/* The words but the last, heredocs and what ADD fetches left off. */
static void read_sources(struct docker_step *step, struct copy *copy)
{
	const rlint_value *words = step->step->words;
	uint32_t count = step->step->shown.word_count - 1;
	struct arena *arena = step->docker->facts->arena;

	copy->sources = arena_new(arena, count, sizeof *copy->sources);
	copy->paths = arena_new(arena, count, sizeof *copy->paths);
	for (uint32_t i = 0; i < count; i++) {
		if (is_heredoc(step, &words[i])) {
			copy->shown.is_heredoc = true;
		} else if (copy->shown.is_add && (is_url(words[i].text) || is_git(words[i].text))) {
			add_download(step, &words[i]);
		} else {
			add_source(step, copy, &words[i]);
		}
	}
}

/* Was there a folder, is there one now? */
static void note_folder(struct docker_step *step, struct copy *copy)
{
	struct arena *arena = step->docker->facts->arena;
	struct stage_ledger *ledger = ledger_of(step);
	const rlint_value *written = &copy->shown.destination;
	rlint_str place = ledger_place(arena, &step->step->shown.directory, written);

	if (place.len == 0 || step->step->shown.is_onbuild) {
		return;
	}
	copy->shown.is_folder_made = ledger_has_folder(ledger, place);
	if (rlint_str_ends(written->text, RLINT_STR("/"))) {
		ledger_make_folder(ledger, arena, place);
	}
}

void docker_copy(struct docker_step *step)
{
	const rlint_value *from = rlint_step_flag(step->fact, "from", 0);
	uint32_t count = step->step->shown.word_count;
	rlint_span span = step->step->shown.keyword;
	struct copy *copy;
	rlint_fact *fact;

	if (count < 2) {
		return;
	}
	span.end = step->step->words[count - 1].span.end;
	fact = fact_new(step->docker->facts, RLINT_COPY, step->fact, span, step->instruction->node);
	fact_select(fact, step->step->shown.instruction, (rlint_str){ 0 });
	copy = fact_payload(fact);
	copy->flags = step->step->flags;
	copy->flag_count = step->step->flag_count;
	copy->shown.is_add = step->instruction->name == DOCKER_ADD;
	copy->shown.destination = step->step->words[count - 1];
	copy->shown.from = *from;
	read_sources(step, copy);
	read_bodies(step);
	note_folder(step, copy);
	if (from->state != RLINT_UNSET) {
		copy->shown.stage = docker_image_from(step, from);
	} else {
		ledger_copy(step, fact);
	}
	tools_learn_copy(step, fact);
}

static const struct copy *copy_of(const rlint_fact *fact)
{
	return fact && fact->kind == RLINT_COPY ? fact_payload(fact) : NULL;
}

const rlint_value *rlint_copy_source(const rlint_fact *fact, size_t index)
{
	const struct copy *copy = copy_of(fact);

	return copy && index < copy->shown.source_count ? &copy->sources[index] : NULL;
}

rlint_str rlint_copy_path(const rlint_fact *fact, size_t index)
{
	const struct copy *copy = copy_of(fact);

	return copy && index < copy->shown.source_count ? copy->paths[index] : (rlint_str){ 0 };
}

/* Without the leading "/" and "./" and the trailing "/" that mean nothing in a context. */
static rlint_str context_path(rlint_str path)
{
	size_t start = 0;
	size_t end = path.len;

	while (start < end && (path.ptr[start] == '/' ||
				      (path.ptr[start] == '.' &&
					      (start + 1 == end || path.ptr[start + 1] == '/')))) {
		start++;
	}
	while (end > start && path.ptr[end - 1] == '/') {
		end--;
	}
	return str_slice(path, start, end);
}

static bool is_excluded(const struct copy *copy, rlint_str path)
{
	for (uint32_t i = 0; i < copy->flag_count; i++) {
		rlint_str pattern = context_path(copy->flags[i].value.text);

		if (rlint_str_is(copy->flags[i].name, RLINT_STR("exclude")) && pattern.len > 0 &&
			path.len > 0 && path_pattern_covers(pattern, path)) {
			return true;
		}
	}
	return false;
}

static rlint_answer source_brings(const rlint_value *source, rlint_str path)
{
	rlint_str pattern = context_path(source->text);

	if (!rlint_value_has_text(source)) {
		return RLINT_UNKNOWN;
	}
	/* "*" takes every entry: as much as the whole context. */
	if (pattern.len == 0 || rlint_str_is(pattern, RLINT_STR("*"))) {
		return RLINT_YES;
	}
	return path.len > 0 && path_pattern_covers(pattern, path) ? RLINT_YES : RLINT_NO;
}

rlint_answer rlint_copy_brings(const rlint_fact *fact, rlint_str path)
{
	const struct copy *copy = copy_of(fact);
	rlint_answer answer = RLINT_NO;

	path = context_path(path);
	if (!copy || copy->shown.from.state != RLINT_UNSET || is_excluded(copy, path)) {
		return RLINT_NO;
	}
	for (uint32_t i = 0; i < copy->shown.source_count && answer != RLINT_YES; i++) {
		rlint_answer one = source_brings(&copy->sources[i], path);

		answer = one > answer ? one : answer;
	}
	return answer;
}
