/* Interned selectors. */
#include "lib/base/symbols.h"

uint32_t symbols_add(struct symbols *symbols, struct arena *arena, rlint_str word)
{
	uint32_t number = symbols_find(symbols, word);

	if (number == 0 && map_set(&symbols->map, arena, word, symbols->count + 1)) {
		number = ++symbols->count;
	}
	return number;
}

uint32_t symbols_find(const struct symbols *symbols, rlint_str word)
{
	uint32_t number = symbols ? map_get(&symbols->map, word) : MAP_NONE;

	return number == MAP_NONE ? 0 : number;
}
