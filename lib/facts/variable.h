/* Who reads variables of the environment: rules/tables/variables.tsv. */
#ifndef LIB_FACTS_VARIABLE_H
#define LIB_FACTS_VARIABLE_H

#include <reprolint/install.h>

#include "lib/facts/pool.h"

struct variable_reader {
	struct pool_text variable, packages, images, since, before, instead; /* "-": none */
};

/* Generated; texts lie in variable_pool. */
extern const char variable_pool[];
extern const struct variable_reader variable_readers[];
extern const size_t variable_reader_count;

#endif
