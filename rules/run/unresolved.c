/* run/unresolved: values of a whole run that must be given when it is started. */
#include <reprolint/reprolint.h>

static bool is_run(const rlint_fact *document)
{
	const rlint_fact *fact = rlint_fact_at(document, RLINT_EXPERIMENT, 0);
	const rlint_experiment *experiment = rlint_as_experiment(fact);

	return fact && experiment->is_root == RLINT_YES && experiment->trains == RLINT_YES;
}

/* Once a file, at the first. */
static void check_document(rlint_check *check, const rlint_fact *document)
{
	const rlint_fact *first = NULL;
	unsigned count = 0;

	if (!is_run(document)) {
		return;
	}
	for (size_t i = 0; i < rlint_fact_count(document, RLINT_SETTING); i++) {
		const rlint_fact *fact = rlint_fact_at(document, RLINT_SETTING, i);

		if (rlint_str_is(rlint_as_setting(fact)->concept, RLINT_STR("mandatory"))) {
			first = first ? first : fact;
			count++;
		}
	}
	if (!first) {
		return;
	}
	if (count == 1) {
		rlint_report(check, first, rlint_as_setting(first)->value.span,
			"%S must be given when the run is started, so the file alone does not "
			"repeat "
			"it: keep the command beside the results",
			rlint_as_setting(first)->key.text);
	} else {
		rlint_report(check, first, rlint_as_setting(first)->value.span,
			"%u values, %S the first, must be given when the run is started, so the "
			"file "
			"alone does not repeat it: keep the command beside the results",
			count, rlint_as_setting(first)->key.text);
	}
}

extern const rlint_rule rlint_rule_run_unresolved;
const rlint_rule rlint_rule_run_unresolved = {
	.id = "run/unresolved",
	.on = (const rlint_subscription[]){ { RLINT_DOCUMENT, NULL }, { 0 } },
	.check = check_document,
};
