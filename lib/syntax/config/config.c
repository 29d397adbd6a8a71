/* Reading a config's tree: look-ups through aliases and merge keys. */
#include "lib/syntax/config/config.h"

#include "lib/base/str.h"
#include "lib/syntax/config/build.h"

#include <reprolint/registry.h>

/* Merges within merges deeper than this are followed by nobody who writes configs by hand. */
#define MERGE_DEPTH 32

static enum config_kind kind_of(const struct config *config, uint32_t node)
{
	return node == NODE_NONE ? CONFIG_FILE : tree_node(&config->tree, node)->kind;
}

static uint32_t next_of(const struct config *config, uint32_t node)
{
	return tree_node(&config->tree, node)->next;
}

uint32_t config_root(const struct config *config)
{
	uint32_t document = tree_first_child(&config->tree, 0);

	return document == NODE_NONE ? NODE_NONE : tree_first_child(&config->tree, document);
}

uint32_t config_resolve(const struct config *config, uint32_t node)
{
	/* An anchor cannot stand on an alias, so that one step is all. */
	if (kind_of(config, node) == CONFIG_ALIAS) {
		return tree_node(&config->tree, node)->payload;
	}
	return node;
}

uint32_t config_entry_of(const struct config *config, uint32_t value)
{
	uint32_t parent = value == NODE_NONE ? NODE_NONE : tree_node(&config->tree, value)->parent;

	return parent != NODE_NONE && kind_of(config, parent) == CONFIG_ENTRY ? parent : NODE_NONE;
}

bool config_scalar(const struct config *config, uint32_t node, struct config_scalar *out)
{
	const struct node *scalar;
	rlint_span span;

	if (kind_of(config, node) != CONFIG_SCALAR) {
		*out = (struct config_scalar){ 0 };
		return false;
	}
	scalar = tree_node(&config->tree, node);
	if (scalar->payload != NODE_NONE) {
		struct config_scalar *const *blocks = config->scalars.items;

		*out = blocks[scalar->payload / SCALAR_BLOCK][scalar->payload % SCALAR_BLOCK];
		return true;
	}
	span = scalar->span;
	out->style = (enum config_style)(scalar->flags / CONFIG_STYLE);
	out->tag = (rlint_str){ 0 };
	if (out->style != CONFIG_PLAIN) {
		span.start++;
		span.end--;
	}
	out->text = text_of(config->tree.source, span);
	return true;
}

rlint_str config_kept_text(const struct config *config, uint32_t node)
{
	struct config_scalar scalar;

	return config_scalar(config, node, &scalar) ? scalar.text.bytes : (rlint_str){ 0 };
}

rlint_span config_words(const struct config *config, uint32_t node)
{
	rlint_span span = tree_node(&config->tree, node)->span;
	uint32_t entry = config_entry_of(config, node);

	if (span.start == span.end && entry != NODE_NONE) {
		return tree_node(&config->tree, config_entry_key(config, entry))->span;
	}
	return span;
}

/* A look-up on its way: what it may still spend. */
struct search {
	const struct config *config;
	rlint_str key;
	uint64_t steps;
	unsigned depth;
};

/* Among the mapping's own keys. The first entry that merges others goes to *merge. */
static uint32_t find_own(const struct search *search, uint32_t mapping, uint32_t *merge)
{
	const struct config *config = search->config;
	uint32_t found = NODE_NONE;
	uint32_t entry = tree_first_child(&config->tree, mapping);

	*merge = NODE_NONE;
	for (; entry != NODE_NONE; entry = next_of(config, entry)) {
		uint32_t key = config_entry_key(config, entry);

		if (*merge == NODE_NONE &&
			(tree_node(&config->tree, entry)->flags & CONFIG_MERGE) != 0) {
			*merge = entry;
		}
		if (kind_of(config, key) == CONFIG_SCALAR &&
			rlint_str_is(config_text(config, key), search->key)) {
			found = config_entry_value(config, entry);
		}
	}
	return found;
}

static uint32_t find_in(struct search *search, uint32_t node);

/* The value of `<<`: a mapping, or a sequence of them in which the first counts most. */
static uint32_t find_in_merge(struct search *search, uint32_t value)
{
	const struct config *config = search->config;
	uint32_t found = NODE_NONE;

	value = config_resolve(config, value);
	if (kind_of(config, value) != CONFIG_SEQUENCE) {
		return find_in(search, value);
	}
	value = tree_first_child(&config->tree, value);
	for (; value != NODE_NONE && found == NODE_NONE; value = next_of(config, value)) {
		found = find_in(search, value);
	}
	return found;
}

static uint32_t find_in(struct search *search, uint32_t node)
{
	const struct config *config = search->config;
	uint32_t mapping = config_resolve(config, node);
	uint32_t found;
	uint32_t entry;

	if (kind_of(config, mapping) != CONFIG_MAPPING || search->steps == 0 ||
		search->depth >= MERGE_DEPTH) {
		return NODE_NONE;
	}
	search->steps--;
	search->depth++;
	found = find_own(search, mapping, &entry);
	for (; entry != NODE_NONE && found == NODE_NONE; entry = next_of(config, entry)) {
		if ((tree_node(&config->tree, entry)->flags & CONFIG_MERGE) != 0) {
			found = find_in_merge(search, config_entry_value(config, entry));
		}
	}
	search->depth--;
	return found;
}

uint32_t config_get(const struct config *config, uint32_t mapping, rlint_str key)
{
	struct search search = { .config = config,
		.key = key,
		.steps = config->tree.limits->values[RLINT_LIMIT_ALIAS_STEPS] };

	return find_in(&search, mapping);
}

uint32_t config_get_path(const struct config *config, uint32_t mapping, rlint_str path)
{
	uint32_t found = config_get(config, mapping, path);
	size_t dot = str_find(path, '.', 0);

	/* The shortest first key that leads somewhere: "a.b" in a.b.c may be one literal key. */
	while (found == NODE_NONE && dot < path.len) {
		uint32_t inner = config_get(config, mapping, str_slice(path, 0, dot));

		if (inner != NODE_NONE) {
			found = config_get_path(config, inner, str_slice(path, dot + 1, path.len));
		}
		dot = str_find(path, '.', dot + 1);
	}
	return found;
}
