/* run/shared-output: two configs of one folder that write to one place. */
#include <reprolint/reprolint.h>

/* Written down as it is, nothing to be filled in: "runs/{run_name}". */
static bool is_constant(const rlint_setting *setting)
{
	static const rlint_str holes[] = { RLINT_STR_INIT("{"), RLINT_STR_INIT("$"),
		RLINT_STR_INIT("<"), RLINT_STR_INIT("%(") };

	return setting->origin == RLINT_EXPLICIT && setting->value.state == RLINT_KNOWN &&
	       setting->type == RLINT_TYPE_TEXT && setting->value.text.len > 0 &&
	       !rlint_str_has_one_of(setting->value.text, RLINT_LIST(holes));
}

static bool is_run(const rlint_experiment *experiment)
{
	return experiment && experiment->is_root == RLINT_YES && experiment->trains == RLINT_YES;
}

/* The setting of the other config's run by which it writes to that place too, or NULL. */
static const rlint_fact *same_output(
	const rlint_fact *document, const rlint_setting *wanted, rlint_str framework)
{
	const rlint_fact *experiment = rlint_fact_at(document, RLINT_EXPERIMENT, 0);
	const rlint_experiment *other = experiment ? rlint_as_experiment(experiment) : NULL;

	if (!is_run(other) || !rlint_str_is(other->framework, framework)) {
		return NULL;
	}
	for (size_t i = 0; i < rlint_fact_count(experiment, RLINT_SETTING); i++) {
		const rlint_fact *fact = rlint_fact_at(experiment, RLINT_SETTING, i);
		const rlint_setting *setting = rlint_as_setting(fact);

		if (rlint_str_is(setting->concept, wanted->concept) && is_constant(setting) &&
			rlint_str_is(setting->value.text, wanted->value.text)) {
			return fact;
		}
	}
	return NULL;
}

static void check_setting(rlint_check *check, const rlint_fact *fact)
{
	const rlint_setting *setting = rlint_as_setting(fact);
	const rlint_experiment *experiment =
		rlint_as_experiment(rlint_fact_within(fact, RLINT_EXPERIMENT));
	const rlint_fact *document;
	const rlint_fact *other = NULL;
	rlint_finding *finding;

	if (is_constant(setting) && is_run(experiment) &&
		rlint_linked(check, fact, RLINT_FOLLOWS, &document) == RLINT_YES) {
		other = same_output(document, setting, experiment->framework);
	}
	if (!other) {
		return;
	}
	finding = rlint_report(check, fact, setting->value.span,
		"%S writes to %S too, so the run that comes last writes over the other's "
		"results: give each a folder of its own",
		rlint_str_base(rlint_document_path(rlint_fact_document(other))),
		setting->value.text);
	rlint_related(finding, other, rlint_as_setting(other)->value.span, "the same folder");
}

extern const rlint_rule rlint_rule_run_shared_output;
const rlint_rule rlint_rule_run_shared_output = {
	.id = "run/shared-output",
	.on = (const rlint_subscription[]){ { RLINT_SETTING, "output" }, { 0 } },
	.check = check_setting,
	.asks_links = true,
};
