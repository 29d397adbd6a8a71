/* Versions as PEP 440 writes and orders them. */
#ifndef LIB_SYNTAX_PYTHON_VERSION_H
#define LIB_SYNTAX_PYTHON_VERSION_H

#include "lib/base/format.h"
#include "lib/base/str.h"

/* A version's parts, slices of its text; numbers may be of any size. */
struct version {
	rlint_str epoch; /* digits; empty: 0 */
	rlint_str release; /* "1.2.3" as written */
	char pre; /* 'a', 'b', 'c' (release candidate), or 0 */
	bool has_post, has_dev;
	rlint_str pre_number, post_number, dev_number; /* digits; empty: 0 */
	rlint_str local; /* without '+' */
	bool is_prefix; /* ends in .* */
};

enum version_allowed {
	VERSION_PREFIX = 1, /* .* may follow the release */
	VERSION_LOCAL = 2, /* +local may follow */
	VERSION_TWO_NUMBERS = 4 /* the release has two numbers at least */
};

/* Reads the longest version that starts at `at`: `allowed` is enum version_allowed. Returns its
 * end, `at` where there is none. White space is not skipped. */
size_t version_scan(struct version *out, rlint_str text, size_t at, unsigned allowed);
/* Is the whole text, white space at both ends aside, a version? */
bool version_parse(struct version *out, rlint_str text);

/* Below, at or above 0 as `a` comes before, is, or comes after `b` in PEP 440's order. Prefixes
 * (.*) have no place in it. */
int version_compare(const struct version *a, const struct version *b);
/* Is it an alpha, beta, release candidate or development version? */
bool version_is_prerelease(const struct version *version);
/* Does `==PREFIX.*` admit it: same epoch, and a release that begins with the prefix's, filled up
 * with zeros? */
bool version_has_prefix(const struct version *version, const struct version *prefix);

enum version_form {
	VERSION_FULL, /* 1!2.0rc1.post2.dev3+local.4 */
	VERSION_PUBLIC, /* without the local part */
	VERSION_BASE, /* epoch and release */
	VERSION_SHORT /* full, without the release's zeros at the end */
};

/* The version as PEP 440 writes it. */
rlint_str version_text(struct arena *arena, const struct version *version, enum version_form form);
/* Its local part alone, written so; empty if none. */
rlint_str version_local_text(struct arena *arena, const struct version *version);
/* "a", "b", "rc" or nothing. */
rlint_str version_pre_text(const struct version *version);

#endif
