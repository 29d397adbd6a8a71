/* sweep/unbounded: a search that nothing ends. */
#include <reprolint/reprolint.h>

/* Does the search draw its trials, and not try them all? */
static const rlint_setting *drawing_sampler(const rlint_fact *experiment)
{
	const rlint_setting *found = NULL;

	for (size_t i = 0; i < rlint_fact_count(experiment, RLINT_SETTING) && !found; i++) {
		const rlint_setting *setting =
			rlint_as_setting(rlint_fact_at(experiment, RLINT_SETTING, i));

		if (rlint_str_is(setting->concept, RLINT_STR("sampler")) &&
			setting->outcome == RLINT_RANDOM) {
			found = setting;
		}
	}
	return found;
}

static void check_setting(rlint_check *check, const rlint_fact *fact)
{
	const rlint_setting *setting = rlint_as_setting(fact);
	const rlint_fact *within = rlint_fact_within(fact, RLINT_EXPERIMENT);
	const rlint_setting *sampler = within ? drawing_sampler(within) : NULL;

	if (!sampler || setting->origin != RLINT_BY_DEFAULT || setting->outcome != RLINT_RANDOM) {
		return;
	}
	rlint_report(check, fact, sampler->value.span,
		"with %S %S and without %S, the search %S: how many trials a result was chosen "
		"from "
		"stands nowhere; set %S",
		sampler->key.text, sampler->value.text, setting->key.text, setting->standing,
		setting->key.text);
}

extern const rlint_rule rlint_rule_sweep_unbounded;
const rlint_rule rlint_rule_sweep_unbounded = {
	.id = "sweep/unbounded",
	.on = (const rlint_subscription[]){ { RLINT_SETTING, "budget" }, { 0 } },
	.check = check_setting,
};
