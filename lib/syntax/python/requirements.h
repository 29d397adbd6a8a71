/* Requirements files as pip reads them (pip/_internal/req/req_file.py). */
#ifndef LIB_SYNTAX_PYTHON_REQUIREMENTS_H
#define LIB_SYNTAX_PYTHON_REQUIREMENTS_H

#include "lib/syntax/python/requirement.h"
#include "lib/syntax/tree.h"

enum requirements_kind {
	REQUIREMENTS_FILE,
	REQUIREMENTS_LINE, /* lines */
	REQUIREMENTS_NAME,
	REQUIREMENTS_EXTRAS,
	REQUIREMENTS_SPECIFIER,
	REQUIREMENTS_MARKER,
	REQUIREMENTS_HASH,
	REQUIREMENTS_URL,
	REQUIREMENTS_OPTION
};

enum requirements_line_kind {
	LINE_REQUIREMENT,
	LINE_EDITABLE, /* -e */
	LINE_INCLUDE, /* -r */
	LINE_CONSTRAINT, /* -c */
	LINE_OPTIONS, /* global options only */
	LINE_INVALID
};

struct requirements_option {
	rlint_str name; /* canonical: "--index-url" */
	struct range words, value; /* in the line's text */
};

struct requirements_line {
	enum requirements_line_kind kind;
	struct text text; /* the logical line: continuations joined, comment removed */
	rlint_span span;
	uint32_t number; /* physical line it starts on, from 1, as pip counts */
	struct requirement requirement; /* ranges count in text */
	uint32_t option_first, option_count, hash_count;
	struct range path; /* of -r, -c, -e */
	bool has_variables; /* ${VAR}: unknown here */
	uint32_t node;
};

struct requirements {
	struct tree tree; /* its source may be a decoded copy: see encoding */
	struct vec lines, options;
	bool is_recoded; /* UTF-16 or declared encoding: spans count in the decoded text */
};

/* Runs inside a protected call. Problems: rule "requirements". */
void requirements_parse(struct requirements *out, struct arena *arena, const struct limits *limits,
	rlint_str source);

#endif
