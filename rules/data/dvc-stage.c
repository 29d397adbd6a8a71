/* data/dvc-stage: a stage of DVC that runs a script which it does not depend on. */
#include "dvc.h"

static const rlint_str interpreters[] = { RLINT_STR_INIT("python"), RLINT_STR_INIT("python3") };

/* The word of a command at `*at`, which moves behind it; one that the text may cut off is empty. */
static rlint_str next_word(const rlint_value *command, size_t *at)
{
	rlint_str text = command->text;
	size_t start = *at;

	while (start < text.len && text.ptr[start] == ' ') {
		start++;
	}
	*at = start;
	while (*at < text.len && text.ptr[*at] != ' ' && text.ptr[*at] != '\n') {
		(*at)++;
	}
	if (*at == text.len && command->state != RLINT_KNOWN) {
		return (rlint_str){ 0 };
	}
	return rlint_str_slice(text, start, *at);
}

static rlint_str without_dot(rlint_str path)
{
	return rlint_str_starts(path, RLINT_STR("./")) ? rlint_str_slice(path, 2, path.len) : path;
}

/* The script that "python -u SCRIPT.py ..." runs, or the empty text. */
static rlint_str script_of(const rlint_value *command)
{
	size_t at = 0;
	rlint_str word = next_word(command, &at);

	if (!rlint_str_is_one_of(word, RLINT_LIST(interpreters))) {
		return (rlint_str){ 0 };
	}
	do {
		word = next_word(command, &at);
	} while (rlint_str_is(word, RLINT_STR("-u")));
	return rlint_str_ends(word, RLINT_STR(".py")) ? without_dot(word) : (rlint_str){ 0 };
}

/* Is it the script, or a folder that holds it? What is not known may be. */
static bool covers(const rlint_value *dependency, rlint_str script)
{
	rlint_str path = without_dot(dependency->text);

	if (dependency->state != RLINT_KNOWN || rlint_str_is(path, RLINT_STR(".")) ||
		rlint_str_starts(path, RLINT_STR("../"))) {
		return true;
	}
	return rlint_str_starts(script, path) && path.len > 0 &&
	       (script.len == path.len || path.ptr[path.len - 1] == '/' ||
		       script.ptr[path.len] == '/');
}

/* Does the stage list things that it depends on, and is the script none of them? */
static bool is_left_out(const rlint_fact *pipeline, rlint_str name, rlint_str script)
{
	const rlint_setting *setting;
	bool is_any = false;

	for (size_t i = 0; (setting = dvc_setting(pipeline, i)); i++) {
		if (!dvc_is_of(setting, RLINT_STR("dependency")) ||
			!rlint_str_is(dvc_stage_name(setting->key.text), name)) {
			continue;
		}
		is_any = true;
		if (covers(&setting->value, script)) {
			return false;
		}
	}
	return is_any;
}

static void check_stage(rlint_check *check, const rlint_fact *fact)
{
	const rlint_setting *stage = rlint_as_setting(fact);
	const rlint_fact *pipeline = rlint_fact_within(fact, RLINT_EXPERIMENT);
	rlint_str script = script_of(&stage->value);
	rlint_str name = dvc_stage_name(stage->key.text);

	if (script.len == 0 || !rlint_fact_complete(pipeline) ||
		!rlint_str_is(rlint_as_experiment(pipeline)->framework, RLINT_STR("dvc-yaml")) ||
		!is_left_out(pipeline, name, script)) {
		return;
	}
	rlint_report(check, fact, stage->value.span,
		"stage %S runs %S, but does not list it in deps, so it is not run again when the "
		"script changes: list it",
		name, script);
}

extern const rlint_rule rlint_rule_data_dvc_stage;
const rlint_rule rlint_rule_data_dvc_stage = {
	.id = "data/dvc-stage",
	.on = (const rlint_subscription[]){ { RLINT_SETTING, "stage" }, { 0 } },
	.check = check_stage,
};
