/* seed/random-value: a seed written so that the framework draws one. */
#include "order.h"

static void check_setting(rlint_check *check, const rlint_fact *fact)
{
	const rlint_setting *setting = rlint_as_setting(fact);
	const rlint_experiment *experiment =
		rlint_as_experiment(rlint_fact_within(fact, RLINT_EXPERIMENT));
	rlint_span span = setting->value.span;
	rlint_finding *finding;

	if (setting->origin != RLINT_EXPLICIT || setting->outcome != RLINT_RANDOM || !experiment ||
		experiment->trains == RLINT_NO) {
		return;
	}
	span = span.end > span.start ? span : setting->key.span;
	finding = rlint_report(check, fact, span, "with %S %S, %S %S: write a fixed number",
		setting->key.text,
		setting->value.text.len > 0 ? setting->value.text : RLINT_STR("left empty"),
		experiment->framework_name, setting->standing);
	relate_shuffling(finding, rlint_fact_within(fact, RLINT_EXPERIMENT));
}

extern const rlint_rule rlint_rule_seed_random_value;
const rlint_rule rlint_rule_seed_random_value = {
	.id = "seed/random-value",
	.on = (const rlint_subscription[]){ { RLINT_SETTING, "seed" }, { 0 } },
	.check = check_setting,
};
