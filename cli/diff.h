/* Unified diffs of fixed files. */
#ifndef CLI_DIFF_H
#define CLI_DIFF_H

#include "cli.h"

/* Writes what the fixes changed, as `git apply` and patch read it; nothing where nothing changed.
 * False: out of memory, or the sink refused something. */
bool diff_write(const rlint_sink *sink, const rlint_fixed *fixed);

#endif
