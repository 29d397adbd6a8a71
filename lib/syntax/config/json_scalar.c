/* The words and strings of JSON (RFC 8259 sections 3, 6, 7).
 *
 *	word     = "true" | "false" | "null" | number
 *	number   = [ "-" ] ( "0" | digit1-9 { digit } ) [ "." digit { digit } ]
 *	           [ ( "e" | "E" ) [ "+" | "-" ] digit { digit } ]
 *	string   = '"' { unescaped | escape } '"'
 *	escape   = "\" ( '"' | "\" | "/" | "b" | "f" | "n" | "r" | "t" | "u" hex hex hex hex )
 */
#include <string.h>

#include "lib/base/str.h"
#include "lib/base/utf8.h"
#include "lib/syntax/config/json.h"

static char byte_at(const struct json_run *run, size_t at)
{
	if (at < run->source.len) {
		return run->source.ptr[at];
	}
	return '\0';
}

static size_t skip_digits(rlint_str text, size_t at)
{
	while (at < text.len && rlint_byte_is_digit(text.ptr[at])) {
		at++;
	}
	return at;
}

static bool is_at(rlint_str text, size_t at, const char *set)
{
	return at < text.len && byte_is_one_of(text.ptr[at], set);
}

static bool is_number(rlint_str text)
{
	size_t at = is_at(text, 0, "-");
	size_t end = skip_digits(text, at);

	if (end == at || (text.ptr[at] == '0' && end > at + 1)) {
		return false;
	}
	if (is_at(text, end, ".")) {
		at = end + 1;
		end = skip_digits(text, at);
		if (end == at) {
			return false;
		}
	}
	if (is_at(text, end, "eE")) {
		at = end + 1 + is_at(text, end + 1, "+-");
		end = skip_digits(text, at);
		if (end == at) {
			return false;
		}
	}
	return end == text.len;
}

static bool is_word(rlint_str text)
{
	static const rlint_str words[] = { RLINT_STR_INIT("true"), RLINT_STR_INIT("false"),
		RLINT_STR_INIT("null") };

	return is_number(text) || rlint_str_is_one_of(text, words, 3);
}

/* Python's json, and few other readers, take these. */
static bool is_not_finite(rlint_str text)
{
	static const rlint_str words[] = { RLINT_STR_INIT("NaN"), RLINT_STR_INIT("Infinity"),
		RLINT_STR_INIT("-Infinity") };

	return rlint_str_is_one_of(text, words, 3);
}

uint32_t json_word_end(const struct json_run *run)
{
	uint32_t end = run->at;

	while (end < run->source.len && !byte_is_one_of(run->source.ptr[end], " \t\r\n,:[]{}\"") &&
		!(end > run->at && run->source.ptr[end] == '/' &&
			(byte_at(run, end + 1) == '/' || byte_at(run, end + 1) == '*'))) {
		end++;
	}
	return end > run->at ? end : end + 1;
}

void json_take_word(struct json_run *run)
{
	rlint_span span = { run->at, json_word_end(run) };
	rlint_str word = str_slice(run->source, span.start, span.end);

	if (is_not_finite(word)) {
		json_note(run, span,
			format_str(run->arena,
				"%S is no JSON; Python takes it, most other readers do not", word));
	} else if (!is_word(word)) {
		json_refuse(run, span,
			rlint_byte_is_digit(word.ptr[0]) || byte_is_one_of(word.ptr[0], "+-.")
				? RLINT_STR("JSON has no such number; write it in digits, or as a "
					    "string in double quotes")
				: RLINT_STR("this is no JSON value; text stands in double quotes"));
	}
	build_add(&run->builder, CONFIG_SCALAR, span, span.start);
	build_end_child(&run->builder);
	run->at = span.end;
}

static int hex_value(char byte)
{
	char lower = byte_lower(byte);

	return rlint_byte_is_digit(byte)      ? byte - '0'
	       : lower >= 'a' && lower <= 'f' ? lower - 'a' + 10
					      : -1;
}

/* The number of a \uXXXX at `at`, or UTF8_BAD. */
static uint32_t unicode_escape(const struct json_run *run, size_t at)
{
	uint32_t code = 0;

	if (byte_at(run, at) != '\\' || byte_at(run, at + 1) != 'u') {
		return UTF8_BAD;
	}
	for (size_t i = at + 2; i < at + 6; i++) {
		int value = hex_value(byte_at(run, i));

		if (value < 0) {
			return UTF8_BAD;
		}
		code = code << 4 | (uint32_t)value;
	}
	return code;
}

/* A string on its way. */
struct string {
	struct text whole;
	struct text_builder builder;
	uint32_t run_start; /* verbatim bytes not yet added */
};

static void flush(struct string *string, const struct json_run *run)
{
	text_add(&string->builder, &string->whole, string->run_start, run->at);
}

static void take_decoded(
	struct string *string, struct json_run *run, uint32_t code, uint32_t length)
{
	char bytes[4];
	size_t count = utf8_encode(code, bytes);

	flush(string, run);
	text_add_decoded(&string->builder, (rlint_str){ bytes, count }, &string->whole, run->at,
		run->at + length);
	run->at += length;
	string->run_start = run->at;
}

/* \uXXXX, two of them for a surrogate pair; a lone surrogate is legal JSON that means nothing. */
static void take_unicode(struct string *string, struct json_run *run)
{
	uint32_t code = unicode_escape(run, run->at);
	uint32_t low;

	if (code == UTF8_BAD) {
		json_refuse(run, (rlint_span){ run->at, run->at + 2 },
			RLINT_STR("\\u needs four hexadecimal digits"));
		run->at += 2;
		return;
	}
	if (code >= 0xD800 && code <= 0xDBFF) {
		low = unicode_escape(run, run->at + 6);
		if (low >= 0xDC00 && low <= 0xDFFF) {
			code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
			take_decoded(string, run, code, 12);
			return;
		}
	}
	take_decoded(string, run, code, 6);
}

static void take_escape(struct string *string, struct json_run *run)
{
	static const char names[] = "\"\\/bfnrt";
	static const char meanings[] = "\"\\/\b\f\n\r\t";
	char name = byte_at(run, run->at + 1);
	const char *found = name == '\0' ? NULL : strchr(names, name);

	if (name == 'u') {
		take_unicode(string, run);
	} else if (found) {
		take_decoded(string, run, (unsigned char)meanings[found - names], 2);
	} else {
		json_refuse(run, (rlint_span){ run->at, run->at + 2 },
			RLINT_STR("JSON knows no such escape; double the backslash"));
		run->at++;
	}
}

/* The bytes that a string may hold as they are; a bad one is told and kept. */
static void take_plain(struct json_run *run)
{
	size_t length = 1;
	unsigned char byte = (unsigned char)run->source.ptr[run->at];

	if (byte >= 0x80 && utf8_decode(run->source, run->at, &length) == UTF8_BAD) {
		json_refuse(run, (rlint_span){ run->at, run->at + 1 },
			RLINT_STR("these bytes are no UTF-8; save the file as UTF-8"));
	} else if (byte < ' ') {
		json_refuse(run, (rlint_span){ run->at, run->at + 1 },
			RLINT_STR("a string holds no raw control characters; write an escape"));
	}
	run->at += (uint32_t)length;
}

static void skip_verbatim(struct json_run *run)
{
	const unsigned char *bytes = (const unsigned char *)run->source.ptr;

	while (run->at < run->source.len && bytes[run->at] >= ' ' && bytes[run->at] < 0x80 &&
		bytes[run->at] != '"' && bytes[run->at] != '\\') {
		run->at++;
	}
}

/* Room for a string with escapes, once the first is met: each makes two pieces at most. */
static void reserve(struct string *string, const struct json_run *run)
{
	uint32_t end = run->at;
	uint32_t escapes = 0;

	while (end < run->source.len && run->source.ptr[end] != '"' &&
		run->source.ptr[end] != '\n') {
		escapes += run->source.ptr[end] == '\\';
		end += run->source.ptr[end] == '\\' ? 2 : 1;
	}
	text_reserve(&string->builder, end - string->run_start, 2 * escapes + 1);
}

/* What stands where the verbatim bytes end; false at the end of the string or of its line. */
static bool take_part(struct string *string, struct json_run *run)
{
	char byte = byte_at(run, run->at);

	if (run->at >= run->source.len || byte == '"' || byte == '\n') {
		return false;
	}
	if (byte != '\\') {
		take_plain(run);
		return true;
	}
	if (!string->builder.buffer.bytes) {
		reserve(string, run);
	}
	take_escape(string, run);
	return true;
}

/* The string's bytes from behind the quote to before the closing one, or the line's end. */
static struct text take_body(struct json_run *run)
{
	struct string string = {
		.whole = text_of(run->source, (rlint_span){ 0, (uint32_t)run->source.len }),
		.builder = { .arena = run->arena },
		.run_start = run->at,
	};

	do {
		skip_verbatim(run);
	} while (take_part(&string, run));
	if (run->at > run->source.len) {
		run->at = (uint32_t)run->source.len;
	}
	flush(&string, run);
	return text_end(&string.builder);
}

void json_take_string(struct json_run *run)
{
	rlint_span span = { run->at, run->at };
	struct text text;
	bool is_closed;
	uint32_t node;

	run->at++;
	text = take_body(run);
	is_closed = byte_at(run, run->at) == '"';
	if (!is_closed) {
		json_refuse(run, (rlint_span){ span.start, span.start + 1 },
			RLINT_STR("the string that opens here is not closed on its line; add the "
				  "closing quote"));
	}
	run->at += is_closed;
	span.end = run->at;
	node = build_add(&run->builder, CONFIG_SCALAR, span, span.start);
	tree_node(&run->config->tree, node)->flags |=
		(uint16_t)(CONFIG_STYLE * CONFIG_DOUBLE_QUOTED);
	if (text.pieces || !is_closed) {
		tree_node(&run->config->tree, node)->payload = config_keep(run->config,
			&(struct config_scalar){ .text = text, .style = CONFIG_DOUBLE_QUOTED });
	}
	build_end_child(&run->builder);
}
