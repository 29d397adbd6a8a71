/* determinism/benchmark: cuDNN chooses its algorithms by timing them. */
#include <reprolint/reprolint.h>

/* That the two contradict each other is another rule's. */
static bool asks_for_determinism(const rlint_fact *experiment)
{
	bool is_found = false;

	for (size_t i = 0; experiment && !is_found; i++) {
		const rlint_fact *fact = rlint_fact_at(experiment, RLINT_SETTING, i);
		const rlint_setting *setting = rlint_as_setting(fact);

		if (!fact) {
			break;
		}
		is_found = rlint_str_is(setting->concept, RLINT_STR("determinism")) &&
			   setting->outcome == RLINT_FIXED;
	}
	return is_found;
}

/* What the framework's own code does, and no file can undo. */
static void check_built_in(rlint_check *check, const rlint_fact *fact, const rlint_setting *setting)
{
	const rlint_fact *experiment = rlint_fact_within(fact, RLINT_EXPERIMENT);
	rlint_finding *finding;

	if (setting->key.state == RLINT_UNSET && rlint_is_missing(check, fact)) {
		finding = rlint_report(check, fact, rlint_as_experiment(experiment)->first_key,
			"%S %S, so runs with one seed can differ: report the mean of several",
			rlint_as_experiment(experiment)->framework_name, setting->standing);
		rlint_grade(finding, RLINT_PEDANTIC);
	}
}

static void check_setting(rlint_check *check, const rlint_fact *fact)
{
	const rlint_setting *setting = rlint_as_setting(fact);

	if (setting->outcome != RLINT_RANDOM) {
		return;
	}
	if (setting->origin == RLINT_BY_DEFAULT) {
		check_built_in(check, fact, setting);
	} else if (!asks_for_determinism(rlint_fact_within(fact, RLINT_EXPERIMENT))) {
		rlint_report(check, fact, setting->value.span,
			"with %S %S, cuDNN chooses algorithms by timing them, so runs differ: "
			"switch it off",
			setting->key.text, setting->value.text);
	}
}

extern const rlint_rule rlint_rule_determinism_benchmark;
const rlint_rule rlint_rule_determinism_benchmark = {
	.id = "determinism/benchmark",
	.on = (const rlint_subscription[]){ { RLINT_SETTING, "benchmark" }, { 0 } },
	.check = check_setting,
	.asks_links = true,
};
