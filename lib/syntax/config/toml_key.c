/* The keys of TOML 1.0.0, and what tables they lead to.
 *
 *	key  = part { blanks "." blanks part }
 *	part = { letter | digit | "_" | "-" } | '"' { character | escape } '"' | "'" { character }
 *"'"
 *
 * A table is defined once: by its header, in braces, or by the dotted keys under one header. A
 *header may add tables to those that headers or dotted keys made; a dotted key adds to those alone
 *that dotted keys of the same header made, or that are only named in the headers of others. */
#include "lib/base/str.h"
#include "lib/syntax/config/toml.h"

#include <reprolint/registry.h>

static bool is_bare(char byte)
{
	return byte_is_name(byte) || byte == '-';
}

static void refuse_part(struct toml_run *run)
{
	uint32_t end = run->at;
	char byte = toml_byte(run, run->at);

	if (run->at < run->source.len && toml_newline(run, run->at) == 0) {
		end += toml_check_byte(run, run->at);
	}
	toml_refuse(run, (rlint_span){ run->at, end },
		byte == '=' || byte == '.' || byte == ']' || byte == '}' || end == run->at
			? RLINT_STR("a key is missing here")
			: RLINT_STR("a key is made of the letters A to Z, digits, `-` and `_`; put "
				    "it in quotes"));
}

static bool take_part(struct toml_run *run)
{
	struct key_name *name = vec_add(&run->names, run->scratch, sizeof *name);
	char byte = toml_byte(run, run->at);
	uint32_t start = run->at;

	if (byte == '"' || byte == '\'') {
		bool is_closed = toml_take_string(run, name);
		uint32_t quotes =
			toml_byte(run, start + 1) == byte && toml_byte(run, start + 2) == byte;

		if (is_closed && quotes) {
			toml_refuse(run, (rlint_span){ start, start + 3 },
				RLINT_STR("a key stands in single or double quotes, not in three"));
		}
		return is_closed && !quotes;
	}
	while (is_bare(toml_byte(run, run->at))) {
		run->at++;
	}
	if (run->at == start) {
		refuse_part(run);
		return false;
	}
	*name = (struct key_name){ .text = str_slice(run->source, start, run->at),
		.span = { start, run->at },
		.scalar = NODE_NONE };
	return true;
}

bool toml_take_key(struct toml_run *run)
{
	run->names.count = 0;
	for (;;) {
		toml_skip_blanks(run);
		if (!take_part(run)) {
			return false;
		}
		toml_skip_blanks(run);
		if (toml_byte(run, run->at) != '.') {
			return true;
		}
		run->at++;
	}
}

/* ---- tables ---- */

static const struct key_name *name_at(const struct toml_run *run, uint32_t index)
{
	return (const struct key_name *)run->names.items + index;
}

static uint32_t value_of(const struct toml_run *run, uint32_t entry)
{
	return entry == NODE_NONE ? NODE_NONE : config_entry_value(run->config, entry);
}

/* A key that may not be used so because of its earlier entry. `words`: with a %S for the key. */
static void refuse_again(
	struct toml_run *run, const struct key_name *name, uint32_t entry, const char *words)
{
	struct problem *problem;

	if (toml_is_silent(run, name->span.start)) {
		run->config->tree.is_incomplete = true;
		return;
	}
	problem = toml_refuse(run, name->span, format_str(run->arena, words, name->text));
	if (problem) {
		problem->related = tree_node(&run->config->tree, entry + 1)->span;
		problem->related_message = RLINT_STR("set here before");
	}
}

static uint32_t add_table(struct toml_run *run, uint32_t mapping, const struct key_name *name,
	uint32_t start, enum table_state state)
{
	uint32_t entry = tables_entry(&run->tables, mapping, name, start);

	return tables_open(
		&run->tables, entry, (rlint_span){ name->span.end, name->span.end }, state);
}

/* Is the path in run->names too long to follow, from a table on? */
static bool is_too_deep(struct toml_run *run, uint32_t mapping)
{
	uint64_t depth = (uint64_t)tables_depth(&run->tables, mapping) + run->names.count;
	const struct limits *limits = run->config->tree.limits;

	if (depth <= limits->values[RLINT_LIMIT_NESTING]) {
		return false;
	}
	toml_refuse_depth(run, name_at(run, 0)->span);
	return true;
}

/* One step of a dotted key. */
static uint32_t step_dotted(
	struct toml_run *run, uint32_t mapping, const struct key_name *name, uint32_t section)
{
	uint32_t entry = tables_find(&run->tables, mapping, name->text);
	uint32_t value = value_of(run, entry);
	struct table *table = tables_of(&run->tables, value);
	bool is_open =
		table && (table->state == TABLE_IMPLICIT ||
				 (table->state == TABLE_DOTTED && table->section == section));

	if (!is_open) {
		if (entry != NODE_NONE) {
			refuse_again(run, name, entry,
				table ? "the table %S is already complete; TOML refuses dotted "
					"keys "
					"that add to it: put them where it is defined"
				      : "%S has a value already, it is no table; TOML readers "
					"refuse "
					"the file: rename one of them");
		}
		value = add_table(run, mapping, name, name->span.start, TABLE_DOTTED);
		table = tables_of(&run->tables, value);
	}
	table->state = TABLE_DOTTED;
	table->section = section;
	return value;
}

uint32_t toml_enter(struct toml_run *run, uint32_t mapping, uint32_t section)
{
	uint32_t last = run->names.count - 1;
	const struct key_name *name = name_at(run, last);
	uint32_t entry;

	if (is_too_deep(run, mapping)) {
		return NODE_NONE;
	}
	for (uint32_t i = 0; i < last; i++) {
		mapping = step_dotted(run, mapping, name_at(run, i), section);
	}
	entry = tables_find(&run->tables, mapping, name->text);
	if (entry != NODE_NONE) {
		refuse_again(run, name, entry,
			"%S is set twice here; TOML readers refuse the file: take one away");
	}
	entry = tables_entry(&run->tables, mapping, name, name->span.start);
	tables_member(&run->tables, entry);
	return entry;
}

/* ---- headers ---- */

/* A header on its way through its key. */
struct path {
	uint32_t mapping;
	uint32_t start; /* where the next new entry begins: the first one at the bracket */
	rlint_span header;
};

/* The table of a part that is not the last one. */
static void step_header(struct toml_run *run, struct path *path, const struct key_name *name)
{
	uint32_t entry = tables_find(&run->tables, path->mapping, name->text);
	uint32_t value = value_of(run, entry);
	const struct table *table = tables_of(&run->tables, value);

	if (table && table->state == TABLE_ARRAY) {
		path->mapping = table->last;
		return;
	}
	if (table && table->state != TABLE_INLINE && table->state != TABLE_LIST) {
		path->mapping = value;
		return;
	}
	if (entry != NODE_NONE) {
		refuse_again(run, name, entry,
			table ? "%S has its whole value in brackets already; TOML readers refuse "
				"headers that add to it"
			      : "%S has a value already, it is no table; TOML readers refuse the "
				"file: rename one of them");
	}
	path->mapping = add_table(run, path->mapping, name, path->start, TABLE_IMPLICIT);
	path->start = name[1].span.start;
}

/* The last part of [a.b]. */
static void open_single(struct toml_run *run, struct path *path, const struct key_name *name)
{
	uint32_t entry = tables_find(&run->tables, path->mapping, name->text);
	uint32_t value = value_of(run, entry);
	struct table *table = tables_of(&run->tables, value);

	if (table && table->state == TABLE_IMPLICIT) {
		table->state = TABLE_EXPLICIT;
		tables_member(&run->tables, entry);
		path->mapping = value;
		return;
	}
	if (entry != NODE_NONE) {
		refuse_again(run, name, entry,
			table ? "the table %S is defined twice; TOML readers refuse the file: put "
				"its keys in one place"
			      : "%S has a value already, it is no table; TOML readers refuse the "
				"file: rename one of them");
	}
	if (table && (table->state == TABLE_EXPLICIT || table->state == TABLE_DOTTED)) {
		tables_member(&run->tables, entry);
		path->mapping = value;
		return;
	}
	entry = tables_entry(&run->tables, path->mapping, name, path->start);
	path->mapping = tables_open(&run->tables, entry,
		(rlint_span){ path->header.end, path->header.end }, TABLE_EXPLICIT);
	tables_member(&run->tables, entry);
}

/* The last part of [[a.b]]. */
static void open_item(struct toml_run *run, struct path *path, const struct key_name *name)
{
	uint32_t entry = tables_find(&run->tables, path->mapping, name->text);
	uint32_t sequence = value_of(run, entry);
	const struct table *table = tables_of(&run->tables, sequence);

	if (!table || table->state != TABLE_ARRAY) {
		if (entry != NODE_NONE) {
			refuse_again(run, name, entry,
				"%S is no array of tables, it was made as something else; TOML "
				"readers refuse the file");
		}
		entry = tables_entry(&run->tables, path->mapping, name, path->start);
		sequence = tables_open(&run->tables, entry, path->header, TABLE_ARRAY);
	}
	path->mapping = tables_open(&run->tables, sequence, path->header, TABLE_EXPLICIT);
	tables_member(&run->tables, path->mapping);
}

static void enter_table(struct toml_run *run, uint32_t mapping)
{
	run->table = mapping;
	run->section = run->config->tree.nodes.count;
}

void toml_open_table(struct toml_run *run, rlint_span header, bool is_array)
{
	uint32_t last = run->names.count - 1;
	struct path path = { .mapping = run->tables.root, .start = header.start, .header = header };

	if (is_too_deep(run, path.mapping)) {
		toml_open_bad_table(run, header,
			(rlint_span){ name_at(run, 0)->span.start, name_at(run, last)->span.end });
		return;
	}
	for (uint32_t i = 0; i < last; i++) {
		step_header(run, &path, name_at(run, i));
	}
	if (is_array) {
		open_item(run, &path, name_at(run, last));
	} else {
		open_single(run, &path, name_at(run, last));
	}
	enter_table(run, path.mapping);
}

void toml_open_bad_table(struct toml_run *run, rlint_span header, rlint_span words)
{
	struct key_name name = { .text = str_slice(run->source, words.start, words.end),
		.span = words,
		.scalar = NODE_NONE };
	uint32_t entry = tables_entry(&run->tables, run->tables.root, &name, header.start);

	tree_node(&run->config->tree, entry)->flags |= NODE_IS_BAD;
	enter_table(run, tables_open(&run->tables, entry, (rlint_span){ header.end, header.end },
				 TABLE_EXPLICIT));
	tables_member(&run->tables, entry);
}
