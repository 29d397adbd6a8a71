/* The facts of lock files: uv.lock, poetry.lock, pdm.lock (a list `package` of tables), pylock.toml
 * (PEP 751: `packages`), Pipfile.lock (tables of names) and conda-lock.yml. Each locked package is
 * one fact; its version stands without an operator. */
#include "lib/facts/project.h"

#include "lib/base/str.h"
#include "lib/facts/reference.h"
#include "lib/syntax/python/name.h"

struct lock_maker {
	struct project_maker base;
	rlint_fact *pip, *conda; /* environments; NULL: none so far */
};

static uint32_t get(const struct lock_maker *maker, uint32_t mapping, const char *key)
{
	return config_get(maker->base.file, mapping, str_from(key));
}

static enum config_kind kind_of(const struct lock_maker *maker, uint32_t node)
{
	return project_kind_of(&maker->base, node);
}

static uint32_t first_of(const struct lock_maker *maker, uint32_t node)
{
	return tree_first_child(&maker->base.file->tree, node);
}

static uint32_t next_of(const struct lock_maker *maker, uint32_t node)
{
	return tree_node(&maker->base.file->tree, node)->next;
}

/* The string under the first of the keys that there is. */
static rlint_value value_of(
	const struct lock_maker *maker, uint32_t mapping, const char *const *keys)
{
	for (; *keys; keys++) {
		uint32_t node = get(maker, mapping, *keys);

		if (node != NODE_NONE) {
			return project_key(&maker->base, node);
		}
	}
	return (rlint_value){ 0 };
}

static rlint_value value_at(const struct lock_maker *maker, uint32_t mapping, const char *key)
{
	const char *const keys[] = { key, NULL };

	return value_of(maker, mapping, keys);
}

/* ---- where a package comes from ---- */

/* The commit behind the # of uv's git sources, else the one that stands by itself. */
static rlint_str commit_of(const struct lock_maker *maker, uint32_t source, rlint_str address)
{
	static const char *const keys[] = { "resolved_reference", "revision", "commit-id", "ref",
		NULL };
	size_t hash = str_find(address, '#', 0);

	return hash < address.len ? str_slice(address, hash + 1, address.len)
				  : value_of(maker, source, keys).text;
}

static void set_vcs(
	const struct lock_maker *maker, rlint_package *package, uint32_t source, const char *key)
{
	package->source = RLINT_FROM_VCS;
	package->location = value_at(maker, source, key);
	package->pin = pin_of_reference(commit_of(maker, source, package->location.text));
}

static void set_path(
	const struct lock_maker *maker, rlint_package *package, uint32_t source, const char *key)
{
	package->source = RLINT_FROM_PATH;
	package->location = value_at(maker, source, key);
	package->pin = RLINT_LOCAL;
}

/* Poetry: `type` says what `url` is. */
static void read_typed_source(
	const struct lock_maker *maker, rlint_package *package, uint32_t source)
{
	rlint_str type = config_text(maker->base.file, get(maker, source, "type"));

	if (rlint_str_is(type, RLINT_STR("git"))) {
		set_vcs(maker, package, source, "url");
	} else if (rlint_str_is(type, RLINT_STR("directory")) ||
		   rlint_str_is(type, RLINT_STR("file"))) {
		set_path(maker, package, source, "url");
	} else if (rlint_str_is(type, RLINT_STR("url"))) {
		package->source = RLINT_FROM_URL;
		package->location = value_at(maker, source, "url");
	}
}

/* The keys that say it, in the table `source` or in the package's own. */
static void read_source(const struct lock_maker *maker, rlint_package *package, uint32_t source)
{
	static const char *const paths[] = { "path", "directory", "editable", "virtual", "file" };

	if (get(maker, source, "git") != NODE_NONE) {
		set_vcs(maker, package, source, "git");
		return;
	}
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		uint32_t node = get(maker, source, paths[i]);

		if (node != NODE_NONE && kind_of(maker, node) == CONFIG_SCALAR) {
			set_path(maker, package, source, paths[i]);
			return;
		}
	}
	if (get(maker, source, "url") != NODE_NONE) {
		package->source = RLINT_FROM_URL;
		package->location = value_at(maker, source, "url");
	}
}

/* PEP 751 has a table for each kind. */
static void read_origin(const struct lock_maker *maker, rlint_package *package, uint32_t item)
{
	uint32_t source = get(maker, item, "source");
	uint32_t vcs = get(maker, item, "vcs");
	uint32_t directory = get(maker, item, "directory");
	uint32_t archive = get(maker, item, "archive");

	if (source != NODE_NONE && get(maker, source, "type") != NODE_NONE) {
		read_typed_source(maker, package, source);
	} else if (vcs != NODE_NONE) {
		set_vcs(maker, package, vcs, "url");
	} else if (kind_of(maker, directory) == CONFIG_MAPPING) {
		set_path(maker, package, directory, "path");
	} else if (archive != NODE_NONE) {
		read_source(maker, package, archive);
	} else {
		read_source(maker, package, source != NODE_NONE ? source : item);
	}
}

/* ---- hashes ---- */

/* Has the table of one file its hash? */
static bool has_hash(const struct lock_maker *maker, uint32_t file)
{
	return get(maker, file, "hash") != NODE_NONE || get(maker, file, "hashes") != NODE_NONE ||
	       get(maker, file, "sha256") != NODE_NONE || get(maker, file, "md5") != NODE_NONE;
}

/* Of files in a list; Pipfile.lock has the hashes themselves there. */
static uint32_t count_in_list(const struct lock_maker *maker, uint32_t list)
{
	uint32_t count = 0;

	for (uint32_t node = first_of(maker, list); node != NODE_NONE;
		node = next_of(maker, node)) {
		count += kind_of(maker, node) == CONFIG_SCALAR || has_hash(maker, node);
	}
	return count;
}

static uint32_t count_hashes(const struct lock_maker *maker, uint32_t item)
{
	static const char *const keys[] = { "files", "wheels", "hashes", "sdist", "archive",
		"hash" };
	uint32_t count = 0;

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		uint32_t node = get(maker, item, keys[i]);

		if (kind_of(maker, node) == CONFIG_MAPPING) {
			count += has_hash(maker, node);
		} else if (kind_of(maker, node) == CONFIG_SEQUENCE) {
			count += count_in_list(maker, node);
		}
	}
	return count;
}

/* ---- packages ---- */

/* The version without the operator that Pipfile.lock writes. */
static rlint_value version_of(const struct lock_maker *maker, uint32_t item)
{
	struct config_scalar scalar;
	size_t start = 0;

	if (!config_scalar(maker->base.file, get(maker, item, "version"), &scalar)) {
		return (rlint_value){ 0 };
	}
	while (start < scalar.text.bytes.len && scalar.text.bytes.ptr[start] == '=') {
		start++;
	}
	return value_literal(maker->base.facts->arena, &scalar.text, start, scalar.text.bytes.len);
}

/* poetry.lock writes `markers` alone, or a table of them by group. */
static rlint_value marker_of(const struct lock_maker *maker, uint32_t item)
{
	static const char *const keys[] = { "marker", "markers", NULL };
	uint32_t forks = get(maker, item, "resolution-markers");

	if (kind_of(maker, forks) == CONFIG_SEQUENCE) {
		return project_key(&maker->base, first_of(maker, forks));
	}
	return value_of(maker, item, keys);
}

static rlint_fact *environment_for(struct lock_maker *maker, rlint_ecosystem ecosystem)
{
	rlint_fact **slot = ecosystem == RLINT_PIP ? &maker->pip : &maker->conda;
	struct facts *facts = maker->base.facts;

	if (!*slot) {
		*slot = fact_new(facts, RLINT_ENVIRONMENT, facts->root,
			(rlint_span){ 0, (uint32_t)facts->document->text.len }, 0);
		(*slot)->is_incomplete = maker->base.file->tree.is_incomplete;
		fact_select(*slot, RLINT_STR("lock"), (rlint_str){ 0 });
		*(rlint_environment *)fact_payload(*slot) =
			(rlint_environment){ .ecosystem = ecosystem,
				.is_library = RLINT_NO,
				.has_all_hashes = RLINT_YES,
				.is_compiled = true,
				.python = maker->base.python };
	}
	return *slot;
}

static void add_package(
	struct lock_maker *maker, rlint_ecosystem ecosystem, uint32_t name, uint32_t item)
{
	struct arena *arena = maker->base.facts->arena;
	rlint_fact *environment = environment_for(maker, ecosystem);
	rlint_fact *fact = fact_new(maker->base.facts, RLINT_PACKAGE, environment,
		tree_node(&maker->base.file->tree, name)->span, item);
	rlint_package *package = fact_payload(fact);

	*package = (rlint_package){ .ecosystem = ecosystem,
		.name = project_key(&maker->base, name),
		.version = version_of(maker, item),
		.marker = marker_of(maker, item),
		.source = RLINT_FROM_INDEX,
		.hash_count = count_hashes(maker, item),
		.line = tree_node(&maker->base.file->tree, item)->span };
	package->canonical = ecosystem == RLINT_PIP ? name_normal(arena, package->name.text)
						    : name_lower(arena, package->name.text);
	package->purpose = package_purpose(ecosystem, package->canonical);
	package->pin = package->version.state == RLINT_KNOWN ? RLINT_EXACT : RLINT_FLOATING;
	/* conda-lock writes the address of each, also of what comes from an index. */
	if (get(maker, item, "manager") == NODE_NONE) {
		read_origin(maker, package, item);
	}
	if (package->hash_count > 0 && package->source != RLINT_FROM_VCS &&
		package->source != RLINT_FROM_PATH) {
		package->pin = RLINT_IMMUTABLE;
	}
	if (package->hash_count == 0 && package->source == RLINT_FROM_INDEX) {
		((rlint_environment *)fact_payload(environment))->has_all_hashes = RLINT_NO;
	}
	fact_select(fact, RLINT_STR("lock"), (rlint_str){ 0 });
}

static rlint_ecosystem ecosystem_of(const struct lock_maker *maker, uint32_t item)
{
	rlint_str manager = config_text(maker->base.file, get(maker, item, "manager"));

	return rlint_str_is(manager, RLINT_STR("conda")) ? RLINT_CONDA_PACKAGES : RLINT_PIP;
}

/* Tables in a list, each with its `name`. */
static void add_list(struct lock_maker *maker, uint32_t list)
{
	uint32_t item = kind_of(maker, list) == CONFIG_SEQUENCE ? first_of(maker, list) : NODE_NONE;

	for (; item != NODE_NONE; item = next_of(maker, item)) {
		uint32_t name = get(maker, item, "name");

		if (kind_of(maker, name) == CONFIG_SCALAR) {
			add_package(maker, ecosystem_of(maker, item), name, item);
		}
	}
}

/* Tables by name. */
static void add_tables(struct lock_maker *maker, uint32_t category)
{
	uint32_t entry =
		kind_of(maker, category) == CONFIG_MAPPING ? first_of(maker, category) : NODE_NONE;

	for (; entry != NODE_NONE; entry = next_of(maker, entry)) {
		uint32_t item = config_entry_value(maker->base.file, entry);

		if (kind_of(maker, item) == CONFIG_MAPPING) {
			add_package(
				maker, RLINT_PIP, config_entry_key(maker->base.file, entry), item);
		}
	}
}

/* Pipfile.lock: one table for each category. */
static void add_categories(struct lock_maker *maker)
{
	uint32_t entry = first_of(maker, maker->base.root);

	for (; entry != NODE_NONE; entry = next_of(maker, entry)) {
		rlint_str key =
			config_text(maker->base.file, config_entry_key(maker->base.file, entry));

		if (!rlint_str_is(key, RLINT_STR("_meta"))) {
			add_tables(maker, config_entry_value(maker->base.file, entry));
		}
	}
}

static rlint_value python_of(const struct lock_maker *maker)
{
	static const char *const paths[] = { "requires-python", "metadata.python-versions",
		"metadata.requires_python", "_meta.requires.python_version" };

	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		uint32_t node = project_get(&maker->base, str_from(paths[i]));

		if (node != NODE_NONE) {
			return project_key(&maker->base, node);
		}
	}
	return (rlint_value){ 0 };
}

void facts_of_lock(struct facts *facts, const struct config *file)
{
	struct lock_maker maker = {
		.base = { .facts = facts, .file = file, .root = config_root(file) }
	};

	facts_add_problems(facts, &file->tree);
	if (kind_of(&maker, maker.base.root) != CONFIG_MAPPING) {
		return;
	}
	maker.base.python = python_of(&maker);
	environment_for(&maker, RLINT_PIP);
	if (file->format == CONFIG_JSON) {
		add_categories(&maker);
	} else {
		add_list(&maker, get(&maker, maker.base.root, "package"));
		add_list(&maker, get(&maker, maker.base.root, "packages"));
	}
}
