/* data/dvc-lock: stages and parameters of DVC that are not what its lock file says was run. */
#include "dvc.h"

/* ---- stages ---- */

/* A stage that is made for each item of a list: its command names the item. */
static bool is_loop(const rlint_setting *stage)
{
	return rlint_str_ends(stage->key.text, RLINT_STR(".do.cmd")) ||
	       (stage->value.part_count > 0 && stage->value.state == RLINT_UNCERTAIN &&
		       rlint_str_starts(stage->value.parts[stage->value.part_count - 1].text,
			       RLINT_STR("item")));
}

static rlint_str without_end(rlint_str text)
{
	while (text.len > 0 && (text.ptr[text.len - 1] == '\n' || text.ptr[text.len - 1] == ' ')) {
		text.len--;
	}
	return text;
}

/* Is it run by another command than that of the lock? */
static bool is_other_command(const rlint_setting *stage, const rlint_setting *run)
{
	return stage->value.state == RLINT_KNOWN && run->value.state == RLINT_KNOWN &&
	       !rlint_str_is(without_end(stage->value.text), without_end(run->value.text));
}

/* The lock's command of the stage: the first that is another, else any; NULL where it has none. */
static const rlint_fact *run_of(const rlint_fact *lock, const rlint_setting *stage)
{
	rlint_str name = dvc_stage_name(stage->key.text);
	const rlint_fact *found = NULL;
	const rlint_setting *run;

	for (size_t i = 0; (run = dvc_setting(lock, i)); i++) {
		if (!dvc_is_of(run, stage->concept) || !dvc_is_of_stage(run->key.text, name)) {
			continue;
		}
		found = rlint_fact_at(lock, RLINT_SETTING, i);
		if (is_other_command(stage, run)) {
			break;
		}
	}
	return found;
}

static void check_stage(rlint_check *check, const rlint_fact *fact, const rlint_fact *lock)
{
	const rlint_setting *setting = rlint_as_setting(fact);
	const rlint_fact *run = run_of(lock, setting);
	rlint_str name = dvc_stage_name(setting->key.text);
	rlint_finding *finding;

	if (!run && !is_loop(setting)) {
		rlint_report(check, fact, setting->key.span,
			"stage %S is not in dvc.lock, so it was never run with what the project "
			"holds: run it, and commit dvc.lock",
			name);
	} else if (run && is_other_command(setting, rlint_as_setting(run))) {
		finding = rlint_report(check, fact, setting->value.span,
			"the command of stage %S is not the one that dvc.lock says was run: run "
			"the stage again, and commit dvc.lock",
			name);
		rlint_related(finding, run, rlint_as_setting(run)->value.span, "run so");
	}
}

/* ---- parameters ---- */

static bool is_number(const rlint_setting *setting)
{
	return setting->type == RLINT_TYPE_INTEGER || setting->type == RLINT_TYPE_DECIMAL;
}

/* 12, -0.5: without an exponent and other ways to write it. */
static bool is_plain_number(rlint_str text)
{
	size_t digits = 0, dots = 0;

	for (size_t i = text.len > 0 && text.ptr[0] == '-' ? 1 : 0; i < text.len; i++) {
		bool is_dot = text.ptr[i] == '.';

		dots += is_dot;
		digits += rlint_byte_is_digit(text.ptr[i]);
		if (!is_dot && !rlint_byte_is_digit(text.ptr[i])) {
			return false;
		}
	}
	return digits > 0 && dots <= 1 && (text.ptr[0] != '0' || text.len == 1 || dots == 1);
}

/* "1.50" and "1.5", "1.0" and "1". */
static rlint_str without_zeros(rlint_str text)
{
	bool has_dot = rlint_str_find_str(text, RLINT_STR(".")) < text.len;

	while (has_dot && text.len > 0 && text.ptr[text.len - 1] == '0') {
		text.len--;
	}
	text.len -= has_dot && text.ptr[text.len - 1] == '.';
	return text;
}

static bool is_truth(rlint_str text)
{
	return rlint_str_is_like(text, RLINT_STR("true")) ||
	       rlint_str_is_like(text, RLINT_STR("false"));
}

/* Do both mean something, and not the same? What can be written in several ways is left out. */
static bool is_other_value(const rlint_setting *here, const rlint_setting *run)
{
	rlint_str own = here->value.text, other = run->value.text;

	if (here->value.state != RLINT_KNOWN || run->value.state != RLINT_KNOWN) {
		return false;
	}
	if (is_number(here) && is_number(run)) {
		return is_plain_number(own) && is_plain_number(other) &&
		       !rlint_str_is(without_zeros(own), without_zeros(other));
	}
	if (here->type != run->type) {
		return false;
	}
	return here->type == RLINT_TYPE_SWITCH
		       ? is_truth(own) && is_truth(other) && !rlint_str_is_like(own, other)
		       : here->type == RLINT_TYPE_TEXT && !rlint_str_is(own, other);
}

/* Takes `end` and a dot before it off. */
static bool drop_end(rlint_str *text, rlint_str end)
{
	if (!rlint_str_ends(*text, end) || text->len == end.len ||
		text->ptr[text->len - end.len - 1] != '.') {
		return false;
	}
	text->len -= end.len + 1;
	return true;
}

/* "stages.NAME.params.FILE.KEY", of the parameter KEY in that file. */
static bool is_record_of(const rlint_setting *run, rlint_str file, rlint_str key)
{
	rlint_str rest = run->key.text;

	return dvc_is_of(run, RLINT_STR("locked-parameter")) && run->key.span.end > 0 &&
	       drop_end(&rest, key) && drop_end(&rest, file) &&
	       drop_end(&rest, RLINT_STR("params"));
}

static void check_parameter(rlint_check *check, const rlint_fact *fact, const rlint_fact *lock)
{
	const rlint_setting *setting = rlint_as_setting(fact), *run;
	rlint_str file = rlint_str_base(rlint_document_path(rlint_fact_document(fact)));
	rlint_finding *finding;
	size_t i = 0;

	while ((run = dvc_setting(lock, i)) &&
		!(is_record_of(run, file, setting->key.text) && is_other_value(setting, run))) {
		i++;
	}
	if (!run) {
		return;
	}
	finding = rlint_report(check, fact, setting->value.span,
		"%S is %S here, but dvc.lock says that stage %S was run with %S: run it again, and "
		"commit dvc.lock",
		setting->key.text, setting->value.text, dvc_stage_name(run->key.text),
		run->value.text);
	rlint_related(
		finding, rlint_fact_at(lock, RLINT_SETTING, i), run->value.span, "run with this");
}

/* ---- files ---- */

static void check_settings(rlint_check *check, const rlint_fact *experiment, const rlint_fact *lock)
{
	bool is_pipeline =
		rlint_str_is(rlint_as_experiment(experiment)->framework, RLINT_STR("dvc-yaml"));
	const rlint_setting *setting;

	for (size_t i = 0; (setting = dvc_setting(experiment, i)); i++) {
		const rlint_fact *fact = rlint_fact_at(experiment, RLINT_SETTING, i);

		if (dvc_is_of(setting, RLINT_STR("stage"))) {
			check_stage(check, fact, lock);
		} else if (!is_pipeline && setting->key.span.end > 0) {
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
	const rlint_fact *lock = NULL;
	rlint_answer answer = dvc_beside(check, fact, RLINT_STR("dvc.lock"), &lock);

	if (answer == RLINT_YES) {
		check_settings(check, fact, lock);
	} else if (answer == RLINT_NO &&
		   rlint_str_is(experiment->framework, RLINT_STR("dvc-yaml"))) {
		rlint_grade(rlint_report(check, fact, experiment->first_key,
				    "there is no dvc.lock beside it, which says with what the "
				    "stages were run: run them, and commit dvc.lock"),
			RLINT_INFO);
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
