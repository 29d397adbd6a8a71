/* sweep/arguments: a sweep whose command leaves the values of the trial out. */
#include <reprolint/reprolint.h>

static void check_setting(rlint_check *check, const rlint_fact *fact)
{
	const rlint_setting *setting = rlint_as_setting(fact);

	if (setting->outcome == RLINT_NOT_APPLIED) {
		rlint_report(check, fact, setting->key.span,
			"%S has no ${args}, so a program that takes its parameters from the "
			"command line runs every trial with its defaults: add ${args}, unless it "
			"reads wandb.config",
			setting->key.text);
	}
}

extern const rlint_rule rlint_rule_sweep_arguments;
const rlint_rule rlint_rule_sweep_arguments = {
	.id = "sweep/arguments",
	.on = (const rlint_subscription[]){ { RLINT_SETTING, "arguments" }, { 0 } },
	.check = check_setting,
};
