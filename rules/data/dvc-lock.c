/* data/dvc-lock: stages and parameters of DVC that are not what its lock file says was run. */
#include <reprolint/reprolint.h>

static rlint_str folder_of(rlint_str path)
{
	return rlint_str_slice(path, 0, path.len - rlint_str_base(path).len);
}

/* The experiment that dvc.lock is, where it lies beside the file. */
static rlint_answer find_lock(
	rlint_check *check, const rlint_fact *experiment, const rlint_fact **out)
{
	const rlint_fact *include = rlint_fact_at(experiment, RLINT_INCLUDE, 0);
	const rlint_document *own = rlint_fact_document(experiment);
	const rlint_fact *document;
	rlint_answer answer;

	if (!include) {
		return RLINT_UNKNOWN;
	}
	answer = rlint_linked(check, include, RLINT_INCLUDES, &document);
	if (answer != RLINT_YES) {
		return answer;
	}
	*out = rlint_fact_at(document, RLINT_EXPERIMENT, 0);
	if (!rlint_str_is(folder_of(rlint_document_path(rlint_fact_document(document))),
		    folder_of(rlint_document_path(own)))) {
		return RLINT_NO;
	}
	return *out && rlint_fact_complete(*out) ? RLINT_YES : RLINT_UNKNOWN;
}

/* The setting of the lock with that key, or whose key ends with it, or NULL. */
static const rlint_fact *locked(
	const rlint_fact *lock, rlint_str concept, rlint_str key, bool is_whole)
{
	const rlint_fact *found = NULL;

	for (size_t i = 0; i < rlint_fact_count(lock, RLINT_SETTING) && !found; i++) {
		const rlint_fact *fact = rlint_fact_at(lock, RLINT_SETTING, i);
		const rlint_setting *setting = rlint_as_setting(fact);

		if (rlint_str_is(setting->concept, concept) &&
			(is_whole ? rlint_str_is(setting->key.text, key)
				  : rlint_str_ends(setting->key.text, key))) {
			found = fact;
		}
	}
	return found;
}

/* "stages.NAME.cmd" */
static rlint_str stage_name(rlint_str key)
{
	size_t start = sizeof "stages." - 1;
	size_t end = sizeof ".cmd" - 1;

	return key.len > start + end ? (rlint_str){ key.ptr + start, key.len - start - end } : key;
}

static void check_stage(rlint_check *check, const rlint_fact *fact, const rlint_fact *lock)
{
	const rlint_setting *setting = rlint_as_setting(fact);
	const rlint_fact *run = locked(lock, setting->concept, setting->key.text, true);
	rlint_finding *finding;

	if (setting->value.state != RLINT_KNOWN) {
		return;
	}
	if (!run) {
		rlint_report(check, fact, setting->key.span,
			"stage %S is not in dvc.lock, so it was never run with what the project "
			"holds: run it, and commit dvc.lock",
			stage_name(setting->key.text));
		return;
	}
	if (rlint_value_is(&rlint_as_setting(run)->value, setting->value.text) == RLINT_NO) {
		finding = rlint_report(check, fact, setting->value.span,
			"the command of stage %S is not the one that dvc.lock says was run: run "
			"the "
			"stage again, and commit dvc.lock",
			stage_name(setting->key.text));
		rlint_related(finding, run, rlint_as_setting(run)->value.span, "run so");
	}
}

static void check_parameter(rlint_check *check, const rlint_fact *fact, const rlint_fact *lock)
{
	const rlint_setting *setting = rlint_as_setting(fact);
	const rlint_fact *run =
		locked(lock, RLINT_STR("locked-parameter"), setting->key.text, false);
	rlint_finding *finding;

	if (!run || setting->value.state != RLINT_KNOWN ||
		rlint_value_is(&rlint_as_setting(run)->value, setting->value.text) != RLINT_NO) {
		return;
	}
	finding = rlint_report(check, fact, setting->value.span,
		"%S is %S here, but dvc.lock says that the stages were run with %S: run them "
		"again, "
		"and commit dvc.lock",
		setting->key.text, setting->value.text, rlint_as_setting(run)->value.text);
	rlint_related(finding, run, rlint_as_setting(run)->value.span, "run with this");
}

static bool is_of(const rlint_experiment *experiment, const char *id, size_t length)
{
	return rlint_str_is(experiment->framework, (rlint_str){ id, length });
}

static void check_settings(rlint_check *check, const rlint_fact *experiment, const rlint_fact *lock)
{
	for (size_t i = 0; i < rlint_fact_count(experiment, RLINT_SETTING); i++) {
		const rlint_fact *fact = rlint_fact_at(experiment, RLINT_SETTING, i);
		const rlint_setting *setting = rlint_as_setting(fact);

		if (rlint_str_is(setting->concept, RLINT_STR("stage"))) {
			check_stage(check, fact, lock);
		} else if (rlint_str_is(setting->concept, RLINT_STR("seed")) &&
			   setting->origin == RLINT_EXPLICIT) {
			check_parameter(check, fact, lock);
		}
	}
}

/* An import of another repository's data that no commit holds: the table's condition. */
static void check_import(rlint_check *check, const rlint_fact *fact)
{
	const rlint_setting *setting = rlint_as_setting(fact);

	if (setting->outcome == RLINT_RANDOM) {
		rlint_report(check, fact, setting->value.span,
			"no rev_lock says which commit of %S is imported, so that each fetch %S: "
			"run `dvc update` on the file, and commit it",
			setting->value.text, setting->standing);
	}
}

static void check_experiment(rlint_check *check, const rlint_fact *fact)
{
	const rlint_experiment *experiment = rlint_as_experiment(fact);
	bool is_pipeline = is_of(experiment, "dvc-yaml", sizeof "dvc-yaml" - 1);
	const rlint_fact *lock = NULL;
	rlint_answer answer;

	if (!is_pipeline && !is_of(experiment, "dvc-params", sizeof "dvc-params" - 1)) {
		return;
	}
	answer = find_lock(check, fact, &lock);
	if (answer == RLINT_YES) {
		check_settings(check, fact, lock);
	} else if (answer == RLINT_NO && is_pipeline) {
		rlint_report(check, fact, experiment->first_key,
			"there is no dvc.lock beside it, which says with what the stages were run: "
			"run them, and commit dvc.lock");
	}
}

static void check_fact(rlint_check *check, const rlint_fact *fact)
{
	if (rlint_as_setting(fact)) {
		check_import(check, fact);
	} else {
		check_experiment(check, fact);
	}
}

extern const rlint_rule rlint_rule_data_dvc_lock;
const rlint_rule rlint_rule_data_dvc_lock = {
	.id = "data/dvc-lock",
	.on = (const rlint_subscription[]){ { RLINT_EXPERIMENT, "dvc-yaml" },
		{ RLINT_EXPERIMENT, "dvc-params" }, { RLINT_SETTING, "import" }, { 0 } },
	.check = check_fact,
	.asks_links = true,
};
