/* seed/missing: a config that sets no seed: the framework then draws one, or has one of its own. */
#include "order.h"

/* Drawn anew each run; or it is not known whether, but known what may happen: the default changed
 * from one version to another. */
static bool may_be_random(const rlint_setting *setting)
{
	return setting->outcome == RLINT_RANDOM ||
	       (setting->outcome == RLINT_OUTCOME_UNKNOWN && setting->standing.len > 0);
}

/* The missing seed of the experiment: the first that is, or may be, drawn anew each run, else the
 * first that is fixed; or NULL. Beside a seed that is set it is another rule's. */
static const rlint_fact *missing_seed(const rlint_fact *experiment)
{
	const rlint_fact *drawn = NULL, *fixed = NULL;

	for (size_t i = 0; i < rlint_fact_count(experiment, RLINT_SETTING); i++) {
		const rlint_fact *fact = rlint_fact_at(experiment, RLINT_SETTING, i);
		const rlint_setting *setting = rlint_as_setting(fact);

		if (!rlint_str_is(setting->concept, RLINT_STR("seed"))) {
			continue;
		}
		if (setting->origin == RLINT_EXPLICIT) {
			return NULL;
		}
		drawn = !drawn && may_be_random(setting) ? fact : drawn;
		fixed = !fixed && setting->outcome == RLINT_FIXED ? fact : fixed;
	}
	return drawn ? drawn : fixed;
}

/* A seed that is an option of the command alone. */
static bool is_option(const rlint_setting *setting)
{
	return rlint_str_starts(setting->key.text, RLINT_STR("--"));
}

static void report(rlint_check *check, const rlint_fact *fact, const rlint_setting *setting)
{
	const rlint_experiment *experiment = rlint_as_experiment(fact);
	rlint_finding *finding;

	if (is_option(setting)) {
		finding = rlint_report(check, fact, experiment->first_key,
			"no config of %S sets a seed, and without %S it %S: give the option, and "
			"keep the command",
			experiment->framework_name, setting->key.text, setting->standing);
	} else {
		finding = rlint_report(check, fact, experiment->first_key,
			experiment->has_base
				? "neither the config nor the files it continues set a seed, and "
				  "%S then %S: set %S to a number"
				: "the config sets no seed, and %S then %S: set %S to a number",
			experiment->framework_name, setting->standing, setting->key.text);
	}
	if (may_be_random(setting)) {
		relate_shuffling(finding, fact);
	} else {
		rlint_grade(finding, RLINT_PEDANTIC);
	}
}

/* Once a file, at the first key. */
static void check_document(rlint_check *check, const rlint_fact *document)
{
	for (size_t i = 0; i < rlint_fact_count(document, RLINT_EXPERIMENT); i++) {
		const rlint_fact *fact = rlint_fact_at(document, RLINT_EXPERIMENT, i);
		const rlint_fact *seed = missing_seed(fact);

		if (seed && rlint_is_missing(check, seed)) {
			report(check, fact, rlint_as_setting(seed));
			return;
		}
	}
}

extern const rlint_rule rlint_rule_seed_missing;
const rlint_rule rlint_rule_seed_missing = {
	.id = "seed/missing",
	.on = (const rlint_subscription[]){ { RLINT_DOCUMENT, NULL }, { 0 } },
	.check = check_document,
	.asks_links = true,
};
