/* Interned selectors: words that rules subscribe to, each with a small number. */
#ifndef LIB_BASE_SYMBOLS_H
#define LIB_BASE_SYMBOLS_H

#include "lib/base/map.h"

/* Filled while a registry is made, read-only after. Number 0 means "no rule asks for that". */
struct symbols {
	struct map map;
	uint32_t count;
};

/* The word's number, given anew where it has none; 0 when out of memory. */
uint32_t symbols_add(struct symbols *symbols, struct arena *arena, rlint_str word);
/* The word's number or 0. `symbols` may be NULL. */
uint32_t symbols_find(const struct symbols *symbols, rlint_str word);

#endif
