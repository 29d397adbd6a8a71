/* The packages of an environment by name. */
#ifndef RULES_PIN_NAMES_H
#define RULES_PIN_NAMES_H

#include <reprolint/reprolint.h>

struct names {
	const rlint_fact **slots; /* open addressing, at most half full */
	size_t mask;
};

/* The last package of each name counts. False when out of memory. Gone when the rule returns. */
bool names_make(struct names *names, rlint_check *check, const rlint_fact *environment);
/* The package of that canonical name, or NULL. */
const rlint_fact *names_find(const struct names *names, rlint_str name);
/* The version of an exact package, without the == or === before it. */
rlint_str names_version(const rlint_package *package);

#endif
