/* Logical lines of a requirements file: continuations joined, comments set aside. */
#ifndef LIB_SYNTAX_PYTHON_LOGICAL_H
#define LIB_SYNTAX_PYTHON_LOGICAL_H

#include "lib/syntax/tree.h"

struct logical_line {
	struct text text; /* white space and comment taken off; may be empty */
	uint32_t number; /* of its first physical line, from 1 */
	rlint_span comment; /* behind the text, or the whole line; empty if none */
	rlint_span swallowed; /* what a continued comment took from the lines after it; may be
				 empty */
	rlint_span closing; /* the comment line that ended a continuation; empty if none */
};

/* Zero it and set tree (for source, arena, gaps) and at. */
struct logical_reader {
	struct tree *tree;
	size_t at;
	uint32_t number; /* physical lines read */
};

/* The next logical line, blank ones and comments included; false at the end. */
bool logical_next(struct logical_reader *reader, struct logical_line *out);

#endif
