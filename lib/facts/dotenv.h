/* What a file of variables (.env) gives, by name. */
#ifndef LIB_FACTS_DOTENV_H
#define LIB_FACTS_DOTENV_H

#include "lib/base/map.h"
#include "lib/facts/facts.h"

struct dotenv {
	const struct facts *file;
	struct map names; /* to indices in file->all[RLINT_ENV]: of equal names the last counts */
};

/* All that was read of the file so far. Inside a protected call. */
void dotenv_open(struct dotenv *out, struct arena *arena, const struct facts *file);
/* The RLINT_ENV that sets the name, or NULL; `dotenv` may be NULL. */
const rlint_fact *dotenv_find(const struct dotenv *dotenv, rlint_str name);

#endif
