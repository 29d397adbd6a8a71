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

static bool is_letter(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

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
		while (end < text.len && is_letter(text.ptr[end])) {
			end++;
		}
		is_found = is_one_of((rlint_str){ text.ptr + start, end - start }, stems,
			sizeof stems / sizeof *stems);
	}
	return is_found;
}

/* What follows the last slash. */
static rlint_str base_of(rlint_str path)
{
	size_t start = path.len;

	while (start > 0 && path.ptr[start - 1] != '/') {
		start--;
	}
	return (rlint_str){ path.ptr + start, path.len - start };
}

/* Interpreters, which run what their first operand names. */
static const rlint_str interpreters[] = {
	RLINT_STR_INIT("bash"),
	RLINT_STR_INIT("python"),
	RLINT_STR_INIT("sh"),
};

static bool ends_with(rlint_str text, const char *suffix, size_t length)
{
	return rlint_str_ends(text, (rlint_str){ suffix, length });
}

/* A script, or the script or module that an interpreter runs: the first word behind options. */
static bool runs_experiment(const rlint_fact *fact)
{
	const rlint_command *command = rlint_as_command(fact);
	const rlint_value *word = &command->name;

	if (is_one_of(command->program, launchers, sizeof launchers / sizeof *launchers)) {
		return true;
	}
	if (is_one_of(command->program, interpreters, sizeof interpreters / sizeof *interpreters)) {
		size_t at = 1;

		while ((word = rlint_command_word(fact, at)) && word->text.len > 0 &&
			word->text.ptr[0] == '-') {
			at++;
		}
		return word && names_experiment(base_of(word->text));
	}
	return (ends_with(word->text, ".sh", 3) || ends_with(word->text, ".py", 3)) &&
	       names_experiment(base_of(word->text));
}

bool service_trains(const rlint_fact *service)
{
	bool is_found = false;

	if (rlint_as_service(service)->starts == RLINT_STARTS_SERVER) {
		return false;
	}
	for (size_t i = 0; i < rlint_fact_count(service, RLINT_STEP); i++) {
		const rlint_fact *step = rlint_fact_at(service, RLINT_STEP, i);

		for (size_t j = 0; j < rlint_fact_count(step, RLINT_COMMAND) && !is_found; j++) {
			is_found = runs_experiment(rlint_fact_at(step, RLINT_COMMAND, j));
		}
	}
	return is_found;
}
