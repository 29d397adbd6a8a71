/* What the rules about variables of the environment share. */
#ifndef RULES_DETERMINISM_VARIABLES_H
#define RULES_DETERMINISM_VARIABLES_H

#include <reprolint/reprolint.h>

/* What is looked through for each variable: stages that one is FROM, steps of a stage (images have
 * 127 layers at most), facts of a container. More is none that anyone wrote. */
enum { PARENTS_MOST = 16, STEPS_MOST = 256, FACTS_MOST = 1024 };

/* Does a program get it? An argument of a build is for the build. */
bool variable_is_set(const rlint_fact *env);
/* Does the program set it for itself, when it has read its own already? Python does so at its
 * start.
 */
bool variable_is_late(const rlint_fact *env);
/* Is a text that a switch is off by: 0, false, off, no? That it is on by: 1, true? */
bool variable_is_off(rlint_str text);
bool variable_is_on(rlint_str text);
/* Is the text one of a list's words, which blanks part? */
bool variable_lists(rlint_str list, rlint_str text);
/* The variable of that name in a container, the last there is; or NULL. */
const rlint_fact *variable_in(const rlint_fact *container, rlint_str name);
/* Is there none that it gets, as far as the file tells? Not so where that is too much to look
 * through.
 */
bool variable_is_missing(const rlint_fact *env, rlint_str name);
/* The variable of that name that a program gets with this one, or that runs in this step: the last
 * there is; or NULL. */
const rlint_fact *variable_beside(const rlint_fact *fact, rlint_str name);

#endif
