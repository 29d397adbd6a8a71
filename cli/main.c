/* reprolint: the command line. */
#include <signal.h>
#include <string.h>

#include "cli.h"

static const struct command *const commands[] = {
	&command_check,
	&command_explain,
	&command_rules,
	&command_tree,
	NULL,
};

static const struct command *find_command(const char *name)
{
	for (size_t i = 0; commands[i]; i++) {
		if (strcmp(commands[i]->name, name) == 0) {
			return commands[i];
		}
	}
	return NULL;
}

static bool is_any_of(const char *word, const char *a, const char *b)
{
	return strcmp(word, a) == 0 || strcmp(word, b) == 0;
}

int main(int count, char **arguments)
{
	const struct command *command;

	/* A closed pipe is a write that fails, not a death. */
	(void)signal(SIGPIPE, SIG_IGN);
	if (count > 1 && is_any_of(arguments[1], "--help", "-h")) {
		print_help(commands);
		return print_end(EXIT_CLEAN);
	}
	if (count > 1 && is_any_of(arguments[1], "--version", "-V")) {
		print_version();
		return print_end(EXIT_CLEAN);
	}
	command = count > 1 ? find_command(arguments[1]) : NULL;
	if (command) {
		return command->run(count - 2, arguments + 2);
	}
	return command_check.run(count - 1, arguments + 1);
}
