/* Paths inside images and build contexts: always with slashes. */
#ifndef LIB_FACTS_PATH_H
#define LIB_FACTS_PATH_H

#include "lib/base/arena.h"

#include <reprolint/value.h>

/* `below` seen from `directory`, cleaned as Go's path.Join does; `below` itself where absolute.
 * Uncertain where either is. */
rlint_value path_below(struct arena *arena, const rlint_value *directory, const rlint_value *below);
/* The path without `.`, `..`, doubled and trailing slashes; relative ones stay so, "." is the empty
 * path's form. A copy only where something changes. */
rlint_str path_clean(struct arena *arena, rlint_str path);
/* directory/name, cleaned. */
rlint_str path_join(struct arena *arena, rlint_str directory, rlint_str name);
bool path_is_absolute(rlint_str path);
/* Is `path` the folder or something in it? Both clean; "." holds every relative path. */
bool path_is_within(rlint_str path, rlint_str folder);
/* What follows the folder in a path within it: "" for the folder itself. */
rlint_str path_rest(rlint_str path, rlint_str folder);
/* Go's path/filepath.Match for one component each: `*` any run without a slash, `?`, [a-z],
 * backslash escapes. */
bool path_component_matches(rlint_str pattern, rlint_str name);
/* Does the pattern, component by component, match the path or a folder that it lies in? */
bool path_pattern_covers(rlint_str pattern, rlint_str path);

#endif
