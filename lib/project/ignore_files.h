/* The .gitignore files on the way to a folder. */
#ifndef LIB_PROJECT_IGNORE_FILES_H
#define LIB_PROJECT_IGNORE_FILES_H

#include "lib/project/ignore.h"
#include "lib/project/project.h"

/* What holds in a folder. */
struct ignoring {
	const struct ignore *nearest; /* NULL: nothing is left out */
	rlint_str below; /* the folder's path as `nearest` takes it: "" or with a slash behind */
};

/* Reads the folder's own file into `ignore`; one that is not there has no patterns. NOMEM or
 * whatever kept it from being read. */
rlint_access ignore_load(const struct project *project, struct arena *arena, rlint_str folder,
	struct ignore *ignore);
/* What the folders above say, from the root of the repository on, where they can be known. False:
 * out of memory. */
bool ignore_above(
	const struct project *project, struct arena *arena, rlint_str folder, struct ignoring *out);
/* The same, and what the folder's own file says. False: out of memory, or it cannot be read. */
bool ignore_within(
	const struct project *project, struct arena *arena, rlint_str folder, struct ignoring *out);

#endif
