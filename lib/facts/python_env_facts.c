/* The facts of python_env.yaml, from which MLflow makes the environment of a project or model: what
 * it builds with, and the lines of a requirements file that it installs.
 *
 * Source: mlflow/mlflow examples/(any)/python_env.yaml. */
#include "lib/base/str.h"
#include "lib/facts/framework.h"
#include "lib/facts/make.h"

/* The list under a key of the file's mapping, or NODE_NONE. */
static uint32_t list_under(const struct config *file, uint32_t root, rlint_str key)
{
	uint32_t list = config_resolve(file, config_get(file, root, key));

	return list != NODE_NONE && tree_node(&file->tree, list)->kind == CONFIG_SEQUENCE
		       ? list
		       : NODE_NONE;
}

static void add_environment(struct facts *facts, const struct config *file, uint32_t list,
	const rlint_environment *what)
{
	uint32_t entry = config_entry_of(file, list);
	rlint_fact *fact;

	if (entry == NODE_NONE) {
		return;
	}
	fact = fact_new(facts, RLINT_ENVIRONMENT, facts->root,
		config_words(file, config_entry_key(file, entry)), entry);
	fact->is_incomplete = file->tree.is_incomplete;
	fact_select(fact, RLINT_STR("pip"), (rlint_str){ 0 });
	*(rlint_environment *)fact_payload(fact) = *what;
	facts_of_requirement_items(facts, fact, file, list);
}

void facts_of_python_env(struct facts *facts, const struct config *file)
{
	static const rlint_str names[] = { RLINT_STR_INIT("python_env.yaml"),
		RLINT_STR_INIT("python_env.yml") };
	uint32_t root = config_root(file);
	rlint_environment what = { .ecosystem = RLINT_PIP,
		.audience = RLINT_FOR_BUILDING,
		.is_library = RLINT_NO,
		.has_all_hashes = RLINT_NO };
	uint32_t python;

	if (!rlint_str_is_one_of(rlint_str_base(facts->document->path), RLINT_LIST(names)) ||
		root == NODE_NONE || tree_node(&file->tree, root)->kind != CONFIG_MAPPING) {
		return;
	}
	python = config_get(file, root, RLINT_STR("python"));
	if (python != NODE_NONE) {
		what.python = value_of_node(facts->arena, file, python);
	}
	add_environment(
		facts, file, list_under(file, root, RLINT_STR("build_dependencies")), &what);
	what.audience = audience_of_path(facts->document->path);
	add_environment(facts, file, list_under(file, root, RLINT_STR("dependencies")), &what);
}
