/* What the rules about commands of package managers share. */
#ifndef RULES_IMAGE_COMMANDS_H
#define RULES_IMAGE_COMMANDS_H

#include <reprolint/reprolint.h>

/* From the program's word to that of its action. */
rlint_span command_words(const rlint_fact *command);
/* Adds a fix of that title that puts " OPTION" behind the action's word, where the command is
 * written in words of its own. */
void command_add_option(rlint_finding *finding, const rlint_fact *command, bool is_safe,
	const char *title, const char *option);
/* Does the step write configuration of apt's? What that says is not read. */
bool step_configures_apt(const rlint_fact *step);
/* Is the instruction a list of words that is no JSON, which so is given to a shell? */
bool step_is_broken_list(const rlint_fact *step);
/* An option of one of these names (a list that ends with NULL) is there. */
bool command_has(const rlint_fact *command, const char *const *names);

#endif
