/* What stands between the quotes of a Python string literal. */
#ifndef LIB_SYNTAX_PYTHON_LITERAL_H
#define LIB_SYNTAX_PYTHON_LITERAL_H

#include "lib/base/format.h"
#include "lib/base/str.h"

/* The offset of the first byte at which Python refuses it, or its length. */
size_t literal_bad(rlint_str inside);
/* Its value, of one that Python takes; \N{NAME} stays as written. */
rlint_str literal_value(struct arena *arena, rlint_str inside);

#endif
