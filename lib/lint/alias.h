/* The ids of other linters' rules. */
#ifndef LIB_LINT_ALIAS_H
#define LIB_LINT_ALIAS_H

#include "lib/base/str.h"

/* Does the word spell this id, in any way that its own linter takes? Case-blind. */
bool alias_is(rlint_str alias, rlint_str word);
/* Is it the id of a query of KICS: eight digits of a UUID? */
bool alias_is_of_kics(rlint_str alias);

#endif
