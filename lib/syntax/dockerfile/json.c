/* JSON lists of strings, as encoding/json reads them (RFC 8259, strictly, to the end of the text).
 *
 *   list    = "[" [ element { "," element } ] "]"
 *   element = string                    ; what is wanted
 *           | any other JSON value      ; valid, but refused by the builder
 *
 * The text is checked first, without recursion, then its strings are taken. */
#include "lib/syntax/dockerfile/parser.h"

#include <string.h>

#include "lib/base/str.h"
#include "lib/base/utf8.h"

/* encoding/json's maxNestingDepth */
#define DEEPEST 10000

enum want { WANT_VALUE, WANT_VALUE_OR_END, WANT_KEY, WANT_KEY_OR_END, WANT_COLON, WANT_MORE };

struct scan {
	rlint_str text;
	size_t at;
	uint32_t depth;
	enum want want;
	uint64_t objects[DEEPEST / 64 + 1]; /* a bit for each open bracket: is it an object? */
	size_t odd_start, odd_end; /* the first element that is no string; equal if none */
};

static void skip_space(struct scan *scan)
{
	while (scan->at < scan->text.len) {
		char byte = scan->text.ptr[scan->at];

		if (byte != ' ' && byte != '\t' && byte != '\r' && byte != '\n') {
			break;
		}
		scan->at++;
	}
}

static bool is_hex(char byte)
{
	return rlint_byte_is_digit(byte) || (byte_lower(byte) >= 'a' && byte_lower(byte) <= 'f');
}

static bool scan_escape(struct scan *scan)
{
	rlint_str text = scan->text;
	char byte;

	if (scan->at >= text.len) {
		return false;
	}
	byte = text.ptr[scan->at++];
	if (byte != 'u') {
		return byte != '\0' && strchr("\"\\/bfnrt", byte);
	}
	for (int i = 0; i < 4; i++) {
		if (scan->at >= text.len || !is_hex(text.ptr[scan->at++])) {
			return false;
		}
	}
	return true;
}

/* After the opening quote. */
static bool scan_string(struct scan *scan)
{
	while (scan->at < scan->text.len) {
		char byte = scan->text.ptr[scan->at++];

		if (byte == '"') {
			return true;
		}
		if ((unsigned char)byte < 0x20 || (byte == '\\' && !scan_escape(scan))) {
			return false;
		}
	}
	return false;
}

static bool scan_digits(struct scan *scan)
{
	size_t start = scan->at;

	while (scan->at < scan->text.len && rlint_byte_is_digit(scan->text.ptr[scan->at])) {
		scan->at++;
	}
	return scan->at > start;
}

static bool take(struct scan *scan, const char *any)
{
	char byte = (char)(scan->at < scan->text.len ? scan->text.ptr[scan->at] : '\0');

	if (byte == '\0' || !strchr(any, byte)) {
		return false;
	}
	scan->at++;
	return true;
}

static bool scan_number(struct scan *scan)
{
	take(scan, "-");
	if (!take(scan, "0") && !scan_digits(scan)) {
		return false;
	}
	if (take(scan, ".") && !scan_digits(scan)) {
		return false;
	}
	if (take(scan, "eE")) {
		take(scan, "+-");
		return scan_digits(scan);
	}
	return true;
}

static bool scan_word(struct scan *scan, rlint_str word)
{
	if (!rlint_str_starts(str_slice(scan->text, scan->at, scan->text.len), word)) {
		return false;
	}
	scan->at += word.len;
	return true;
}

static bool scan_scalar(struct scan *scan)
{
	switch (scan->text.ptr[scan->at]) {
	case '"':
		scan->at++;
		return scan_string(scan);
	case 't':
		return scan_word(scan, RLINT_STR("true"));
	case 'f':
		return scan_word(scan, RLINT_STR("false"));
	case 'n':
		return scan_word(scan, RLINT_STR("null"));
	default:
		return scan_number(scan);
	}
}

static bool is_in_object(const struct scan *scan)
{
	return (scan->objects[scan->depth / 64] >> scan->depth % 64 & 1U) != 0;
}

static bool open_bracket(struct scan *scan, char byte)
{
	uint64_t bit;

	if (scan->depth == DEEPEST) {
		return false;
	}
	scan->depth++;
	scan->at++;
	bit = (uint64_t)1 << scan->depth % 64;
	if (byte == '{') {
		scan->objects[scan->depth / 64] |= bit;
	} else {
		scan->objects[scan->depth / 64] &= ~bit;
	}
	scan->want = byte == '{' ? WANT_KEY_OR_END : WANT_VALUE_OR_END;
	return true;
}

static void note_odd(struct scan *scan, size_t start)
{
	if (scan->odd_end == 0) {
		scan->odd_start = start;
		scan->odd_end = scan->at;
	}
}

static bool scan_value(struct scan *scan)
{
	char byte = scan->text.ptr[scan->at];
	size_t start = scan->at;

	if (byte == '[' || byte == '{') {
		bool is_open = open_bracket(scan, byte);

		if (scan->depth == 2) {
			note_odd(scan, start);
		}
		return is_open;
	}
	if (!scan_scalar(scan)) {
		return false;
	}
	if (scan->depth == 1 && byte != '"') {
		note_odd(scan, start);
	}
	scan->want = WANT_MORE;
	return true;
}

static bool scan_more(struct scan *scan, char byte)
{
	scan->at++;
	if (byte == ',') {
		scan->want = is_in_object(scan) ? WANT_KEY : WANT_VALUE;
		return true;
	}
	if (byte != (is_in_object(scan) ? '}' : ']')) {
		return false;
	}
	scan->depth--;
	scan->want = WANT_MORE;
	return true;
}

/* The next token, of which one byte is there. */
static bool scan_token(struct scan *scan)
{
	char byte = scan->text.ptr[scan->at];

	switch (scan->want) {
	case WANT_VALUE_OR_END:
		return byte == ']' ? scan_more(scan, byte) : scan_value(scan);
	case WANT_VALUE:
		return scan_value(scan);
	case WANT_KEY_OR_END:
		if (byte == '}') {
			return scan_more(scan, byte);
		}
		/* fall through */
	case WANT_KEY:
		scan->at++;
		scan->want = WANT_COLON;
		return byte == '"' && scan_string(scan);
	case WANT_COLON:
		scan->at++;
		scan->want = WANT_VALUE;
		return byte == ':';
	case WANT_MORE:
		return scan_more(scan, byte);
	}
	return false;
}

/* Is the whole text from `at`, which is `[`, one JSON list? */
static bool scan_list(struct scan *scan)
{
	if (!open_bracket(scan, '[')) {
		return false;
	}
	while (scan->depth > 0) {
		skip_space(scan);
		if (scan->at == scan->text.len || !scan_token(scan)) {
			return false;
		}
	}
	skip_space(scan);
	return scan->at == scan->text.len;
}

/* A string while it is decoded: [from, at) stands as it is and is not yet added. */
struct decoding {
	struct docker_parser *parser;
	const struct text *text;
	struct text_builder builder;
	size_t from, at;
};

static void add_decoded(struct decoding *decoding, size_t end, uint32_t code)
{
	struct docker_parser *parser = decoding->parser;
	char bytes[4];
	size_t length = utf8_encode(code, bytes);

	text_add(&decoding->builder, decoding->text, decoding->from, decoding->at);
	text_add_decoded(&decoding->builder, (rlint_str){ bytes, length }, decoding->text,
		decoding->at, end);
	if (!parser->is_trial) {
		tree_gap(&parser->file->tree, text_span(decoding->text, decoding->at, end));
	}
	decoding->at = end;
	decoding->from = end;
}

static uint32_t hex_at(rlint_str text, size_t at)
{
	uint32_t value = 0;

	for (size_t i = at; i < at + 4; i++) {
		char byte = byte_lower(text.ptr[i]);

		value = value << 4 |
			(uint32_t)(rlint_byte_is_digit(byte) ? byte - '0' : byte - 'a' + 10);
	}
	return value;
}

/* \uXXXX, or a pair of surrogates; a lone one means U+FFFD. */
static void decode_unicode(struct decoding *decoding)
{
	rlint_str text = decoding->text->bytes;
	size_t at = decoding->at;
	uint32_t code = hex_at(text, at + 2);

	if (code >= 0xD800 && code < 0xDC00 && text.ptr[at + 6] == '\\' &&
		text.ptr[at + 7] == 'u') {
		uint32_t low = hex_at(text, at + 8);

		if (low >= 0xDC00 && low < 0xE000) {
			code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
			add_decoded(decoding, at + 12, code);
			return;
		}
	}
	add_decoded(decoding, at + 6, code);
}

static void decode_escape(struct decoding *decoding)
{
	static const char from[] = "bfnrt";
	static const char to[] = "\b\f\n\r\t";
	char byte = decoding->text->bytes.ptr[decoding->at + 1];
	const char *found = strchr(from, byte);

	if (byte == 'u') {
		decode_unicode(decoding);
	} else {
		add_decoded(decoding, decoding->at + 2,
			(unsigned char)(found ? to[found - from] : byte));
	}
}

/* The string whose opening quote stands before decoding->at; leaves `at` behind the closing one. */
static struct text decode_string(struct decoding *decoding)
{
	rlint_str text = decoding->text->bytes;
	size_t length;

	while (text.ptr[decoding->at] != '"') {
		unsigned char byte = (unsigned char)text.ptr[decoding->at];

		if (byte == '\\') {
			decode_escape(decoding);
		} else if (byte < 0x80) {
			decoding->at++;
		} else if (utf8_decode(text, decoding->at, &length) == UTF8_BAD) {
			add_decoded(decoding, decoding->at + 1, 0xFFFD);
		} else {
			decoding->at += length;
		}
	}
	text_add(&decoding->builder, decoding->text, decoding->from, decoding->at);
	decoding->at++;
	return text_end(&decoding->builder);
}

/* Adds the strings of a list that is known to be valid and to hold strings only. */
static void take_strings(
	struct docker_parser *parser, uint32_t index, const struct text *text, size_t at)
{
	while (at < text->bytes.len) {
		struct decoding decoding = {
			.parser = parser, .text = text, .builder = { .arena = parser->arena }
		};
		struct text word;

		at = str_find(text->bytes, '"', at);
		if (at == text->bytes.len) {
			return;
		}
		decoding.at = at + 1;
		decoding.from = at + 1;
		word = decode_string(&decoding);
		docker_add_word(parser, index, &word, text_span(text, at, decoding.at));
		at = decoding.at;
	}
}

enum docker_json docker_read_json(struct docker_parser *parser, uint32_t index,
	const struct text *text, size_t start, rlint_span *odd)
{
	struct scan scan = { .text = text->bytes, .at = start };

	if (!scan_list(&scan)) {
		return DOCKER_NO_JSON;
	}
	if (scan.odd_end > 0) {
		*odd = text_span(text, scan.odd_start, scan.odd_end);
		return DOCKER_OTHER_JSON;
	}
	take_strings(parser, index, text, start);
	return DOCKER_STRINGS;
}
