/* determinism/disabled: deterministic algorithms switched off by hand. */
#include <reprolint/reprolint.h>

static void check_setting(rlint_check *check, const rlint_fact *fact)
{
	const rlint_setting *setting = rlint_as_setting(fact);
	const rlint_experiment *experiment =
		rlint_as_experiment(rlint_fact_within(fact, RLINT_EXPERIMENT));
	rlint_finding *finding;

	if (setting->origin != RLINT_EXPLICIT || setting->outcome != RLINT_RANDOM || !experiment ||
		experiment->trains == RLINT_NO) {
		return;
	}
	finding = rlint_report(check, fact, setting->value.span,
		"with %S %S, the run %S: switch deterministic algorithms on", setting->key.text,
		setting->value.text, setting->standing);
	/* What a run that takes this file in says of it stands elsewhere. */
	if (experiment->is_root != RLINT_YES) {
		rlint_grade(finding, RLINT_INFO);
	}
}

extern const rlint_rule rlint_rule_determinism_disabled;
const rlint_rule rlint_rule_determinism_disabled = {
	.id = "determinism/disabled",
	.on = (const rlint_subscription[]){ { RLINT_SETTING, "determinism" }, { 0 } },
	.check = check_setting,
};
