/* What .gitignore files name, by gitignore(5) and git's dir.c. */
#ifndef LIB_PROJECT_IGNORE_H
#define LIB_PROJECT_IGNORE_H

#include "lib/base/vec.h"

/* The patterns of one folder's file. */
struct ignore {
	const struct ignore *above; /* of the folders above; may be NULL */
	size_t base; /* the length of its folder's path, the slash included */
	struct vec patterns; /* struct ignore_pattern */
};

/* Adds the patterns of a file. False: out of memory. */
bool ignore_read(struct ignore *ignore, struct arena *arena, rlint_str text);
/* Is the path left out? It must be below the folder of `ignore`, and counts from where all bases
 * do. That no folder above it is left out is for the caller to know. */
bool ignore_names(const struct ignore *ignore, rlint_str path, bool is_folder);
/* Is the file or folder, or one that it lies in below the folder of `ignore`, left out? */
bool ignore_names_path(const struct ignore *ignore, rlint_str path, bool is_folder);

#endif
