/* Patterns of .gitignore files, matched as git's wildmatch.c does, and of .dockerignore files, in
 * time linear in the text. */
#ifndef LIB_SYNTAX_IGNORE_WILDCARD_H
#define LIB_SYNTAX_IGNORE_WILDCARD_H

#include "lib/base/vec.h"

struct wildcard {
	struct vec tokens; /* struct token */
	unsigned char *states; /* two sets, for the matching */
	bool never; /* malformed: matches nothing */
};

/* `start`: as many bytes at the front are no wildcards. False: out of memory. */
bool wildcard_make(struct wildcard *wildcard, struct arena *arena, rlint_str pattern, size_t start);
/* The same for a clean pattern of a .dockerignore. */
bool wildcard_make_docker(struct wildcard *wildcard, struct arena *arena, rlint_str pattern);
/* Does the whole text match? */
bool wildcard_matches(const struct wildcard *wildcard, rlint_str text);
/* How many bytes at the front are neither wildcards nor escapes. */
size_t wildcard_plain_length(rlint_str pattern);

#endif
