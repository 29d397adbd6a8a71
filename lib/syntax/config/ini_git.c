/* INI files as git reads them (git's config.c, get_value, parse_value, get_base_var).
 *
 *	file     = { blanks | newline | comment | header | variable }
 *	header   = "[" name [ blanks '"' { character | "\" character } '"' ] "]"
 *	name     = { letter | digit | "-" | "." }
 *	variable = key blanks ( newline | "=" value newline )
 *	key      = letter { letter | digit | "-" }
 *	value    = { character | '"' { character } '"' | "\" ( '"' | "\" | "n" | "t" | "b" | newline
 *) } [ comment ] comment  = ( "#" | ";" ) text
 *
 * A name's first dot leads to a subsection, as quotes do. */
#include <string.h>

#include "lib/base/str.h"
#include "lib/syntax/config/ini.h"

static char byte_at(const struct ini_run *run, size_t at)
{
	if (at < run->source.len) {
		return run->source.ptr[at];
	}
	return '\0';
}

static bool is_key_byte(char byte)
{
	return rlint_byte_is_letter(byte) || rlint_byte_is_digit(byte) || byte == '-';
}

static bool is_comment(char byte)
{
	return byte == '#' || byte == ';';
}

static bool is_at_end(const struct ini_run *run)
{
	return run->at >= ini_line_end(run, run->at);
}

static void skip_blanks(struct ini_run *run)
{
	while (byte_at(run, run->at) == ' ' || byte_at(run, run->at) == '\t') {
		run->at++;
	}
}

static void skip_line(struct ini_run *run)
{
	run->at = ini_line_end(run, run->at);
}

static void take_comment(struct ini_run *run)
{
	rlint_span span = { run->at, ini_line_end(run, run->at) };

	tables_comment(&run->tables, span);
	run->at = span.end;
}

/* ---- headers ---- */

/* Adds a name; with pieces it is kept as a scalar. */
static void add_name(struct ini_run *run, rlint_span span, const struct text *text)
{
	struct key_name *name = vec_add(&run->names, run->scratch, sizeof *name);
	bool is_quoted = byte_at(run, span.start) == '"';

	*name = (struct key_name){ .text = text->bytes,
		.span = span,
		.scalar = NODE_NONE,
		.style = is_quoted ? CONFIG_DOUBLE_QUOTED : CONFIG_PLAIN };
	if (text->pieces) {
		name->scalar = config_keep(run->config,
			&(struct config_scalar){ .text = *text, .style = name->style });
	}
}

static void add_plain(struct ini_run *run, uint32_t start, uint32_t end)
{
	struct text text = text_of(run->source, (rlint_span){ start, end });

	add_name(run, (rlint_span){ start, end }, &text);
}

/* A quoted subsection: a backslash takes the next character as it is. */
static bool take_subsection(struct ini_run *run)
{
	struct text_builder builder = { .arena = run->arena };
	uint32_t start = run->at++;
	uint32_t end = ini_line_end(run, start);
	uint32_t from = run->at;
	struct text text;

	while (run->at < end && byte_at(run, run->at) != '"') {
		if (byte_at(run, run->at) == '\\' && run->at + 1 < end) {
			text_add(&builder, &run->whole, from, run->at);
			text_add_decoded(&builder, str_slice(run->source, run->at + 1, run->at + 2),
				&run->whole, run->at, run->at + 2);
			run->at++;
			from = run->at + 1;
		}
		run->at++;
	}
	if (run->at >= end) {
		return false;
	}
	text_add(&builder, &run->whole, from, run->at);
	text = text_end(&builder);
	if (text.bytes.len == 0) {
		text = text_of(run->source, (rlint_span){ run->at, run->at });
	}
	run->at++;
	add_name(run, (rlint_span){ start, run->at }, &text);
	return true;
}

static bool take_names(struct ini_run *run)
{
	uint32_t start = run->at;
	size_t dot;

	run->names.count = 0;
	while (is_key_byte(byte_at(run, run->at)) || byte_at(run, run->at) == '.') {
		run->at++;
	}
	if (run->at == start) {
		return false;
	}
	dot = start + str_find(str_slice(run->source, start, run->at), '.', 0);
	add_plain(run, start, (uint32_t)dot);
	if (dot < run->at) {
		add_plain(run, (uint32_t)dot + 1, run->at);
	}
	skip_blanks(run);
	return byte_at(run, run->at) != '"' || take_subsection(run);
}

static void take_header(struct ini_run *run)
{
	rlint_span header = { run->at++, 0 };
	bool is_whole = take_names(run);

	if (!is_whole || byte_at(run, run->at) != ']') {
		header.end = ini_line_end(run, header.start);
		ini_refuse(run, header,
			RLINT_STR("git reads no such section; write [name] or [name \"part\"]"));
		run->names.count = 0;
		add_plain(run, header.start + 1, header.end);
		run->at = header.end;
	} else {
		header.end = ++run->at;
	}
	ini_open_section(run, header);
}

/* ---- values ---- */

/* A value on its way. */
struct value {
	struct ini_run *run;
	struct text_builder builder;
	uint32_t start, from; /* bytes not yet added */
	size_t solid; /* so much is kept even if blanks alone follow */
	uint32_t quote; /* where the open one stands */
	bool is_quoted;
};

static void flush(struct value *value)
{
	const struct ini_run *run = value->run;
	struct text_builder *builder = &value->builder;
	size_t before = builder->run ? builder->run_len : builder->buffer.len;
	uint32_t end = run->at;

	text_add(builder, &run->whole, value->from, run->at);
	while (!value->is_quoted && end > value->from && byte_is_space(byte_at(run, end - 1))) {
		end--;
	}
	if (end > value->from) {
		value->solid = before + (end - value->from);
	}
	value->from = run->at;
}

static bool take_escape(struct value *value)
{
	static const char names[] = "\"\\ntb";
	static const char meanings[] = "\"\\\n\t\b";
	struct ini_run *run = value->run;
	char name = byte_at(run, run->at + 1);
	const char *found = name == '\0' ? NULL : strchr(names, name);

	flush(value);
	if (found) {
		text_add_decoded(&value->builder, (rlint_str){ &meanings[found - names], 1 },
			&run->whole, run->at, run->at + 2);
		value->solid = value->builder.buffer.len;
		run->at += 2;
	} else if (ini_line_end(run, run->at + 1) == run->at + 1 && run->at + 1 < run->source.len) {
		run->at = (uint32_t)str_find(run->source, '\n', run->at) + 1;
	} else {
		ini_refuse(run, (rlint_span){ run->at, run->at + 1 },
			RLINT_STR("git knows no such escape; double the backslash"));
		return false;
	}
	value->from = run->at;
	return true;
}

static void take_quote(struct value *value)
{
	flush(value);
	value->quote = value->run->at;
	value->is_quoted = !value->is_quoted;
	value->run->at++;
	value->from = value->run->at;
}

/* Up to the comment or the line's end; false where git gives up. */
static bool take_body(struct value *value)
{
	struct ini_run *run = value->run;

	while (!(run->at >= run->source.len || byte_at(run, run->at) == '\n' ||
		 (byte_at(run, run->at) == '\r' && byte_at(run, run->at + 1) == '\n'))) {
		char byte = byte_at(run, run->at);

		if (is_comment(byte) && !value->is_quoted) {
			break;
		}
		if (byte == '"') {
			take_quote(value);
		} else if (byte != '\\') {
			run->at++;
		} else if (!take_escape(value)) {
			return false;
		}
	}
	flush(value);
	if (value->is_quoted) {
		ini_refuse(run, (rlint_span){ value->quote, value->quote + 1 },
			RLINT_STR("the quote that opens here is not closed on its line"));
	}
	return true;
}

static void take_value(struct ini_run *run, uint32_t entry)
{
	struct value value = { .run = run, .builder = { .arena = run->arena } };
	struct text text;
	rlint_span span;

	skip_blanks(run);
	value.start = run->at;
	value.from = run->at;
	if (!take_body(&value)) {
		skip_line(run);
	}
	text = text_end(&value.builder);
	text = text_sub(&text, 0, value.solid);
	span = (rlint_span){ value.start, run->at };
	while (span.end > span.start && byte_is_space(byte_at(run, span.end - 1))) {
		span.end--;
	}
	if (text.bytes.len == 0) {
		text = text_of(run->source, (rlint_span){ span.start, span.start });
	}
	ini_add_value(run, entry, span, &text);
}

/* A variable without a value is true. */
static void add_true(struct ini_run *run, uint32_t entry, rlint_span key)
{
	struct text_builder builder = { .arena = run->arena };
	struct text text;

	text_add_decoded(&builder, RLINT_STR("true"), &run->whole, key.start, key.end);
	text = text_end(&builder);
	ini_add_value(run, entry, (rlint_span){ key.end, key.end }, &text);
}

static void take_variable(struct ini_run *run)
{
	rlint_span key = { run->at, run->at };
	uint32_t entry;

	while (is_key_byte(byte_at(run, key.end))) {
		key.end++;
	}
	run->at = key.end;
	skip_blanks(run);
	if (key.end == key.start || !rlint_byte_is_letter(byte_at(run, key.start)) ||
		(byte_at(run, run->at) != '=' && !is_at_end(run))) {
		ini_refuse(run, (rlint_span){ key.start, ini_line_end(run, key.start) },
			RLINT_STR("git reads no such line; write key = value, the key of letters, "
				  "digits and `-`"));
		skip_line(run);
		return;
	}
	entry = ini_add_key(run, key);
	if (byte_at(run, run->at) == '=') {
		run->at++;
		take_value(run, entry);
	} else {
		add_true(run, entry, key);
	}
}

void ini_git_take(struct ini_run *run)
{
	char byte;

	while (run->at < run->source.len && byte_is_space(byte_at(run, run->at))) {
		run->at++;
	}
	byte = byte_at(run, run->at);
	if (run->at >= run->source.len) {
		return;
	}
	if (is_comment(byte)) {
		take_comment(run);
	} else if (byte == '[') {
		take_header(run);
	} else {
		take_variable(run);
	}
}
