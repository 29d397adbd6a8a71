/* data/untracked-seed: a seed in params.yaml that no stage of dvc.yaml depends on. */
#include "dvc.h"

/* The key, or a section that it stands in. */
static bool covers(rlint_str tracked, rlint_str key)
{
	return rlint_str_starts(key, tracked) &&
	       (key.len == tracked.len || key.ptr[tracked.len] == '.');
}

/* "${prepare.seed}" of a command: DVC tracks what it fills in. Of one too long to be read nobody
 * knows. */
static bool is_filled_in(const rlint_value *command, rlint_str key)
{
	bool is_found = command->state != RLINT_KNOWN && command->part_count == 0;

	for (uint32_t i = 0; i < command->part_count && !is_found; i++) {
		is_found = command->parts[i].is_reference &&
			   rlint_str_ends(command->parts[i].text, key);
	}
	return is_found;
}

/* Does this setting of the pipeline depend on the parameter, or on all of its file? */
static bool depends_on(const rlint_setting *setting, rlint_str file, rlint_str key)
{
	rlint_str text = setting->value.text;

	if (rlint_str_is(setting->concept, RLINT_STR("stage"))) {
		return is_filled_in(&setting->value, key);
	}
	if (rlint_str_is(setting->concept, RLINT_STR("dependency"))) {
		return setting->value.state != RLINT_KNOWN ||
		       rlint_str_is(rlint_str_base(text), file);
	}
	if (!rlint_str_is(setting->concept, RLINT_STR("tracked-parameter"))) {
		return false;
	}
	/* FILE without a list: all of it. */
	return setting->value.state != RLINT_KNOWN || setting->type == RLINT_TYPE_NULL ||
	       text.len == 0 || covers(text, key);
}

static bool is_tracked(const rlint_fact *pipeline, rlint_str file, rlint_str key)
{
	bool is_found = false;

	for (size_t i = 0; i < rlint_fact_count(pipeline, RLINT_SETTING) && !is_found; i++) {
		is_found = depends_on(
			rlint_as_setting(rlint_fact_at(pipeline, RLINT_SETTING, i)), file, key);
	}
	return is_found;
}

static void check_seed(rlint_check *check, const rlint_fact *fact, const rlint_fact *pipeline)
{
	const rlint_setting *setting = rlint_as_setting(fact);
	rlint_str file = rlint_str_base(rlint_document_path(rlint_fact_document(fact)));

	if (rlint_str_is(setting->concept, RLINT_STR("seed")) &&
		setting->origin == RLINT_EXPLICIT &&
		!is_tracked(pipeline, file, setting->key.text)) {
		rlint_report(check, fact, setting->key.span,
			"no stage of dvc.yaml tracks %S, so that a change of it runs nothing "
			"again, and dvc.lock does not record it: list it under a stage's params",
			setting->key.text);
	}
}

static void check_experiment(rlint_check *check, const rlint_fact *experiment)
{
	const rlint_fact *pipeline = NULL;

	if (dvc_beside(check, experiment, RLINT_STR("dvc.yaml"), &pipeline) != RLINT_YES) {
		return;
	}
	for (size_t i = 0; i < rlint_fact_count(experiment, RLINT_SETTING); i++) {
		check_seed(check, rlint_fact_at(experiment, RLINT_SETTING, i), pipeline);
	}
}

extern const rlint_rule rlint_rule_data_untracked_seed;
const rlint_rule rlint_rule_data_untracked_seed = {
	.id = "data/untracked-seed",
	.on = (const rlint_subscription[]){ { RLINT_EXPERIMENT, "dvc-params" }, { 0 } },
	.check = check_experiment,
	.asks_links = true,
};
