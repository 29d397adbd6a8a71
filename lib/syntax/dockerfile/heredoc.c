/* Here-documents (parser.go, heredocsFromLine and heredocFromMatch).
 *
 *   marker = { digit } "<<" [ "-" ] { blank } name   ; a word of the line, lexed as a shell would
 *   body   = { line } end
 *   end    = [ { TAB } ] name                        ; tabs with "-" only
 *
 * Where the line cannot be lexed there are no markers at all. */
#include "lib/syntax/dockerfile/parser.h"

#include <string.h>

#include "lib/base/str.h"
#include "lib/syntax/dockerfile/words.h"

/* After so many heredocs that never end, text is no longer read twice to go on after them. */
#define MOST_REWINDS 16

static void look_up_nothing(const void *user, rlint_str name, rlint_value *out)
{
	(void)user;
	(void)name;
	(void)out;
}

static void lex(
	struct docker_parser *parser, rlint_str bytes, unsigned flags, struct word_result *result)
{
	static const struct word_scope scope = { .lookup = look_up_nothing };
	struct word_options options = { .escape = '\\', .flags = flags | WORD_KEEP_UNSET };
	struct text text = { .bytes = bytes };

	word_expand(result, parser->arena, &text, &options, &scope, true);
}

static size_t count_quotes(rlint_str text)
{
	size_t count = 0;

	for (size_t i = 0; i < text.len; i++) {
		count += text.ptr[i] == '"' || text.ptr[i] == '\'';
	}
	return count;
}

/* The parts of the regular expression ^(\d*)<<(-?)\s*([^<]*)$ ; false where it does not match or
 * the name is empty. */
static bool match_marker(rlint_str word, struct docker_heredoc *heredoc, rlint_str *name)
{
	size_t at = 0;

	while (at < word.len && rlint_byte_is_digit(word.ptr[at])) {
		uint32_t digit = (uint32_t)(word.ptr[at++] - '0');

		heredoc->fd = heredoc->fd > 1000000 ? heredoc->fd : heredoc->fd * 10 + digit;
	}
	if (!rlint_str_starts(str_slice(word, at, word.len), RLINT_STR("<<"))) {
		return false;
	}
	at += 2;
	heredoc->is_chomped = at < word.len && word.ptr[at] == '-';
	at += heredoc->is_chomped;
	while (at < word.len && byte_is_space(word.ptr[at]) && word.ptr[at] != '\v') {
		at++;
	}
	*name = str_slice(word, at, word.len);
	return name->len > 0 && str_find(*name, '<', 0) == name->len;
}

/* Reads a word as a marker. False where it is none; *error is BuildKit's where its name cannot be
 * lexed. */
static bool read_marker(struct docker_parser *parser, rlint_str word,
	struct docker_heredoc *heredoc, rlint_str *error)
{
	struct word_result plain;
	struct word_result raw;
	const rlint_str *words;
	rlint_str name;

	*error = RLINT_STR("");
	if (!match_marker(word, heredoc, &name)) {
		return false;
	}
	lex(parser, name, 0, &plain);
	*error = plain.error;
	if (plain.words.count != 1) {
		return false;
	}
	lex(parser, name, WORD_RAW_QUOTES, &raw);
	words = plain.words.items;
	heredoc->name = words[0];
	if (raw.words.count != 1) {
		*error = RLINT_STR("internal lexing of heredoc produced inconsistent results");
		return false;
	}
	words = raw.words.items;
	heredoc->expands = count_quotes(heredoc->name) == count_quotes(words[0]);
	return true;
}

bool docker_is_heredoc(struct docker_parser *parser, const struct text *word)
{
	struct docker_heredoc heredoc = { 0 };
	rlint_str error;

	return str_find(word->bytes, '<', 0) < word->bytes.len &&
	       read_marker(parser, word->bytes, &heredoc, &error);
}

/* ---- bodies ---- */

static bool ends_body(
	const struct docker_parser *parser, const struct docker_heredoc *heredoc, rlint_span line)
{
	rlint_str text = str_slice(parser->source, line.start, line.end);

	while (heredoc->is_chomped && text.len > 0 && text.ptr[0] == '\t') {
		text = str_slice(text, 1, text.len);
	}
	return rlint_str_is(text, heredoc->name);
}

/* Takes lines up to the terminator; false where there is none. */
static bool find_end(struct docker_parser *parser, struct docker_heredoc *heredoc, uint32_t *end)
{
	struct docker_line line;

	while (docker_next_line(parser, &line)) {
		if (ends_body(parser, heredoc, (rlint_span){ line.start, line.end })) {
			heredoc->body_span.end = line.start;
			*end = line.end;
			return true;
		}
	}
	return false;
}

static bool begins_instruction(const struct docker_parser *parser, rlint_span line)
{
	rlint_str text = str_slice(parser->source, line.start, line.end);
	size_t at = 0;

	while (at < text.len && text.ptr[at] >= 'A' && text.ptr[at] <= 'Z') {
		at++;
	}
	return at > 0 && at < text.len && text.ptr[at] == ' ' &&
	       docker_name_of(str_slice(text, 0, at)) != DOCKER_UNKNOWN_NAME;
}

/* The builder took all that follows for the body of a heredoc that never ends. Reading goes on with
 * the first line that looks like an instruction. */
static void skip_to_instruction(
	struct docker_parser *parser, struct docker_heredoc *heredoc, uint32_t line_count)
{
	struct docker_line line;

	parser->at = heredoc->body_span.start;
	parser->line_count = line_count;
	while (docker_next_line(parser, &line)) {
		if (begins_instruction(parser, (rlint_span){ line.start, line.end })) {
			parser->at = line.start;
			parser->line_count--;
			return;
		}
	}
}

static void tell_of_no_end(
	struct docker_parser *parser, uint32_t index, const struct docker_heredoc *heredoc)
{
	docker_fail(parser, index,
		&(struct docker_refusal){ heredoc->marker,
			docker_say(parser, "this heredoc never ends; add a line that is just %S",
				heredoc->name),
			RLINT_STR("unterminated heredoc") });
}

/* Removes the tabs at the line starts of a body. */
static struct text chomp(struct docker_parser *parser, const struct text *body)
{
	struct text_builder builder = { .arena = parser->arena };
	rlint_str bytes = body->bytes;
	size_t at = 0;

	while (at < bytes.len) {
		size_t end = str_find(bytes, '\n', at) + 1;

		while (at < bytes.len && bytes.ptr[at] == '\t') {
			at++;
		}
		end = end > bytes.len ? bytes.len : end;
		text_add(&builder, body, at, end);
		at = end;
	}
	return text_end(&builder);
}

/* Takes the body's lines. False where it has no end. */
static bool read_body(struct docker_parser *parser, uint32_t index, struct docker_heredoc *heredoc)
{
	uint32_t line_count = parser->line_count;
	uint32_t end = parser->at;

	heredoc->body_span = (rlint_span){ parser->at, parser->at };
	heredoc->is_terminated = find_end(parser, heredoc, &end);
	if (!heredoc->is_terminated) {
		tell_of_no_end(parser, index, heredoc);
		if (parser->rewinds < MOST_REWINDS) {
			parser->rewinds++;
			skip_to_instruction(parser, heredoc, line_count);
		}
		heredoc->body_span.end = parser->at;
		end = parser->at;
	}
	heredoc->body = text_of(parser->source, heredoc->body_span);
	if (heredoc->is_chomped) {
		heredoc->body = chomp(parser, &heredoc->body);
	}
	docker_at(parser, index)->span.end = end;
	docker_at(parser, index)->last_line = parser->line_count;
	return heredoc->is_terminated;
}

/* ---- lines ---- */

/* Where a word that was lexed off the line stands; *from moves behind it. Words that hold default
 * values may come out different from how they are written: then the line is the place. */
static rlint_span find_word(const struct text *line, rlint_str word, size_t *from)
{
	rlint_str rest = str_slice(line->bytes, *from, line->bytes.len);
	size_t at = rlint_str_find_str(rest, word);

	if (*from == line->bytes.len || at == rest.len) {
		*from = line->bytes.len;
		return text_span(line, 0, line->bytes.len);
	}
	at += *from;
	*from = at + word.len;
	return text_span(line, at, *from);
}

/* Reads one word of the line; false ends the search. */
static bool read_word(
	struct docker_parser *parser, uint32_t index, rlint_str word, rlint_span marker)
{
	struct docker_heredoc heredoc = { .marker = marker };
	struct docker_instruction *instruction = docker_at(parser, index);
	struct docker_heredoc *added;
	rlint_str error;
	bool is_good;

	if (!read_marker(parser, word, &heredoc, &error)) {
		if (error.len > 0) {
			docker_fail(parser, index,
				&(struct docker_refusal){ marker,
					RLINT_STR("this heredoc marker cannot be read; write a "
						  "plain name after <<"),
					error });
		}
		return error.len == 0;
	}
	is_good = read_body(parser, index, &heredoc);
	added = vec_add(&parser->file->heredocs, parser->arena, sizeof *added);
	*added = heredoc;
	instruction->heredoc_count++;
	return is_good;
}

static bool holds_heredocs(const struct docker_parser *parser, uint32_t index)
{
	const struct docker_instruction *instruction = docker_at(parser, index);

	if (instruction->name == DOCKER_ONBUILD && instruction->trigger != NODE_NONE) {
		instruction = docker_at(parser, instruction->trigger);
	}
	return (instruction->name == DOCKER_RUN || instruction->name == DOCKER_COPY ||
		       instruction->name == DOCKER_ADD) &&
	       !instruction->is_json;
}

static void read_words(struct docker_parser *parser, uint32_t index, const struct text *line)
{
	struct word_result result;
	const rlint_str *words;
	size_t from = 0;

	lex(parser, line->bytes, WORD_RAW_QUOTES | WORD_RAW_ESCAPES, &result);
	words = result.words.items;
	for (uint32_t i = 0; i < result.words.count; i++) {
		rlint_span span = find_word(line, words[i], &from);

		if (!read_word(parser, index, words[i], span)) {
			return;
		}
	}
}

void docker_read_heredocs(struct docker_parser *parser, uint32_t index, const struct text *line)
{
	struct docker_instruction *instruction = docker_at(parser, index);

	instruction->heredoc_first = parser->file->heredocs.count;
	if (holds_heredocs(parser, index) &&
		rlint_str_find_str(line->bytes, RLINT_STR("<<")) < line->bytes.len) {
		read_words(parser, index, line);
	}
	if (instruction->trigger != NODE_NONE) {
		struct docker_instruction *trigger = docker_at(parser, instruction->trigger);

		trigger->heredoc_first = instruction->heredoc_first;
		trigger->heredoc_count = instruction->heredoc_count;
	}
}
