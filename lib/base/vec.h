/* Growing arrays in an arena. */
#ifndef LIB_BASE_VEC_H
#define LIB_BASE_VEC_H

#include "lib/base/arena.h"

/* An all-zero vec is an empty one. */
struct vec {
	void *items;
	uint32_t count, capacity;
};

/* A zeroed new item at the end, or NULL (out of memory outside a guard, 2^32 items). Pointers to
 * items move. `size` is the item's, the same in every call. */
void *vec_add(struct vec *vec, struct arena *arena, size_t size);
/* Room for `count` items in all. */
bool vec_reserve(struct vec *vec, struct arena *arena, uint32_t count, size_t size);
/* Room for more where there is none. False: as above. */
bool vec_grow(struct vec *vec, struct arena *arena, size_t size);

#endif
