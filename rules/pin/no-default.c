/* pin/no-default: FROM that names no image unless an argument is given. */
#include <reprolint/reprolint.h>

/* Is the last word of the name the only one whose value is not written? */
static bool ends_in_argument(const rlint_fact *step, const rlint_value *base)
{
	for (uint32_t i = 0; i < base->part_count; i++) {
		bool is_last = i + 1 == base->part_count;
		rlint_value value = { .state = RLINT_KNOWN };

		if (base->parts[i].is_reference) {
			rlint_step_variable(step, base->parts[i].text, &value);
		}
		if (is_last != (value.state == RLINT_UNCERTAIN && value.reason == RLINT_HOST &&
				       value.text.len == 0 && value.span.end > 0)) {
			return false;
		}
	}
	return base->part_count > 0;
}

/* With every argument at its default: nothing, or a name with an empty tag. */
static bool is_invalid(const rlint_fact *step, const rlint_value *base)
{
	bool is_cut = base->text.len == 0 || base->text.ptr[base->text.len - 1] == ':';

	return is_cut && (rlint_value_has_text(base) || ends_in_argument(step, base));
}

static void check_step(rlint_check *check, const rlint_fact *step)
{
	const rlint_value *base = rlint_step_word(step, 0);
	rlint_finding *finding;

	if (!base || base->part_count == 0 || base->state == RLINT_MANDATORY ||
		!is_invalid(step, base)) {
		return;
	}
	finding = rlint_report(check, step, base->span,
		"without --build-arg this names no image: give the ARG a default that builds");
	rlint_as(finding, "InvalidDefaultArgInFrom");
}

extern const rlint_rule rlint_rule_pin_no_default;
const rlint_rule rlint_rule_pin_no_default = {
	.id = "pin/no-default",
	.on = (const rlint_subscription[]){ { RLINT_STEP, "FROM" }, { 0 } },
	.check = check_step,
};
