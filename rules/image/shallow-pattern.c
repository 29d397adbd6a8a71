/* image/shallow-pattern: a line of a .dockerignore that looks as in a .gitignore, where it holds in
 * every folder, and holds at the top of the context alone. */
#include <reprolint/reprolint.h>

/* What programs leave in every folder that they work in. */
static const rlint_str strewn[] = { RLINT_STR_INIT("__pycache__"), RLINT_STR_INIT("*.pyc"),
	RLINT_STR_INIT("*.pyo"), RLINT_STR_INIT("*.pyd"), RLINT_STR_INIT("*.py[co]"),
	RLINT_STR_INIT("*.py[cod]"), RLINT_STR_INIT(".ipynb_checkpoints"),
	RLINT_STR_INIT(".DS_Store"), RLINT_STR_INIT("Thumbs.db"), RLINT_STR_INIT("*.swp"),
	RLINT_STR_INIT("*~") };

static bool is_strewn(rlint_str path)
{
	return rlint_str_is_one_of(path, RLINT_LIST(strewn));
}

/* Behind a folder of any name, or many of them: what stands there holds below the top. */
static bool is_deep(rlint_str path, rlint_str name)
{
	size_t start = 0;

	while (start < path.len && path.ptr[start] == '*') {
		start++;
	}
	if (start == 0 || start == path.len || path.ptr[start] != '/') {
		return false;
	}
	start++;
	return rlint_str_is(rlint_str_slice(path, start, path.len), name);
}

/* Does another line of the file say it for folders, down to what depth ever? */
static bool is_said_deep(const rlint_fact *file, rlint_str name)
{
	const rlint_fact *fact;

	for (size_t i = 0; (fact = rlint_fact_at(file, RLINT_PATTERN, i)); i++) {
		if (is_deep(rlint_as_pattern(fact)->path, name)) {
			return true;
		}
	}
	return false;
}

/* Would the pattern leave the path out, once it held in every folder? */
static bool reaches(const rlint_fact *pattern, rlint_str path)
{
	bool is_reached = false;
	rlint_str name;

	for (size_t start = 0; start < path.len && !is_reached; start += name.len + 1) {
		name = rlint_str_slice(path, start, path.len);
		name.len = rlint_str_find_str(name, RLINT_STR("/"));
		is_reached = rlint_pattern_matches(pattern, name);
	}
	return is_reached;
}

/* A source of the step's copies from the context that the pattern would reach, or an empty one. */
static rlint_str reached_in_step(const rlint_fact *step, const rlint_fact *pattern)
{
	const rlint_fact *copy = rlint_fact_at(step, RLINT_COPY, 0);

	if (!copy || rlint_as_copy(copy)->from.state != RLINT_UNSET) {
		return (rlint_str){ 0 };
	}
	for (size_t i = 0; i < rlint_as_copy(copy)->source_count; i++) {
		if (reaches(pattern, rlint_copy_path(copy, i))) {
			return rlint_copy_path(copy, i);
		}
	}
	return (rlint_str){ 0 };
}

/* The same in the Dockerfile that reads the patterns. */
static rlint_str find_reached(rlint_check *check, const rlint_fact *pattern)
{
	rlint_str path = { 0 };
	const rlint_fact *file;
	const rlint_fact *stage;
	const rlint_fact *step;

	if (rlint_linked(check, pattern, RLINT_IGNORES_FOR, &file) != RLINT_YES) {
		return path;
	}
	for (size_t i = 0; path.len == 0 && (stage = rlint_fact_at(file, RLINT_STAGE, i)); i++) {
		for (size_t k = 0; path.len == 0 && (step = rlint_fact_at(stage, RLINT_STEP, k));
			k++) {
			path = reached_in_step(step, pattern);
		}
	}
	return path;
}

static void report_copied(rlint_check *check, const rlint_fact *fact, rlint_str copied)
{
	rlint_str path = rlint_as_pattern(fact)->path;

	rlint_report(check, fact, rlint_fact_span(fact),
		"%S is left out at the top of the context alone, not in its folders as git would "
		"have it: write **/%S, and below it !%S, which the Dockerfile copies",
		path, path, copied);
}

static void check_pattern(rlint_check *check, const rlint_fact *fact)
{
	const rlint_pattern *pattern = rlint_as_pattern(fact);
	rlint_span span = rlint_fact_span(fact);
	rlint_finding *finding;
	rlint_str copied;

	if (pattern->is_negated || rlint_str_starts(pattern->text.text, RLINT_STR("/")) ||
		!is_strewn(pattern->path) ||
		is_said_deep(rlint_fact_container(fact), pattern->path)) {
		return;
	}
	copied = find_reached(check, fact);
	if (copied.len > 0) {
		report_copied(check, fact, copied);
		return;
	}
	finding = rlint_report(check, fact, span,
		"%S is left out at the top of the context alone, not in its folders as git would "
		"have it: write **/%S",
		pattern->path, pattern->path);
	rlint_fix(finding, false, "Leave it out in every folder");
	rlint_edit(finding, (rlint_span){ span.start, span.start }, "**/");
}

extern const rlint_rule rlint_rule_image_shallow_pattern;
const rlint_rule rlint_rule_image_shallow_pattern = {
	.id = "image/shallow-pattern",
	.on = (const rlint_subscription[]){ { RLINT_PATTERN, NULL }, { 0 } },
	.check = check_pattern,
	.asks_links = true,
};
