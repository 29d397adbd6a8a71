/* pin/undefined-argument: arguments in FROM that are not declared before it. */
#include <reprolint/reprolint.h>

static void check_value(rlint_check *check, const rlint_fact *step, const rlint_value *value)
{
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
			"no ARG before the first FROM declares %S, so it is empty, also with "
			"--build-arg: declare it there",
			part->text);
		rlint_as(finding, "UndefinedArgInFrom");
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
