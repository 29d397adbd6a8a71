/* What the formats of project files share: values, refusals, environments, requirements. */
#include "lib/facts/project.h"

#include "lib/base/str.h"
#include "lib/syntax/python/name.h"

enum config_kind project_kind_of(const struct project_maker *maker, uint32_t node)
{
	return node == NODE_NONE ? CONFIG_FILE : tree_node(&maker->file->tree, node)->kind;
}

uint32_t project_get(const struct project_maker *maker, rlint_str path)
{
	return config_get_path(maker->file, maker->root, path);
}

bool project_is_string(const struct project_maker *maker, uint32_t node)
{
	if (project_kind_of(maker, node) != CONFIG_SCALAR) {
		return false;
	}
	return maker->file->format != CONFIG_TOML ||
	       config_typed(maker->file, node, LOADER_TOML).type == TYPE_STRING;
}

rlint_value project_key(const struct project_maker *maker, uint32_t key)
{
	struct config_scalar scalar;

	if (!config_scalar(maker->file, key, &scalar) || scalar.text.bytes.len == 0) {
		return (rlint_value){ 0 };
	}
	return value_literal(maker->facts->arena, &scalar.text, 0, scalar.text.bytes.len);
}

rlint_value project_value(const struct project_maker *maker, uint32_t node)
{
	return project_is_string(maker, node) ? project_key(maker, node) : (rlint_value){ 0 };
}

static bool is_boolean(
	const struct project_maker *maker, uint32_t mapping, rlint_str key, bool wanted)
{
	uint32_t node = config_get(maker->file, mapping, key);
	struct config_number number;

	if (project_kind_of(maker, node) != CONFIG_SCALAR) {
		return false;
	}
	number = config_typed(maker->file, node, LOADER_TOML);
	return number.type == TYPE_BOOL && number.boolean == wanted;
}

bool project_is_true(const struct project_maker *maker, uint32_t mapping, rlint_str key)
{
	return is_boolean(maker, mapping, key, true);
}

bool project_is_false(const struct project_maker *maker, uint32_t mapping, rlint_str key)
{
	return is_boolean(maker, mapping, key, false);
}

rlint_problem *project_refuse(
	struct project_maker *maker, uint32_t node, rlint_span span, rlint_str message)
{
	rlint_fact *fact = fact_new(maker->facts, RLINT_PROBLEM, maker->facts->root, span, node);
	rlint_problem *problem = fact_payload(fact);

	problem->message = message;
	problem->is_grave = true;
	fact_select(fact, RLINT_STR("project"), (rlint_str){ 0 });
	return problem;
}

rlint_span project_key_words(const struct project_maker *maker, uint32_t value)
{
	uint32_t entry = config_entry_of(maker->file, value);

	if (entry == NODE_NONE) {
		return tree_node(&maker->file->tree, value)->span;
	}
	return tree_node(&maker->file->tree, config_entry_key(maker->file, entry))->span;
}

rlint_fact *project_environment(
	struct project_maker *maker, uint32_t value, rlint_audience audience)
{
	rlint_fact *container = maker->environment ? maker->environment : maker->facts->root;
	uint32_t entry = config_entry_of(maker->file, value);
	rlint_fact *fact = fact_new(maker->facts, RLINT_ENVIRONMENT, container,
		project_key_words(maker, value), entry == NODE_NONE ? value : entry);

	fact->is_incomplete = maker->file->tree.is_incomplete;
	fact_select(fact, RLINT_STR("pip"), (rlint_str){ 0 });
	*(rlint_environment *)fact_payload(fact) = (rlint_environment){ .ecosystem = RLINT_PIP,
		.audience = audience,
		.is_library = maker->is_library,
		.has_all_hashes = RLINT_NO,
		.python = maker->python,
		.manager = maker->manager,
		.project = maker->name };
	return fact;
}

rlint_fact *project_group(struct project_maker *maker, uint32_t entry)
{
	uint32_t key = config_entry_key(maker->file, entry);
	uint32_t value = config_entry_value(maker->file, entry);
	rlint_fact *fact =
		project_environment(maker, value, audience_of_group(config_text(maker->file, key)));

	((rlint_environment *)fact_payload(fact))->name = project_key(maker, key);
	return fact;
}

/* An extra of the project that asks for another one: "project[gpu]". */
static void note_own(const struct project_maker *maker, rlint_package *package)
{
	if (maker->name.len > 0 && rlint_str_is(package->canonical, maker->name)) {
		package->source = RLINT_FROM_PATH;
		package->pin = RLINT_LOCAL;
	}
}

/* Hatch fills in braces before anyone reads the URL: "{root:parent:uri}" is a folder. */
static void note_braces(rlint_package *package)
{
	if (rlint_str_starts(package->location.text, RLINT_STR("{"))) {
		package->source = RLINT_FROM_PATH;
		package->pin = RLINT_PIN_UNKNOWN;
	}
}

/* What the index had on one day does not change. */
static void note_date(const struct project_maker *maker, rlint_package *package)
{
	if (maker->is_dated && package->source == RLINT_FROM_INDEX &&
		(package->pin == RLINT_FLOATING || package->pin == RLINT_BOUNDED)) {
		package->pin = RLINT_PIN_UNKNOWN;
	}
}

static bool is_of_group(const rlint_fact *environment)
{
	return rlint_as_environment(environment)->name.state == RLINT_KNOWN;
}

static void tell(struct project_maker *maker, const struct text *text,
	const struct requirement *requirement, uint32_t node)
{
	struct range bad = requirement->bad;
	rlint_problem *problem;

	if (bad.end == bad.start) {
		bad = (struct range){ 0, (uint32_t)text->bytes.len };
	}
	problem = project_refuse(
		maker, node, text_span(text, bad.start, bad.end), requirement->error);
	problem->foreign = requirement->foreign;
	problem->is_grave = requirement->kind == REQUIREMENT_INVALID;
}

rlint_fact *project_requirement(struct project_maker *maker, rlint_fact *environment,
	const struct text *text, uint32_t node)
{
	struct requirement requirement;
	rlint_package *package;
	rlint_fact *fact;
	uint32_t source;

	requirement_read_as(
		&requirement, maker->facts->arena, text, REQUIREMENT_STRICT | REQUIREMENT_PEP508);
	if (requirement.error.len > 0) {
		tell(maker, text, &requirement, node);
	}
	if (requirement.kind == REQUIREMENT_INVALID) {
		return NULL;
	}
	fact = package_from_requirement(maker->facts, environment, text, &requirement,
		text_span(text, 0, text->bytes.len), node);
	package = fact_payload(fact);
	package->is_optional = is_of_group(environment);
	package->is_constraint = rlint_as_environment(environment)->is_constraints;
	note_own(maker, package);
	note_braces(package);
	source = map_get(&maker->sources, package->canonical);
	if (source != MAP_NONE) {
		project_source(maker, package, source);
	}
	note_date(maker, package);
	return fact;
}

void project_list(
	struct project_maker *maker, rlint_fact *environment, uint32_t list, bool take_tables)
{
	const struct tree *tree = &maker->file->tree;
	uint32_t item;

	if (project_kind_of(maker, list) != CONFIG_SEQUENCE) {
		project_refuse(maker, list, config_words(maker->file, list),
			RLINT_STR("a list of requirements should stand here: [\"numpy==1.26.4\"]"));
		return;
	}
	for (item = tree_first_child(tree, list); item != NODE_NONE;
		item = tree_node(tree, item)->next) {
		struct config_scalar scalar;

		if (project_is_string(maker, item) && config_scalar(maker->file, item, &scalar)) {
			project_requirement(maker, environment, &scalar.text, item);
		} else if (!take_tables || project_kind_of(maker, item) != CONFIG_MAPPING) {
			project_refuse(maker, item, tree_node(tree, item)->span,
				RLINT_STR("a requirement is a string: put it in quotes"));
		}
	}
}
