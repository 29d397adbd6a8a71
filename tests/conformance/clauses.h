/* Sets of version clauses as the packaging library keeps and writes them. */
#ifndef TESTS_CONFORMANCE_CLAUSES_H
#define TESTS_CONFORMANCE_CLAUSES_H

#include "lib/syntax/python/clause.h"

/* Sorts them as texts and keeps one of those that mean the same. */
void clauses_sort(struct arena *arena, struct vec *clauses);
/* Operators and versions as written, commas between. */
rlint_str clauses_text(struct arena *arena, const struct vec *clauses);

#endif
