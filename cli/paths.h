/* The files that a command line names. */
#ifndef CLI_PATHS_H
#define CLI_PATHS_H

#include "cli.h"

struct path {
	char *text;
	bool is_named; /* not found in a folder */
};

struct paths {
	struct path *items;
	size_t count, capacity;
	bool has_failed; /* out of memory */
};

/* The path without "./" in front, but for a file named "-", which would be standard input. */
const char *path_shown(const char *text);
bool paths_add(struct paths *paths, const char *text, bool is_named);
/* Sorted, each once. */
void paths_settle(struct paths *paths);
void paths_free(struct paths *paths);

#endif
