/* What the rules about variables of the environment share. */
#ifndef RULES_DETERMINISM_VARIABLES_H
#define RULES_DETERMINISM_VARIABLES_H

#include <reprolint/reprolint.h>

/* Stages that one is FROM are few: a chain longer than this is none that anyone wrote. */
enum { PARENTS_MOST = 16 };

/* Does a program get it? An argument of a build is for the build. */
bool variable_is_set(const rlint_fact *env);
/* Is a text that a switch is off by: 0, false, off, no? That it is on by: 1, true? */
bool variable_is_off(rlint_str text);
bool variable_is_on(rlint_str text);
/* The variable of that name that a program gets with this one, the last there is; or NULL. */
const rlint_fact *variable_beside(const rlint_fact *env, rlint_str name);

#endif
