/* seed/missing: a config that sets no seed, for a framework that then draws one. */
#include <reprolint/reprolint.h>

/* A whole run, read whole. */
static bool is_run(const rlint_fact *fact)
{
	const rlint_experiment *experiment = rlint_as_experiment(fact);

	return experiment->is_root == RLINT_YES && experiment->trains == RLINT_YES &&
	       rlint_fact_complete(fact);
}

/* Drawn anew each run; or it is not known whether, but known what may happen: the default changed
 * from one version to another. */
static bool may_be_random(const rlint_setting *setting)
{
	return setting->outcome == RLINT_RANDOM ||
	       (setting->outcome == RLINT_OUTCOME_UNKNOWN && setting->standing.len > 0);
}

/* The missing seed of the experiment that is, or may be, drawn anew each run, or NULL. Beside a
 * seed that is set it is another rule's. */
static const rlint_fact *missing_seed(const rlint_fact *experiment)
{
	const rlint_fact *missing = NULL;

	for (size_t i = 0; i < rlint_fact_count(experiment, RLINT_SETTING); i++) {
		const rlint_fact *fact = rlint_fact_at(experiment, RLINT_SETTING, i);
		const rlint_setting *setting = rlint_as_setting(fact);

		if (!rlint_str_is(setting->concept, RLINT_STR("seed"))) {
			continue;
		}
		if (setting->origin == RLINT_EXPLICIT) {
			return NULL;
		}
		missing = !missing && may_be_random(setting) ? fact : missing;
	}
	return missing;
}

/* A seed that is an option of the command alone. */
static bool is_option(const rlint_setting *setting)
{
	return rlint_str_starts(setting->key.text, RLINT_STR("--"));
}

/* Could it stand in a file that this one continues? What only the command sets stands in none. */
static bool may_be_inherited(
	rlint_check *check, const rlint_fact *experiment, const rlint_fact *seed)
{
	const rlint_fact *base;

	return rlint_as_experiment(experiment)->has_base && !is_option(rlint_as_setting(seed)) &&
	       rlint_linked(check, seed, RLINT_INHERITS, &base) != RLINT_NO;
}

static void report(rlint_check *check, const rlint_fact *fact, const rlint_setting *setting)
{
	const rlint_experiment *experiment = rlint_as_experiment(fact);

	if (is_option(setting)) {
		rlint_report(check, fact, experiment->first_key,
			"no config of %S sets a seed, and without %S it %S: give the option, and "
			"keep the command",
			experiment->framework_name, setting->key.text, setting->standing);
		return;
	}
	rlint_report(check, fact, experiment->first_key,
		experiment->has_base
			? "neither the config nor the files it continues set a seed, and %S then "
			  "%S: set %S to a number"
			: "the config sets no seed, and %S then %S: set %S to a number",
		experiment->framework_name, setting->standing, setting->key.text);
}

/* Once a file, at the first key. */
static void check_document(rlint_check *check, const rlint_fact *document)
{
	for (size_t i = 0; i < rlint_fact_count(document, RLINT_EXPERIMENT); i++) {
		const rlint_fact *fact = rlint_fact_at(document, RLINT_EXPERIMENT, i);
		const rlint_fact *seed = is_run(fact) ? missing_seed(fact) : NULL;

		if (seed && !may_be_inherited(check, fact, seed)) {
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
