/* How far a misspelt word is from another. */
#ifndef LIB_BASE_DISTANCE_H
#define LIB_BASE_DISTANCE_H

#include <reprolint/base.h>

/* How many insertions, deletions and replacements turn one word into the other, case-blind; `most`
 * + 1 where more. */
size_t word_distance(rlint_str a, rlint_str b, size_t most);
/* How much of a misspelt word may be wrong: a third of the letters, two always. */
size_t word_tolerance(rlint_str word);

#endif
