/* data/hub-reference: a model or data set of a hub, named without a revision, in a variable, on a
 * command line or in a config. */
#include <reprolint/reprolint.h>

static const rlint_str name_ends[] = {
	RLINT_STR_INIT("MODEL_NAME"),
	RLINT_STR_INIT("MODEL_ID"),
	RLINT_STR_INIT("MODEL_REPO"),
	RLINT_STR_INIT("HF_MODEL"),
	RLINT_STR_INIT("HF_REPO"),
	RLINT_STR_INIT("HF_DATASET"),
	RLINT_STR_INIT("DATASET_NAME"),
	RLINT_STR_INIT("DATASET_ID"),
};

static const rlint_str options[] = {
	RLINT_STR_INIT("--model"),
	RLINT_STR_INIT("--model-id"),
	RLINT_STR_INIT("--model_id"),
	RLINT_STR_INIT("--model_name_or_path"),
	RLINT_STR_INIT("--dataset_name"),
};

/* First parts of names of models that a service on the net runs, and of folders. */
static const rlint_str others[] = {
	RLINT_STR_INIT("anthropic"),
	RLINT_STR_INIT("artifacts"),
	RLINT_STR_INIT("azure"),
	RLINT_STR_INIT("bedrock"),
	RLINT_STR_INIT("checkpoints"),
	RLINT_STR_INIT("data"),
	RLINT_STR_INIT("gemini"),
	RLINT_STR_INIT("groq"),
	RLINT_STR_INIT("models"),
	RLINT_STR_INIT("ollama"),
	RLINT_STR_INIT("openrouter"),
	RLINT_STR_INIT("output"),
	RLINT_STR_INIT("outputs"),
	RLINT_STR_INIT("vertex_ai"),
	RLINT_STR_INIT("weights"),
};

static const rlint_str file_ends[] = {
	RLINT_STR_INIT(".bin"),
	RLINT_STR_INIT(".ckpt"),
	RLINT_STR_INIT(".csv"),
	RLINT_STR_INIT(".gguf"),
	RLINT_STR_INIT(".h5"),
	RLINT_STR_INIT(".json"),
	RLINT_STR_INIT(".onnx"),
	RLINT_STR_INIT(".pt"),
	RLINT_STR_INIT(".pth"),
	RLINT_STR_INIT(".safetensors"),
};

static bool is_name_byte(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
	       (byte >= '0' && byte <= '9') || byte == '-' || byte == '_' || byte == '.';
}

/* Models that OpenAI serves go by such names too; those of its models that the hub has, not. */
static bool is_served(rlint_str text)
{
	return rlint_str_starts(text, RLINT_STR("openai/gpt-")) &&
	       !rlint_str_starts(text, RLINT_STR("openai/gpt-oss"));
}

/* OWNER/NAME, as the hub has it. */
static bool is_of_hub(const rlint_value *value)
{
	rlint_str text = value->text;
	size_t slash = text.len;

	if (!rlint_value_has_text(value) || text.len == 0 || text.ptr[0] == '.') {
		return false;
	}
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '/' && slash == text.len) {
			slash = i;
		} else if (!is_name_byte(text.ptr[i])) {
			return false;
		}
	}
	return slash > 0 && slash + 1 < text.len &&
	       !rlint_str_is_one_of((rlint_str){ text.ptr, slash }, RLINT_LIST(others)) &&
	       !rlint_str_ends_one_of(text, RLINT_LIST(file_ends)) && !is_served(text);
}

static void report(rlint_check *check, const rlint_fact *anchor, rlint_span span, rlint_str name)
{
	rlint_report(check, anchor, span,
		"%S is fetched from the hub at whatever its main branch holds then: name a "
		"revision too",
		name);
}

/* ---- variables ---- */

static bool has_revision(const rlint_fact *container)
{
	bool is_found = false;

	for (size_t i = 0; i < rlint_fact_count(container, RLINT_ENV) && !is_found; i++) {
		rlint_str name = rlint_as_env(rlint_fact_at(container, RLINT_ENV, i))->name.text;

		is_found = rlint_str_ends(name, RLINT_STR("REVISION")) ||
			   rlint_str_ends(name, RLINT_STR("COMMIT"));
	}
	return is_found;
}

static void check_env(rlint_check *check, const rlint_fact *fact)
{
	const rlint_env *env = rlint_as_env(fact);

	if (rlint_str_ends_one_of(env->name.text, RLINT_LIST(name_ends)) &&
		is_of_hub(&env->value) && !has_revision(rlint_fact_container(fact))) {
		report(check, fact, env->value.span, env->value.text);
	}
}

/* ---- command lines ---- */

/* The value that an option of the list has at that word, behind a blank. */
static const rlint_value *model_at(const rlint_fact *command, size_t index)
{
	const rlint_value *word = rlint_command_word(command, index);

	return rlint_str_is_one_of(word->text, RLINT_LIST(options))
		       ? rlint_command_word(command, index + 1)
		       : NULL;
}

static bool names_revision(const rlint_fact *command)
{
	const rlint_value *word;
	bool is_found = false;

	for (size_t i = 0; (word = rlint_command_word(command, i)) && !is_found; i++) {
		is_found = rlint_str_ends(word->text, RLINT_STR("revision")) ||
			   rlint_str_starts(word->text, RLINT_STR("--revision="));
	}
	return is_found;
}

static void check_command(rlint_check *check, const rlint_fact *command)
{
	for (size_t i = 0; rlint_command_word(command, i); i++) {
		const rlint_value *model = model_at(command, i);

		if (model && is_of_hub(model) && !names_revision(command)) {
			report(check, command, model->span, model->text);
		}
	}
}

/* ---- configs ---- */

static void check_setting(rlint_check *check, const rlint_fact *fact)
{
	const rlint_setting *setting = rlint_as_setting(fact);

	if (setting->origin == RLINT_EXPLICIT && is_of_hub(&setting->value) &&
		setting->held_by.state == RLINT_UNSET) {
		report(check, fact, setting->value.span, setting->value.text);
	}
}

static void check_fact(rlint_check *check, const rlint_fact *fact)
{
	if (rlint_as_env(fact)) {
		check_env(check, fact);
		return;
	}
	if (rlint_as_setting(fact)) {
		check_setting(check, fact);
		return;
	}
	for (size_t i = 0; i < rlint_fact_count(fact, RLINT_COMMAND); i++) {
		check_command(check, rlint_fact_at(fact, RLINT_COMMAND, i));
	}
}

extern const rlint_rule rlint_rule_data_hub_reference;
const rlint_rule rlint_rule_data_hub_reference = {
	.id = "data/hub-reference",
	.on = (const rlint_subscription[]){ { RLINT_ENV, "environment" }, { RLINT_ENV, "ENV" },
		{ RLINT_ENV, "dotenv" }, { RLINT_STEP, "command" }, { RLINT_STEP, "entrypoint" },
		{ RLINT_STEP, "CMD" }, { RLINT_STEP, "ENTRYPOINT" }, { RLINT_SETTING, "model" },
		{ RLINT_SETTING, "dataset" }, { 0 } },
	.check = check_fact,
};
