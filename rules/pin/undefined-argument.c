/* pin/undefined-argument: arguments in FROM that are not declared before it. */
#include <reprolint/reprolint.h>

/* Is the platform, or a part of it, empty whatever is given? Then nothing is built. */
static bool is_no_platform(const rlint_value *value)
{
	rlint_str text = value->text;

	return rlint_value_has_text(value) &&
	       (text.len == 0 || text.ptr[0] == '/' || text.ptr[text.len - 1] == '/');
}

static bool is_within(const rlint_reference *reference, const rlint_value *value)
{
	return value->state != RLINT_UNSET && reference->span.start >= value->span.start &&
	       reference->span.end <= value->span.end;
}

static void report(
	rlint_check *check, const rlint_fact *step, const rlint_reference *reference, bool breaks)
{
	rlint_finding *finding = rlint_report(check, step, reference->span,
		breaks ? "no ARG before the first FROM declares %S, so the platform is empty and "
			 "nothing is built: declare it there"
		       : "no ARG before the first FROM declares %S, so it is empty, also with "
			 "--build-arg: declare it there",
		reference->name);

	if (!breaks) {
		rlint_grade(finding, reference->is_guarded ? RLINT_PEDANTIC : RLINT_WARNING);
	}
	rlint_as_saying(finding, "UndefinedArgInFrom", "FROM argument '%S' is not declared",
		reference->name);
}

static void check_step(rlint_check *check, const rlint_fact *step)
{
	const rlint_value *platform = rlint_step_flag(step, "platform", 0);
	const rlint_reference *reference;

	for (size_t i = 0; (reference = rlint_step_reference(step, i)); i++) {
		if (reference->is_set == RLINT_NO) {
			report(check, step, reference,
				is_within(reference, platform) && is_no_platform(platform));
		}
	}
}

extern const rlint_rule rlint_rule_pin_undefined_argument;
const rlint_rule rlint_rule_pin_undefined_argument = {
	.id = "pin/undefined-argument",
	.on = (const rlint_subscription[]){ { RLINT_STEP, "FROM" }, { 0 } },
	.check = check_step,
};
