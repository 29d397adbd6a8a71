/* Version specifiers of PEP 440: clauses, sets of them, and whether a version is in one. */
#ifndef LIB_SYNTAX_PYTHON_CLAUSE_H
#define LIB_SYNTAX_PYTHON_CLAUSE_H

#include "lib/base/vec.h"
#include "lib/syntax/python/version.h"

enum clause_operator {
	CLAUSE_IDENTICAL, /* === */
	CLAUSE_EQUAL,
	CLAUSE_UNEQUAL,
	CLAUSE_COMPATIBLE, /* ~= */
	CLAUSE_AT_MOST,
	CLAUSE_AT_LEAST,
	CLAUSE_BELOW,
	CLAUSE_ABOVE
};

struct clause {
	enum clause_operator operator;
	rlint_str operator_text, version_text; /* slices of what was read */
	struct version version; /* not of CLAUSE_IDENTICAL */
};

/* The operator at `at`: true with *out and its end in *end. */
bool clause_operator_at(enum clause_operator *out, rlint_str text, size_t at, size_t *end);
/* Reads the longest clause at `at`; returns its end, `at` where there is none. */
size_t clause_scan(struct clause *out, rlint_str text, size_t at);
/* Reads clauses (struct clause, appended) between commas; empty ones are passed over. False where
 * one is none. */
bool clauses_read(struct vec *out, struct arena *arena, rlint_str text);

/* Does one of them admit one version only: === or ==, not ==1.*? */
bool clauses_are_exact(const struct vec *clauses);

enum clause_prereleases {
	PRERELEASES_ALLOWED,
	PRERELEASES_REFUSED,
	PRERELEASES_LAST /* where nothing else fits: of a lone version, allowed */
};

/* Is the version in the set? One that PEP 440 does not know is so where === names it, or in the
 * empty set. */
bool clauses_admit(
	const struct vec *clauses, rlint_str version, enum clause_prereleases prereleases);
/* Can any version be in the set? Yes too of an empty one; where === names something that is no
 * version, no for want of what else to ask. */
bool clauses_can_meet(const struct vec *clauses, struct arena *arena);
/* Does one of them ask for prereleases by naming one? */
bool clauses_name_prerelease(const struct vec *clauses);

#endif
