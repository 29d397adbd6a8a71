/* run/wall-clock: a run that ends by the clock. */
#include <reprolint/reprolint.h>

static void check_setting(rlint_check *check, const rlint_fact *fact)
{
	const rlint_setting *setting = rlint_as_setting(fact);
	const rlint_experiment *experiment =
		rlint_as_experiment(rlint_fact_within(fact, RLINT_EXPERIMENT));

	if (setting->origin != RLINT_EXPLICIT || setting->outcome != RLINT_RANDOM || !experiment ||
		!rlint_value_has_text(&setting->value)) {
		return;
	}
	rlint_report(check, fact, setting->value.span,
		"with %S %S, %S %S: bound the run by steps or epochs", setting->key.text,
		setting->value.text, experiment->framework_name, setting->standing);
}

extern const rlint_rule rlint_rule_run_wall_clock;
const rlint_rule rlint_rule_run_wall_clock = {
	.id = "run/wall-clock",
	.on = (const rlint_subscription[]){ { RLINT_SETTING, "wall-clock" }, { 0 } },
	.check = check_setting,
};
