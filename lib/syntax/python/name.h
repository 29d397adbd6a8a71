/* Names of projects and extras. */
#ifndef LIB_SYNTAX_PYTHON_NAME_H
#define LIB_SYNTAX_PYTHON_NAME_H

#include "lib/base/arena.h"

/* PEP 503: small letters, runs of "-", "_" and "." become one "-". */
rlint_str name_normal(struct arena *arena, rlint_str name);

#endif
