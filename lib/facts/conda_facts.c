/* The facts of conda environment files (environment.yml): one environment of conda packages, and in
 * it one of what pip installs there. */
#include "lib/base/str.h"
#include "lib/facts/make.h"

/* A file on its way to facts. */
struct maker {
	struct facts *facts;
	const struct config *file;
	rlint_fact *environment; /* conda's */
};

static const struct node *node_of(const struct maker *maker, uint32_t index)
{
	return tree_node(&maker->file->tree, index);
}

/* The entry of a key of the file's mapping; NODE_NONE if there is none. */
static uint32_t value_under(const struct maker *maker, rlint_str key)
{
	uint32_t root = config_root(maker->file);

	return root == NODE_NONE ? NODE_NONE : config_get(maker->file, root, key);
}

static rlint_value scalar_value(const struct maker *maker, uint32_t node)
{
	struct config_scalar scalar;

	node = config_resolve(maker->file, node);
	if (!config_scalar(maker->file, node, &scalar) || scalar.text.bytes.len == 0) {
		return (rlint_value){ 0 };
	}
	if (config_typed(maker->file, node, LOADER_YAML11).type == TYPE_UNKNOWN) {
		return value_uncertain(
			(rlint_str){ 0 }, config_words(maker->file, node), RLINT_COMPUTED);
	}
	return value_literal(maker->facts->arena, &scalar.text, 0, scalar.text.bytes.len);
}

/* conda-lock writes its name at the top of what it makes. */
static bool is_compiled(const struct maker *maker)
{
	const struct tree *tree = &maker->file->tree;
	const struct comment *comments = tree->comments.items;

	for (uint32_t i = 0; i < tree->comments.count && i < 8; i++) {
		rlint_str text =
			str_slice(tree->source, comments[i].span.start, comments[i].span.end);

		if (rlint_str_find_str(text, RLINT_STR("enerated by conda-lock")) < text.len) {
			return true;
		}
	}
	return false;
}

static rlint_fact *add_environment(struct maker *maker, rlint_fact *container,
	rlint_ecosystem ecosystem, rlint_span span, uint32_t node)
{
	rlint_fact *fact = fact_new(maker->facts, RLINT_ENVIRONMENT, container, span, node);

	fact->is_incomplete = maker->file->tree.is_incomplete;
	fact_select(fact, ecosystem == RLINT_PIP ? RLINT_STR("pip") : RLINT_STR("conda"),
		(rlint_str){ 0 });
	*(rlint_environment *)fact_payload(fact) = (rlint_environment){ .ecosystem = ecosystem,
		.audience = audience_of_path(maker->facts->document->path),
		.is_library = RLINT_NO,
		.has_all_hashes = RLINT_NO,
		.is_compiled = is_compiled(maker) };
	return fact;
}

static void add_spec(struct maker *maker, uint32_t item)
{
	struct config_scalar scalar;
	rlint_environment *environment = fact_payload(maker->environment);
	const rlint_package *package;
	uint32_t node = config_resolve(maker->file, item);

	if (!config_scalar(maker->file, node, &scalar) || str_trim(scalar.text.bytes).len == 0) {
		return;
	}
	package = rlint_as_package(package_from_conda_spec(
		maker->facts, maker->environment, &scalar.text, node_of(maker, node)->span, item));
	if (rlint_str_is(package->canonical, RLINT_STR("python"))) {
		environment->python = package->version;
	}
}

void facts_of_requirement_items(
	struct facts *facts, rlint_fact *environment, const struct config *file, uint32_t list)
{
	struct requirements *lines = arena_new(facts->arena, 1, sizeof *lines);
	uint32_t item = tree_first_child(&file->tree, list);

	requirements_begin_list(lines, facts->arena, facts->limits, file->tree.source);
	for (; item != NODE_NONE; item = tree_node(&file->tree, item)->next) {
		struct config_scalar scalar;

		if (config_scalar(file, config_resolve(file, item), &scalar)) {
			requirements_add_item(lines, &scalar.text, item);
		}
	}
	facts_of_requirement_lines(facts, environment, lines);
}

/* The items of `pip:` are lines of a requirements file: conda writes them into one. */
static void add_pip(struct maker *maker, uint32_t entry)
{
	const struct config *file = maker->file;
	uint32_t key = config_entry_key(file, entry);
	uint32_t list = config_resolve(file, config_entry_value(file, entry));
	rlint_fact *environment;

	if (list == NODE_NONE || node_of(maker, list)->kind != CONFIG_SEQUENCE) {
		return;
	}
	environment = add_environment(
		maker, maker->environment, RLINT_PIP, tree_node(&file->tree, key)->span, entry);
	facts_of_requirement_items(maker->facts, environment, file, list);
}

/* A mapping among the dependencies: of its keys conda knows `pip` alone. */
static void add_mapping(struct maker *maker, uint32_t mapping)
{
	uint32_t entry = tree_first_child(&maker->file->tree, mapping);

	for (; entry != NODE_NONE; entry = node_of(maker, entry)->next) {
		uint32_t key = config_entry_key(maker->file, entry);

		if (rlint_str_is(config_text(maker->file, key), RLINT_STR("pip")) &&
			(node_of(maker, entry)->flags & CONFIG_SHADOWED) == 0) {
			add_pip(maker, entry);
		}
	}
}

static void add_dependencies(struct maker *maker, uint32_t list)
{
	uint32_t item = tree_first_child(&maker->file->tree, list);

	for (; item != NODE_NONE; item = node_of(maker, item)->next) {
		uint32_t node = config_resolve(maker->file, item);

		if (node != NODE_NONE && node_of(maker, node)->kind == CONFIG_MAPPING) {
			add_mapping(maker, node);
		} else if (node != NODE_NONE) {
			add_spec(maker, item);
		}
	}
}

static void add_channels(struct maker *maker, uint32_t list)
{
	uint32_t item = list == NODE_NONE ? NODE_NONE : tree_first_child(&maker->file->tree, list);

	for (; item != NODE_NONE; item = node_of(maker, item)->next) {
		uint32_t node = config_resolve(maker->file, item);
		rlint_value name = scalar_value(maker, item);
		rlint_fact *fact;

		if (name.state == RLINT_UNSET) {
			continue;
		}
		fact = fact_new(maker->facts, RLINT_CHANNEL, maker->environment,
			node_of(maker, node)->span, item);
		((rlint_channel *)fact_payload(fact))->name = name;
	}
}

/* What `conda activate` sets. */
static void add_variables(struct maker *maker, uint32_t mapping)
{
	uint32_t entry = tree_first_child(&maker->file->tree, mapping);

	for (; entry != NODE_NONE; entry = node_of(maker, entry)->next) {
		rlint_value name = scalar_value(maker, config_entry_key(maker->file, entry));
		rlint_value value = scalar_value(maker, config_entry_value(maker->file, entry));
		rlint_fact *fact;

		if (name.state == RLINT_UNSET) {
			continue;
		}
		fact = fact_new(maker->facts, RLINT_ENV, maker->environment, name.span, entry);
		*(rlint_env *)fact_payload(fact) =
			(rlint_env){ .name = name, .value = value, .when = RLINT_AT_RUN };
		fact_select_env(fact, RLINT_STR("variables"), name.text);
	}
}

/* pip installs into the Python that conda brings. */
static void tell_python(const struct maker *maker)
{
	const rlint_environment *conda = rlint_as_environment(maker->environment);
	size_t count = rlint_fact_count(maker->environment, RLINT_ENVIRONMENT);

	for (size_t i = 0; i < count; i++) {
		const rlint_fact *pip = rlint_fact_at(maker->environment, RLINT_ENVIRONMENT, i);

		((rlint_environment *)fact_payload(pip))->python = conda->python;
	}
}

void facts_of_conda(struct facts *facts, const struct config *file)
{
	struct maker maker = { .facts = facts, .file = file };
	uint32_t list = value_under(&maker, RLINT_STR("dependencies"));
	uint32_t entry = config_entry_of(file, list);
	uint32_t root = config_root(file);
	rlint_environment *environment;
	uint32_t channels, variables;

	facts_add_problems(facts, &file->tree);
	if (root == NODE_NONE || node_of(&maker, root)->kind != CONFIG_MAPPING) {
		return;
	}
	entry = entry == NODE_NONE ? root : entry;
	maker.environment = add_environment(&maker, facts->root, RLINT_CONDA_PACKAGES,
		entry == root ? node_of(&maker, root)->span
			      : node_of(&maker, config_entry_key(file, entry))->span,
		entry);
	environment = fact_payload(maker.environment);
	environment->name = scalar_value(&maker, value_under(&maker, RLINT_STR("name")));
	environment->prefix = scalar_value(&maker, value_under(&maker, RLINT_STR("prefix")));
	channels = config_resolve(file, value_under(&maker, RLINT_STR("channels")));
	if (channels != NODE_NONE && node_of(&maker, channels)->kind == CONFIG_SEQUENCE) {
		add_channels(&maker, channels);
	}
	variables = config_resolve(file, value_under(&maker, RLINT_STR("variables")));
	if (variables != NODE_NONE && node_of(&maker, variables)->kind == CONFIG_MAPPING) {
		add_variables(&maker, variables);
	}
	list = config_resolve(file, list);
	if (list != NODE_NONE && node_of(&maker, list)->kind == CONFIG_SEQUENCE) {
		add_dependencies(&maker, list);
	}
	tell_python(&maker);
}
