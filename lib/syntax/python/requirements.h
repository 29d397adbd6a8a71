/* Requirements files as pip reads them (pip/_internal/req/req_file.py). */
#ifndef LIB_SYNTAX_PYTHON_REQUIREMENTS_H
#define LIB_SYNTAX_PYTHON_REQUIREMENTS_H

#include "lib/syntax/python/arguments.h"
#include "lib/syntax/python/requirement.h"
#include "lib/syntax/tree.h"

/* Kinds of nodes. A line's children stand in source order; the name in a URL's #egg= or a wheel's
 * file name is the URL's child. */
enum requirements_kind {
	REQUIREMENTS_FILE,
	REQUIREMENTS_LINE, /* payload: index in lines */
	REQUIREMENTS_NAME,
	REQUIREMENTS_EXTRAS,
	REQUIREMENTS_SPECIFIER,
	REQUIREMENTS_MARKER,
	REQUIREMENTS_HASH, /* payload: index in options */
	REQUIREMENTS_URL,
	REQUIREMENTS_OPTION /* payload: index in options */
};

enum requirements_line_kind {
	LINE_REQUIREMENT,
	LINE_EDITABLE, /* -e */
	LINE_INCLUDE, /* -r */
	LINE_CONSTRAINT, /* -c */
	LINE_OPTIONS, /* global options only */
	LINE_INVALID
};

struct requirements_line {
	enum requirements_line_kind kind;
	struct text text; /* the logical line: continuations joined, comment removed */
	rlint_span span;
	uint32_t number; /* physical line it starts on, from 1, as pip counts */
	struct text subject; /* the requirement's own text: of the line, or -e's value; of -r and -c
				the path */
	struct requirement requirement; /* ranges count in `subject` */
	uint32_t option_first, option_count, hash_count;
	bool has_variables; /* ${VAR}: unknown here */
	uint32_t node;
};

struct requirements {
	struct tree tree;
	struct vec lines; /* struct requirements_line * */
	struct vec options; /* struct option */
};

/* Where ${NAME} is looked up; without a scope it is unknown. */
struct requirements_scope {
	/* Sets *out and returns true where the name has a value that is not empty. */
	bool (*lookup)(const void *user, rlint_str name, rlint_str *out);
	const void *user;
};

/* Runs inside a protected call. Problems: rule "requirements". `scope` may be NULL. */
void requirements_parse_in(struct requirements *out, struct arena *arena,
	const struct limits *limits, rlint_str source, const struct requirements_scope *scope);
void requirements_parse(struct requirements *out, struct arena *arena, const struct limits *limits,
	rlint_str source);
/* The lines of a list that stands in another file (conda's `pip:`), whose bytes are `source`.
 * Inside a protected call. An item may hold several lines; `node` of the other file's tree takes
 * the place of the lines' own, in problems too. */
void requirements_begin_list(struct requirements *out, struct arena *arena,
	const struct limits *limits, rlint_str source);
void requirements_add_item(struct requirements *out, const struct text *item, uint32_t node);
const struct requirements_line *requirements_line_at(
	const struct requirements *file, uint32_t index);

/* Text in UTF-16 or UTF-32 with a byte order mark, or in an encoding that a coding comment
 * declares, as UTF-8: true with the text in *out. Else, also where the bytes are not of that
 * encoding, false with *out = raw. To be called before the document is made, so that spans count in
 * the decoded text; inside a protected call. */
bool requirements_decode(struct arena *arena, rlint_str raw, rlint_str *out);

enum coding { CODING_UTF8, CODING_WIDE, CODING_LATIN1, CODING_WINDOWS, CODING_UNKNOWN };

/* The encoding that byte order mark or coding comment tell. */
enum coding requirements_coding(rlint_str raw);
/* The name in the coding comment, a slice of the text; empty if there is none. */
rlint_str requirements_coding_name(rlint_str raw);
/* Does Python know an encoding of that name? */
bool codec_is_known(rlint_str name);

#endif
