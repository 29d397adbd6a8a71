/* pin/undefined-argument: arguments in FROM that are not declared before it. */
#include <reprolint/reprolint.h>

/* Is the platform, or a part of it, empty whatever is given? Then nothing is built. */
static bool is_no_platform(const rlint_value *value)
{
	rlint_str text = value->text;

	return rlint_value_has_text(value) &&
	       (text.len == 0 || text.ptr[0] == '/' || text.ptr[text.len - 1] == '/');
}

static void check_value(rlint_check *check, const rlint_fact *step, const rlint_value *value)
{
	bool breaks = value->state != RLINT_UNSET && value != rlint_step_word(step, 0) &&
		      is_no_platform(value);

	for (uint32_t i = 0; i < value->part_count; i++) {
		const rlint_part *part = &value->parts[i];
		rlint_finding *finding;
		rlint_value bound;

		if (!part->is_reference) {
			continue;
		}
		rlint_step_variable(step, part->text, &bound);
		if (bound.state != RLINT_UNSET) {
			continue;
		}
		finding = rlint_report(check, step, part->span,
			breaks ? "no ARG before the first FROM declares %S, so the platform is "
				 "empty and nothing is built: declare it there"
			       : "no ARG before the first FROM declares %S, so it is empty, also "
				 "with --build-arg: declare it there",
			part->text);
		if (!breaks) {
			rlint_grade(finding, RLINT_WARNING);
		}
		rlint_as_saying(finding, "UndefinedArgInFrom", "FROM argument '%S' is not declared",
			part->text);
	}
}

static void check_step(rlint_check *check, const rlint_fact *step)
{
	const rlint_value *base = rlint_step_word(step, 0);

	check_value(check, step, rlint_step_flag(step, "platform", 0));
	if (base) {
		check_value(check, step, base);
	}
}

extern const rlint_rule rlint_rule_pin_undefined_argument;
const rlint_rule rlint_rule_pin_undefined_argument = {
	.id = "pin/undefined-argument",
	.on = (const rlint_subscription[]){ { RLINT_STEP, "FROM" }, { 0 } },
	.check = check_step,
};
