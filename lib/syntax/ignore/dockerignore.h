/* .dockerignore files: what the builder leaves out of its context. */
#ifndef LIB_SYNTAX_IGNORE_DOCKERIGNORE_H
#define LIB_SYNTAX_IGNORE_DOCKERIGNORE_H

#include "lib/syntax/tree.h"

/* Node kinds. IGNORE_FILE is the root, its children are the lines. */
enum ignore_kind { IGNORE_FILE, IGNORE_LINE };

/* A line that names something. */
struct ignore_line {
	rlint_str text; /* the pattern, without "!" and blanks around it */
	rlint_span span; /* of it */
	uint32_t node;
	bool is_negated; /* "!": what was left out before is kept */
	bool is_wrong; /* the builder refuses it, and with it the file */
};

struct dockerignore {
	struct tree tree;
	struct vec lines; /* struct ignore_line */
};

/* Parses the text; runs inside a protected call. What the builder refuses goes to tree.problems
 * (rule "dockerignore"). */
void dockerignore_parse(struct dockerignore *out, struct arena *arena, const struct limits *limits,
	rlint_str source);

#endif
