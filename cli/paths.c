/* The files that a command line names. */
#include "paths.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_CAPACITY 64

static bool make_room(struct paths *paths)
{
	size_t capacity = paths->capacity ? paths->capacity * 2 : FIRST_CAPACITY;
	struct path *items;

	if (paths->count < paths->capacity) {
		return true;
	}
	items = realloc(paths->items, capacity * sizeof *items);
	if (!items) {
		return false;
	}
	paths->items = items;
	paths->capacity = capacity;
	return true;
}

const char *path_shown(const char *text)
{
	const char *rest = text;

	while (rest[0] == '.' && rest[1] == '/') {
		rest += 2 + strspn(rest + 2, "/");
	}
	return *rest && strcmp(rest, "-") != 0 ? rest : text;
}

bool paths_add(struct paths *paths, const char *text, bool is_named)
{
	const char *shown = path_shown(text);
	size_t size = strlen(shown) + 1;
	char *copy = make_room(paths) ? malloc(size) : NULL;

	if (!copy) {
		paths->has_failed = true;
		return false;
	}
	memcpy(copy, shown, size);
	paths->items[paths->count++] = (struct path){ copy, is_named };
	return true;
}

static int compare(const void *a, const void *b)
{
	return strcmp(((const struct path *)a)->text, ((const struct path *)b)->text);
}

void paths_settle(struct paths *paths)
{
	size_t kept = 0;

	if (paths->count > 1) {
		qsort(paths->items, paths->count, sizeof *paths->items, compare);
	}
	for (size_t i = 0; i < paths->count; i++) {
		struct path *before = kept > 0 ? &paths->items[kept - 1] : NULL;

		if (before && strcmp(before->text, paths->items[i].text) == 0) {
			before->is_named = before->is_named || paths->items[i].is_named;
			free(paths->items[i].text);
		} else {
			paths->items[kept++] = paths->items[i];
		}
	}
	paths->count = kept;
}

void paths_free(struct paths *paths)
{
	for (size_t i = 0; i < paths->count; i++) {
		free(paths->items[i].text);
	}
	free(paths->items);
}
