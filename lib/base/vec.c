/* Growing arrays in an arena. */
#include "lib/base/vec.h"

#include <string.h>

bool vec_reserve(struct vec *vec, struct arena *arena, uint32_t count, size_t size)
{
	void *items;

	if (count <= vec->capacity) {
		return true;
	}
	if (count > SIZE_MAX / size) {
		guard_raise(arena->guard, RLINT_NOMEM);
		return false;
	}
	items = arena_regrow(arena, vec->items, vec->capacity * size, count * size);
	if (!items) {
		return false;
	}
	vec->items = items;
	vec->capacity = count;
	return true;
}

bool vec_grow(struct vec *vec, struct arena *arena, size_t size)
{
	/* Doubling past 2^31 would wrap: the file size limit lies below. */
	uint32_t wanted = vec->capacity > UINT32_MAX / 2 ? UINT32_MAX : vec->capacity * 2;

	wanted = wanted < 4 ? 4 : wanted;
	return wanted > vec->capacity && vec_reserve(vec, arena, wanted, size);
}

void *vec_add(struct vec *vec, struct arena *arena, size_t size)
{
	void *item;

	if (vec->count == vec->capacity && !vec_grow(vec, arena, size)) {
		return NULL;
	}
	item = (char *)vec->items + (size_t)vec->count * size;
	memset(item, 0, size);
	vec->count++;
	return item;
}
