/* image/copy-destination: several sources, and no folder to put them in. */
#include <reprolint/reprolint.h>

/* "/srv/", ".", "../..": a folder by its last component. */
static bool is_folder(rlint_str path)
{
	size_t end = path.len;
	size_t dots = 0;

	while (dots < end && path.ptr[end - dots - 1] == '.') {
		dots++;
	}
	return path.len == 0 || path.ptr[end - 1] == '/' || path.ptr[end - 1] == '\\' ||
	       (dots > 0 && dots < 3 && (dots == end || path.ptr[end - dots - 1] == '/'));
}

static bool may_be_folder(const rlint_value *path)
{
	return !rlint_value_has_text(path) || is_folder(path->text);
}

static void check_copy(rlint_check *check, const rlint_fact *fact)
{
	const rlint_step *step = rlint_as_step(rlint_fact_within(fact, RLINT_STEP));
	const rlint_value *destination = &rlint_as_copy(fact)->destination;
	rlint_finding *finding;

	/* The last word is where they go. */
	if (step->word_count < 3 || may_be_folder(destination)) {
		return;
	}
	finding = rlint_report(check, fact, destination->span,
		"several sources go to '%S', which is a folder only if it is there already: end it "
		"with /",
		destination->text);
	rlint_as(finding, "DL3021");
	/* Something before it sees to that. */
	if (rlint_as_copy(fact)->is_folder_made) {
		rlint_grade(finding, RLINT_PEDANTIC);
	}
	if (destination->is_verbatim && !destination->is_quoted) {
		rlint_span end = { destination->span.end, destination->span.end };

		rlint_fix(finding, false, "End the folder with /");
		rlint_edit(finding, end, "/");
	}
}

extern const rlint_rule rlint_rule_image_copy_destination;
const rlint_rule rlint_rule_image_copy_destination = {
	.id = "image/copy-destination",
	.on = (const rlint_subscription[]){ { RLINT_COPY, "COPY" }, { RLINT_COPY, "ADD" }, { 0 } },
	.check = check_copy,
};
