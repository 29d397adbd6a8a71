/* Trees in which tables may be added to at any place: adding nodes and finding entries. */
#include "lib/syntax/config/tables.h"

#include <string.h>

#include "lib/base/str.h"

#include <reprolint/registry.h>

#define LARGE_FILE ((size_t)64 * 1024)
/* More than one line's key or one value may add before the count is looked at again. */
#define SLACK 1024U

/* How many nodes may be kept. With its table and its place in the hash a node takes up to 40 bytes,
 * a kept scalar 56: more of them than this would take more than 16 times the file and 16 MiB, which
 * no file may. */
static uint32_t most_nodes(rlint_str source)
{
	return (uint32_t)(source.len / 3 + (size_t)128 * 1024);
}

/* About as many nodes as the text will have, rather more: entries come with a sign or a dot of
 * their own, items with a comma. */
static uint32_t guess_nodes(rlint_str source)
{
	uint64_t count = 4;

	for (size_t i = 0; i < source.len; i++) {
		char byte = source.ptr[i];

		count += byte == '=' || byte == '[' || byte == '.' ? 3U : byte == ',' ? 1U : 0U;
	}
	return (uint32_t)(count < most_nodes(source) ? count : most_nodes(source));
}

static struct node *node_of(const struct tables *tables, uint32_t index)
{
	return tree_node(&tables->config->tree, index);
}

/* Adds a node behind its parent's last child `previous` (NODE_NONE: it is the first). */
static uint32_t add_node(struct tables *tables, enum config_kind kind, rlint_span span,
	uint32_t parent, uint32_t previous)
{
	return tree_append(&tables->config->tree, parent, previous, (uint16_t)kind, span);
}

static uint32_t add_table(struct tables *tables, enum table_state state, uint32_t depth)
{
	struct table *table = vec_add(&tables->list, tables->scratch, sizeof *table);

	*table = (struct table){ .first = NODE_NONE,
		.last = NODE_NONE,
		.state = (uint16_t)state,
		.depth = (uint16_t)depth };
	return tables->list.count - 1;
}

void tables_begin(
	struct tables *tables, struct config *config, struct arena *scratch, uint32_t start)
{
	rlint_str source = config->tree.source;
	uint32_t end = (uint32_t)source.len;

	*tables = (struct tables){ .config = config,
		.scratch = scratch,
		.latest = NODE_NONE,
		.most_nodes = most_nodes(source) };
	if (source.len > LARGE_FILE) {
		uint32_t count = guess_nodes(source);

		/* An array that grows leaves its former places behind in the arena; pages that are
		 * never touched cost nothing. */
		vec_reserve(&config->tree.nodes, config->tree.arena, count + SLACK,
			sizeof(struct node));
		vec_reserve(&tables->list, scratch, count / 3, sizeof(struct table));
	}
	add_node(tables, CONFIG_FILE, (rlint_span){ 0, end }, NODE_NONE, NODE_NONE);
	add_node(tables, CONFIG_DOCUMENT, (rlint_span){ start, end }, 0, NODE_NONE);
	tables->root = add_node(tables, CONFIG_MAPPING, (rlint_span){ start, start }, 1, NODE_NONE);
	node_of(tables, tables->root)->payload = add_table(tables, TABLE_EXPLICIT, 0);
}

struct table *tables_of(const struct tables *tables, uint32_t node)
{
	uint32_t index;

	if (node == NODE_NONE || node_of(tables, node)->kind == CONFIG_SCALAR) {
		return NULL;
	}
	index = node_of(tables, node)->payload;
	return index == NODE_NONE ? NULL : (struct table *)tables->list.items + index;
}

uint32_t tables_depth(const struct tables *tables, uint32_t node)
{
	const struct table *table = tables_of(tables, node);

	return table ? table->depth : 0;
}

/* Adds a child to a table. The first moves the start of one that is nothing but its content. */
static uint32_t add_child(
	struct tables *tables, uint32_t parent, enum config_kind kind, rlint_span span)
{
	struct node *node = node_of(tables, parent);
	struct table *table = (struct table *)tables->list.items + node->payload;
	uint32_t child;

	if (table->first == NODE_NONE && node->span.start == node->span.end) {
		node->span = (rlint_span){ span.start, span.start };
	}
	child = add_node(tables, kind, span, parent, table->last);
	if (table->first == NODE_NONE) {
		table->first = child;
	}
	table->last = child;
	return child;
}

uint32_t tables_value(
	struct tables *tables, uint32_t parent, enum config_kind kind, rlint_span span)
{
	if (node_of(tables, parent)->kind == CONFIG_ENTRY) {
		tables->latest = add_node(tables, kind, span, parent, parent + 1);
	} else {
		tables->latest = add_child(tables, parent, kind, span);
	}
	return tables->latest;
}

uint32_t tables_open(
	struct tables *tables, uint32_t parent, rlint_span span, enum table_state state)
{
	bool is_sequence = state == TABLE_ARRAY || state == TABLE_LIST;
	bool is_item = node_of(tables, parent)->kind == CONFIG_SEQUENCE;
	uint32_t around = is_item ? parent : node_of(tables, parent)->parent;
	uint32_t depth = tables_depth(tables, around) + 1;
	uint32_t node =
		tables_value(tables, parent, is_sequence ? CONFIG_SEQUENCE : CONFIG_MAPPING, span);

	node_of(tables, node)->payload = add_table(tables, state, depth);
	return node;
}

/* ---- the hash ---- */

static uint32_t hash_of(uint32_t mapping, rlint_str key)
{
	uint32_t hash = (str_hash(key) ^ (mapping * 0x9E3779B1U)) * 0x85EBCA6BU;

	return hash ^ hash >> 15;
}

/* The slot of the key's entry, or the empty one where it belongs. */
static uint32_t *slot_of(const struct tables *tables, uint32_t mapping, rlint_str key)
{
	uint32_t mask = tables->slot_count - 1;
	uint32_t at = hash_of(mapping, key) & mask;

	while (tables->slots[at] != 0) {
		uint32_t entry = tables->slots[at];

		if (node_of(tables, entry)->parent == mapping &&
			rlint_str_is(config_text(tables->config, entry + 1), key)) {
			break;
		}
		at = (at + 1) & mask;
	}
	return &tables->slots[at];
}

static void grow(struct tables *tables)
{
	uint32_t *old = tables->slots;
	uint32_t old_count = tables->slot_count;

	tables->slot_count = old_count == 0 ? 32 : old_count * 2;
	tables->slots = arena_new(tables->scratch, tables->slot_count, sizeof *old);
	for (uint32_t i = 0; i < old_count; i++) {
		if (old[i] != 0) {
			*slot_of(tables, node_of(tables, old[i])->parent,
				config_text(tables->config, old[i] + 1)) = old[i];
		}
	}
}

uint32_t tables_find(const struct tables *tables, uint32_t mapping, rlint_str key)
{
	uint32_t entry = tables->key_count == 0 ? 0 : *slot_of(tables, mapping, key);

	return entry == 0 ? NODE_NONE : entry;
}

uint32_t tables_entry(
	struct tables *tables, uint32_t mapping, const struct key_name *name, uint32_t start)
{
	uint32_t entry =
		add_child(tables, mapping, CONFIG_ENTRY, (rlint_span){ start, name->span.end });
	uint32_t key = add_node(tables, CONFIG_SCALAR, name->span, entry, NODE_NONE);
	struct node *node = node_of(tables, key);
	uint32_t *slot;

	node->flags |= (uint16_t)(CONFIG_STYLE * (unsigned)name->style);
	node->payload = name->scalar;
	tables->latest = entry;
	if (tables->key_count >= tables->slot_count / 4 * 3) {
		grow(tables);
	}
	slot = slot_of(tables, mapping, name->text);
	if (*slot != 0) {
		node_of(tables, *slot)->flags |= CONFIG_SHADOWED;
	}
	tables->key_count += *slot == 0;
	*slot = entry;
	return entry;
}

/* ---- comments and limits ---- */

void tables_comment(struct tables *tables, rlint_span span)
{
	tree_comment(&tables->config->tree, span)->trails = tables->latest;
}

void tables_member(struct tables *tables, uint32_t node)
{
	struct tree *tree = &tables->config->tree;

	for (; tables->unplaced < tree->comments.count; tables->unplaced++) {
		((struct comment *)tree->comments.items)[tables->unplaced].precedes = node;
	}
	tables->latest = node;
}

bool tables_are_full(struct tables *tables, uint32_t at)
{
	struct tree *tree = &tables->config->tree;
	struct problem *problem;

	if (tree->nodes.count + 2 * tables->config->scalar_count < tables->most_nodes) {
		return false;
	}
	problem = config_problem(tree, 0, (rlint_span){ at, at }, true,
		RLINT_STR("more nodes than this linter keeps of one file"));
	if (problem) {
		problem->is_limit = true;
	}
	tree_node(tree, 0)->flags |= CONFIG_INCOMPLETE;
	return true;
}
