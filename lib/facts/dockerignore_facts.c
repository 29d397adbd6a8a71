/* The facts of a .dockerignore: its patterns, and what they leave out (moby/patternmatcher,
 * MatchesOrParentMatches). */
#include "lib/base/str.h"
#include "lib/facts/make.h"
#include "lib/facts/path.h"
#include "lib/facts/step.h"

/* Cleaned as a path, and seen from the root of the context. */
static rlint_str clean(struct arena *arena, rlint_str text)
{
	text = path_clean(arena, text);
	return text.len > 1 && text.ptr[0] == '/' ? str_slice(text, 1, text.len) : text;
}

static void add_pattern(struct facts *facts, const struct ignore_line *line)
{
	rlint_fact *fact = fact_new(facts, RLINT_PATTERN, facts->root, line->span, line->node);
	struct pattern *pattern = fact_payload(fact);

	pattern->shown.text = value_known(line->text, line->span);
	pattern->shown.is_negated = line->is_negated;
	pattern->shown.path = clean(facts->arena, line->text);
	wildcard_make_docker(&pattern->wildcard, facts->arena, pattern->shown.path);
}

void facts_of_dockerignore(struct facts *facts, const struct dockerignore *file)
{
	const struct ignore_line *lines = file->lines.items;

	facts_add_problems(facts, &file->tree);
	for (uint32_t i = 0; i < file->lines.count; i++) {
		if (!lines[i].is_wrong) {
			add_pattern(facts, &lines[i]);
		}
	}
}

bool rlint_pattern_matches(const rlint_fact *fact, rlint_str path)
{
	return rlint_as_pattern(fact) &&
	       wildcard_matches(&((const struct pattern *)fact_payload(fact))->wildcard, path);
}

/* The path, or a folder that it lies in. */
static bool covers(const struct pattern *pattern, rlint_str path)
{
	bool is_covered = wildcard_matches(&pattern->wildcard, path);

	for (size_t end = str_find(path, '/', 0); end < path.len && !is_covered;
		end = str_find(path, '/', end + 1)) {
		is_covered = wildcard_matches(&pattern->wildcard, str_slice(path, 0, end));
	}
	return is_covered;
}

/* The whole context is left out by these alone. */
static bool covers_all(const struct pattern *pattern)
{
	static const rlint_str all[] = { RLINT_STR_INIT("*"), RLINT_STR_INIT("**"),
		RLINT_STR_INIT("**/*") };

	return rlint_str_is_one_of(pattern->shown.path, RLINT_LIST(all));
}

static bool is_root(rlint_str path)
{
	return path.len == 0 || rlint_str_is(path, RLINT_STR(".")) ||
	       rlint_str_is(path, RLINT_STR("/"));
}

static bool leaves_out(const struct pattern *pattern, rlint_str path)
{
	return is_root(path) ? covers_all(pattern) : covers(pattern, path);
}

rlint_answer rlint_ignores(const rlint_fact *ignore, rlint_str path, const rlint_fact **by)
{
	const rlint_fact *decisive = NULL;
	bool has_negated = false;
	const rlint_fact *fact;

	if (rlint_str_starts(path, RLINT_STR("/")) && !is_root(path)) {
		path = str_slice(path, 1, path.len);
	}
	for (size_t i = 0; (fact = rlint_fact_at(ignore, RLINT_PATTERN, i)); i++) {
		const struct pattern *pattern = fact_payload(fact);

		has_negated = has_negated || pattern->shown.is_negated;
		if (pattern->shown.is_negated == (decisive != NULL) && leaves_out(pattern, path)) {
			decisive = decisive ? NULL : fact;
		}
	}
	if (!decisive) {
		return RLINT_NO;
	}
	if (by) {
		*by = decisive;
	}
	/* Something that lies in a folder may be kept, and the folder with it. */
	return has_negated || !rlint_fact_complete(ignore) ? RLINT_UNKNOWN : RLINT_YES;
}
