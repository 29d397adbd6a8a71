/* What the rules about variables of the environment share. */
#ifndef RULES_DETERMINISM_VARIABLES_H
#define RULES_DETERMINISM_VARIABLES_H

#include <reprolint/reprolint.h>

/* Does a program get it? An argument of a build is for the build. */
bool variable_is_set(const rlint_fact *env);

#endif
