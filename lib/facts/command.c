/* Commands as facts: the views. */
#include "lib/facts/command.h"

#include "lib/base/str.h"

const struct command *command_of(const rlint_fact *fact)
{
	return fact && fact->kind == RLINT_COMMAND ? fact_payload(fact) : NULL;
}

bool command_is(const rlint_fact *fact, const char *program, const char *action)
{
	const struct command *command = command_of(fact);

	return command && rlint_str_is(command->shown.program, str_from(program)) &&
	       (action[0] == '\0' || rlint_str_is(command->shown.action, str_from(action)));
}

const rlint_value *rlint_command_word(const rlint_fact *fact, size_t index)
{
	const struct command *command = command_of(fact);

	return command && index < command->shown.word_count ? &command->words[index] : NULL;
}

const rlint_value *rlint_command_operand(const rlint_fact *fact, size_t index)
{
	const struct command *command = command_of(fact);

	return command && index < command->shown.operand_count ? command->operands[index] : NULL;
}

const rlint_option *rlint_command_option(const rlint_fact *fact, size_t index)
{
	const struct command *command = command_of(fact);

	return command && index < command->shown.option_count ? &command->options[index] : NULL;
}

const rlint_option *rlint_command_find(const rlint_fact *fact, const char *name)
{
	const struct command *command = command_of(fact);
	size_t at = command ? command->shown.option_count : 0;

	while (at > 0) {
		at--;
		if (rlint_str_is(command->options[at].name, str_from(name))) {
			return &command->options[at];
		}
	}
	return NULL;
}
