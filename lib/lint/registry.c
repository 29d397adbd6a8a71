/* The registry: rules, their words, limits. */
#include "lib/lint/registry.h"

#include <string.h>

#include "lib/base/distance.h"
#include "lib/base/str.h"
#include "lib/lint/alias.h"
#include "lib/lint/builtin.h"

static const uint64_t default_limits[RLINT_LIMITS] = {
	[RLINT_LIMIT_FILE_SIZE] = (uint64_t)64 * 1024 * 1024,
	[RLINT_LIMIT_NESTING] = 256,
	[RLINT_LIMIT_FINDINGS] = 1000,
	[RLINT_LIMIT_ALIAS_STEPS] = 1000,
	[RLINT_LIMIT_VALUE_LENGTH] = 4096,
	[RLINT_LIMIT_INCLUDE_DEPTH] = 32,
};

_Static_assert(RLINT_LIMITS <= sizeof(struct limits) / sizeof(uint64_t), "room for all limits");

const char *rlint_severity_name(rlint_severity severity)
{
	static const char *const names[] = {
		[RLINT_PEDANTIC] = "pedantic",
		[RLINT_INFO] = "info",
		[RLINT_WARNING] = "warning",
		[RLINT_ERROR] = "error",
	};

	return (size_t)severity < sizeof names / sizeof *names ? names[severity] : "unknown";
}

const struct rule_entry *registry_entry(const rlint_registry *registry, size_t index)
{
	return (const struct rule_entry *)registry->entries.items + index;
}

rlint_str rule_concern(rlint_str id)
{
	return str_slice(id, 0, str_find(id, '/', 0));
}

/* Where the id stands, or would stand, among the sorted ones. */
static size_t place_of(const rlint_registry *registry, rlint_str id)
{
	size_t low = 0;
	size_t high = registry->entries.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (str_compare(registry_entry(registry, middle)->info->id, id) < 0) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low;
}

size_t registry_find(const rlint_registry *registry, rlint_str id)
{
	size_t place = place_of(registry, id);
	size_t count = registry->entries.count;

	return place < count && rlint_str_is(registry_entry(registry, place)->info->id, id) ? place
											    : count;
}

static bool is_id(rlint_str id)
{
	size_t slash = str_find(id, '/', 0);

	return slash > 0 && slash + 1 < id.len && str_find(id, '/', slash + 1) == id.len;
}

static uint32_t count_subscriptions(const rlint_rule *rule)
{
	uint32_t count = 0;

	while (rule->on[count].kind != RLINT_NOTHING) {
		count++;
	}
	return count;
}

/* Gives each selector its number. */
static bool intern_selectors(rlint_registry *registry, struct rule_entry *entry)
{
	uint32_t count = count_subscriptions(entry->rule);
	uint32_t *selectors = arena_new(&registry->arena, count, sizeof *selectors);

	for (uint32_t i = 0; selectors && i < count; i++) {
		const char *word = entry->rule->on[i].selector;

		if (!word) {
			continue;
		}
		selectors[i] = symbols_add(&registry->symbols, &registry->arena, str_from(word));
		if (selectors[i] == 0) {
			return false;
		}
	}
	if (!selectors) {
		return false;
	}
	entry->selectors = selectors;
	entry->subscription_count = count;
	return true;
}

static bool insert(rlint_registry *registry, const struct rule_entry *entry)
{
	size_t place = place_of(registry, entry->info->id);
	size_t behind = registry->entries.count - place;
	struct rule_entry *entries;

	if (!vec_add(&registry->entries, &registry->arena, sizeof *entries)) {
		return false;
	}
	entries = registry->entries.items;
	memmove(entries + place + 1, entries + place, behind * sizeof *entries);
	entries[place] = *entry;
	return true;
}

rlint_status rlint_registry_add(rlint_registry *registry, const rlint_rule *rule, rlint_str page)
{
	rlint_str id = str_from(rule->id);
	rlint_rule_info *info;
	struct rule_entry entry = { .rule = rule };
	rlint_status status;

	if (!rule->check || !rule->on || !is_id(id) ||
		registry_find(registry, id) < registry->entries.count) {
		return RLINT_ARGUMENT;
	}
	info = arena_new(&registry->arena, 1, sizeof *info);
	if (!info) {
		return RLINT_NOMEM;
	}
	info->id = id;
	entry.info = info;
	status = page_read(&registry->arena, page, info);
	if (status != RLINT_OK) {
		return status;
	}
	if (!intern_selectors(registry, &entry) || !insert(registry, &entry)) {
		return RLINT_NOMEM;
	}
	return RLINT_OK;
}

/* They are sorted, and their pages are read when the library is built. */
static bool add_builtin_rules(rlint_registry *registry)
{
	struct vec *entries = &registry->entries;

	if (!vec_reserve(entries, &registry->arena, (uint32_t)builtin_rule_count,
		    sizeof(struct rule_entry))) {
		return false;
	}
	for (size_t i = 0; i < builtin_rule_count; i++) {
		struct rule_entry *entry = vec_add(entries, &registry->arena, sizeof *entry);

		if (!entry) {
			return false;
		}
		entry->rule = builtin_rules[i].rule;
		entry->info = &builtin_rules[i].info;
		if (!intern_selectors(registry, entry)) {
			return false;
		}
	}
	return true;
}

rlint_status rlint_registry_new(const rlint_alloc *alloc, rlint_registry **out)
{
	rlint_registry *registry = alloc_new(alloc, sizeof *registry);

	*out = NULL;
	if (!registry) {
		return RLINT_NOMEM;
	}
	registry->alloc = alloc;
	arena_init(&registry->arena, alloc, NULL);
	memcpy(registry->limits.values, default_limits, sizeof default_limits);
	if (!add_builtin_rules(registry)) {
		rlint_registry_free(registry);
		return RLINT_NOMEM;
	}
	*out = registry;
	return RLINT_OK;
}

void rlint_registry_free(rlint_registry *registry)
{
	if (registry) {
		arena_free(&registry->arena);
		alloc_resize(registry->alloc, registry, sizeof *registry, 0);
	}
}

rlint_status rlint_registry_limit(rlint_registry *registry, rlint_limit limit, uint64_t value)
{
	if ((unsigned)limit >= RLINT_LIMITS || value == 0 ||
		(limit == RLINT_LIMIT_FILE_SIZE && value >= UINT32_MAX)) {
		return RLINT_ARGUMENT;
	}
	registry->limits.values[limit] = value;
	return RLINT_OK;
}

size_t rlint_registry_count(const rlint_registry *registry)
{
	return registry->entries.count;
}

const rlint_rule_info *rlint_registry_at(const rlint_registry *registry, size_t index)
{
	return index < registry->entries.count ? registry_entry(registry, index)->info : NULL;
}

bool rule_has_alias(const rlint_rule_info *info, rlint_str word, size_t *index)
{
	for (size_t i = 0; i < info->alias_count; i++) {
		if (alias_is(info->aliases[i], word)) {
			*index = i;
			return true;
		}
	}
	return false;
}

bool rule_is_named(const rlint_rule_info *info, rlint_str word)
{
	size_t alias;

	return rlint_str_is(word, info->id) || rlint_str_is(word, rule_concern(info->id)) ||
	       rlint_str_is(word, RLINT_STR("all")) || rule_has_alias(info, word, &alias);
}

size_t rlint_registry_match(const rlint_registry *registry, rlint_str word,
	void (*each)(void *user, size_t index), void *user)
{
	size_t count = 0;

	for (size_t i = 0; i < registry->entries.count; i++) {
		if (!rule_is_named(registry_entry(registry, i)->info, word)) {
			continue;
		}
		count++;
		if (each) {
			each(user, i);
		}
	}
	return count;
}

struct nearest {
	rlint_str word, best;
	size_t distance; /* of the best, one more than the most while there is none */
};

static void consider(struct nearest *nearest, rlint_str candidate, rlint_str answer)
{
	size_t distance = word_distance(nearest->word, candidate, nearest->distance - 1);

	if (distance < nearest->distance) {
		nearest->distance = distance;
		nearest->best = answer;
	}
}

rlint_str rlint_registry_nearest(const rlint_registry *registry, rlint_str word)
{
	struct nearest nearest = { .word = word, .distance = word_tolerance(word) + 1 };

	for (size_t i = 0; i < registry->entries.count && nearest.distance > 0; i++) {
		const rlint_rule_info *info = registry_entry(registry, i)->info;
		rlint_str concern = rule_concern(info->id);

		consider(&nearest, info->id, info->id);
		consider(&nearest, concern, concern);
		consider(&nearest, str_slice(info->id, concern.len + 1, info->id.len), info->id);
		for (size_t j = 0; j < info->alias_count && nearest.distance > 0; j++) {
			consider(&nearest, info->aliases[j], info->aliases[j]);
		}
	}
	return nearest.best;
}
