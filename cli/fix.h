/* What `check` does with fixed files. */
#ifndef CLI_FIX_H
#define CLI_FIX_H

#include "cli.h"

/* Tells on stderr where fixing ended before all was fixed that could be. */
void fix_tell_end(const char *path, const rlint_fixed *fixed);
/* Puts the new text in the file's place, which is old or new at every moment: written beside it and
 * renamed, its mode kept, a link's target taken for the link. Nothing is done where the file does
 * not hold the text that was fixed any more, or may not be written. False: told on stderr. */
bool fix_replace(const char *path, const rlint_fixed *fixed);

#endif
