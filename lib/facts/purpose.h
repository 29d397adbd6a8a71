/* What packages are for, by name: the table of rules/tables/packages.json. */
#ifndef LIB_FACTS_PURPOSE_H
#define LIB_FACTS_PURPOSE_H

#include <reprolint/input.h>

struct package_row {
	rlint_ecosystem ecosystem;
	rlint_str name; /* canonical; of a pattern with one "*", at its start or end */
	rlint_purpose purpose;
};

/* Sorted by ecosystem, then name (memcmp, shorter first). */
extern const struct package_row package_names[];
extern const size_t package_names_count;
extern const struct package_row package_patterns[];
extern const size_t package_patterns_count;

#endif
