/* Does a service run an experiment? */
#include "jobs.h"

/* Words of names of scripts and modules: train.py, run_training.sh, my.finetune. */
static const rlint_str stems[] = {
	RLINT_STR_INIT("train"),
	RLINT_STR_INIT("training"),
	RLINT_STR_INIT("pretrain"),
	RLINT_STR_INIT("finetune"),
	RLINT_STR_INIT("finetuning"),
	RLINT_STR_INIT("sweep"),
	RLINT_STR_INIT("hpo"),
	RLINT_STR_INIT("evaluate"),
	RLINT_STR_INIT("evaluation"),
	RLINT_STR_INIT("experiment"),
	RLINT_STR_INIT("experiments"),
	RLINT_STR_INIT("benchmark"),
	RLINT_STR_INIT("ablation"),
};

/* Programs that start training processes. */
static const rlint_str launchers[] = {
	RLINT_STR_INIT("accelerate"),
	RLINT_STR_INIT("deepspeed"),
	RLINT_STR_INIT("horovodrun"),
	RLINT_STR_INIT("torchrun"),
};

static bool is_one_of(rlint_str word, const rlint_str *list, size_t count)
{
	bool is_found = false;

	for (size_t i = 0; i < count && !is_found; i++) {
		is_found = rlint_str_is_like(word, list[i]);
	}
	return is_found;
}

/* Is one of the runs of letters in a script's or module's name such a word? */
static bool names_experiment(rlint_str text)
{
	bool is_found = false;

	for (size_t start = 0, end = 0; start < text.len && !is_found; start = end + 1) {
		end = start;
		while (end < text.len && rlint_byte_is_letter(text.ptr[end])) {
			end++;
		}
		is_found = is_one_of(rlint_str_slice(text, start, end), RLINT_LIST(stems));
	}
	return is_found;
}

/* Interpreters, which run what their first operand names. */
static const rlint_str interpreters[] = {
	RLINT_STR_INIT("bash"),
	RLINT_STR_INIT("python"),
	RLINT_STR_INIT("sh"),
};

/* What an interpreter runs: its first word behind options. */
static rlint_str operand_of(const rlint_fact *command)
{
	const rlint_value *word;
	size_t at = 1;

	while ((word = rlint_command_word(command, at)) && word->text.len > 0 &&
		word->text.ptr[0] == '-') {
		at++;
	}
	return word ? word->text : (rlint_str){ 0 };
}

/* The script that a launcher runs: its first word that ends so. */
static rlint_str script_among(const rlint_fact *command)
{
	const rlint_value *word;

	for (size_t at = 1; (word = rlint_command_word(command, at)); at++) {
		if (rlint_str_ends(word->text, RLINT_STR(".py"))) {
			return word->text;
		}
	}
	return rlint_as_command(command)->program;
}

/* The script or module of a command that is an experiment's, or the empty text. */
static rlint_str experiment_of(const rlint_fact *fact)
{
	const rlint_command *command = rlint_as_command(fact);
	rlint_str script = command->name.text;

	if (is_one_of(command->program, RLINT_LIST(launchers))) {
		return script_among(fact);
	}
	if (is_one_of(command->program, RLINT_LIST(interpreters))) {
		script = operand_of(fact);
	} else if (!rlint_str_ends(script, RLINT_STR(".sh")) &&
		   !rlint_str_ends(script, RLINT_STR(".py"))) {
		return (rlint_str){ 0 };
	}
	return names_experiment(rlint_str_base(script)) ? script : (rlint_str){ 0 };
}

static rlint_str experiment_in(const rlint_fact *step)
{
	rlint_str found = { 0 };

	for (size_t i = 0; step && i < rlint_fact_count(step, RLINT_COMMAND) && found.len == 0;
		i++) {
		found = experiment_of(rlint_fact_at(step, RLINT_COMMAND, i));
	}
	return found;
}

/* What the image that it is built from starts. */
static rlint_str experiment_of_image(rlint_check *check, const rlint_fact *service)
{
	const rlint_fact *fact = NULL;
	const rlint_stage *stage;
	rlint_str found = { 0 };

	if (rlint_linked(check, service, RLINT_BUILT_BY, &fact) != RLINT_YES) {
		return found;
	}
	stage = rlint_as_stage(fact);
	if (!stage || stage->starts == RLINT_STARTS_SERVER) {
		return found;
	}
	found = experiment_in(stage->command);
	return found.len > 0 ? found : experiment_in(stage->entrypoint);
}

rlint_str service_experiment(rlint_check *check, const rlint_fact *service)
{
	const rlint_service *shown = rlint_as_service(service);
	rlint_str found = { 0 };

	if (shown->starts == RLINT_STARTS_SERVER || shown->is_devcontainer) {
		return found;
	}
	if (!shown->has_command) {
		return experiment_of_image(check, service);
	}
	for (size_t i = 0; i < rlint_fact_count(service, RLINT_STEP) && found.len == 0; i++) {
		found = experiment_in(rlint_fact_at(service, RLINT_STEP, i));
	}
	return found;
}

bool service_trains(rlint_check *check, const rlint_fact *service)
{
	return service_experiment(check, service).len > 0;
}

const rlint_fact *service_composed(rlint_check *check, const rlint_fact *service)
{
	const rlint_fact *composed = service;

	rlint_linked(check, service, RLINT_COMPOSED_AS, &composed);
	return composed;
}

const rlint_fact *service_base(rlint_check *check, const rlint_fact *service)
{
	const rlint_fact *base = NULL;

	rlint_linked(check, service, RLINT_ADDS_TO, &base);
	return base;
}
