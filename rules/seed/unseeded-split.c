/* seed/unseeded-split: a part of the data is set aside by chance, and no seed says which. */
#include <reprolint/reprolint.h>

/* A part, or a number of examples; 0 sets nothing aside. */
static bool sets_aside(const rlint_setting *setting)
{
	bool is_number = setting->type == RLINT_TYPE_INTEGER || setting->type == RLINT_TYPE_DECIMAL;
	bool is_zero = true;

	for (size_t i = 0; i < setting->value.text.len; i++) {
		char byte = setting->value.text.ptr[i];

		is_zero = is_zero && (byte == '0' || byte == '.');
	}
	return setting->origin == RLINT_EXPLICIT && is_number && !is_zero;
}

/* null, or missing in the whole run. */
static bool is_unset(rlint_check *check, const rlint_fact *fact)
{
	const rlint_setting *setting = rlint_as_setting(fact);

	return setting->origin == RLINT_EXPLICIT ? setting->type == RLINT_TYPE_NULL
						 : rlint_is_missing(check, fact);
}

/* The seed of the experiment where it is unset, or NULL. */
static const rlint_fact *unset_seed(rlint_check *check, const rlint_fact *experiment)
{
	for (size_t i = 0; i < rlint_fact_count(experiment, RLINT_SETTING); i++) {
		const rlint_fact *fact = rlint_fact_at(experiment, RLINT_SETTING, i);

		if (rlint_str_is(rlint_as_setting(fact)->concept, RLINT_STR("seed"))) {
			return is_unset(check, fact) ? fact : NULL;
		}
	}
	return NULL;
}

static void check_setting(rlint_check *check, const rlint_fact *fact)
{
	const rlint_setting *setting = rlint_as_setting(fact);
	const rlint_fact *experiment = rlint_fact_within(fact, RLINT_EXPERIMENT);
	const rlint_fact *seed =
		experiment && sets_aside(setting) ? unset_seed(check, experiment) : NULL;

	if (seed) {
		rlint_report(check, fact, setting->value.span,
			"%S sets examples aside by chance and %S is not set, so each run is "
			"measured "
			"on others: set %S to a number",
			setting->key.text, rlint_as_setting(seed)->key.text,
			rlint_as_setting(seed)->key.text);
	}
}

extern const rlint_rule rlint_rule_seed_unseeded_split;
const rlint_rule rlint_rule_seed_unseeded_split = {
	.id = "seed/unseeded-split",
	.on = (const rlint_subscription[]){ { RLINT_SETTING, "split" }, { 0 } },
	.check = check_setting,
	.asks_links = true,
};
