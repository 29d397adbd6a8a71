/* The files that a config continues: `_BASE_: ../Base.yaml`, `_base_: [a.yaml, b.yaml]`, and
 * Hydra's defaults list.
 *
 *     defaults = { item } ;
 *     item     = name | "_self_" | [ "optional " | "override " ] , group , ":" , choice ;
 *     name     = [ "/" ] , path , [ "@" , package ] ;        group likewise
 *     choice   = option | "[" , { option } , "]" | null ;
 *
 * A group and its option are the file GROUP/OPTION.yaml (hydra.cc, The Defaults List). */
#include "lib/base/str.h"
#include "lib/facts/framework.h"

/* A hostile file may list any number. */
enum { BASE_LIMIT = 1000 };

struct bases {
	struct facts *facts;
	rlint_fact *experiment;
	const struct config *file;
	uint32_t left;
};

/* What an item of a defaults list says. */
struct choice {
	rlint_str group; /* with a slash behind, or empty */
	bool is_optional;
};

static void add_include(struct bases *bases, uint32_t node, rlint_include *include)
{
	rlint_fact *fact;

	if (bases->left == 0) {
		return;
	}
	bases->left--;
	fact = fact_new(bases->facts, RLINT_INCLUDE, bases->experiment,
		config_words(bases->file, node), node);
	*(rlint_include *)fact_payload(fact) = *include;
}

/* Named by its path. */
static void add_path(struct bases *bases, uint32_t node)
{
	rlint_value value = value_of_node(bases->facts->arena, bases->file, node);

	add_include(bases, node, &(rlint_include){ .path = value });
}

static void add_paths(struct bases *bases, uint32_t node)
{
	const struct tree *tree = &bases->file->tree;
	uint32_t item;

	node = config_resolve(bases->file, node);
	if (node == NODE_NONE || tree_node(tree, node)->kind == CONFIG_SCALAR) {
		if (node != NODE_NONE) {
			add_path(bases, node);
		}
		return;
	}
	if (tree_node(tree, node)->kind != CONFIG_SEQUENCE) {
		return;
	}
	for (item = tree_first_child(tree, node); item != NODE_NONE;
		item = tree_node(tree, item)->next) {
		add_path(bases, item);
	}
}

static rlint_str without_package(rlint_str name)
{
	return str_trim(str_slice(name, 0, str_find(name, '@', 0)));
}

/* The path of an option's file; options with an ending keep it. */
static void add_option(struct bases *bases, uint32_t node, const struct choice *choice)
{
	struct arena *arena = bases->facts->arena;
	rlint_value value = value_of_node(arena, bases->file, node);
	rlint_include include = { .is_optional = choice->is_optional, .is_searched = true };
	rlint_str name = without_package(value.text);

	if (value.state == RLINT_KNOWN) {
		bool is_empty = name.len == 0 ||
				(!value.is_quoted && rlint_str_is(name, RLINT_STR("null")));
		bool has_ending = rlint_str_ends(name, RLINT_STR(".yaml")) ||
				  rlint_str_ends(name, RLINT_STR(".yml"));

		if (is_empty || rlint_str_is(name, RLINT_STR("_self_"))) {
			return;
		}
		name = arena_join(arena, choice->group, name);
		name = has_ending ? name : arena_join(arena, name, RLINT_STR(".yaml"));
		while (rlint_str_starts(name, RLINT_STR("/"))) {
			name = str_slice(name, 1, name.len);
		}
		value = value_known(name, value.span);
	}
	include.path = value;
	add_include(bases, node, &include);
}

static void add_options(struct bases *bases, uint32_t node, const struct choice *choice)
{
	const struct tree *tree = &bases->file->tree;
	uint32_t item;

	node = config_resolve(bases->file, node);
	if (node == NODE_NONE || tree_node(tree, node)->kind == CONFIG_SCALAR) {
		if (node != NODE_NONE) {
			add_option(bases, node, choice);
		}
		return;
	}
	if (tree_node(tree, node)->kind != CONFIG_SEQUENCE) {
		return;
	}
	for (item = tree_first_child(tree, node); item != NODE_NONE;
		item = tree_node(tree, item)->next) {
		add_option(bases, item, choice);
	}
}

/* Takes the words off that stand before a group. */
static struct choice choice_of(struct arena *arena, rlint_str key)
{
	static const rlint_str optional = RLINT_STR_INIT("optional ");
	static const rlint_str override = RLINT_STR_INIT("override ");
	struct choice choice = { { 0 }, false };
	bool is_word = true;

	while (is_word) {
		bool is_optional = rlint_str_starts(key, optional);

		is_word = is_optional || rlint_str_starts(key, override);
		if (is_word) {
			choice.is_optional = choice.is_optional || is_optional;
			key = str_trim(
				str_slice(key, is_optional ? optional.len : override.len, key.len));
		}
	}
	choice.group = arena_join(arena, without_package(key), RLINT_STR("/"));
	return choice;
}

static void add_item(struct bases *bases, uint32_t item)
{
	const struct tree *tree = &bases->file->tree;
	uint32_t entry = tree_first_child(tree, item);
	struct choice choice = { { 0 }, false };

	if (tree_node(tree, item)->kind == CONFIG_SCALAR) {
		add_option(bases, item, &choice);
		return;
	}
	if (tree_node(tree, item)->kind != CONFIG_MAPPING || entry == NODE_NONE) {
		return;
	}
	choice = choice_of(bases->facts->arena,
		config_text(bases->file, config_entry_key(bases->file, entry)));
	/* Hydra's own groups lie in its package, and hold no key of an experiment. */
	if (!rlint_str_starts(choice.group, RLINT_STR("hydra/")) &&
		!rlint_str_starts(choice.group, RLINT_STR("/hydra/"))) {
		add_options(bases, config_entry_value(bases->file, entry), &choice);
	}
}

static void add_defaults(struct bases *bases, uint32_t list)
{
	const struct tree *tree = &bases->file->tree;
	uint32_t item;

	list = config_resolve(bases->file, list);
	if (list == NODE_NONE || tree_node(tree, list)->kind != CONFIG_SEQUENCE) {
		return;
	}
	for (item = tree_first_child(tree, list); item != NODE_NONE;
		item = tree_node(tree, item)->next) {
		add_item(bases, item);
	}
}

void facts_of_bases(struct facts *facts, rlint_fact *experiment, const struct look *look,
	const struct cases *cases)
{
	struct bases bases = { facts, experiment, look->file, BASE_LIMIT };

	for (size_t i = 0; i < cases->count; i++) {
		const struct term *term = &framework_terms[framework_cases[cases->at + i].at];
		uint32_t node =
			term->place == PLACE_KEY ? key_find(look, table_str(term->key)) : NODE_NONE;

		if (node != NODE_NONE && term->test == TEST_DEFAULTS) {
			add_defaults(&bases, node);
		} else if (node != NODE_NONE) {
			add_paths(&bases, node);
		}
	}
}
