/* What Python's str methods take for white space and line ends. */
#ifndef LIB_SYNTAX_PYTHON_SPACE_H
#define LIB_SYNTAX_PYTHON_SPACE_H

#include "lib/base/str.h"

/* The length in bytes of the white-space character (str.isspace) that starts at `at`, or ends
 * before it; 0 if there is none. */
size_t space_at(rlint_str text, size_t at);
size_t space_before(rlint_str text, size_t at);
/* str.strip: moves both ends inwards past white space. */
void space_strip(rlint_str text, size_t *start, size_t *end);
/* The end of the line that `at` lies in, as str.splitlines cuts; *next is the start of the one
 * after it. */
size_t line_end(rlint_str text, size_t at, size_t *next);

#endif
