/* INI files as Python's configparser reads them (Lib/configparser.py, RawConfigParser._read, with
 *its defaults: no comments behind values, strict).
 *
 *	file    = { blank | comment | header | option }
 *	comment = blanks ( "#" | ";" ) text newline
 *	header  = blanks "[" text "]" text newline
 *	option  = blanks key blanks ( "=" | ":" ) text newline { blank | comment | more }
 *	more    = blanks text newline, with more blanks than the option's line
 *
 * A dot in a section's name leads into a mapping: spaCy's `[training.optimizer]`. */
#include "lib/syntax/config/ini.h"

#include <string.h>

#include "lib/base/str.h"
#include "lib/base/utf8.h"
#include "lib/syntax/config/frame.h"

#include <reprolint/registry.h>

void ini_refuse(struct ini_run *run, rlint_span span, rlint_str message)
{
	config_problem(&run->config->tree, run->table, span, true, message);
}

uint32_t ini_line_end(const struct ini_run *run, uint32_t at)
{
	size_t end = str_find(run->source, '\n', at);

	return (uint32_t)(end > at && end < run->source.len && run->source.ptr[end - 1] == '\r'
				  ? end - 1
				  : end);
}

/* A span without the blanks at its ends. */
static rlint_span trim(const struct ini_run *run, rlint_span span)
{
	while (span.start < span.end && byte_is_space(run->source.ptr[span.start])) {
		span.start++;
	}
	while (span.end > span.start && byte_is_space(run->source.ptr[span.end - 1])) {
		span.end--;
	}
	return span;
}

static rlint_str slice(const struct ini_run *run, rlint_span span)
{
	return str_slice(run->source, span.start, span.end);
}

/* ---- sections ---- */

static const struct key_name *name_at(const struct ini_run *run, uint32_t index)
{
	return (const struct key_name *)run->names.items + index;
}

static uint32_t find(const struct ini_run *run, uint32_t mapping, const struct key_name *name)
{
	return tables_find(&run->tables, mapping, name->text);
}

static bool is_mapping(const struct ini_run *run, uint32_t node)
{
	return node != NODE_NONE && tree_node(&run->config->tree, node)->kind == CONFIG_MAPPING;
}

/* Do the names lead through mappings only, as far as there is anything? */
static bool is_free(const struct ini_run *run)
{
	uint32_t mapping = run->tables.root;

	for (uint32_t i = 0; i < run->names.count; i++) {
		uint32_t entry = find(run, mapping, name_at(run, i));

		if (entry == NODE_NONE) {
			return true;
		}
		mapping = config_entry_value(run->config, entry);
		if (!is_mapping(run, mapping)) {
			return false;
		}
	}
	return true;
}

static void refuse_section(struct ini_run *run, const struct key_name *name, uint32_t entry)
{
	struct tree *tree = &run->config->tree;
	struct problem *problem;

	if (run->flavour != INI_CONFIGPARSER || config_problems_full(tree)) {
		return;
	}
	problem = config_problem(tree, run->table, name->span, true,
		RLINT_STR(
			"this section stands in the file twice; Python's configparser refuses the "
			"file: put its keys in one place"));
	if (problem) {
		problem->related = tree_node(tree, entry + 1)->span;
		problem->related_message = RLINT_STR("opened here before");
	}
}

/* The section's own mapping, opened or found. */
static uint32_t open_last(struct ini_run *run, uint32_t mapping, rlint_span header, uint32_t start)
{
	const struct key_name *name = name_at(run, run->names.count - 1);
	uint32_t entry = find(run, mapping, name);
	uint32_t found = entry == NODE_NONE ? NODE_NONE : config_entry_value(run->config, entry);
	struct table *table = tables_of(&run->tables, found);

	if (!table) {
		entry = tables_entry(&run->tables, mapping, name, start);
		found = tables_open(&run->tables, entry, (rlint_span){ header.end, header.end },
			TABLE_EXPLICIT);
	} else if (table->state == TABLE_EXPLICIT) {
		refuse_section(run, name, entry);
	} else {
		table->state = TABLE_EXPLICIT;
	}
	tables_member(&run->tables, entry);
	return found;
}

void ini_open_section(struct ini_run *run, rlint_span header)
{
	uint32_t mapping = run->tables.root;
	uint32_t start = header.start;

	for (uint32_t i = 0; i + 1 < run->names.count; i++) {
		const struct key_name *name = name_at(run, i);
		uint32_t entry = find(run, mapping, name);
		uint32_t found =
			entry == NODE_NONE ? NODE_NONE : config_entry_value(run->config, entry);

		if (is_mapping(run, found)) {
			mapping = found;
			continue;
		}
		entry = tables_entry(&run->tables, mapping, name, start);
		mapping = tables_open(&run->tables, entry,
			(rlint_span){ name->span.end, name->span.end }, TABLE_IMPLICIT);
		start = name[1].span.start;
	}
	run->table = open_last(run, mapping, header, start);
	run->has_section = true;
}

static void add_name(struct ini_run *run, rlint_span span)
{
	struct key_name *name = vec_add(&run->names, run->scratch, sizeof *name);

	*name = (struct key_name){ .text = slice(run, span), .span = span, .scalar = NODE_NONE };
}

/* Splits the name at its dots, unless that leads nowhere: then it is one name. */
static void read_names(struct ini_run *run, rlint_span span)
{
	const struct limits *limits = run->config->tree.limits;
	bool is_split = true;
	uint32_t start = span.start;

	run->names.count = 0;
	for (uint32_t at = span.start; at <= span.end; at++) {
		if (at < span.end && run->source.ptr[at] != '.') {
			continue;
		}
		is_split = is_split && at > start &&
			   run->names.count < limits->values[RLINT_LIMIT_NESTING];
		if (is_split) {
			add_name(run, (rlint_span){ start, at });
		}
		start = at + 1;
	}
	if (!is_split || !is_free(run)) {
		run->names.count = 0;
		add_name(run, span);
	}
}

/* ---- options ---- */

uint32_t ini_add_key(struct ini_run *run, rlint_span span)
{
	struct key_name name = { .text = slice(run, span), .span = span, .scalar = NODE_NONE };
	uint32_t before = tables_find(&run->tables, run->table, name.text);
	struct tree *tree = &run->config->tree;
	uint32_t entry;

	if (!run->has_section && !run->has_told_section) {
		run->has_told_section = true;
		ini_refuse(run, span,
			RLINT_STR(
				"no [section] stands before this key; readers of INI files refuse "
				"it: add one above"));
	}
	if (before != NODE_NONE && run->flavour == INI_CONFIGPARSER &&
		!config_problems_full(tree) &&
		!is_mapping(run, config_entry_value(run->config, before))) {
		struct problem *problem = config_problem(tree, run->table, span, true,
			format_str(tree->arena,
				"%S is set twice here; Python's configparser refuses the file: "
				"take "
				"one away",
				name.text));

		problem->related = tree_node(tree, before + 1)->span;
		problem->related_message = RLINT_STR("set here before");
	}
	entry = tables_entry(&run->tables, run->table, &name, span.start);
	tables_member(&run->tables, entry);
	return entry;
}

void ini_add_value(struct ini_run *run, uint32_t entry, rlint_span span, const struct text *text)
{
	uint32_t node = tables_value(&run->tables, entry, CONFIG_SCALAR, span);

	if (!text->pieces && text->base == span.start && text->bytes.len == span.end - span.start) {
		return;
	}
	tree_node(&run->config->tree, node)->payload =
		config_keep(run->config, &(struct config_scalar){ .text = *text });
}

void ini_end_value(struct ini_run *run)
{
	struct text text;

	if (run->entry == NODE_NONE) {
		return;
	}
	text = text_end(&run->builder);
	if (text.bytes.len == 0) {
		text = text_of(run->source, run->value);
	}
	ini_add_value(run, run->entry, run->value, &text);
	run->entry = NODE_NONE;
}

/* A further line of the value: configparser joins them with LF, blank ones too. */
static void take_more(struct ini_run *run, rlint_span words)
{
	uint32_t count = run->blank_lines + 1;
	char *ends = arena_alloc(run->scratch, count);
	bool was_empty = run->value.start == run->value.end;

	memset(ends, '\n', count);
	text_add_decoded(&run->builder, (rlint_str){ ends, count }, &run->whole, run->value.end,
		words.start);
	text_add(&run->builder, &run->whole, words.start, words.end);
	run->value = (rlint_span){ was_empty ? words.start : run->value.start, words.end };
	run->blank_lines = 0;
}

static void take_option(struct ini_run *run, rlint_span words, uint32_t indent)
{
	rlint_str line = slice(run, words);
	size_t equals = str_find(line, '=', 0);
	size_t colon = str_find(line, ':', 0);
	uint32_t delimiter = words.start + (uint32_t)(equals < colon ? equals : colon);
	rlint_span key = trim(run, (rlint_span){ words.start, delimiter });

	if (delimiter == words.end) {
		ini_refuse(run, words,
			RLINT_STR("this is no [section], no `key = value`, and not indented as "
				  "part of a value"));
		return;
	}
	if (key.start == key.end) {
		ini_refuse(run, (rlint_span){ delimiter, delimiter + 1 },
			RLINT_STR("a key is missing before this"));
		return;
	}
	run->entry = ini_add_key(run, key);
	run->indent = indent;
	run->blank_lines = 0;
	run->value = trim(run, (rlint_span){ delimiter + 1, words.end });
	if (run->value.start == run->value.end) {
		run->value = (rlint_span){ delimiter + 1, delimiter + 1 };
	}
	run->builder = (struct text_builder){ .arena = run->arena };
	text_add(&run->builder, &run->whole, run->value.start, run->value.end);
}

/* The offset of the last closing bracket, or the span's end. */
static uint32_t closing(const struct ini_run *run, rlint_span words)
{
	uint32_t at = words.end;

	while (at > words.start + 2 && run->source.ptr[at - 1] != ']') {
		at--;
	}
	return at > words.start + 2 ? at - 1 : words.end;
}

static void take_words(struct ini_run *run, rlint_span words, uint32_t indent)
{
	uint32_t close = closing(run, words);

	ini_end_value(run);
	if (run->source.ptr[words.start] != '[' || close == words.end) {
		take_option(run, words, indent);
		return;
	}
	read_names(run, (rlint_span){ words.start + 1, close });
	ini_open_section(run, (rlint_span){ words.start, close + 1 });
}

void ini_take_line(struct ini_run *run)
{
	rlint_span line = { run->at, (uint32_t)str_find(run->source, '\n', run->at) };
	rlint_span words = trim(run, line);
	uint32_t indent = words.start - line.start;

	run->at = line.end + (line.end < run->source.len);
	if (words.start == words.end) {
		run->blank_lines++;
	} else if (run->source.ptr[words.start] == '#' || run->source.ptr[words.start] == ';') {
		tables_comment(&run->tables, words);
	} else if (run->entry != NODE_NONE && indent > run->indent) {
		take_more(run, words);
	} else {
		take_words(run, words, indent);
	}
}

/* ---- the file ---- */

/* Bytes that are no text: told once, where the first stands. */
static bool is_text(struct ini_run *run)
{
	size_t bad = utf8_invalid(run->source);
	size_t nul = str_find(run->source, '\0', 0);
	uint32_t at = (uint32_t)(bad < nul ? bad : nul);
	rlint_str message = RLINT_STR("these bytes are no UTF-8; save the file as UTF-8");

	if (rlint_str_starts(run->source, RLINT_STR("\xFF\xFE")) ||
		rlint_str_starts(run->source, RLINT_STR("\xFE\xFF"))) {
		ini_refuse(run, (rlint_span){ 0, 2 },
			RLINT_STR("the file is UTF-16; save it as UTF-8"));
		return false;
	}
	if (at < run->source.len) {
		ini_refuse(run, (rlint_span){ at, at + 1 },
			nul < bad ? RLINT_STR("a text holds no NUL bytes; take them out")
				  : message);
	}
	return true;
}

static void parse(void *context)
{
	struct ini_run *run = context;
	bool is_full = false;

	run->at = rlint_str_starts(run->source, RLINT_STR("\xEF\xBB\xBF")) ? 3 : 0;
	tables_begin(&run->tables, run->config, run->scratch, run->at);
	run->table = run->tables.root;
	run->has_section = run->flavour == INI_VARIABLES;
	if (!is_text(run)) {
		run->at = (uint32_t)run->source.len;
	}
	while (run->at < run->source.len && !is_full) {
		if (run->flavour == INI_GIT) {
			ini_git_take(run);
		} else if (run->flavour == INI_VARIABLES) {
			ini_env_take(run);
		} else {
			ini_take_line(run);
		}
		is_full = tables_are_full(&run->tables, run->at);
	}
	ini_end_value(run);
	tables_finish(&run->tables);
}

rlint_status config_parse_ini(struct config *out, struct arena *arena, const struct limits *limits,
	rlint_str source, enum ini_flavour flavour)
{
	struct parse_frame frame;
	struct ini_run run = { .config = out,
		.arena = arena,
		.scratch = &frame.scratch,
		.source = source,
		.whole = text_of(source, (rlint_span){ 0, (uint32_t)source.len }),
		.flavour = flavour,
		.entry = NODE_NONE };
	rlint_status status;

	frame_open(&frame, out, arena, limits, source);
	out->format = CONFIG_INI;
	status = protect(&frame.own, parse, &run);
	frame_close(&frame);
	return status;
}
