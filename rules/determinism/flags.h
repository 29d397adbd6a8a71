/* What the rules about flags share. */
#ifndef RULES_DETERMINISM_FLAGS_H
#define RULES_DETERMINISM_FLAGS_H

#include <reprolint/reprolint.h>

/* Switches that ask XLA for the same result each time; the second is part of the first. */
extern const rlint_str flags_determinism[2];

/* What the flag is set to, by its value alone: a switch without one is on. Neither, for other
 * values and those that are not known. */
bool flag_is_on(const rlint_flag *flag);
bool flag_is_off(const rlint_flag *flag);
/* Does its reader come as far as it? */
bool flag_is_read(const rlint_flag *flag);
/* Is it one of flags_determinism? */
bool flag_is_determinism(const rlint_flag *flag);

#endif
