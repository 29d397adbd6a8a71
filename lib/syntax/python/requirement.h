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
	bool is_editable;
	bool has_variable; /* ${NAME} stands in it: not known here */
	/* name: also of #egg= and of a wheel's file name; specifiers: from the first to the last;
	 * url: URL or path, fragment included; reference: after @ in a VCS URL; file_version: the
	 * version in a wheel's file name */
	struct range name, extras, specifiers, marker, url, reference, file_version;
	uint32_t extra_count;
	struct vec specifier_list; /* struct specifier */
	/* Of an invalid one: where reading stopped, why in plain words, why in pip's (may be
	 * empty). One that is read, but refused by some versions of pip, has them too. */
	struct range bad;
	rlint_str error, foreign;
};

enum requirement_flag {
	REQUIREMENT_EDITABLE = 1, /* the value of -e */
	REQUIREMENT_STRICT = 2, /* ${NAME} stands for nothing: it was replaced before */
	REQUIREMENT_PEP508 = 4 /* the standard's form alone: no path, no URL without `NAME @` */
};

/* Reads an operand of `pip install`, or a requirement line without its options. */
void requirement_read(struct requirement *out, struct arena *arena, const struct text *text);
/* The same with flags (enum requirement_flag). */
void requirement_read_as(
	struct requirement *out, struct arena *arena, const struct text *text, unsigned flags);

/* The length of a ${NAME} that pip replaces in requirements files at `at`, or 0. */
size_t variable_length(rlint_str text, size_t at);

#endif
