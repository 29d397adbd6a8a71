/* seed/no-replication: a search that runs every setting once, with one seed. */
#include <reprolint/reprolint.h>

static void check_setting(rlint_check *check, const rlint_fact *fact)
{
	const rlint_setting *setting = rlint_as_setting(fact);
	const rlint_experiment *experiment =
		rlint_as_experiment(rlint_fact_within(fact, RLINT_EXPERIMENT));

	if (setting->origin != RLINT_EXPLICIT || setting->outcome != RLINT_FIXED || !experiment ||
		!rlint_str_is(experiment->framework, RLINT_STR("wandb-sweep"))) {
		return;
	}
	rlint_report(check, fact, setting->value.span,
		"every trial runs with seed %S alone, so nothing tells a better setting from luck: "
		"list several seeds",
		setting->value.text);
}

extern const rlint_rule rlint_rule_seed_no_replication;
const rlint_rule rlint_rule_seed_no_replication = {
	.id = "seed/no-replication",
	.on = (const rlint_subscription[]){ { RLINT_SETTING, "seed" }, { 0 } },
	.check = check_setting,
};
