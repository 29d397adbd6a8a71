/* sweep/unbounded: a search that nothing ends. */
#include <reprolint/reprolint.h>

/* The setting that says how the search finds its trials, if that is by drawing them (random) or by
 * trying them all (fixed), or NULL. */
static const rlint_setting *sampler_of(const rlint_fact *experiment, rlint_outcome outcome)
{
	const rlint_setting *found = NULL;

	for (size_t i = 0; i < rlint_fact_count(experiment, RLINT_SETTING) && !found; i++) {
		const rlint_setting *setting =
			rlint_as_setting(rlint_fact_at(experiment, RLINT_SETTING, i));

		if (rlint_str_is(setting->concept, RLINT_STR("sampler")) &&
			setting->outcome == outcome) {
			found = setting;
		}
	}
	return found;
}

/* A number of trials that is none: null, -1. */
static void check_written(rlint_check *check, const rlint_fact *fact)
{
	const rlint_setting *setting = rlint_as_setting(fact);

	if (sampler_of(rlint_fact_container(fact), RLINT_FIXED)) {
		return;
	}
	rlint_report(check, fact, setting->value.span,
		"with %S %S, the search %S: how many trials a result was chosen from stands "
		"nowhere; set a number",
		setting->key.text, setting->value.text, setting->standing);
}

static void check_missing(rlint_check *check, const rlint_fact *fact)
{
	const rlint_setting *setting = rlint_as_setting(fact);
	const rlint_setting *sampler = sampler_of(rlint_fact_container(fact), RLINT_RANDOM);

	if (sampler) {
		rlint_report(check, fact, sampler->value.span,
			"with %S %S and without %S, the search %S: how many trials a result was "
			"chosen from stands nowhere; set %S",
			sampler->key.text, sampler->value.text, setting->key.text,
			setting->standing, setting->key.text);
	}
}

static void check_setting(rlint_check *check, const rlint_fact *fact)
{
	const rlint_setting *setting = rlint_as_setting(fact);

	if (setting->outcome != RLINT_RANDOM) {
		return;
	}
	if (setting->origin == RLINT_EXPLICIT) {
		check_written(check, fact);
	} else {
		check_missing(check, fact);
	}
}

extern const rlint_rule rlint_rule_sweep_unbounded;
const rlint_rule rlint_rule_sweep_unbounded = {
	.id = "sweep/unbounded",
	.on = (const rlint_subscription[]){ { RLINT_SETTING, "budget" }, { 0 } },
	.check = check_setting,
};
