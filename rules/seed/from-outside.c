/* seed/from-outside: a seed that comes from the environment, the command line or the scheduler. */
#include <reprolint/reprolint.h>

static bool has_reference(const rlint_value *value, const char *start, size_t length)
{
	rlint_str prefix = { start, length };

	for (uint32_t i = 0; i < value->part_count; i++) {
		if (value->parts[i].is_reference &&
			rlint_str_starts(value->parts[i].text, prefix)) {
			return true;
		}
	}
	return false;
}

static void check_setting(rlint_check *check, const rlint_fact *fact)
{
	const rlint_setting *setting = rlint_as_setting(fact);
	const rlint_experiment *experiment =
		rlint_as_experiment(rlint_fact_within(fact, RLINT_EXPERIMENT));
	const rlint_value *value = &setting->value;

	if (setting->origin != RLINT_EXPLICIT || setting->outcome == RLINT_RANDOM || !experiment ||
		experiment->trains == RLINT_NO) {
		return;
	}
	if (value->state == RLINT_MANDATORY) {
		rlint_report(check, fact, value->span,
			"%S must be given when the run is started, so no file keeps it: write a "
			"number, which the command can still override",
			setting->key.text);
	} else if (value->state == RLINT_UNCERTAIN && value->reason == RLINT_HOST) {
		rlint_report(check, fact, value->span,
			"%S is taken from the environment, which the file does not keep: give it a "
			"default, as in ${oc.env:SEED,42}",
			setting->key.text);
	} else if (has_reference(value, "hydra:job.num", sizeof "hydra:job.num" - 1) ||
		   has_reference(value, "hydra.job.num", sizeof "hydra.job.num" - 1)) {
		rlint_report(check, fact, value->span,
			"%S follows the place of the job in the sweep, so another order of jobs "
			"gives other results: list the seeds",
			setting->key.text);
	}
}

extern const rlint_rule rlint_rule_seed_from_outside;
const rlint_rule rlint_rule_seed_from_outside = {
	.id = "seed/from-outside",
	.on = (const rlint_subscription[]){ { RLINT_SETTING, "seed" }, { 0 } },
	.check = check_setting,
};
