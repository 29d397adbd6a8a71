/* Lines of TOML files: their ends, comments, and what a problem costs. */
#include <string.h>

#include "lib/base/str.h"
#include "lib/base/utf8.h"
#include "lib/syntax/config/toml.h"

char toml_byte(const struct toml_run *run, size_t at)
{
	if (at < run->source.len) {
		return run->source.ptr[at];
	}
	return '\0';
}

uint32_t toml_newline(const struct toml_run *run, size_t at)
{
	if (toml_byte(run, at) == '\n') {
		return 1;
	}
	return toml_byte(run, at) == '\r' && toml_byte(run, at + 1) == '\n' ? 2 : 0;
}

uint32_t toml_line_end(const struct toml_run *run, uint32_t at)
{
	size_t end = str_find(run->source, '\n', at);

	return (uint32_t)(end > at && end < run->source.len && run->source.ptr[end - 1] == '\r'
				  ? end - 1
				  : end);
}

void toml_skip_blanks(struct toml_run *run)
{
	while (toml_byte(run, run->at) == ' ' || toml_byte(run, run->at) == '\t') {
		run->at++;
	}
}

bool toml_skip_lines(struct toml_run *run)
{
	bool has_ended = false;

	for (;;) {
		uint32_t newline;

		toml_skip_blanks(run);
		newline = toml_newline(run, run->at);
		if (newline > 0) {
			run->at += newline;
			has_ended = true;
		} else if (toml_byte(run, run->at) == '#') {
			toml_take_comment(run);
		} else {
			return has_ended;
		}
	}
}

/* ---- problems ---- */

bool toml_is_silent(const struct toml_run *run, uint32_t at)
{
	return at < run->silent_until || config_problems_full(&run->config->tree);
}

struct problem *toml_refuse(struct toml_run *run, rlint_span span, rlint_str message)
{
	struct tree *tree = &run->config->tree;

	tree->is_incomplete = true;
	if (toml_is_silent(run, span.start)) {
		return NULL;
	}
	run->silent_until = toml_line_end(run, span.start) + 1;
	return config_problem(tree, run->table, span, true, message);
}

void toml_refuse_depth(struct toml_run *run, rlint_span span)
{
	struct problem *problem =
		toml_refuse(run, span, RLINT_STR("nested more deeply than this linter follows"));

	if (problem) {
		problem->is_limit = true;
	}
}

uint32_t toml_check_byte(struct toml_run *run, uint32_t at)
{
	unsigned char byte = (unsigned char)run->source.ptr[at];
	size_t length = 1;

	if (byte >= 0x80) {
		if (utf8_decode(run->source, at, &length) == UTF8_BAD) {
			toml_refuse(run, (rlint_span){ at, at + 1 },
				RLINT_STR("these bytes are no UTF-8; save the file as UTF-8"));
		}
	} else if ((byte < ' ' && byte != '\t') || byte == 0x7F) {
		toml_refuse(run, (rlint_span){ at, at + 1 },
			byte == '\r'
				? RLINT_STR("a carriage return stands alone here; end lines "
					    "with LF or CRLF")
				: RLINT_STR("TOML allows no control characters; write an escape "
					    "in double quotes, or take them out"));
	}
	return (uint32_t)length;
}

void toml_take_comment(struct toml_run *run)
{
	rlint_span span = { run->at, toml_line_end(run, run->at) };

	while (run->at < span.end) {
		run->at += toml_check_byte(run, run->at);
	}
	run->at = span.end;
	tables_comment(&run->tables, span);
}

/* ---- where to go on ---- */

/* Quotes within a key or a list, to behind the closing one or the line's end. */
static uint32_t skip_quotes(const struct toml_run *run, uint32_t at)
{
	char quote = toml_byte(run, at);

	for (at++; at < run->source.len && toml_newline(run, at) == 0; at++) {
		if (toml_byte(run, at) == quote) {
			return at + 1;
		}
		at += toml_byte(run, at) == '\\' && quote == '"' && toml_newline(run, at + 1) == 0;
	}
	return at;
}

static bool is_quote(char byte)
{
	return byte == '"' || byte == '\'';
}

static bool is_bare(char byte)
{
	return byte_is_name(byte) || byte == '-';
}

/* The end of what may be a dotted key. */
static uint32_t skip_key(const struct toml_run *run, uint32_t at)
{
	for (;;) {
		char byte = toml_byte(run, at);

		if (is_quote(byte)) {
			at = skip_quotes(run, at);
		} else if (is_bare(byte) || byte == '.' || byte == ' ' || byte == '\t') {
			at++;
		} else {
			return at;
		}
	}
}

bool toml_is_statement(const struct toml_run *run, uint32_t at)
{
	uint32_t start;
	bool is_header;

	while (toml_byte(run, at) == ' ' || toml_byte(run, at) == '\t') {
		at++;
	}
	start = at;
	is_header = toml_byte(run, at) == '[';
	if (!is_header) {
		at = skip_key(run, at);
		return at > start && toml_byte(run, at) == '=';
	}
	at += toml_byte(run, at + 1) == '[' ? 2 : 1;
	if (!rlint_byte_is_letter(toml_byte(run, at)) && toml_byte(run, at) != '_') {
		return false;
	}
	at = skip_key(run, at);
	while (toml_byte(run, at) == ']') {
		at++;
	}
	while (toml_byte(run, at) == ' ' || toml_byte(run, at) == '\t') {
		at++;
	}
	return at >= run->source.len || toml_newline(run, at) > 0 || toml_byte(run, at) == '#';
}

/* The depth behind the rest of the line, at its end; 0 as soon as all is closed. */
static uint32_t skip_line(struct toml_run *run, uint32_t depth)
{
	uint32_t end = toml_line_end(run, run->at);

	while (run->at < end && depth > 0) {
		char byte = toml_byte(run, run->at);

		if (is_quote(byte)) {
			run->at = skip_quotes(run, run->at);
			continue;
		}
		if (byte == '#') {
			break;
		}
		depth += byte == '[' || byte == '{' ? 1U : 0U;
		depth -= byte == ']' || byte == '}' ? 1U : 0U;
		run->at++;
	}
	run->at = end;
	return depth;
}

void toml_skip_brackets(struct toml_run *run, uint32_t depth)
{
	depth = skip_line(run, depth);
	while (depth > 0 && run->at < run->source.len) {
		uint32_t next = run->at + toml_newline(run, run->at);

		if (toml_is_statement(run, next)) {
			return;
		}
		run->at = next;
		depth = skip_line(run, depth);
	}
}
