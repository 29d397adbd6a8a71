/* determinism/contradicted: deterministic algorithms asked for, and a switch on that undoes them.
 */
#include "request.h"

/* What undoes it when on; of precisions those that follow the machine. */
static const rlint_str undoing[] = { RLINT_STR_INIT("benchmark"), RLINT_STR_INIT("kernels"),
	RLINT_STR_INIT("precision"), RLINT_STR_INIT("tf32") };

static void check_against(rlint_check *check, const rlint_fact *fact, const rlint_fact *wish)
{
	const rlint_setting *setting = rlint_as_setting(fact);
	const rlint_setting *wanted = rlint_as_setting(wish);
	rlint_finding *finding;

	if (setting->origin != RLINT_EXPLICIT || setting->outcome != RLINT_RANDOM ||
		!rlint_str_is_one_of(setting->concept, RLINT_LIST(undoing))) {
		return;
	}
	finding = rlint_report(check, fact, setting->value.span,
		"%S %S asks for runs that repeat, but %S %S %S: switch one of them off",
		wanted->key.text, wanted->value.text, setting->key.text, setting->value.text,
		setting->standing);
	rlint_related(finding, wish, wanted->value.span, "asked for here");
	/* Rounding is the same on GPUs of one generation. */
	if (!rlint_str_is(setting->concept, RLINT_STR("benchmark"))) {
		rlint_grade(finding, RLINT_INFO);
	}
}

static void check_experiment(rlint_check *check, const rlint_fact *experiment)
{
	const rlint_fact *wish = determinism_request(experiment);

	for (size_t i = 0; wish && i < rlint_fact_count(experiment, RLINT_SETTING); i++) {
		check_against(check, rlint_fact_at(experiment, RLINT_SETTING, i), wish);
	}
}

extern const rlint_rule rlint_rule_determinism_contradicted;
const rlint_rule rlint_rule_determinism_contradicted = {
	.id = "determinism/contradicted",
	.on = (const rlint_subscription[]){ { RLINT_EXPERIMENT, NULL }, { 0 } },
	.check = check_experiment,
};
