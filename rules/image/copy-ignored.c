/* image/copy-ignored: COPY and ADD of what the .dockerignore leaves out of the build context. */
#include <reprolint/reprolint.h>

static bool is_whole(rlint_str path)
{
	return rlint_str_is(path, RLINT_STR(".")) || rlint_str_is(path, RLINT_STR("/"));
}

static void report(rlint_check *check, const rlint_fact *copy, size_t index, const rlint_fact *by)
{
	rlint_str path = rlint_copy_path(copy, index);
	rlint_str file = rlint_document_path(rlint_fact_document(by));
	rlint_span span = rlint_copy_source(copy, index)->span;
	rlint_finding *finding;

	if (is_whole(path)) {
		finding = rlint_report(check, copy, span,
			"%S leaves everything out of the build context, so this copies nothing: "
			"add lines with ! for what is wanted",
			file);
		rlint_grade(finding, RLINT_WARNING);
	} else {
		finding = rlint_report(check, copy, span,
			"%S leaves %S out of the build context, so the build does not find it: let "
			"it in there with !%S, or copy something else",
			file, path, path);
	}
	rlint_related(finding, by, rlint_fact_span(by), "left out here");
	rlint_as_saying(finding, "CopyIgnoredFile",
		"Attempting to %s file \"%S\" that is excluded by .dockerignore",
		rlint_as_copy(copy)->is_add ? "Add" : "Copy", path);
}

static void check_copy(rlint_check *check, const rlint_fact *copy)
{
	const rlint_fact *ignore;

	if (rlint_as_copy(copy)->from.state != RLINT_UNSET ||
		rlint_as_copy(copy)->source_count == 0 ||
		rlint_linked(check, copy, RLINT_IGNORED_BY, &ignore) != RLINT_YES) {
		return;
	}
	for (size_t i = 0; i < rlint_as_copy(copy)->source_count; i++) {
		rlint_str path = rlint_copy_path(copy, i);
		const rlint_fact *by;

		if (path.len > 0 && rlint_ignores(ignore, path, &by) == RLINT_YES) {
			report(check, copy, i, by);
		}
	}
}

extern const rlint_rule rlint_rule_image_copy_ignored;
const rlint_rule rlint_rule_image_copy_ignored = {
	.id = "image/copy-ignored",
	.on = (const rlint_subscription[]){ { RLINT_COPY, NULL }, { 0 } },
	.check = check_copy,
	.asks_links = true,
};
