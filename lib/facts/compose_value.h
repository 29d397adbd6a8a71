/* Variables in the scalars of compose files. */
#ifndef LIB_FACTS_COMPOSE_VALUE_H
#define LIB_FACTS_COMPOSE_VALUE_H

#include "lib/facts/facts.h"
#include "lib/syntax/dockerfile/words.h"

/* A value and the variables in it, in order; a word_scope of them cuts the value. */
struct compose_value {
	rlint_value value;
	struct vec variables; /* struct compose_variable */
};

struct compose_variable {
	rlint_str name;
	rlint_value value; /* RLINT_DEFAULT, RLINT_MANDATORY or RLINT_UNCERTAIN */
};

/* What the text says; variables that facts->dotenv sets are defaults, as the host may say
 * otherwise, and have no definition in the file. */
void compose_read(struct compose_value *out, const struct facts *facts, const struct text *text);
/* word_scope.lookup; `user` is a struct compose_value. */
void compose_lookup(const void *user, rlint_str name, rlint_value *out);

#endif
