/* image/relative-copy: a relative destination where no WORKDIR says what it is relative to. */
#include <reprolint/reprolint.h>

static bool is_relative(rlint_str path)
{
	return path.len > 0 && path.ptr[0] != '/' && path.ptr[0] != '\\' && path.ptr[0] != '$' &&
	       !(path.len > 1 && path.ptr[1] == ':');
}

static void check_copy(rlint_check *check, const rlint_fact *fact)
{
	const rlint_value *destination = &rlint_as_copy(fact)->destination;
	const rlint_step *step = rlint_as_step(rlint_fact_within(fact, RLINT_STEP));
	rlint_finding *finding;

	/* What the base image sets, and nothing else, is the directory here. */
	if (!step || step->directory.state != RLINT_UNCERTAIN ||
		step->directory.reason != RLINT_BASE_IMAGE || step->directory.text.len > 0 ||
		step->directory.span.end > 0 || !rlint_value_has_text(destination) ||
		!is_relative(destination->text)) {
		return;
	}
	finding = rlint_report(check, fact, destination->span,
		"where '%S' lies depends on the base image: set WORKDIR before, or write the "
		"whole path",
		destination->text);
	if (!rlint_as_copy(fact)->is_add) {
		rlint_as(finding, "DL3045");
	}
}

extern const rlint_rule rlint_rule_image_relative_copy;
const rlint_rule rlint_rule_image_relative_copy = {
	.id = "image/relative-copy",
	.on = (const rlint_subscription[]){ { RLINT_COPY, "COPY" }, { RLINT_COPY, "ADD" }, { 0 } },
	.check = check_copy,
};
