/* run/system-environment: a project that runs with whatever is installed. */
#include <reprolint/reprolint.h>

static void check_setting(rlint_check *check, const rlint_fact *fact)
{
	const rlint_setting *setting = rlint_as_setting(fact);
	const rlint_experiment *experiment = rlint_as_experiment(rlint_fact_container(fact));

	if (experiment && setting->origin == RLINT_BY_DEFAULT && setting->outcome == RLINT_RANDOM) {
		rlint_report(check, fact, experiment->first_key,
			"no %S here, so the %S %S: name what it needs", setting->key.text,
			experiment->framework_name, setting->standing);
	}
}

extern const rlint_rule rlint_rule_run_system_environment;
const rlint_rule rlint_rule_run_system_environment = {
	.id = "run/system-environment",
	.on = (const rlint_subscription[]){ { RLINT_SETTING, "environment" }, { 0 } },
	.check = check_setting,
};
