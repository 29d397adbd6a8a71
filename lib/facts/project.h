/* A project file (pyproject.toml, Pipfile, setup.cfg) on its way to facts. */
#ifndef LIB_FACTS_PROJECT_H
#define LIB_FACTS_PROJECT_H

#include "lib/base/map.h"
#include "lib/facts/make.h"

struct project_maker {
	struct facts *facts;
	const struct config *file;
	uint32_t root; /* the mapping of the whole file */
	rlint_fact *environment; /* the project's own; NULL: none so far */
	rlint_str name; /* canonical; may be empty */
	rlint_value python;
	rlint_answer is_library;
	rlint_str manager;
	bool is_dated; /* the resolver sees the index of one day */
	struct map sources; /* [tool.uv.sources]: canonical name to the value's node */
};

/* ---- project_part.c: what the formats share ---- */

enum config_kind project_kind_of(const struct project_maker *maker, uint32_t node);
/* The value under a dotted path from the root, or NODE_NONE. */
uint32_t project_get(const struct project_maker *maker, rlint_str path);
/* Is the node a string? */
bool project_is_string(const struct project_maker *maker, uint32_t node);
/* A key as a value; a string likewise, unset where the node is none. */
rlint_value project_key(const struct project_maker *maker, uint32_t key);
rlint_value project_value(const struct project_maker *maker, uint32_t node);
bool project_is_true(const struct project_maker *maker, uint32_t mapping, rlint_str key);
bool project_is_false(const struct project_maker *maker, uint32_t mapping, rlint_str key);
/* What the file's reader refuses: rule syntax/project. `foreign` may be empty. */
rlint_problem *project_refuse(
	struct project_maker *maker, uint32_t node, rlint_span span, rlint_str message);
/* The words of the key that a value stands under. */
rlint_span project_key_words(const struct project_maker *maker, uint32_t value);

/* An environment of the file, in the project's own where there is one. `value` is the node of its
 * list or table. */
rlint_fact *project_environment(
	struct project_maker *maker, uint32_t value, rlint_audience audience);
/* The one of an extra or a group: with its name, and packages that are optional. */
rlint_fact *project_group(struct project_maker *maker, uint32_t entry);
/* A PEP 508 requirement, `text` in the node; NULL where it is none, which is then told. */
rlint_fact *project_requirement(struct project_maker *maker, rlint_fact *environment,
	const struct text *text, uint32_t node);
/* A list of such strings; tables in it are refused, or passed over. */
void project_list(
	struct project_maker *maker, rlint_fact *environment, uint32_t list, bool take_tables);

/* ---- project_table.c: NAME = constraint | table, of Poetry and Pipenv ---- */

/* The entries of a table as packages; one called "python" is the interpreter. */
void project_table(struct project_maker *maker, rlint_fact *environment, uint32_t table);
/* Where [tool.uv.sources] says that a package comes from, or a table of Poetry's or Pipenv's. */
void project_source(struct project_maker *maker, rlint_package *package, uint32_t node);

/* ---- project_group.c ---- */

/* Refuses includes of [dependency-groups] that lead nowhere, or in a circle. */
void project_check_groups(struct project_maker *maker, uint32_t table);

/* ---- project_setup.c ---- */

void project_of_setup(struct project_maker *maker);

#endif
