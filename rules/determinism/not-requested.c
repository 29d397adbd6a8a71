/* determinism/not-requested: a seed is set, and the framework's switch for deterministic algorithms
 * is left alone. */
#include <reprolint/reprolint.h>

/* What one pass over the settings of an experiment finds. */
struct switches {
	const rlint_setting *seed; /* of those written down as numbers the one nearest the top */
	const rlint_fact *missing; /* the switch that the framework leaves off */
	bool is_said; /* the config has its word on it */
};

static void note(struct switches *switches, const rlint_fact *fact)
{
	const rlint_setting *setting = rlint_as_setting(fact);
	bool is_explicit = setting->origin == RLINT_EXPLICIT;

	if (rlint_str_is(setting->concept, RLINT_STR("seed"))) {
		if (is_explicit && setting->outcome == RLINT_FIXED &&
			(!switches->seed || setting->key.text.len < switches->seed->key.text.len)) {
			switches->seed = setting;
		}
	} else if (rlint_str_is(setting->concept, RLINT_STR("determinism"))) {
		switches->is_said = switches->is_said || is_explicit;
		switches->missing = setting->outcome == RLINT_RANDOM ? fact : switches->missing;
	}
}

static void check_experiment(rlint_check *check, const rlint_fact *fact)
{
	const rlint_experiment *experiment = rlint_as_experiment(fact);
	struct switches switches = { NULL, NULL, false };

	for (size_t i = 0; i < rlint_fact_count(fact, RLINT_SETTING); i++) {
		note(&switches, rlint_fact_at(fact, RLINT_SETTING, i));
	}
	if (!switches.seed || !switches.missing || switches.is_said ||
		!rlint_is_missing(check, switches.missing)) {
		return;
	}
	rlint_report(check, fact, experiment->first_key,
		"the config sets %S, but does not request deterministic algorithms of %S, so runs "
		"with that seed may still differ: set %S",
		switches.seed->key.text, experiment->framework_name,
		rlint_as_setting(switches.missing)->key.text);
}

extern const rlint_rule rlint_rule_determinism_not_requested;
const rlint_rule rlint_rule_determinism_not_requested = {
	.id = "determinism/not-requested",
	.on = (const rlint_subscription[]){ { RLINT_EXPERIMENT, NULL }, { 0 } },
	.check = check_experiment,
	.asks_links = true,
};
