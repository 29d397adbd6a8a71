/* Names of projects and extras. */
#ifndef LIB_SYNTAX_PYTHON_NAME_H
#define LIB_SYNTAX_PYTHON_NAME_H

#include "lib/base/arena.h"

/* PEP 503: small letters, runs of "-", "_" and "." become one "-". */
rlint_str name_normal(struct arena *arena, rlint_str name);
/* Names of conda's packages: small letters, all else as it is. */
rlint_str name_lower(struct arena *arena, rlint_str name);
/* Letters, digits, ".", "-", "_", beginning and ending with a letter or digit (PEP 508). */
bool name_is_valid(rlint_str name);

#endif
