/* Paths as hosts give them: '/' between names, never touched by the file system's own ideas. */
#ifndef LIB_PROJECT_PATH_H
#define LIB_PROJECT_PATH_H

#include "lib/base/arena.h"

/* The folder part: "a/b" gives "a", "b" gives "", "/b" gives "/". */
rlint_str path_folder(rlint_str path);
bool host_path_is_absolute(rlint_str path);
/* name inside folder ("" and absolute names: name alone); NUL-terminated behind its length. */
rlint_str host_path_join(struct arena *arena, rlint_str folder, rlint_str name);
/* Without "." and "x/.." and doubled slashes; "." becomes "". NUL-terminated behind its length. */
rlint_str path_normal(struct arena *arena, rlint_str path);
/* The folder above a normal one: "a/b" gives "a", "" gives "..", ".." gives "../..". "/" has none:
 * false. NUL-terminated. */
bool path_above(struct arena *arena, rlint_str folder, rlint_str *out);
/* Is the normal path the folder, or inside it? */
bool path_is_inside(rlint_str path, rlint_str folder);

#endif
