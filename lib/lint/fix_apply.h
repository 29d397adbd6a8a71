/* Edits of one round, and how they move what earlier rounds changed. */
#ifndef LIB_LINT_FIX_APPLY_H
#define LIB_LINT_FIX_APPLY_H

#include "lib/lint/workspace.h"

#include <reprolint/fix.h>

/* Adds to `changes` (rlint_change, in order, not touching) what `edits` (rlint_edit_info, in order,
 * not overlapping, of the text after) do. False: out of memory. */
bool changes_add(struct vec *changes, struct arena *arena, const struct vec *edits);

#endif
