/* The facts of project files: pyproject.toml (PEP 518, 621, 735, and the tables of Poetry, uv and
 * PDM), Pipfile, setup.cfg. The project's dependencies are one environment; in it lie one for each
 * extra and group, which are resolved together with them. */
#include "lib/facts/project.h"

#include "lib/base/str.h"
#include "lib/syntax/python/clause.h"
#include "lib/syntax/python/name.h"

static uint32_t first_entry(const struct project_maker *maker, uint32_t mapping)
{
	return project_kind_of(maker, mapping) == CONFIG_MAPPING
		       ? tree_first_child(&maker->file->tree, mapping)
		       : NODE_NONE;
}

static uint32_t next_of(const struct project_maker *maker, uint32_t node)
{
	return tree_node(&maker->file->tree, node)->next;
}

static rlint_str key_text(const struct project_maker *maker, uint32_t entry)
{
	return config_text(maker->file, config_entry_key(maker->file, entry));
}

/* ---- is it a library? ---- */

/* PyPI refuses what bears this classifier. */
static bool is_private(rlint_str classifier)
{
	return rlint_str_starts(classifier, RLINT_STR("Private ::"));
}

/* Classifiers and addresses are written for an index; nothing else reads them. */
static rlint_answer is_published(const struct project_maker *maker, uint32_t metadata)
{
	static const rlint_str addresses[] = { RLINT_STR_INIT("urls"), RLINT_STR_INIT("homepage"),
		RLINT_STR_INIT("repository"), RLINT_STR_INIT("documentation") };
	uint32_t list = config_get(maker->file, metadata, RLINT_STR("classifiers"));
	uint32_t item = project_kind_of(maker, list) == CONFIG_SEQUENCE
				? tree_first_child(&maker->file->tree, list)
				: NODE_NONE;
	rlint_answer answer = item == NODE_NONE ? RLINT_UNKNOWN : RLINT_YES;

	for (; item != NODE_NONE; item = next_of(maker, item)) {
		if (is_private(config_text(maker->file, item))) {
			return RLINT_NO;
		}
	}
	for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++) {
		if (config_get(maker->file, metadata, addresses[i]) != NODE_NONE) {
			answer = RLINT_YES;
		}
	}
	return answer;
}

/* No package is made of it: its dependencies are all that it is installed for. */
static bool is_virtual(const struct project_maker *maker)
{
	uint32_t poetry = project_get(maker, RLINT_STR("tool.poetry"));
	uint32_t uv = project_get(maker, RLINT_STR("tool.uv"));

	return project_is_false(maker, poetry, RLINT_STR("package-mode")) ||
	       project_is_false(maker, uv, RLINT_STR("package")) ||
	       project_get(maker, RLINT_STR("build-system")) == NODE_NONE;
}

static rlint_answer is_library(const struct project_maker *maker, uint32_t metadata)
{
	return is_virtual(maker) ? RLINT_NO : is_published(maker, metadata);
}

/* ---- pyproject.toml ---- */

static rlint_str manager_of(const struct project_maker *maker)
{
	static const rlint_str managers[] = { RLINT_STR_INIT("uv"), RLINT_STR_INIT("poetry"),
		RLINT_STR_INIT("pdm") };
	uint32_t tool = config_get(maker->file, maker->root, RLINT_STR("tool"));

	for (size_t i = 0; tool != NODE_NONE && i < sizeof managers / sizeof *managers; i++) {
		if (config_get(maker->file, tool, managers[i]) != NODE_NONE) {
			return managers[i];
		}
	}
	return (rlint_str){ 0 };
}

/* `exclude-newer = "2024-10-01T00:00:00Z"`: uv then sees the index of that day, and chooses the
 * same on every other. "3 days" moves along. */
static bool is_dated(const struct project_maker *maker)
{
	rlint_str text =
		config_text(maker->file, project_get(maker, RLINT_STR("tool.uv.exclude-newer")));

	return text.len >= sizeof "2024-10-01" - 1 && rlint_byte_is_digit(text.ptr[0]) &&
	       text.ptr[sizeof "2024" - 1] == '-';
}

static void collect_sources(struct project_maker *maker)
{
	struct arena *arena = maker->facts->arena;
	uint32_t entry = first_entry(maker, project_get(maker, RLINT_STR("tool.uv.sources")));

	for (; entry != NODE_NONE; entry = next_of(maker, entry)) {
		uint32_t value = config_entry_value(maker->file, entry);

		if (value != NODE_NONE) {
			map_set(&maker->sources, arena, name_normal(arena, key_text(maker, entry)),
				value);
		}
	}
}

/* Lists by name: extras, groups. */
static void add_groups(struct project_maker *maker, uint32_t table, bool take_tables)
{
	uint32_t entry = first_entry(maker, table);

	for (; entry != NODE_NONE; entry = next_of(maker, entry)) {
		uint32_t value = config_entry_value(maker->file, entry);

		if (value != NODE_NONE) {
			project_list(maker, project_group(maker, entry), value, take_tables);
		}
	}
}

/* A list that stands under a key of its own. */
static rlint_fact *add_list(struct project_maker *maker, rlint_str path, rlint_audience audience)
{
	uint32_t list = project_get(maker, path);
	rlint_fact *environment;

	if (list == NODE_NONE) {
		return NULL;
	}
	environment = project_environment(maker, list, audience);
	project_list(maker, environment, list, false);
	return environment;
}

/* What installs nothing, but holds what is: uv's constraints and overrides. */
static void add_constraints(struct project_maker *maker, rlint_str path)
{
	uint32_t list = project_get(maker, path);

	if (list != NODE_NONE) {
		rlint_fact *environment = project_environment(maker, list, RLINT_FOR_USE);

		((rlint_environment *)fact_payload(environment))->is_constraints = true;
		project_list(maker, environment, list, false);
	}
}

/* `[tool.setuptools.dynamic] dependencies = {file = ["requirements.txt"]}` */
static void add_dynamic(struct project_maker *maker)
{
	uint32_t files = project_get(maker, RLINT_STR("tool.setuptools.dynamic.dependencies.file"));
	uint32_t item = files;

	if (files == NODE_NONE) {
		return;
	}
	if (!maker->environment) {
		maker->environment = project_environment(maker, files, RLINT_FOR_USE);
	}
	if (project_kind_of(maker, files) == CONFIG_SEQUENCE) {
		item = tree_first_child(&maker->file->tree, files);
	}
	for (; item != NODE_NONE; item = item == files ? NODE_NONE : next_of(maker, item)) {
		if (project_is_string(maker, item)) {
			rlint_fact *fact = fact_new(maker->facts, RLINT_INCLUDE, maker->environment,
				tree_node(&maker->file->tree, item)->span, item);

			((rlint_include *)fact_payload(fact))->path = project_value(maker, item);
		}
	}
}

/* Is it a set of clauses, as PEP 440 has them? */
static void check_python(struct project_maker *maker, uint32_t node)
{
	struct config_scalar scalar;
	struct vec clauses = { 0 };

	if (!project_is_string(maker, node) || !config_scalar(maker->file, node, &scalar)) {
		project_refuse(maker, node, config_words(maker->file, node),
			RLINT_STR("the versions of Python are a string: \">=3.10\""));
	} else if (!clauses_read(&clauses, maker->facts->arena, scalar.text.bytes)) {
		project_refuse(maker, node, tree_node(&maker->file->tree, node)->span,
			RLINT_STR("this is no version specifier of PEP 440: write >=3.10, or "
				  ">=3.10,<3.13"));
	}
}

static void add_metadata(struct project_maker *maker, uint32_t project)
{
	uint32_t list = config_get(maker->file, project, RLINT_STR("dependencies"));
	uint32_t python = config_get(maker->file, project, RLINT_STR("requires-python"));

	if (python != NODE_NONE) {
		check_python(maker, python);
		maker->python = project_value(maker, python);
	}
	maker->name = name_normal(maker->facts->arena,
		config_text(maker->file, config_get(maker->file, project, RLINT_STR("name"))));
	maker->environment =
		project_environment(maker, list != NODE_NONE ? list : project, RLINT_FOR_USE);
	if (list != NODE_NONE) {
		project_list(maker, maker->environment, list, false);
	}
	add_groups(
		maker, config_get(maker->file, project, RLINT_STR("optional-dependencies")), NULL);
}

static void add_poetry_groups(struct project_maker *maker, uint32_t groups)
{
	uint32_t entry = first_entry(maker, groups);

	for (; entry != NODE_NONE; entry = next_of(maker, entry)) {
		uint32_t group = config_entry_value(maker->file, entry);
		uint32_t table = group == NODE_NONE ? NODE_NONE
						    : config_get(maker->file, group,
							      RLINT_STR("dependencies"));

		if (table != NODE_NONE) {
			project_table(maker, project_group(maker, entry), table);
		}
	}
}

static void add_poetry(struct project_maker *maker, uint32_t poetry)
{
	uint32_t table = config_get(maker->file, poetry, RLINT_STR("dependencies"));
	uint32_t old = config_get(maker->file, poetry, RLINT_STR("dev-dependencies"));

	if (table != NODE_NONE) {
		if (!maker->environment) {
			maker->environment = project_environment(maker, table, RLINT_FOR_USE);
		}
		project_table(maker, maker->environment, table);
	}
	add_poetry_groups(maker, config_get(maker->file, poetry, RLINT_STR("group")));
	if (old != NODE_NONE) {
		project_table(maker, project_environment(maker, old, RLINT_FOR_DEVELOPMENT), old);
	}
}

static void add_pyproject(struct project_maker *maker)
{
	uint32_t project = config_get(maker->file, maker->root, RLINT_STR("project"));
	uint32_t poetry = project_get(maker, RLINT_STR("tool.poetry"));

	maker->manager = manager_of(maker);
	maker->is_library = is_library(maker, project != NODE_NONE ? project : poetry);
	collect_sources(maker);
	maker->is_dated = is_dated(maker);
	add_list(maker, RLINT_STR("build-system.requires"), RLINT_FOR_BUILDING);
	if (project_kind_of(maker, project) == CONFIG_MAPPING) {
		add_metadata(maker, project);
	}
	if (project_kind_of(maker, poetry) == CONFIG_MAPPING) {
		add_poetry(maker, poetry);
	}
	add_dynamic(maker);
	add_groups(maker, project_get(maker, RLINT_STR("dependency-groups")), true);
	project_check_groups(maker, project_get(maker, RLINT_STR("dependency-groups")));
	add_groups(maker, project_get(maker, RLINT_STR("tool.pdm.dev-dependencies")), false);
	add_list(maker, RLINT_STR("tool.uv.dev-dependencies"), RLINT_FOR_DEVELOPMENT);
	add_constraints(maker, RLINT_STR("tool.uv.constraint-dependencies"));
	add_constraints(maker, RLINT_STR("tool.uv.override-dependencies"));
}

/* ---- Pipfile ---- */

/* Tables of other names are categories of packages. */
static bool is_category(rlint_str name)
{
	static const rlint_str others[] = { RLINT_STR_INIT("source"), RLINT_STR_INIT("requires"),
		RLINT_STR_INIT("scripts"), RLINT_STR_INIT("pipenv"), RLINT_STR_INIT("packages"),
		RLINT_STR_INIT("dev-packages") };

	return !rlint_str_is_one_of(name, RLINT_LIST(others));
}

static rlint_value python_of_pipfile(const struct project_maker *maker)
{
	uint32_t full = project_get(maker, RLINT_STR("requires.python_full_version"));

	return project_value(maker,
		full != NODE_NONE ? full
				  : project_get(maker, RLINT_STR("requires.python_version")));
}

static void add_pipfile(struct project_maker *maker)
{
	uint32_t packages = config_get(maker->file, maker->root, RLINT_STR("packages"));
	uint32_t dev = config_get(maker->file, maker->root, RLINT_STR("dev-packages"));
	uint32_t entry;

	maker->manager = RLINT_STR("pipenv");
	maker->is_library = RLINT_NO;
	maker->python = python_of_pipfile(maker);
	if (packages != NODE_NONE) {
		maker->environment = project_environment(maker, packages, RLINT_FOR_USE);
		project_table(maker, maker->environment, packages);
	}
	if (dev != NODE_NONE) {
		project_table(maker, project_environment(maker, dev, RLINT_FOR_DEVELOPMENT), dev);
	}
	for (entry = first_entry(maker, maker->root); entry != NODE_NONE;
		entry = next_of(maker, entry)) {
		uint32_t value = config_entry_value(maker->file, entry);

		if (project_kind_of(maker, value) == CONFIG_MAPPING &&
			is_category(key_text(maker, entry))) {
			project_table(maker, project_group(maker, entry), value);
		}
	}
}

void facts_of_project(struct facts *facts, const struct config *file)
{
	struct project_maker maker = {
		.facts = facts, .file = file, .root = config_root(file), .is_library = RLINT_UNKNOWN
	};

	/* Experiments are configured there too, and problems told. */
	facts_of_config(facts, file);
	if (project_kind_of(&maker, maker.root) != CONFIG_MAPPING) {
		return;
	}
	if (file->format == CONFIG_INI) {
		project_of_setup(&maker);
	} else if (rlint_str_ends(facts->document->path, RLINT_STR("Pipfile"))) {
		add_pipfile(&maker);
	} else {
		add_pyproject(&maker);
	}
}
