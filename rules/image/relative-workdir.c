/* image/relative-workdir: a WORKDIR below whatever the base image chose. */
#include <reprolint/reprolint.h>

/* Is the path, variables replaced, surely relative? "C:/x" and "C:\x" are whole paths on Windows.
 */
static bool is_relative(const rlint_value *path)
{
	rlint_str text = path->text;

	if (text.len == 0) {
		return path->state != RLINT_UNCERTAIN && path->state != RLINT_MANDATORY;
	}
	if (text.ptr[0] == '/' || text.ptr[0] == '\\') {
		return false;
	}
	return !(text.len > 1 && text.ptr[1] == ':' && rlint_byte_is_letter(text.ptr[0]));
}

/* Only a shell knows ~ for a home. */
static bool is_home(rlint_str path)
{
	return rlint_str_is(path, RLINT_STR("~")) || rlint_str_starts(path, RLINT_STR("~/"));
}

static void check_stage(rlint_check *check, const rlint_fact *stage)
{
	const rlint_fact *step = rlint_as_stage(stage)->workdir;
	bool is_own = step && rlint_fact_within(step, RLINT_STAGE) == stage;
	const rlint_value *path = is_own ? rlint_step_default(step, 0) : NULL;
	bool is_given = path && path->text.len > 0;
	rlint_finding *finding;

	if (!path || !is_relative(path)) {
		return;
	}
	finding = rlint_report(check, step, path->span,
		is_home(path->text)
			? "%S names no home here but a folder ~ below the working directory: write "
			  "the home's path, which begins with /"
		: is_given
			? "%S lies below the working directory of the base image, which may "
			  "change: begin the path with /"
			: "without --build-arg this is empty, and the working directory stays the "
			  "base image's: give the ARG a default that begins with /",
		path->text);
	/* Where that is known, another tag of the image hardly has another. */
	if (rlint_as_step(step)->directory.state == RLINT_KNOWN || !is_given) {
		rlint_grade(finding, RLINT_PEDANTIC);
	}
	if (is_given) {
		rlint_as(finding, "DL3000");
	}
	rlint_as_saying(finding, "WorkdirRelativePath",
		"Relative workdir \"%S\" can have unexpected results if the base image changes",
		path->text);
}

extern const rlint_rule rlint_rule_image_relative_workdir;
const rlint_rule rlint_rule_image_relative_workdir = {
	.id = "image/relative-workdir",
	.on = (const rlint_subscription[]){ { RLINT_STAGE, NULL }, { 0 } },
	.check = check_stage,
};
