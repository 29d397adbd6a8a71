/* One requirement as pip takes it: PEP 508, a URL, a path. Used for lines of files and words of
 * commands. */
#ifndef LIB_SYNTAX_PYTHON_REQUIREMENT_H
#define LIB_SYNTAX_PYTHON_REQUIREMENT_H

#include "lib/source/text.h"

enum requirement_kind {
	REQUIREMENT_NAMED, /* name[extras] specifiers ; marker */
	REQUIREMENT_DIRECT, /* name[extras] @ URL ; marker */
	REQUIREMENT_URL, /* URL alone */
	REQUIREMENT_VCS, /* git+https://...@ref#egg=x, also behind `name @` */
	REQUIREMENT_PATH, /* ./x, file:, an archive's name */
	REQUIREMENT_INVALID
};

/* Bytes [start, end) of the text that was read; empty (start == end) where not there. */
struct range {
	uint32_t start, end;
};

struct specifier {
	struct range operator, version, whole; /* "==" "1.0.*" "==1.0.*" */
};

struct requirement {
	enum requirement_kind kind;
	struct range name, extras, specifiers, marker, url,
		reference; /* reference: after @ in a VCS URL */
	struct range fragment; /* after # in a URL */
	uint32_t extra_count;
	struct vec specifier_list; /* struct specifier */
	bool is_editable;
	struct range bad; /* of an invalid one: where reading stopped */
	rlint_str error; /* plain words, or empty */
};

void requirement_read(struct requirement *out, struct arena *arena, const struct text *text);

#endif
