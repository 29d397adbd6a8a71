/* What a service takes from elsewhere: the files that are read with it, and the keys at which that
 * counts no more.
 *
 * Source: compose-spec 05-services.md, env_file and extends; 14-include.md; 13-merge.md. */
#include "lib/facts/compose.h"

#include "lib/base/str.h"

/* ---- files ---- */

static rlint_companion *add_companion(
	struct compose *compose, rlint_fact *container, rlint_str key, uint32_t node)
{
	rlint_fact *fact = fact_new(compose->facts, RLINT_COMPANION, container,
		config_words(compose->file, node), node);
	rlint_companion *companion = fact_payload(fact);

	companion->key = key;
	fact_select(fact, key, (rlint_str){ 0 });
	return companion;
}

static void add_env_file(struct compose *compose, uint32_t item)
{
	uint32_t node = config_resolve(compose->file, item);
	bool is_long = compose_is(compose, node, CONFIG_MAPPING);
	uint32_t path = is_long ? config_get(compose->file, node, RLINT_STR("path")) : node;
	rlint_value required = { 0 };
	rlint_companion *companion;

	if (is_long) {
		required = compose_value_in(compose, node, RLINT_STR("required"));
	}
	if (path == NODE_NONE) {
		return;
	}
	companion = add_companion(compose, compose->fact, RLINT_STR("env_file"), path);
	companion->path = compose_value_of(compose, path);
	companion->is_optional = rlint_value_is(&required, RLINT_STR("false")) == RLINT_YES;
	compose->service->has_unread_variables = true;
}

/* The last of the service's layers alone may extend what another file holds. */
static void add_extended(struct compose *compose)
{
	const struct config *file = compose->file;
	uint32_t last = compose->layers[compose->layer_count - 1];
	uint32_t extends = config_resolve(file, config_get(file, last, RLINT_STR("extends")));
	uint32_t path = compose_is(compose, extends, CONFIG_MAPPING)
				? config_get(file, extends, RLINT_STR("file"))
				: NODE_NONE;
	rlint_companion *companion;

	if (path != NODE_NONE) {
		companion = add_companion(compose, compose->fact, RLINT_STR("extends"), path);
		companion->path = compose_value_of(compose, path);
		companion->service = compose_value_in(compose, extends, RLINT_STR("service"));
	}
}

/* - file.yaml, or - {path: file.yaml | [file.yaml ...]} */
static void add_included(struct compose *compose, uint32_t item)
{
	uint32_t node = config_resolve(compose->file, item);

	if (compose_is(compose, node, CONFIG_MAPPING)) {
		compose_each(
			compose, config_get(compose->file, node, RLINT_STR("path")), add_included);
	} else if (compose_is(compose, node, CONFIG_SCALAR)) {
		add_companion(compose, compose->facts->root, RLINT_STR("include"), node)->path =
			compose_value_of(compose, node);
	}
}

void compose_included(struct compose *compose)
{
	uint32_t list = config_resolve(
		compose->file, config_get(compose->file, compose->root, RLINT_STR("include")));

	if (compose_is(compose, list, CONFIG_SEQUENCE)) {
		compose_each(compose, list, add_included);
	}
}

void compose_companions(struct compose *compose)
{
	/* What weighs more comes later. */
	for (uint32_t i = compose->layer_count; i > 0; i--) {
		compose_each(compose,
			config_get(compose->file, compose->layers[i - 1], RLINT_STR("env_file")),
			add_env_file);
	}
	add_extended(compose);
}

/* ---- tags ---- */

enum compose_tag compose_tag_of(const struct compose *compose, uint32_t value)
{
	const struct config *file = compose->file;
	uint32_t entry = compose->has_tags ? config_entry_of(file, value) : NODE_NONE;
	rlint_str between;

	if (entry == NODE_NONE) {
		return COMPOSE_NO_TAG;
	}
	between = str_slice(file->tree.source,
		tree_node(&file->tree, config_entry_key(file, entry))->span.end,
		tree_node(&file->tree, entry)->span.end);
	between = str_trim(str_slice(between, str_find(between, ':', 0) + 1, between.len));
	if (rlint_str_starts(between, RLINT_STR("!reset"))) {
		return COMPOSE_RESET;
	}
	return rlint_str_starts(between, RLINT_STR("!override")) ? COMPOSE_OVERRIDE
								 : COMPOSE_NO_TAG;
}

bool compose_is_cut(const struct vec *cuts, rlint_str path)
{
	const rlint_str *items = cuts->items;
	bool is_found = false;

	for (uint32_t i = 0; i < cuts->count && !is_found; i++) {
		is_found = rlint_str_starts(path, items[i]) &&
			   (path.len == items[i].len || path.ptr[items[i].len] == '.');
	}
	return is_found;
}

enum { CUTS_MOST = 64, CUT_DEPTH_MOST = 6 };

/* Mappings within a service whose keys are looked through. */
struct cut_walk {
	const struct compose *compose;
	struct vec *cuts;
	uint32_t left; /* entries */
};

static void walk_cuts(struct cut_walk *walk, uint32_t mapping, rlint_str prefix, unsigned depth)
{
	const struct compose *compose = walk->compose;
	const struct config *file = compose->file;
	struct arena *arena = compose->facts->arena;
	uint32_t entry;

	mapping = config_resolve(file, mapping);
	if (!compose_is(compose, mapping, CONFIG_MAPPING) || depth > CUT_DEPTH_MOST) {
		return;
	}
	entry = tree_first_child(&file->tree, mapping);
	for (; entry != NODE_NONE && walk->left > 0; entry = compose_next(compose, entry)) {
		uint32_t value = config_entry_value(file, entry);
		rlint_str path =
			arena_join(arena, prefix, config_text(file, config_entry_key(file, entry)));

		walk->left--;
		if (value == NODE_NONE) {
			continue;
		}
		if (compose_tag_of(compose, value) == COMPOSE_NO_TAG) {
			walk_cuts(walk, value, arena_join(arena, path, RLINT_STR(".")), depth + 1);
		} else if (walk->cuts->count < CUTS_MOST) {
			*(rlint_str *)vec_add(walk->cuts, arena, sizeof path) = path;
		}
	}
}

void compose_cuts(const struct compose *compose, uint32_t mapping, struct vec *cuts)
{
	struct cut_walk walk = { compose, cuts, COMPOSE_ITEMS_MOST };

	if (compose->has_tags) {
		walk_cuts(&walk, mapping, (rlint_str){ 0 }, 0);
	}
}
