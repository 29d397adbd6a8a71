/* run/resume: a run that goes on from, or writes over, whatever lies in its output folder. */
#include <reprolint/reprolint.h>

static void check_setting(rlint_check *check, const rlint_fact *fact)
{
	const rlint_setting *setting = rlint_as_setting(fact);
	const rlint_experiment *experiment =
		rlint_as_experiment(rlint_fact_within(fact, RLINT_EXPERIMENT));
	bool overwrites = rlint_str_is(setting->concept, RLINT_STR("overwrite"));

	if (setting->origin != RLINT_EXPLICIT || setting->outcome != RLINT_RANDOM || !experiment ||
		experiment->trains == RLINT_NO) {
		return;
	}
	rlint_report(check, fact, setting->value.span,
		overwrites ? "with %S %S, %S %S: give each run a folder of its own"
			   : "with %S %S, %S %S: name the checkpoint",
		setting->key.text, setting->value.text, experiment->framework_name,
		setting->standing);
}

extern const rlint_rule rlint_rule_run_resume;
const rlint_rule rlint_rule_run_resume = {
	.id = "run/resume",
	.on = (const rlint_subscription[]){ { RLINT_SETTING, "resume" },
		{ RLINT_SETTING, "overwrite" }, { RLINT_SETTING, "replay" }, { 0 } },
	.check = check_setting,
};
