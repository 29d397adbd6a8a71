/* Texts of generated tables: one pool of bytes, so that the tables need no relocations. */
#ifndef LIB_FACTS_POOL_H
#define LIB_FACTS_POOL_H

#include <reprolint/base.h>

/* A slice of a pool. */
struct pool_text {
	uint16_t at, length;
};

static inline rlint_str pool_str(const char *pool, struct pool_text text)
{
	return (rlint_str){ pool + text.at, text.length };
}

#endif
