/* Keys that a mapping has twice. Loaders keep the last; YAML itself forbids it. Keys are equal when
 * they resolve to the same thing: 1 and 0x1, yes and true, but not 1 and "1". */
#include <string.h>

#include "lib/base/str.h"
#include "lib/syntax/config/build.h"

#include <reprolint/registry.h>

/* Up to so many entries are compared with each other, more go through a table. */
#define FEW 8U

struct key {
	uint32_t hash, entry;
};

struct keys {
	struct config *config;
	struct vec list; /* struct key: of one mapping */
	struct vec table; /* uint32_t: indices into the list, plus 1 */
	uint32_t size; /* of the table in use: a power of two */
};

static struct node *node_of(const struct keys *keys, uint32_t index)
{
	return tree_node(&keys->config->tree, index);
}

/* "false": no word of letters that is more than a string is longer. */
#define WORD_MOST 5

/* May plain text be anything but a string? */
static bool may_resolve(rlint_str text)
{
	if (text.len == 0 || !byte_is_one_of(text.ptr[0], "0123456789+-.~nNtTfFyYoO")) {
		return text.len == 0;
	}
	return text.len <= WORD_MOST || !rlint_byte_is_letter(text.ptr[0]) ||
	       str_find(text, '{', 0) < text.len;
}

static enum config_loader loader_of(const struct config *config)
{
	return config->format == CONFIG_YAML ? LOADER_YAML11 : LOADER_JSON;
}

static bool is_plain(const struct keys *keys, uint32_t node)
{
	return node_of(keys, node)->flags / CONFIG_STYLE == CONFIG_PLAIN;
}

static struct config_number resolve(const struct keys *keys, uint32_t node, rlint_str text)
{
	const struct config *config = keys->config;

	if (is_plain(keys, node) && node_of(keys, node)->payload == NODE_NONE &&
		!may_resolve(text)) {
		return (struct config_number){ .type = TYPE_STRING };
	}
	return config_typed(config, node, loader_of(config));
}

static bool is_same_number(const struct config_number *a, const struct config_number *b)
{
	return a->type == b->type && a->boolean == b->boolean && a->magnitude == b->magnitude &&
	       a->is_negative == b->is_negative && a->is_out_of_range == b->is_out_of_range;
}

/* Is what the scalar means told by type and number alone? */
static bool is_exact(const struct config_number *number)
{
	return number->type == TYPE_NULL || number->type == TYPE_BOOL ||
	       (number->type == TYPE_INT && !number->is_out_of_range);
}

static uint32_t hash_of(const struct keys *keys, uint32_t node, rlint_str text)
{
	struct config_number number = resolve(keys, node, text);

	if (is_exact(&number)) {
		return (uint32_t)number.type * 31 + (uint32_t)number.magnitude +
		       (uint32_t)number.boolean;
	}
	return str_hash(text);
}

static bool is_same_scalar(const struct keys *keys, uint32_t a, uint32_t b)
{
	rlint_str text_a = config_text(keys->config, a);
	rlint_str text_b = config_text(keys->config, b);
	struct config_number of_a = resolve(keys, a, text_a);
	struct config_number of_b = resolve(keys, b, text_b);

	return is_same_number(&of_a, &of_b) && (is_exact(&of_a) || rlint_str_is(text_a, text_b));
}

static uint32_t key_of(const struct keys *keys, uint32_t entry)
{
	return config_entry_key(keys->config, entry);
}

/* Do both entries say the same? Containers only where their bytes are equal. */
static bool has_same_value(const struct keys *keys, uint32_t a, uint32_t b)
{
	uint32_t of_a = config_entry_value(keys->config, a);
	uint32_t of_b = config_entry_value(keys->config, b);
	const struct node *node_a;
	const struct node *node_b;
	rlint_str source = keys->config->tree.source;

	if (of_a == NODE_NONE || of_b == NODE_NONE) {
		return of_a == of_b;
	}
	node_a = node_of(keys, of_a);
	node_b = node_of(keys, of_b);
	if (node_a->kind == CONFIG_SCALAR && node_b->kind == CONFIG_SCALAR) {
		return is_same_scalar(keys, of_a, of_b);
	}
	return rlint_str_is(str_slice(source, node_a->span.start, node_a->span.end),
		str_slice(source, node_b->span.start, node_b->span.end));
}

static void report(struct keys *keys, uint32_t earlier, uint32_t later)
{
	struct tree *tree = &keys->config->tree;
	rlint_span first = node_of(keys, key_of(keys, earlier))->span;
	rlint_span second = node_of(keys, key_of(keys, later))->span;
	bool is_same = has_same_value(keys, earlier, later);
	struct problem *problem;

	node_of(keys, earlier)->flags |= CONFIG_SHADOWED;
	if (keys->config->is_template || config_problems_full(tree)) {
		return;
	}
	problem = tree_problem(tree, later, "duplicate-key", second, !is_same);
	problem->message = format_str(tree->arena,
		is_same ? "%S is set twice here, to the same value; take one away"
			: "%S is set twice here; readers take this last value, take the other "
			  "away",
		config_text(keys->config, key_of(keys, later)));
	problem->related = first;
	problem->related_message = RLINT_STR("set here before");
}

static bool is_equal(const struct keys *keys, const struct key *a, const struct key *b)
{
	return a->hash == b->hash &&
	       is_same_scalar(keys, key_of(keys, a->entry), key_of(keys, b->entry));
}

static void compare_few(struct keys *keys)
{
	const struct key *list = keys->list.items;

	for (uint32_t later = 1; later < keys->list.count; later++) {
		uint32_t earlier = later;

		while (earlier > 0 && !is_equal(keys, &list[earlier - 1], &list[later])) {
			earlier--;
		}
		if (earlier > 0) {
			report(keys, list[earlier - 1].entry, list[later].entry);
		}
	}
}

static void clear_table(struct keys *keys)
{
	struct arena *arena = keys->config->tree.arena;

	keys->size = 32;
	while (keys->size / 2 < keys->list.count) {
		keys->size *= 2;
	}
	vec_reserve(&keys->table, arena, keys->size, sizeof(uint32_t));
	memset(keys->table.items, 0, keys->size * sizeof(uint32_t));
}

static void compare_many(struct keys *keys)
{
	const struct key *list = keys->list.items;
	uint32_t *table;

	clear_table(keys);
	table = keys->table.items;
	for (uint32_t later = 0; later < keys->list.count; later++) {
		/* Multiplied by the golden ratio: hashes of small numbers lie close. */
		uint32_t slot = (list[later].hash * 0x9E3779B1U) & (keys->size - 1);

		while (table[slot] != 0 && !is_equal(keys, &list[table[slot] - 1], &list[later])) {
			slot = (slot + 1) & (keys->size - 1);
		}
		if (table[slot] != 0) {
			report(keys, list[table[slot] - 1].entry, list[later].entry);
		}
		table[slot] = later + 1;
	}
}

static void take_entry(struct keys *keys, uint32_t entry)
{
	uint32_t key = key_of(keys, entry);
	struct key *item;
	rlint_str text;

	if (key == NODE_NONE || node_of(keys, key)->kind != CONFIG_SCALAR) {
		return;
	}
	text = config_text(keys->config, key);
	if (keys->config->format == CONFIG_YAML && text.len == 2 && is_plain(keys, key) &&
		text.ptr[0] == '<' && text.ptr[1] == '<') {
		node_of(keys, entry)->flags |= CONFIG_MERGE;
		return;
	}
	item = vec_add(&keys->list, keys->config->tree.arena, sizeof *item);
	*item = (struct key){ .hash = hash_of(keys, key, text), .entry = entry };
}

static void check_mapping(struct keys *keys, uint32_t mapping)
{
	struct tree *tree = &keys->config->tree;
	uint32_t entry = tree_first_child(tree, mapping);
	uint32_t count = 0;

	for (; entry != NODE_NONE; entry = node_of(keys, entry)->next) {
		count++;
	}
	vec_reserve(&keys->list, tree->arena, count, sizeof(struct key));
	keys->list.count = 0;
	entry = tree_first_child(tree, mapping);
	for (; entry != NODE_NONE; entry = node_of(keys, entry)->next) {
		take_entry(keys, entry);
	}
	if (keys->list.count <= FEW) {
		compare_few(keys);
	} else {
		compare_many(keys);
	}
}

void config_find_duplicates(struct config *config)
{
	struct keys keys = { .config = config };

	for (uint32_t i = 0; i < config->tree.nodes.count; i++) {
		if (tree_node(&config->tree, i)->kind == CONFIG_MAPPING) {
			check_mapping(&keys, i);
		}
	}
}
