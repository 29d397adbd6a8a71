/* run/machine-size: a size that is chosen by the machine on which the run happens to start. */
#include <reprolint/reprolint.h>

static void check_setting(rlint_check *check, const rlint_fact *fact)
{
	const rlint_setting *setting = rlint_as_setting(fact);
	const rlint_experiment *experiment =
		rlint_as_experiment(rlint_fact_within(fact, RLINT_EXPERIMENT));
	rlint_finding *finding;

	if (setting->origin != RLINT_EXPLICIT || setting->outcome != RLINT_RANDOM || !experiment) {
		return;
	}
	finding = rlint_report(check, fact, setting->value.span,
		"with %S %S, %S %S, so another machine gives other results: write the number that "
		"was used",
		setting->key.text, setting->value.text, experiment->framework_name,
		setting->standing);
	/* How many GPUs there are is known to whoever starts it. */
	if (!rlint_str_is(setting->concept, RLINT_STR("size"))) {
		rlint_grade(finding, RLINT_PEDANTIC);
	}
}

extern const rlint_rule rlint_rule_run_machine_size;
const rlint_rule rlint_rule_run_machine_size = {
	.id = "run/machine-size",
	.on = (const rlint_subscription[]){ { RLINT_SETTING, "size" }, { RLINT_SETTING, "devices" },
		{ RLINT_SETTING, "workers" }, { 0 } },
	.check = check_setting,
};
