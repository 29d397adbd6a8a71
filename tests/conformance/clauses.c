/* Sets of version clauses as the packaging library keeps and writes them. */
#include "tests/conformance/clauses.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int compare_clauses(const void *a, const void *b)
{
	const struct clause *left = a;
	const struct clause *right = b;
	char texts[2][600];

	snprintf(texts[0], sizeof texts[0], "%.*s%.*s", (int)left->operator_text.len,
		left->operator_text.ptr, (int)left->version_text.len, left->version_text.ptr);
	snprintf(texts[1], sizeof texts[1], "%.*s%.*s", (int)right->operator_text.len,
		right->operator_text.ptr, (int)right->version_text.len, right->version_text.ptr);
	return strcmp(texts[0], texts[1]);
}

/* Do they mean the same? ~= counts the numbers, === compares letters. */
static bool are_alike(struct arena *arena, const struct clause *a, const struct clause *b)
{
	enum version_form form = a->operator== CLAUSE_COMPATIBLE ? VERSION_FULL : VERSION_SHORT;

	if (a->operator!= b->operator) {
		return false;
	}
	if (a->operator== CLAUSE_IDENTICAL || a->version.is_prefix || b->version.is_prefix) {
		return rlint_str_is(a->version_text, b->version_text);
	}
	return rlint_str_is(
		version_text(arena, &a->version, form), version_text(arena, &b->version, form));
}

void clauses_sort(struct arena *arena, struct vec *clauses)
{
	struct clause *items = clauses->items;
	uint32_t kept = 0;

	if (clauses->count == 0) {
		return;
	}
	qsort(items, clauses->count, sizeof *items, compare_clauses);
	for (uint32_t i = 0; i < clauses->count; i++) {
		bool is_new = true;

		for (uint32_t j = 0; j < kept; j++) {
			is_new = is_new && !are_alike(arena, &items[j], &items[i]);
		}
		if (is_new) {
			items[kept++] = items[i];
		}
	}
	clauses->count = kept;
}

rlint_str clauses_text(struct arena *arena, const struct vec *clauses)
{
	const struct clause *items = clauses->items;
	struct buffer buffer = { .arena = arena };

	for (uint32_t i = 0; i < clauses->count; i++) {
		buffer_add(&buffer, i > 0 ? RLINT_STR(",") : RLINT_STR(""));
		buffer_add(&buffer, items[i].operator_text);
		buffer_add(&buffer, items[i].version_text);
	}
	return buffer_str(&buffer);
}
