/* Reading a configuration file: its tree, its mappings and words, and what is told of them. */
#include "lib/lint/config_file.h"

#include <stdlib.h>

#include "lib/base/str.h"
#include "lib/project/path.h"

static void note(struct config_reading *reading, rlint_span span, rlint_str message)
{
	struct config_problem *problem =
		vec_add(&reading->problems, &reading->arena, sizeof *problem);

	if (!message.ptr || !problem) {
		reading->status = RLINT_NOMEM;
		return;
	}
	*problem = (struct config_problem){ span.start, reading->problems.count, message };
}

void config_complain(struct config_reading *reading, uint32_t node, rlint_str message)
{
	note(reading, config_words(&reading->tree, node), message);
}

void config_complain_near(
	struct config_reading *reading, uint32_t node, rlint_str message, rlint_str nearest)
{
	if (message.ptr && nearest.len > 0) {
		message = format_str(&reading->arena, "%S; did you mean '%S'?", message, nearest);
	}
	config_complain(reading, node, message);
}

void config_check(struct config_reading *reading, uint32_t node, rlint_status status)
{
	rlint_str word = config_text(&reading->tree, node);

	if (status == RLINT_CONFIG) {
		config_complain_near(reading, node,
			format_str(&reading->arena, "no rule is named '%S'", word),
			rlint_registry_nearest(reading->config->registry, word));
	} else if (status != RLINT_OK) {
		reading->status = status;
	}
}

bool config_is_null(const struct config_reading *reading, uint32_t node)
{
	return node == NODE_NONE ||
	       config_typed(&reading->tree, node, LOADER_YAML12).type == TYPE_NULL;
}

static enum config_kind kind_of(const struct config_reading *reading, uint32_t node)
{
	return node == NODE_NONE ? CONFIG_ALIAS : tree_node(&reading->tree.tree, node)->kind;
}

bool config_is_mapping(struct config_reading *reading, uint32_t node, const char *what)
{
	if (config_is_null(reading, node)) {
		return false;
	}
	if (kind_of(reading, config_resolve(&reading->tree, node)) != CONFIG_MAPPING) {
		config_complain(
			reading, node, format_str(&reading->arena, "%s must be a mapping", what));
		return false;
	}
	return true;
}

static rlint_str nearest_key(const struct config_key *keys, rlint_str word)
{
	const char *names[16];
	size_t count = 0;

	while (keys[count].name && count + 1 < sizeof names / sizeof *names) {
		names[count] = keys[count].name;
		count++;
	}
	names[count] = NULL;
	return str_from(rlint_nearest_word(word, names));
}

static void check_key(struct config_reading *reading, uint32_t key, const struct config_key *keys)
{
	rlint_str word = config_text(&reading->tree, key);

	for (size_t i = 0; keys[i].name; i++) {
		if (rlint_str_is(word, str_from(keys[i].name))) {
			return;
		}
	}
	config_complain_near(reading, key, format_str(&reading->arena, "unknown key '%S'", word),
		nearest_key(keys, word));
}

void config_read_keys(struct config_reading *reading, uint32_t mapping,
	const struct config_key *keys, bool is_foreign)
{
	const struct tree *tree = &reading->tree.tree;
	uint32_t entry = tree_first_child(tree, config_resolve(&reading->tree, mapping));

	for (; entry != NODE_NONE && !is_foreign; entry = tree_node(tree, entry)->next) {
		check_key(reading, config_entry_key(&reading->tree, entry), keys);
	}
	for (size_t i = 0; keys[i].name; i++) {
		uint32_t value = config_get(&reading->tree, mapping, str_from(keys[i].name));

		if (keys[i].read && !config_is_null(reading, value)) {
			keys[i].read(reading, value);
		}
	}
}

static void read_word(struct config_reading *reading, uint32_t node, config_key_function *each)
{
	uint32_t word = config_resolve(&reading->tree, node);

	if (kind_of(reading, word) != CONFIG_SCALAR || config_is_null(reading, word)) {
		config_complain(reading, node, RLINT_STR("this must be a word"));
		return;
	}
	each(reading, word);
}

void config_read_words(struct config_reading *reading, uint32_t value, config_key_function *each)
{
	uint32_t list = config_resolve(&reading->tree, value);

	switch (kind_of(reading, list)) {
	case CONFIG_SEQUENCE:
		value = tree_first_child(&reading->tree.tree, list);
		for (; value != NODE_NONE; value = tree_node(&reading->tree.tree, value)->next) {
			read_word(reading, value, each);
		}
		break;
	case CONFIG_SCALAR:
		read_word(reading, list, each);
		break;
	case CONFIG_FILE:
	case CONFIG_DOCUMENT:
	case CONFIG_MAPPING:
	case CONFIG_ENTRY:
	case CONFIG_ALIAS:
		config_complain(reading, value, RLINT_STR("this must be a list of words"));
		break;
	}
}

bool config_read_bool(struct config_reading *reading, uint32_t value, bool *out)
{
	struct config_number typed = config_typed(&reading->tree, value, LOADER_YAML12);

	if (typed.type != TYPE_BOOL) {
		config_complain(reading, value, RLINT_STR("this must be true or false"));
		return false;
	}
	*out = typed.boolean;
	return true;
}

/* "a, b or c" */
static rlint_str list_choices(struct arena *arena, const char *const *words)
{
	struct buffer list = { .arena = arena };

	for (size_t i = 0; words[i]; i++) {
		if (i > 0) {
			buffer_add(&list, words[i + 1] ? RLINT_STR(", ") : RLINT_STR(" or "));
		}
		buffer_add(&list, str_from(words[i]));
	}
	return list.has_failed ? (rlint_str){ 0 } : buffer_str(&list);
}

int config_read_choice(struct config_reading *reading, uint32_t value, const char *const *words)
{
	uint32_t scalar = config_resolve(&reading->tree, value);
	rlint_str word = config_text(&reading->tree, scalar);

	for (int i = 0; words[i]; i++) {
		if (rlint_str_is(word, str_from(words[i]))) {
			return i;
		}
	}
	config_complain_near(reading, value,
		format_str(
			&reading->arena, "this must be %S", list_choices(&reading->arena, words)),
		str_from(rlint_nearest_word(word, words)));
	return -1;
}

/* What the YAML reader found wrong. */
static void note_problems(struct config_reading *reading)
{
	const struct problem *problems = reading->tree.tree.problems.items;

	for (uint32_t i = 0; i < reading->tree.tree.problems.count; i++) {
		note(reading, problems[i].span, problems[i].message);
	}
}

static int compare_problems(const void *a, const void *b)
{
	const struct config_problem *left = a;
	const struct config_problem *right = b;

	if (left->offset != right->offset) {
		return left->offset < right->offset ? -1 : 1;
	}
	return (left->order > right->order) - (left->order < right->order);
}

/* By place: keys are read in the order in which they are applied. */
static void tell_problems(struct config_reading *reading,
	void (*told)(void *user, const rlint_config_problem *problem), void *user)
{
	struct config_problem *problems = reading->problems.items;
	uint32_t count = reading->problems.count;

	if (count > 1) {
		qsort(problems, count, sizeof *problems, compare_problems);
	}
	for (uint32_t i = 0; told && i < count; i++) {
		rlint_config_problem problem = { reading->config->path,
			rlint_position_of(reading->document, problems[i].offset, RLINT_CODE_POINTS),
			problems[i].message };

		told(user, &problem);
	}
}

static void read_root(struct config_reading *reading, bool is_hadolint)
{
	const struct tree *tree = &reading->tree.tree;
	uint32_t document = tree_first_child(tree, 0);
	uint32_t root = config_root(&reading->tree);

	note_problems(reading);
	if (document != NODE_NONE && tree_node(tree, document)->next != NODE_NONE) {
		config_complain(reading, tree_node(tree, document)->next,
			RLINT_STR("a second document, which nobody reads: take it out"));
	}
	if (config_is_mapping(reading, root, "a configuration")) {
		config_read_keys(reading, root, is_hadolint ? config_hadolint_keys : config_keys,
			is_hadolint);
	}
}

static rlint_status read_document(struct config_reading *reading)
{
	const rlint_registry *registry = reading->config->registry;
	rlint_status status = config_parse_yaml(
		&reading->tree, &reading->arena, &registry->limits, reading->document->text);

	if (status != RLINT_OK) {
		return status;
	}
	read_root(reading, config_is_hadolint(reading->config->path));
	if (reading->arena.has_failed || reading->config->arena.has_failed) {
		return RLINT_NOMEM;
	}
	if (reading->status != RLINT_OK) {
		return reading->status;
	}
	return reading->problems.count > 0 ? RLINT_CONFIG : RLINT_OK;
}

rlint_status rlint_config_read(rlint_config *config, const char *path, rlint_str text,
	void (*problem)(void *user, const rlint_config_problem *problem), void *user)
{
	struct config_reading reading = { .config = config };
	const rlint_registry *registry = config->registry;
	rlint_status status = RLINT_NOMEM;

	if (text.len > registry->limits.values[RLINT_LIMIT_FILE_SIZE]) {
		return RLINT_LIMIT;
	}
	config->path = arena_str(&config->arena, str_from(path));
	reading.document = document_new(registry->alloc, RLINT_FILE_CONFIG, str_from(path), text);
	arena_init(&reading.arena, registry->alloc, &reading.guard);
	if (config->path.ptr && reading.document) {
		status = read_document(&reading);
		if (status == RLINT_CONFIG) {
			tell_problems(&reading, problem, user);
		}
	}
	arena_free(&reading.arena);
	document_unref(reading.document);
	return status;
}
