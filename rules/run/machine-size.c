/* run/machine-size: a size, or a precision, that is chosen by the machine on which the run happens
 * to start. */
#include <reprolint/reprolint.h>

static bool is_concept(const rlint_setting *setting, rlint_str name)
{
	return rlint_str_is(setting->concept, name);
}

/* Switches of TF32 that are on hold on every machine that has it; `auto` follows the machine. */
static bool is_chosen_by_machine(const rlint_setting *setting)
{
	return setting->origin == RLINT_EXPLICIT && setting->outcome == RLINT_RANDOM &&
	       (!is_concept(setting, RLINT_STR("tf32")) ||
		       rlint_str_is_like(setting->value.text, RLINT_STR("auto")));
}

/* How many GPUs and workers there are is known to whoever starts it. */
static bool is_count(const rlint_setting *setting)
{
	return is_concept(setting, RLINT_STR("devices")) ||
	       is_concept(setting, RLINT_STR("workers"));
}

static void check_setting(rlint_check *check, const rlint_fact *fact)
{
	const rlint_setting *setting = rlint_as_setting(fact);
	const rlint_experiment *experiment =
		rlint_as_experiment(rlint_fact_within(fact, RLINT_EXPERIMENT));
	rlint_finding *finding;

	if (!experiment || !is_chosen_by_machine(setting)) {
		return;
	}
	finding = rlint_report(check, fact, setting->value.span,
		"with %S %S, %S %S, so another machine gives other results: write what was used",
		setting->key.text, setting->value.text, experiment->framework_name,
		setting->standing);
	if (is_count(setting)) {
		rlint_grade(finding, RLINT_PEDANTIC);
	}
}

extern const rlint_rule rlint_rule_run_machine_size;
const rlint_rule rlint_rule_run_machine_size = {
	.id = "run/machine-size",
	.on = (const rlint_subscription[]){ { RLINT_SETTING, "size" }, { RLINT_SETTING, "devices" },
		{ RLINT_SETTING, "precision" }, { RLINT_SETTING, "tf32" },
		{ RLINT_SETTING, "workers" }, { 0 } },
	.check = check_setting,
};
