/* Options of a requirements line: split as Python's shlex does, read as its optparse does. */
#ifndef LIB_SYNTAX_PYTHON_ARGUMENTS_H
#define LIB_SYNTAX_PYTHON_ARGUMENTS_H

#include "lib/syntax/python/cursor.h"
#include "lib/syntax/python/requirement.h"

/* One word: its value, and where it stands in the line. */
struct argument {
	struct text value;
	struct range range;
};

enum option_use {
	OPTION_GLOBAL, /* acts on the whole run */
	OPTION_EDITABLE,
	OPTION_INCLUDE,
	OPTION_CONSTRAINT,
	OPTION_HASH,
	OPTION_BUILD /* of one requirement: --config-settings */
};

/* One option as it was read. */
struct option {
	rlint_str name; /* canonical: "--index-url" */
	enum option_use use;
	bool has_value;
	struct text value; /* quotes removed */
	struct range range, value_range; /* in the line; the value as written */
};

/* Splits [start, end) of a line into words (struct argument, appended to `out`). False with a
 * complaint where a quote or backslash is left open. */
bool arguments_split(struct vec *out, struct arena *arena, const struct text *line,
	struct cursor *cursor, struct range part);
/* Reads the words as options (struct option, appended to `out`). Words that are none are passed
 * over, as pip does; *ignored spans them. False with a complaint where pip refuses one. */
bool arguments_read(struct vec *out, struct arena *arena, const struct vec *words,
	struct cursor *cursor, struct range *ignored);

#endif
