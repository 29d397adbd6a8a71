/* seed/not-applied: a seed that the framework reads, and does not seed with. */
#include <reprolint/reprolint.h>

static void check_setting(rlint_check *check, const rlint_fact *fact)
{
	const rlint_setting *setting = rlint_as_setting(fact);
	const rlint_experiment *experiment =
		rlint_as_experiment(rlint_fact_within(fact, RLINT_EXPERIMENT));

	if (setting->origin != RLINT_EXPLICIT || setting->outcome != RLINT_NOT_APPLIED ||
		!experiment || experiment->trains == RLINT_NO) {
		return;
	}
	rlint_report(check, fact, setting->value.span, "%S %S has no effect: %S %S",
		setting->key.text, setting->value.text, experiment->framework_name,
		setting->standing);
}

extern const rlint_rule rlint_rule_seed_not_applied;
const rlint_rule rlint_rule_seed_not_applied = {
	.id = "seed/not-applied",
	.on = (const rlint_subscription[]){ { RLINT_SETTING, "seed" }, { 0 } },
	.check = check_setting,
};
