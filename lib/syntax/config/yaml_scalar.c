/* Where the bytes of a scalar's value came from. libyaml decodes; here its value is laid beside the
 * source, and what cannot be told becomes one decoded piece. */
#include <string.h>

#include "lib/base/str.h"
#include "lib/base/utf8.h"
#include "lib/syntax/config/yaml.h"

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

static bool is_break(char byte)
{
	return byte == '\n' || byte == '\r';
}

/* The end of the anchor or tag that starts at `at`. libyaml takes letters, digits, `_` and `-` for
 * an anchor, and lets `?`, `:` and more follow it at once. */
static uint32_t property_end(rlint_str text, uint32_t at)
{
	bool is_anchor = text.ptr[at] == '&';

	at++;
	while (at < text.len && (is_anchor ? byte_is_name(text.ptr[at]) || text.ptr[at] == '-'
					   : !is_blank(text.ptr[at]) && !is_break(text.ptr[at]))) {
		at++;
	}
	return at;
}

/* NEL, LS or PS, which libyaml takes for line breaks. */
static bool is_wide_break(rlint_str text, uint32_t at, size_t *length)
{
	uint32_t code = utf8_decode(text, at, length);

	return code == 0x85 || code == 0x2028 || code == 0x2029;
}

uint32_t yaml_skip_properties(rlint_str text, uint32_t at, unsigned count)
{
	while (at < text.len) {
		char byte = text.ptr[at];

		size_t length;

		if (is_blank(byte) || is_break(byte)) {
			at++;
		} else if (is_wide_break(text, at, &length)) {
			at += (uint32_t)length;
		} else if (byte == '#') {
			at = (uint32_t)yaml_comment_end(text, at);
		} else if (count > 0 && (byte == '&' || byte == '!')) {
			count--;
			at = property_end(text, at);
		} else {
			break;
		}
	}
	return at;
}

uint32_t yaml_block_end(rlint_str text, rlint_span span)
{
	uint32_t end = span.end;
	uint32_t header = (uint32_t)str_find(text, '\n', span.start);

	while (end > header && (is_blank(text.ptr[end - 1]) || is_break(text.ptr[end - 1]))) {
		end--;
	}
	/* Without content the header is all, its comment left off. */
	return end > header || span.start >= text.len ? end : property_end(text, span.start);
}

/* The value laid beside the source: `at` in the value, `from` in the source. */
struct walk {
	struct text whole; /* the cleaned source */
	struct text_builder builder;
	rlint_str value;
	size_t at;
	uint32_t from, end;
	bool is_lost; /* they do not match */
};

static char byte_at(const struct walk *walk, uint32_t at)
{
	if (at < walk->end) {
		return walk->whole.bytes.ptr[at];
	}
	return '\0';
}

/* Bytes of the source up to `to` mean the next `count` bytes of the value. */
static void take_decoded(struct walk *walk, uint32_t to, size_t count)
{
	if (count > walk->value.len - walk->at) {
		walk->is_lost = true;
		return;
	}
	if (count > 0) {
		rlint_str bytes = { walk->value.ptr + walk->at, count };

		text_add_decoded(&walk->builder, bytes, &walk->whole, walk->from, to);
	}
	walk->at += count;
	walk->from = to;
}

/* Bytes of the source up to `to` stand for themselves. */
static void take_verbatim(struct walk *walk, uint32_t to)
{
	size_t count = to - walk->from;

	if (count > walk->value.len - walk->at ||
		memcmp(walk->value.ptr + walk->at, walk->whole.bytes.ptr + walk->from, count) !=
			0) {
		walk->is_lost = true;
		return;
	}
	text_add(&walk->builder, &walk->whole, walk->from, to);
	walk->at += count;
	walk->from = to;
}

static bool is_hex(char byte)
{
	return rlint_byte_is_digit(byte) || (byte_lower(byte) >= 'a' && byte_lower(byte) <= 'f');
}

/* How many source bytes an escape takes, from its backslash on: \n, \x41, \u0041, \U00000041. */
static uint32_t escape_length(const struct walk *walk)
{
	char kind = byte_at(walk, walk->from + 1);
	uint32_t digits = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;

	for (uint32_t i = 0; i < digits; i++) {
		if (!is_hex(byte_at(walk, walk->from + 2 + i))) {
			return 2;
		}
	}
	return 2 + digits;
}

/* How many bytes the code point at `at` of the value takes. */
static size_t code_length(const struct walk *walk)
{
	size_t length = 1;

	while (walk->at + length < walk->value.len &&
		((unsigned char)walk->value.ptr[walk->at + length] & 0xC0U) == 0x80U) {
		length++;
	}
	return length;
}

/* White space of a flow scalar from `from` on: with line breaks in it, it is folded. */
static void take_space(struct walk *walk)
{
	uint32_t to = walk->from;
	size_t breaks = 0;

	while (to < walk->end && (is_blank(byte_at(walk, to)) || is_break(byte_at(walk, to)))) {
		breaks += byte_at(walk, to) == '\n' ||
			  (byte_at(walk, to) == '\r' && byte_at(walk, to + 1) != '\n');
		to++;
	}
	if (breaks == 0) {
		take_verbatim(walk, to);
	} else {
		take_decoded(walk, to, breaks == 1 ? 1 : breaks - 1);
	}
}

/* `\` at the end of a line: the break and the indentation behind it mean nothing. */
static void take_escaped_break(struct walk *walk)
{
	uint32_t to = walk->from + 1;
	size_t breaks = 0;

	while (to < walk->end && (is_blank(byte_at(walk, to)) || is_break(byte_at(walk, to)))) {
		breaks += byte_at(walk, to) == '\n';
		to++;
	}
	take_decoded(walk, to, breaks > 1 ? breaks - 1 : 0);
}

static void take_escape(struct walk *walk)
{
	if (is_break(byte_at(walk, walk->from + 1))) {
		take_escaped_break(walk);
	} else if (walk->at < walk->value.len) {
		take_decoded(walk, walk->from + escape_length(walk), code_length(walk));
	} else {
		walk->is_lost = true;
	}
}

/* Bytes that mean themselves, up to the next that may not. */
static void take_run(struct walk *walk)
{
	uint32_t to = walk->from + 1;

	while (to < walk->end && !byte_is_one_of(walk->whole.bytes.ptr[to], " \t\r\n\\'")) {
		to++;
	}
	take_verbatim(walk, to);
}

/* Plain and quoted scalars, quotes left off. */
static void walk_flow(struct walk *walk, enum config_style style)
{
	while (walk->from < walk->end && !walk->is_lost) {
		char byte = byte_at(walk, walk->from);

		if (is_blank(byte) || is_break(byte)) {
			take_space(walk);
		} else if (byte == '\\' && style == CONFIG_DOUBLE_QUOTED) {
			take_escape(walk);
		} else if (byte == '\'' && style == CONFIG_SINGLE_QUOTED) {
			take_decoded(walk, walk->from + 2, 1);
		} else {
			take_run(walk);
		}
	}
}

static uint32_t leading_spaces(const struct walk *walk, uint32_t at)
{
	uint32_t count = 0;

	while (byte_at(walk, at + count) == ' ') {
		count++;
	}
	return count;
}

/* By how many spaces the block is indented: its first line of text has as many more than the
 * value's. */
static uint32_t block_indent(const struct walk *walk)
{
	uint32_t at = walk->from;
	size_t value_at = 0;
	uint32_t spaces;

	while (at < walk->end) {
		spaces = leading_spaces(walk, at);
		if (!is_break(byte_at(walk, at + spaces))) {
			break;
		}
		at += spaces + 1;
	}
	spaces = leading_spaces(walk, at);
	while (value_at < walk->value.len && walk->value.ptr[value_at] == '\n') {
		value_at++;
	}
	while (value_at < walk->value.len && walk->value.ptr[value_at] == ' ' && spaces > 0) {
		value_at++;
		spaces--;
	}
	return spaces;
}

/* The breaks between two lines of a block mean as many breaks, one less, or a space. */
static size_t separator_length(const struct walk *walk, uint32_t line, uint32_t line_end)
{
	size_t length = 0;
	size_t text = line_end - line;

	if (walk->at < walk->value.len && walk->value.ptr[walk->at] == ' ' &&
		text <= walk->value.len - walk->at - 1 &&
		memcmp(walk->value.ptr + walk->at + 1, walk->whole.bytes.ptr + line, text) == 0) {
		return 1;
	}
	while (walk->at + length < walk->value.len && walk->value.ptr[walk->at + length] == '\n') {
		length++;
	}
	return length;
}

/* Where the text of a line ends: before its break. */
static uint32_t line_end(const struct walk *walk, uint32_t at)
{
	while (at < walk->end && !is_break(byte_at(walk, at))) {
		at++;
	}
	return at;
}

/* Past a line break. */
static uint32_t next_line(const struct walk *walk, uint32_t at)
{
	return at + (byte_at(walk, at) == '\r' && byte_at(walk, at + 1) == '\n' ? 2 : 1);
}

/* One line of a block: what separates it from the text before it, then its text. */
static void take_line(struct walk *walk, uint32_t start, uint32_t stop)
{
	take_decoded(walk, start, separator_length(walk, start, stop));
	if (!walk->is_lost) {
		take_verbatim(walk, stop);
	}
}

static void walk_block(struct walk *walk)
{
	uint32_t at = next_line(walk, line_end(walk, walk->from));
	uint32_t indent;

	walk->from = at < walk->end ? at : walk->end;
	indent = block_indent(walk);
	while (at < walk->end && !walk->is_lost) {
		uint32_t spaces = leading_spaces(walk, at);
		uint32_t start = at + (spaces < indent ? spaces : indent);
		uint32_t stop = line_end(walk, start);

		if (stop > start) {
			take_line(walk, start, stop);
		}
		at = next_line(walk, stop);
	}
}

/* What is left of a block's value are its last line breaks. */
static void take_rest(struct walk *walk)
{
	uint32_t to = walk->end;

	while (to < walk->whole.bytes.len && is_break(walk->whole.bytes.ptr[to]) &&
		to - walk->end < 2) {
		to++;
	}
	if (walk->at < walk->value.len) {
		take_decoded(walk, to, walk->value.len - walk->at);
	}
}

/* At most so many pieces: what is decoded begins with a quote, a backslash or a line break. */
static uint32_t count_pieces(const struct walk *walk)
{
	uint32_t count = 1;

	for (uint32_t i = walk->from; i < walk->end; i++) {
		char byte = walk->whole.bytes.ptr[i];
		bool is_first_break = byte == '\n' && byte_at(walk, i + 1) != '\n';

		count += is_first_break || byte == '\\' || byte == '\'' ? 2 : 0;
	}
	return count;
}

struct text yaml_scalar_text(struct arena *arena, rlint_str text, const struct yaml_scalar *scalar)
{
	bool is_quoted =
		scalar->style == CONFIG_SINGLE_QUOTED || scalar->style == CONFIG_DOUBLE_QUOTED;
	struct walk walk = { .whole = text_of(text, (rlint_span){ 0, (uint32_t)text.len }),
		.builder = { .arena = arena },
		.value = scalar->value,
		.from = scalar->span.start + (is_quoted ? 1 : 0),
		.end = scalar->span.end - (is_quoted && scalar->span.end > 0 ? 1 : 0) };

	text_reserve(&walk.builder, scalar->value.len, count_pieces(&walk));
	if (scalar->style >= CONFIG_LITERAL) {
		walk_block(&walk);
		if (!walk.is_lost) {
			take_rest(&walk);
		}
	} else {
		walk_flow(&walk, scalar->style);
	}
	if (walk.is_lost || walk.at != scalar->value.len) {
		struct text_builder builder = { .arena = arena };

		text_add_decoded(
			&builder, scalar->value, &walk.whole, scalar->span.start, scalar->span.end);
		return text_end(&builder);
	}
	return text_end(&walk.builder);
}
