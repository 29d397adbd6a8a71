/* determinism/contradicted: deterministic algorithms asked for, and a switch on that undoes them.
 */
#include <reprolint/reprolint.h>

static bool is_concept(const rlint_setting *setting, const char *name, size_t length)
{
	return rlint_str_is(setting->concept, (rlint_str){ name, length });
}

#define IS(setting, literal) is_concept((setting), (literal), sizeof(literal) - 1)

/* What undoes it when on; of precisions those that follow the machine. */
static bool may_undo(const rlint_setting *setting)
{
	return IS(setting, "benchmark") || IS(setting, "tf32") || IS(setting, "kernels") ||
	       IS(setting, "precision");
}

/* What the experiment asks for determinism with, or NULL. */
static const rlint_fact *request(const rlint_fact *experiment)
{
	const rlint_fact *found = NULL;

	for (size_t i = 0; i < rlint_fact_count(experiment, RLINT_SETTING) && !found; i++) {
		const rlint_fact *fact = rlint_fact_at(experiment, RLINT_SETTING, i);
		const rlint_setting *setting = rlint_as_setting(fact);

		if (IS(setting, "determinism") && setting->origin == RLINT_EXPLICIT &&
			setting->outcome == RLINT_FIXED) {
			found = fact;
		}
	}
	return found;
}

static void check_against(rlint_check *check, const rlint_fact *fact, const rlint_fact *wish)
{
	const rlint_setting *setting = rlint_as_setting(fact);
	const rlint_setting *wanted = rlint_as_setting(wish);
	rlint_finding *finding;

	if (setting->origin != RLINT_EXPLICIT || setting->outcome != RLINT_RANDOM ||
		!may_undo(setting)) {
		return;
	}
	finding = rlint_report(check, fact, setting->value.span,
		"%S %S asks for runs that repeat, but %S %S %S: switch one of them off",
		wanted->key.text, wanted->value.text, setting->key.text, setting->value.text,
		setting->standing);
	rlint_related(finding, wish, wanted->value.span, "asked for here");
	/* Rounding is the same on GPUs of one generation. */
	if (!IS(setting, "benchmark")) {
		rlint_grade(finding, RLINT_INFO);
	}
}

static void check_experiment(rlint_check *check, const rlint_fact *experiment)
{
	const rlint_fact *wish = request(experiment);

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
