/* A hash map from text to a number: open addressing, linear probing, never more than half full. */
#include "lib/base/map.h"

#include "lib/base/str.h"

static struct map_slot *find(const struct map *map, rlint_str key, uint32_t hash)
{
	uint32_t mask = map->capacity - 1;

	for (uint32_t i = hash & mask;; i = (i + 1) & mask) {
		struct map_slot *slot = &map->slots[i];

		if (!slot->key.ptr || (slot->hash == hash && rlint_str_is(slot->key, key))) {
			return slot;
		}
	}
}

uint32_t map_get(const struct map *map, rlint_str key)
{
	const struct map_slot *slot;

	if (map->count == 0) {
		return MAP_NONE;
	}
	slot = find(map, key, str_hash(key));
	return slot->key.ptr ? slot->value : MAP_NONE;
}

static bool grow(struct map *map, struct arena *arena)
{
	struct map bigger = { .count = map->count,
		.capacity = map->capacity ? map->capacity * 2 : 16 };

	bigger.slots = arena_new(arena, bigger.capacity, sizeof *bigger.slots);
	if (!bigger.slots) {
		return false;
	}
	for (uint32_t i = 0; i < map->capacity; i++) {
		if (map->slots[i].key.ptr) {
			*find(&bigger, map->slots[i].key, map->slots[i].hash) = map->slots[i];
		}
	}
	*map = bigger;
	return true;
}

bool map_set(struct map *map, struct arena *arena, rlint_str key, uint32_t value)
{
	uint32_t hash = str_hash(key);
	struct map_slot *slot;

	if (map->count * 2 >= map->capacity && !grow(map, arena)) {
		return false;
	}
	if (!key.ptr) {
		key.ptr = "";
	}
	slot = find(map, key, hash);
	if (slot->key.ptr) {
		slot->value = value;
		return true;
	}
	*slot = (struct map_slot){ .key = key, .hash = hash, .value = value };
	map->count++;
	return true;
}
