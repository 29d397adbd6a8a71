/* sweep/sampler: a search whose choices cannot be made again. */
#include <reprolint/reprolint.h>

static void check_setting(rlint_check *check, const rlint_fact *fact)
{
	const rlint_setting *setting = rlint_as_setting(fact);
	const rlint_experiment *experiment =
		rlint_as_experiment(rlint_fact_within(fact, RLINT_EXPERIMENT));

	if (setting->origin != RLINT_EXPLICIT || !experiment) {
		return;
	}
	if (setting->outcome == RLINT_RANDOM) {
		rlint_report(check, fact, setting->value.span,
			"with %S %S, %S %S: keep the table of runs", setting->key.text,
			setting->value.text, experiment->framework_name, setting->standing);
	} else if (rlint_str_is(setting->concept, RLINT_STR("parallel")) &&
		   setting->type == RLINT_TYPE_INTEGER &&
		   !rlint_str_is(setting->value.text, RLINT_STR("1"))) {
		rlint_report(check, fact, setting->value.span,
			"with %S %S, trials run side by side, and what the sampler tries next "
			"follows which of them ends first, whatever its seed: run one at a time, "
			"or "
			"keep the table of runs",
			setting->key.text, setting->value.text);
	}
}

extern const rlint_rule rlint_rule_sweep_sampler;
const rlint_rule rlint_rule_sweep_sampler = {
	.id = "sweep/sampler",
	.on = (const rlint_subscription[]){ { RLINT_SETTING, "sampler" },
		{ RLINT_SETTING, "parallel" }, { 0 } },
	.check = check_setting,
};
