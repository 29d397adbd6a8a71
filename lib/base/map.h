/* A hash map from text to a number, in an arena. */
#ifndef LIB_BASE_MAP_H
#define LIB_BASE_MAP_H

#include "lib/base/arena.h"

struct map_slot {
	rlint_str key;
	uint32_t hash, value;
};

/* An all-zero map is an empty one. Keys are slices that must outlive it. */
struct map {
	struct map_slot *slots; /* a power of two of them, or NULL */
	uint32_t count, capacity;
};

#define MAP_NONE UINT32_MAX

/* The value under a key, or MAP_NONE. */
uint32_t map_get(const struct map *map, rlint_str key);
/* Sets (or replaces) the value; the slice that was first given for a key stays its key. False
 * when out of memory outside a guard. */
bool map_set(struct map *map, struct arena *arena, rlint_str key, uint32_t value);

#endif
