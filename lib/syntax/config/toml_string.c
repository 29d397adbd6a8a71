/* The strings of TOML 1.0.0.
 *
 *	string  = '"' { character | escape } '"' | "'" { character } "'"
 *	        | '"""' [ newline ] { character | newline | quotes | escape | folding } '"""'
 *	        | "'''" [ newline ] { character | newline | quotes } "'''"
 *	escape  = "\" ( "b" | "t" | "n" | "f" | "r" | '"' | "\" | "u" 4 hex | "U" 8 hex )
 *	folding = "\" blanks newline { blank | newline }
 *	quotes  = one or two of the string's own, before its end too
 */
#include <string.h>

#include "lib/base/str.h"
#include "lib/base/utf8.h"
#include "lib/syntax/config/toml.h"

/* A string on its way. */
struct string {
	struct toml_run *run;
	struct text whole;
	struct text_builder builder;
	uint32_t run_start; /* verbatim bytes not yet added */
	char quote;
	bool is_long;
};

static void flush(struct string *string)
{
	text_add(&string->builder, &string->whole, string->run_start, string->run->at);
}

/* The next `length` bytes mean the character. */
static void take_decoded(struct string *string, uint32_t code, uint32_t length)
{
	struct toml_run *run = string->run;
	char bytes[4];
	size_t count = utf8_encode(code, bytes);

	flush(string);
	text_add_decoded(&string->builder, (rlint_str){ bytes, count }, &string->whole, run->at,
		run->at + length);
	run->at += length;
	string->run_start = run->at;
}

/* The number that so many hexadecimal digits mean, or UTF8_BAD: of surrogates too. */
static uint32_t read_code(const struct toml_run *run, uint32_t at, uint32_t count)
{
	uint32_t code = 0;

	for (uint32_t end = at + count; at < end; at++) {
		char byte = byte_lower(toml_byte(run, at));
		bool is_letter = byte >= 'a' && byte <= 'f';

		if ((!rlint_byte_is_digit(byte) && !is_letter) || code > 0xFFFFFFFU) {
			return UTF8_BAD;
		}
		code = code << 4 | (uint32_t)(is_letter ? byte - 'a' + 10 : byte - '0');
	}
	return code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF) ? UTF8_BAD : code;
}

static void take_unicode(struct string *string, uint32_t count)
{
	struct toml_run *run = string->run;
	uint32_t code = read_code(run, run->at + 2, count);

	if (code != UTF8_BAD) {
		take_decoded(string, code, count + 2);
		return;
	}
	toml_refuse(run, (rlint_span){ run->at, run->at + 2 },
		count == 4 ? RLINT_STR("\\u needs the four hexadecimal digits of a character")
			   : RLINT_STR("\\U needs the eight hexadecimal digits of a character"));
	run->at += 2;
}

/* The backslash at a line's end: it and all blanks and line ends behind it mean nothing. */
static bool take_folding(struct string *string)
{
	struct toml_run *run = string->run;
	uint32_t at = run->at + 1;
	uint32_t newline = 0;

	while (toml_byte(run, at) == ' ' || toml_byte(run, at) == '\t') {
		at++;
	}
	newline = toml_newline(run, at);
	if (!string->is_long || newline == 0) {
		return false;
	}
	flush(string);
	run->at = at;
	for (; newline > 0; newline = toml_newline(run, run->at)) {
		run->at += newline;
		toml_skip_blanks(run);
	}
	string->run_start = run->at;
	return true;
}

static void take_escape(struct string *string)
{
	static const char names[] = "\"\\bfnrt";
	static const char meanings[] = "\"\\\b\f\n\r\t";
	struct toml_run *run = string->run;
	char name = toml_byte(run, run->at + 1);
	const char *found = name == '\0' ? NULL : strchr(names, name);

	if (found) {
		take_decoded(string, (unsigned char)meanings[found - names], 2);
	} else if (name == 'u' || name == 'U') {
		take_unicode(string, name == 'u' ? 4 : 8);
	} else if (!take_folding(string)) {
		toml_refuse(run, (rlint_span){ run->at, run->at + 1 },
			RLINT_STR("TOML knows no such escape; double the backslash, or put the "
				  "text in single quotes"));
		run->at++;
	}
}

static void skip_verbatim(struct string *string)
{
	const unsigned char *bytes = (const unsigned char *)string->run->source.ptr;
	size_t at = string->run->at;

	while (at < string->run->source.len && (bytes[at] >= ' ' || bytes[at] == '\t') &&
		bytes[at] < 0x7F && bytes[at] != (unsigned char)string->quote &&
		(bytes[at] != '\\' || string->quote == '\'')) {
		at++;
	}
	string->run->at = (uint32_t)at;
}

/* Quotes: the end, or text of a long string. Behind it when it is the end. */
static bool take_quotes(struct string *string)
{
	struct toml_run *run = string->run;
	uint32_t count = 1;

	if (!string->is_long) {
		flush(string);
		run->at++;
		return true;
	}
	while (count < 5 && toml_byte(run, run->at + count) == string->quote) {
		count++;
	}
	if (count < 3) {
		run->at += count;
		return false;
	}
	run->at += count - 3;
	flush(string);
	run->at += 3;
	return true;
}

/* What stands at the place, neither a verbatim byte nor the end; true behind the closing quotes. */
static bool take_special(struct string *string)
{
	struct toml_run *run = string->run;
	uint32_t newline = toml_newline(run, run->at);
	char byte = toml_byte(run, run->at);

	if (newline > 1) {
		/* Readers give both ends of a line as LF. */
		take_decoded(string, '\n', newline);
	} else if (newline == 1) {
		run->at++;
	} else if (byte == string->quote) {
		return take_quotes(string);
	} else if (byte == '\\') {
		take_escape(string);
	} else {
		run->at += toml_check_byte(run, run->at);
	}
	return false;
}

/* Up to the end, behind the closing quotes; false where there are none. */
static bool take_body(struct string *string)
{
	const struct toml_run *run = string->run;

	skip_verbatim(string);
	while (run->at < run->source.len && (string->is_long || toml_newline(run, run->at) == 0)) {
		if (take_special(string)) {
			return true;
		}
		skip_verbatim(string);
	}
	flush(string);
	return false;
}

/* An unclosed long string would take the rest of the file: it ends where the next statement seems
 * to begin, at the end of the line before. */
static void cut_long(struct toml_run *run, uint32_t start)
{
	uint32_t at = toml_line_end(run, start);

	while (at < run->source.len && !toml_is_statement(run, at + toml_newline(run, at))) {
		at = toml_line_end(run, at + toml_newline(run, at));
	}
	run->at = at;
}

static void refuse_unclosed(struct toml_run *run, rlint_span opening)
{
	uint32_t silent_until = run->silent_until;

	/* The string's own problems come before, but this is the cause. */
	run->silent_until = silent_until > opening.start ? opening.start : silent_until;
	toml_refuse(run, opening,
		opening.end - opening.start == 3
			? RLINT_STR("the string that opens here is never closed; add three quotes")
			: RLINT_STR("the string that opens here is not closed on its line; add the "
				    "closing quote"));
	if (run->silent_until < silent_until) {
		run->silent_until = silent_until;
	}
}

bool toml_take_string(struct toml_run *run, struct key_name *out)
{
	struct string string = {
		.run = run,
		.whole = text_of(run->source, (rlint_span){ 0, (uint32_t)run->source.len }),
		.builder = { .arena = run->arena },
		.quote = toml_byte(run, run->at),
	};
	rlint_span opening = { run->at, run->at + 1 };
	struct text text;
	bool is_closed;

	string.is_long = toml_byte(run, run->at + 1) == string.quote &&
			 toml_byte(run, run->at + 2) == string.quote;
	opening.end += string.is_long ? 2 : 0;
	run->at = opening.end;
	run->at += string.is_long ? toml_newline(run, run->at) : 0;
	string.run_start = run->at;
	is_closed = take_body(&string);
	text = text_end(&string.builder);
	if (!is_closed) {
		refuse_unclosed(run, opening);
		if (string.is_long) {
			cut_long(run, opening.start);
			text = text_of(run->source, (rlint_span){ opening.end, run->at });
		}
	}
	if (text.bytes.len == 0) {
		text = text_of(run->source, (rlint_span){ opening.end, opening.end });
	}
	*out = (struct key_name){ .text = text.bytes,
		.span = { opening.start, run->at },
		.scalar = NODE_NONE,
		.style = string.quote == '"' ? CONFIG_DOUBLE_QUOTED : CONFIG_SINGLE_QUOTED };
	if (text.pieces || string.is_long || !is_closed) {
		out->scalar = config_keep(
			run->config, &(struct config_scalar){ .text = text, .style = out->style });
	}
	return is_closed;
}
