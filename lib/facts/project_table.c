/* Dependencies written as NAME = constraint or NAME = table: Poetry (poetry-core, factory.py) and
 * Pipenv (plette, pipfile). Their tables say where a package comes from, as those of
 * [tool.uv.sources] do. */
#include "lib/facts/project.h"

#include "lib/base/str.h"
#include "lib/facts/reference.h"
#include "lib/syntax/python/constraint.h"
#include "lib/syntax/python/name.h"

static uint32_t next_of(const struct project_maker *maker, uint32_t node)
{
	return tree_node(&maker->file->tree, node)->next;
}

static uint32_t first_of(const struct project_maker *maker, uint32_t node)
{
	return tree_first_child(&maker->file->tree, node);
}

/* ---- where a package comes from ---- */

/* A commit, a tag or a branch: the key says which. */
static rlint_pin pin_of_revision(
	const struct project_maker *maker, uint32_t table, rlint_value *out)
{
	static const struct {
		rlint_str key;
		bool is_tag, is_branch;
	} rows[] = {
		{ RLINT_STR_INIT("rev"), false, false },
		{ RLINT_STR_INIT("ref"), false, false },
		{ RLINT_STR_INIT("tag"), true, false },
		{ RLINT_STR_INIT("branch"), false, true },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		uint32_t node = config_get(maker->file, table, rows[i].key);
		rlint_pin pin;

		if (!project_is_string(maker, node)) {
			continue;
		}
		*out = project_value(maker, node);
		if (rows[i].is_branch) {
			return RLINT_FLOATING;
		}
		pin = pin_of_reference(out->text);
		return rows[i].is_tag && pin == RLINT_FLOATING ? RLINT_EXACT : pin;
	}
	*out = (rlint_value){ 0 };
	return RLINT_FLOATING;
}

static void read_source(struct project_maker *maker, rlint_package *package, uint32_t table)
{
	uint32_t git = config_get(maker->file, table, RLINT_STR("git"));
	uint32_t url = config_get(maker->file, table, RLINT_STR("url"));
	uint32_t path = config_get(maker->file, table, RLINT_STR("path"));

	path = path == NODE_NONE ? config_get(maker->file, table, RLINT_STR("file")) : path;
	package->is_editable = package->is_editable ||
			       project_is_true(maker, table, RLINT_STR("editable")) ||
			       project_is_true(maker, table, RLINT_STR("develop"));
	if (project_is_string(maker, git)) {
		package->source = RLINT_FROM_VCS;
		package->location = project_value(maker, git);
		package->pin = pin_of_revision(maker, table, &package->version);
	} else if (project_is_string(maker, url)) {
		package->source = RLINT_FROM_URL;
		package->location = project_value(maker, url);
		package->pin = pin_of_url(package->location.text);
	} else if (project_is_string(maker, path)) {
		package->source = RLINT_FROM_PATH;
		package->location = project_value(maker, path);
		package->pin = RLINT_LOCAL;
	} else if (project_is_true(maker, table, RLINT_STR("workspace"))) {
		package->source = RLINT_FROM_PATH;
		package->pin = RLINT_LOCAL;
	}
}

void project_source(struct project_maker *maker, rlint_package *package, uint32_t node)
{
	if (project_kind_of(maker, node) == CONFIG_SEQUENCE) {
		/* One of several, by their markers. */
		node = first_of(maker, node);
	}
	if (project_kind_of(maker, node) == CONFIG_MAPPING) {
		read_source(maker, package, node);
	}
}

/* ---- one entry ---- */

static rlint_pin pin_of_level(enum constraint_level level)
{
	switch (level) {
	case CONSTRAINT_ANY:
		return RLINT_FLOATING;
	case CONSTRAINT_EXACT:
		return RLINT_EXACT;
	case CONSTRAINT_RANGE:
		break;
	}
	return RLINT_BOUNDED;
}

/* The constraint in a string; false where it is none, which is then told. */
static bool read_constraint(struct project_maker *maker, rlint_package *package, uint32_t node)
{
	struct config_scalar scalar;
	struct constraint constraint;

	if (!project_is_string(maker, node) || !config_scalar(maker->file, node, &scalar)) {
		project_refuse(maker, node, config_words(maker->file, node),
			RLINT_STR("a version constraint is a string: put it in quotes"));
		return false;
	}
	if (!constraint_read(&constraint, scalar.text.bytes)) {
		rlint_span span = text_span(&scalar.text, constraint.bad_start, constraint.bad_end);

		project_refuse(maker, node,
			span.start == span.end ? tree_node(&maker->file->tree, node)->span : span,
			str_from(constraint.error));
		return false;
	}
	package->version =
		value_literal(maker->facts->arena, &scalar.text, 0, scalar.text.bytes.len);
	package->pin = pin_of_level(constraint.level);
	return true;
}

static uint32_t count_items(const struct project_maker *maker, uint32_t list)
{
	uint32_t count = 0;

	if (project_kind_of(maker, list) != CONFIG_SEQUENCE) {
		return 0;
	}
	for (uint32_t item = first_of(maker, list); item != NODE_NONE;
		item = next_of(maker, item)) {
		count++;
	}
	return count;
}

/* Where it is installed at all: `markers`; `python` and `platform` of Poetry; Pipenv takes each
 * variable of a marker as a key. */
static rlint_value marker_of(const struct project_maker *maker, uint32_t table)
{
	static const rlint_str keys[] = {
		RLINT_STR_INIT("markers"),
		RLINT_STR_INIT("python"),
		RLINT_STR_INIT("platform"),
		RLINT_STR_INIT("sys_platform"),
		RLINT_STR_INIT("platform_system"),
		RLINT_STR_INIT("platform_machine"),
		RLINT_STR_INIT("os_name"),
		RLINT_STR_INIT("python_version"),
		RLINT_STR_INIT("python_full_version"),
		RLINT_STR_INIT("implementation_name"),
	};

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		uint32_t node = config_get(maker->file, table, keys[i]);

		if (node != NODE_NONE) {
			return project_value(maker, node);
		}
	}
	return (rlint_value){ 0 };
}

static bool read_table(struct project_maker *maker, rlint_package *package, uint32_t table)
{
	uint32_t version = config_get(maker->file, table, RLINT_STR("version"));

	if (version != NODE_NONE && !read_constraint(maker, package, version)) {
		return false;
	}
	package->extra_count =
		count_items(maker, config_get(maker->file, table, RLINT_STR("extras")));
	package->marker = marker_of(maker, table);
	package->is_optional =
		package->is_optional || project_is_true(maker, table, RLINT_STR("optional"));
	read_source(maker, package, table);
	return true;
}

/* The words of an entry: key and value where they stand side by side, else the key. */
static rlint_span words_of(const struct project_maker *maker, uint32_t key, uint32_t value)
{
	const struct node *left = tree_node(&maker->file->tree, key);
	const struct node *right = tree_node(&maker->file->tree, value);
	bool is_beside = right->kind == CONFIG_SCALAR || (right->flags & CONFIG_FLOW) != 0;

	if (!is_beside || right->span.start < left->span.end) {
		return left->span;
	}
	return (rlint_span){ left->span.start, right->span.end };
}

/* One package; `value` is the constraint or the table. */
static void add_package(
	struct project_maker *maker, rlint_fact *environment, uint32_t entry, uint32_t value)
{
	uint32_t key = config_entry_key(maker->file, entry);
	rlint_span words = words_of(maker, key, value);
	rlint_package read = { .ecosystem = RLINT_PIP,
		.name = project_key(maker, key),
		.source = RLINT_FROM_INDEX,
		.pin = RLINT_FLOATING,
		.is_optional = rlint_as_environment(environment)->name.state == RLINT_KNOWN,
		.line = words };
	bool is_read;
	rlint_fact *fact;

	if (!name_is_valid(read.name.text)) {
		project_refuse(maker, entry, tree_node(&maker->file->tree, key)->span,
			RLINT_STR("this is no package name: letters, digits, and - _ . between "
				  "them"));
		return;
	}
	is_read = project_kind_of(maker, value) == CONFIG_MAPPING
			  ? read_table(maker, &read, value)
			  : read_constraint(maker, &read, value);
	if (!is_read) {
		return;
	}
	read.canonical = name_normal(maker->facts->arena, read.name.text);
	read.purpose = package_purpose(RLINT_PIP, read.canonical);
	fact = fact_new(maker->facts, RLINT_PACKAGE, environment, words, entry);
	*(rlint_package *)fact_payload(fact) = read;
	fact_select(fact, RLINT_STR("pip"), (rlint_str){ 0 });
}

/* Poetry: `python = "^3.10"` stands among the packages. */
static void note_python(struct project_maker *maker, rlint_fact *environment, uint32_t value)
{
	rlint_package read = { 0 };

	if (read_constraint(maker, &read, value)) {
		((rlint_environment *)fact_payload(environment))->python = read.version;
		maker->python = read.version;
	}
}

/* A list is of several, chosen by their markers. */
static void add_packages(
	struct project_maker *maker, rlint_fact *environment, uint32_t entry, uint32_t value)
{
	uint32_t item;

	if (project_kind_of(maker, value) != CONFIG_SEQUENCE) {
		add_package(maker, environment, entry, value);
		return;
	}
	for (item = first_of(maker, value); item != NODE_NONE; item = next_of(maker, item)) {
		add_package(maker, environment, entry, item);
	}
}

void project_table(struct project_maker *maker, rlint_fact *environment, uint32_t table)
{
	uint32_t entry;

	if (project_kind_of(maker, table) != CONFIG_MAPPING) {
		project_refuse(maker, table, config_words(maker->file, table),
			RLINT_STR("a table of packages should stand here: NAME = \"^1.2\""));
		return;
	}
	for (entry = first_of(maker, table); entry != NODE_NONE; entry = next_of(maker, entry)) {
		uint32_t value = config_entry_value(maker->file, entry);
		rlint_str name = config_text(maker->file, config_entry_key(maker->file, entry));

		if (value != NODE_NONE && rlint_str_is(name, RLINT_STR("python"))) {
			note_python(maker, environment, value);
		} else if (value != NODE_NONE) {
			add_packages(maker, environment, entry, value);
		}
	}
}
