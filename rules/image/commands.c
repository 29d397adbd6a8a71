/* What the rules about commands of package managers share. */
#include "commands.h"

/* Of an action of several words ("cache clean") the last; NULL where it has none. */
static const rlint_value *action_word(const rlint_fact *command)
{
	rlint_str action = rlint_as_command(command)->action;
	const rlint_value *word;

	for (size_t i = 1; action.len > 0 && (word = rlint_command_word(command, i)); i++) {
		bool is_last = word->text.len <= action.len && word->text.len > 0 &&
			       rlint_str_ends(action, word->text);

		if (is_last && (word->text.len == action.len ||
				       action.ptr[action.len - word->text.len - 1] == ' ')) {
			return word;
		}
	}
	return NULL;
}

static bool is_of_option(const rlint_fact *command, const rlint_value *word)
{
	const rlint_option *option;

	for (size_t i = 0; (option = rlint_command_option(command, i)); i++) {
		if (option->span.start <= word->span.start && word->span.end <= option->span.end) {
			return true;
		}
	}
	return false;
}

/* An action that is written by another of its names, as `dnf up` for `dnf update`. */
static const rlint_value *renamed_action(const rlint_fact *command)
{
	const rlint_value *word;
	size_t i = 1;

	while ((word = rlint_command_word(command, i)) && is_of_option(command, word)) {
		i++;
	}
	return rlint_as_command(command)->action.len > 0 ? word : NULL;
}

rlint_span command_words(const rlint_fact *command)
{
	rlint_span span = rlint_as_command(command)->name.span;
	const rlint_value *word = action_word(command);

	word = word ? word : renamed_action(command);

	if (word && word->span.end > span.end) {
		span.end = word->span.end;
	}
	return span;
}

void command_add_option(rlint_finding *finding, const rlint_fact *command, bool is_safe,
	const char *title, const char *option)
{
	const rlint_step *step = rlint_as_step(rlint_fact_within(command, RLINT_STEP));
	const rlint_value *word = action_word(command);

	/* Behind a word of a list stands its quote. */
	if (word && word->is_verbatim && !(step && step->form == RLINT_EXEC_FORM)) {
		rlint_fix(finding, is_safe, title);
		rlint_edit(finding, (rlint_span){ word->span.end, word->span.end }, " %s", option);
	}
}

bool step_configures_apt(const rlint_fact *step)
{
	for (size_t i = 0; i < rlint_step_effects(step); i++) {
		const rlint_effect *effect = rlint_step_effect(step, i);

		if (effect->action == RLINT_WRITES &&
			rlint_str_starts(effect->what, RLINT_STR("/etc/apt/apt.conf"))) {
			return true;
		}
	}
	for (size_t i = 0; i < rlint_fact_count(step, RLINT_COPY); i++) {
		const rlint_copy *copy = rlint_as_copy(rlint_fact_at(step, RLINT_COPY, i));

		if (rlint_value_starts(&copy->destination, RLINT_STR("/etc/apt")) == RLINT_YES) {
			return true;
		}
	}
	return false;
}

bool command_has(const rlint_fact *command, const char *const *names)
{
	for (; *names; names++) {
		if (rlint_command_find(command, *names)) {
			return true;
		}
	}
	return false;
}

/* The word that a shell takes for the program: `[` alone, and `[[`, ask something. */
static bool is_broken_word(rlint_str program)
{
	return program.len > 1 && program.ptr[0] == '[' && !rlint_str_is(program, RLINT_STR("[["));
}

/* `[ "a", "b" ]`, the comma still there. */
static bool is_broken_test(const rlint_fact *command)
{
	const rlint_value *first = rlint_command_word(command, 1);

	return rlint_str_is(rlint_as_command(command)->name.text, RLINT_STR("[")) && first &&
	       rlint_value_ends(first, RLINT_STR(",")) == RLINT_YES;
}

bool step_is_broken_list(const rlint_fact *step)
{
	const rlint_value *line = rlint_step_word(step, 0);
	const rlint_fact *command = rlint_fact_at(step, RLINT_COMMAND, 0);

	return rlint_as_step(step)->form == RLINT_SHELL_FORM && command && line &&
	       rlint_fact_span(command).start <= line->span.start &&
	       (is_broken_word(rlint_as_command(command)->name.text) || is_broken_test(command));
}
