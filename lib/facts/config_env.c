/* The variables that an experiment config sets for its run: ENV_VARS of Megatron's tests,
 * environment_variables of Determined, env_set of Hydra ...
 *
 *   variables = { NAME ":" value } | { "-" "NAME=value" } | { "-" ( "name" | "key" ) ":" NAME ...
 *               "value" ":" value } | { "-" "[" NAME "," value "]" } | { KIND ":" variables }
 *
 * The last form is Determined's, which tells apart what runs with GPUs and without. */
#include "lib/base/str.h"
#include "lib/facts/framework.h"

/* What is being made. */
struct maker {
	struct facts *facts;
	const struct config *file;
	rlint_fact *experiment;
	rlint_when when;
};

static const struct node *node_at(const struct maker *maker, uint32_t node)
{
	return tree_node(&maker->file->tree, node);
}

static bool is_of(const struct maker *maker, uint32_t node, int kind)
{
	return node != NODE_NONE && node_at(maker, node)->kind == kind;
}

/* What stands behind the key; NODE_NONE: nothing. */
static uint32_t value_of_entry(const struct maker *maker, uint32_t entry)
{
	uint32_t node = config_entry_value(maker->file, entry);

	return node == NODE_NONE ? node : config_resolve(maker->file, node);
}

static void add(
	const struct maker *maker, const rlint_value *name, const rlint_value *value, uint32_t node)
{
	uint32_t end = value->span.end > name->span.end ? value->span.end : name->span.end;
	rlint_fact *fact = fact_new(maker->facts, RLINT_ENV, maker->experiment,
		(rlint_span){ name->span.start, end }, node);

	*(rlint_env *)fact_payload(fact) =
		(rlint_env){ .name = *name, .value = *value, .when = maker->when };
	fact_select_env(fact, RLINT_STR("experiment"), name->text);
}

/* NAME: value */
static void add_entry(const struct maker *maker, uint32_t entry)
{
	uint32_t key = config_entry_key(maker->file, entry);
	uint32_t value = value_of_entry(maker, entry);
	rlint_value name = value_of_node(maker->facts->arena, maker->file, key);

	if (name.state == RLINT_KNOWN && is_of(maker, value, CONFIG_SCALAR)) {
		rlint_value text = value_of_node(maker->facts->arena, maker->file, value);

		add(maker, &name, &text, entry);
	}
}

/* NAME=value */
static void add_item(const struct maker *maker, uint32_t item)
{
	struct arena *arena = maker->facts->arena;
	struct config_scalar scalar;
	rlint_value name, value;
	size_t equals;

	if (!config_scalar(maker->file, item, &scalar)) {
		return;
	}
	equals = str_find(scalar.text.bytes, '=', 0);
	if (equals == 0 || equals == scalar.text.bytes.len) {
		return;
	}
	name = value_literal(arena, &scalar.text, 0, equals);
	value = value_literal(arena, &scalar.text, equals + 1, scalar.text.bytes.len);
	if (str_find(value.text, '$', 0) < value.text.len) {
		value = value_uncertain((rlint_str){ 0 }, value.span, RLINT_HOST);
	}
	add(maker, &name, &value, item);
}

static bool is_key(const struct maker *maker, uint32_t entry, rlint_str word)
{
	return rlint_str_is(config_text(maker->file, config_entry_key(maker->file, entry)), word);
}

/* - name: NAME
 *   value: value */
static void add_pair(const struct maker *maker, uint32_t mapping)
{
	uint32_t entry = tree_first_child(&maker->file->tree, mapping);
	rlint_value name = { 0 };
	rlint_value value = { 0 };

	for (; entry != NODE_NONE; entry = node_at(maker, entry)->next) {
		uint32_t node = value_of_entry(maker, entry);

		if (!is_of(maker, node, CONFIG_SCALAR)) {
			continue;
		}
		if (is_key(maker, entry, RLINT_STR("name")) ||
			is_key(maker, entry, RLINT_STR("key"))) {
			name = value_of_node(maker->facts->arena, maker->file, node);
		} else if (is_key(maker, entry, RLINT_STR("value"))) {
			value = value_of_node(maker->facts->arena, maker->file, node);
		}
	}
	if (name.state == RLINT_KNOWN) {
		add(maker, &name, &value, mapping);
	}
}

/* - [NAME, value], of MLflow's projects. */
static void add_couple(const struct maker *maker, uint32_t list)
{
	uint32_t first = tree_first_child(&maker->file->tree, list);
	uint32_t second = first == NODE_NONE ? first : node_at(maker, first)->next;

	if (is_of(maker, first, CONFIG_SCALAR) && is_of(maker, second, CONFIG_SCALAR)) {
		rlint_value name = value_of_node(maker->facts->arena, maker->file, first);
		rlint_value value = value_of_node(maker->facts->arena, maker->file, second);

		add(maker, &name, &value, first);
	}
}

static void add_list(const struct maker *maker, uint32_t list)
{
	uint32_t item = tree_first_child(&maker->file->tree, list);

	for (; item != NODE_NONE; item = node_at(maker, item)->next) {
		uint32_t node = config_resolve(maker->file, item);

		if (is_of(maker, node, CONFIG_MAPPING)) {
			add_pair(maker, node);
		} else if (is_of(maker, node, CONFIG_SEQUENCE)) {
			add_couple(maker, node);
		} else {
			add_item(maker, node);
		}
	}
}

static void add_mapping(const struct maker *maker, uint32_t mapping)
{
	uint32_t entry = tree_first_child(&maker->file->tree, mapping);

	for (; entry != NODE_NONE; entry = node_at(maker, entry)->next) {
		uint32_t value = value_of_entry(maker, entry);

		if (node_at(maker, entry)->flags & (CONFIG_SHADOWED | CONFIG_MERGE)) {
			continue;
		}
		if (is_of(maker, value, CONFIG_SEQUENCE)) {
			add_list(maker, value);
		} else {
			add_entry(maker, entry);
		}
	}
}

void facts_of_environment(struct facts *facts, rlint_fact *experiment, const struct look *look,
	const struct framework *framework)
{
	struct maker maker = { facts, look->file, experiment,
		framework->sets_late ? RLINT_IN_PROGRAM : RLINT_AT_RUN };

	for (uint32_t i = 0; i < framework->environment.count; i++) {
		uint32_t node =
			key_find(look, table_str(framework_texts[framework->environment.at + i]));

		node = node == NODE_NONE ? node : config_resolve(look->file, node);
		if (is_of(&maker, node, CONFIG_MAPPING)) {
			add_mapping(&maker, node);
		} else if (is_of(&maker, node, CONFIG_SEQUENCE)) {
			add_list(&maker, node);
		}
	}
}

static const struct framework *framework_of(const rlint_experiment *experiment)
{
	for (size_t i = 0; experiment && i < framework_count; i++) {
		if (rlint_str_is(table_str(framework_table[i].id), experiment->framework)) {
			return &framework_table[i];
		}
	}
	return NULL;
}

bool rlint_experiment_need(const rlint_fact *experiment, size_t index, rlint_need *out)
{
	const struct framework *framework = framework_of(rlint_as_experiment(experiment));
	const struct framework_need *need;

	if (!framework || index >= framework->needs.count) {
		return false;
	}
	need = &framework_needs[framework->needs.at + index];
	*out = (rlint_need){ .variable = table_str(need->variable),
		.key = table_str(need->key),
		.who = table_str(need->who),
		.values = table_str(need->values),
		.standing = table_str(need->standing),
		.is_only_if_set = need->is_only_if_set };
	return true;
}
