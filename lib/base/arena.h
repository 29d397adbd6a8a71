/* Arenas: memory that goes all at once. */
#ifndef LIB_BASE_ARENA_H
#define LIB_BASE_ARENA_H

#include "lib/base/alloc.h"

struct arena_chunk;

/* With a guard whose protected call runs, a failing allocation raises RLINT_NOMEM; else NULL is
 * returned. */
struct arena {
	const rlint_alloc *alloc;
	struct guard *guard; /* may be NULL */
	struct arena_chunk *chunks;
	char *next, *end;
	size_t total; /* bytes held from the allocator */
	bool has_failed; /* something was not allocated since it was made or reset */
};

void arena_init(struct arena *arena, const rlint_alloc *alloc, struct guard *guard);
/* Gives all back. The arena may be used again. */
void arena_free(struct arena *arena);
/* Forgets all, keeps one chunk for the next use. */
void arena_reset(struct arena *arena);

/* Aligned for any type; not zeroed. */
void *arena_alloc(struct arena *arena, size_t size);
/* Zeroed. count * size is checked. */
void *arena_new(struct arena *arena, size_t count, size_t size);
/* A copy of the text; the empty slice stays empty. On failure outside a guard, ptr is NULL and len
 * 0. */
rlint_str arena_str(struct arena *arena, rlint_str text);
/* a and b one after the other, likewise. */
rlint_str arena_join(struct arena *arena, rlint_str a, rlint_str b);
/* Grows a block; where it was the last allocation it grows in place, so that one growing array
 * wastes nothing. */
void *arena_grow(struct arena *arena, void *block, size_t old_size, size_t new_size);

/* The same, but a large old block is given back: pointers into it are void. */
void *arena_regrow(struct arena *arena, void *block, size_t old_size, size_t new_size);

#endif
