/* Arenas: chunks of growing size, bump allocation. */
#include "lib/base/arena.h"

#include <string.h>

struct arena_chunk {
	struct arena_chunk *older;
	size_t size; /* header included */
	_Alignas(max_align_t) char bytes[];
};

#define FIRST_CHUNK ((size_t)16 * 1024)
#define LARGEST_STEP ((size_t)1024 * 1024)
#define ALIGNMENT (_Alignof(max_align_t))
/* Blocks from this size on have a chunk of their own, which can grow without leaving its old self
 * behind. */
#define OWN_CHUNK ((size_t)256 * 1024)

void arena_init(struct arena *arena, const rlint_alloc *alloc, struct guard *guard)
{
	*arena = (struct arena){ .alloc = alloc, .guard = guard };
}

static void enter_chunk(struct arena *arena, struct arena_chunk *chunk)
{
	arena->next = chunk->bytes;
	arena->end = (char *)chunk + chunk->size;
}

static void free_chunks(struct arena *arena, struct arena_chunk *chunk)
{
	while (chunk) {
		struct arena_chunk *older = chunk->older;

		arena->total -= chunk->size;
		alloc_resize(arena->alloc, chunk, chunk->size, 0);
		chunk = older;
	}
}

void arena_free(struct arena *arena)
{
	free_chunks(arena, arena->chunks);
	arena_init(arena, arena->alloc, arena->guard);
}

void arena_reset(struct arena *arena)
{
	struct arena_chunk *kept = arena->chunks;

	arena->has_failed = false;
	/* A chunk that one huge file asked for is not kept for all that follow. */
	if (!kept || kept->size > LARGEST_STEP) {
		arena_free(arena);
		return;
	}
	free_chunks(arena, kept->older);
	kept->older = NULL;
	enter_chunk(arena, kept);
}

static void *fail(struct arena *arena)
{
	arena->has_failed = true;
	guard_raise(arena->guard, RLINT_NOMEM);
	return NULL;
}

static struct arena_chunk *add_chunk(struct arena *arena, size_t needed)
{
	size_t size = arena->total < FIRST_CHUNK ? FIRST_CHUNK : arena->total;
	struct arena_chunk *chunk;

	if (size > LARGEST_STEP) {
		size = LARGEST_STEP;
	}
	if (needed > SIZE_MAX - sizeof *chunk) {
		return fail(arena);
	}
	if (size < needed + sizeof *chunk) {
		size = needed + sizeof *chunk;
	}
	chunk = alloc_resize(arena->alloc, NULL, 0, size);
	if (!chunk) {
		return fail(arena);
	}
	*chunk = (struct arena_chunk){ .older = arena->chunks, .size = size };
	arena->chunks = chunk;
	arena->total += size;
	enter_chunk(arena, chunk);
	return chunk;
}

/* A chunk for one block. It stands behind the first, whose rest stays in use. */
static void *add_own_chunk(struct arena *arena, size_t size)
{
	struct arena_chunk *chunk;

	if (size > SIZE_MAX - sizeof *chunk) {
		return fail(arena);
	}
	chunk = alloc_resize(arena->alloc, NULL, 0, size + sizeof *chunk);
	if (!chunk) {
		return fail(arena);
	}
	*chunk = (struct arena_chunk){ .older = arena->chunks, .size = size + sizeof *chunk };
	if (arena->chunks) {
		chunk->older = arena->chunks->older;
		arena->chunks->older = chunk;
	} else {
		arena->chunks = chunk;
		arena->next = arena->end = chunk->bytes + size;
	}
	arena->total += chunk->size;
	return chunk->bytes;
}

/* Where the pointer to the chunk that a block has for its own stands. */
static struct arena_chunk **own_chunk(struct arena *arena, const void *block)
{
	struct arena_chunk **link = &arena->chunks;

	while (*link && (*link)->bytes != block) {
		link = &(*link)->older;
	}
	return *link ? link : NULL;
}

/* Grows a block that may have a chunk of its own; NULL where it has none. */
static void *grow_own_chunk(struct arena *arena, void *block, size_t new_size)
{
	struct arena_chunk **link = own_chunk(arena, block);
	struct arena_chunk *chunk;
	size_t size;

	if (!link || link == &arena->chunks) {
		return NULL;
	}
	if (new_size > SIZE_MAX - sizeof *chunk) {
		return fail(arena);
	}
	size = new_size + sizeof *chunk;
	chunk = alloc_resize(arena->alloc, *link, (*link)->size, size);
	if (!chunk) {
		return fail(arena);
	}
	arena->total += size - chunk->size;
	chunk->size = size;
	*link = chunk;
	return chunk->bytes;
}

static size_t round_up(size_t size)
{
	return size > SIZE_MAX - ALIGNMENT ? size : (size + ALIGNMENT - 1) & ~(ALIGNMENT - 1);
}

void *arena_alloc(struct arena *arena, size_t size)
{
	char *block;

	size = round_up(size > 0 ? size : 1);
	if (size >= OWN_CHUNK) {
		return add_own_chunk(arena, size);
	}
	if ((size_t)(arena->end - arena->next) < size && !add_chunk(arena, size)) {
		return NULL;
	}
	block = arena->next;
	arena->next += size;
	return block;
}

void *arena_new(struct arena *arena, size_t count, size_t size)
{
	void *block;

	if (size > 0 && count > SIZE_MAX / size) {
		return fail(arena);
	}
	block = arena_alloc(arena, count * size);
	if (block) {
		memset(block, 0, count * size);
	}
	return block;
}

rlint_str arena_str(struct arena *arena, rlint_str text)
{
	return arena_join(arena, text, (rlint_str){ 0 });
}

rlint_str arena_join(struct arena *arena, rlint_str a, rlint_str b)
{
	char *block;

	if (a.len + b.len == 0) {
		return (rlint_str){ "", 0 };
	}
	block = arena_alloc(arena, a.len + b.len);
	if (!block) {
		return (rlint_str){ 0 };
	}
	if (a.len > 0) {
		memcpy(block, a.ptr, a.len);
	}
	if (b.len > 0) {
		memcpy(block + a.len, b.ptr, b.len);
	}
	return (rlint_str){ block, a.len + b.len };
}

void *arena_grow(struct arena *arena, void *block, size_t old_size, size_t new_size)
{
	char *old_end = block ? (char *)block + round_up(old_size > 0 ? old_size : 1) : NULL;
	void *moved;

	if (block && old_end == arena->next &&
		(size_t)(arena->end - (char *)block) >= round_up(new_size)) {
		arena->next = (char *)block + round_up(new_size);
		return block;
	}
	moved = arena_alloc(arena, new_size);
	if (moved && block) {
		memcpy(moved, block, old_size < new_size ? old_size : new_size);
	}
	return moved;
}

void *arena_regrow(struct arena *arena, void *block, size_t old_size, size_t new_size)
{
	void *moved = NULL;

	if (block && old_size >= OWN_CHUNK && new_size >= old_size) {
		moved = grow_own_chunk(arena, block, round_up(new_size));
	}
	return moved ? moved : arena_grow(arena, block, old_size, new_size);
}
