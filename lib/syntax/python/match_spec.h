/* Package specs of conda (conda/models/match_spec.py, _parse_spec_str). */
#ifndef LIB_SYNTAX_PYTHON_MATCH_SPEC_H
#define LIB_SYNTAX_PYTHON_MATCH_SPEC_H

#include "lib/syntax/python/requirement.h"

enum match_version {
	MATCH_ANY, /* none, or `*` */
	MATCH_RANGE, /* comparisons, lists, a version with a star */
	MATCH_FUZZY, /* =1.20, which means 1.20.* */
	MATCH_EXACT
};

/* Ranges count in the text that was read; empty where not there. */
struct match_spec {
	struct range whole; /* without blanks around it and comment behind it */
	struct range channel, name, build;
	struct range version; /* operators included */
	struct range
		url; /* of a package file, or its path; its name tells name, version and build */
	struct range file_name; /* the last part of it */
	struct range fragment; /* behind its `#` */
	struct range md5, sha256; /* digests, of brackets or behind the `#` */
	enum match_version kind;
	bool is_version_exact, is_build_exact; /* as conda's get_exact_value has it */
	bool is_in_brackets; /* the version stands in [version=...], and is no short form */
	bool is_invalid; /* conda refuses it */
};

void match_spec_read(struct match_spec *out, rlint_str text);

#endif
