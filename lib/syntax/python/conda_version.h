/* Versions as conda orders them, and what its version specs admit (conda/models/version.py). */
#ifndef LIB_SYNTAX_PYTHON_CONDA_VERSION_H
#define LIB_SYNTAX_PYTHON_CONDA_VERSION_H

#include "lib/base/vec.h"

enum conda_piece_kind { CONDA_DEV, CONDA_WORD, CONDA_NUMBER, CONDA_POST };

/* A run of digits, of stars, or of other bytes. */
struct conda_piece {
	rlint_str text; /* a number's without zeros before it: empty is zero */
	enum conda_piece_kind kind;
	uint32_t component; /* counts the parts between dots; those of +local come far behind */
};

bool conda_version_is_valid(rlint_str text);
/* Reads a version into pieces (struct conda_piece), their memory the arena's. False where conda
 * refuses it. */
bool conda_version_read(struct vec *out, struct arena *arena, rlint_str text);
/* Below, at or above 0 as a comes before, is, or comes after b. */
int conda_version_compare(const struct vec *a, const struct vec *b);
/* Does `prefix.*` admit the version? */
bool conda_version_starts(const struct vec *version, const struct vec *prefix);

/* Does conda take the spec? *is_exact: it names one version. */
bool conda_spec_is_valid(rlint_str spec, bool *is_exact);
/* Does the spec ("1.2|>=1.4,<2") admit the version? A regular expression that is more than letters,
 * dots and stars admits anything. False where either is none. */
bool conda_spec_admits(struct arena *arena, rlint_str spec, rlint_str version);

#endif
