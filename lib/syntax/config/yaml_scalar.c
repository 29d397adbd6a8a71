/* What YAML's scalars mean, with the way back to the source: folded lines and escapes are decoded,
 * all else stands for itself. */
#include "lib/base/str.h"
#include "lib/base/utf8.h"
#include "lib/syntax/config/yaml.h"
#include "lib/syntax/config/yaml_chars.h"

/* A value on its way. */
struct value {
	struct text whole; /* the source */
	rlint_str text; /* its bytes */
	struct text_builder builder;
	uint32_t at, end; /* what is yet to read */
	struct buffer *breaks; /* what the line breaks mean that were passed */
};

/* Bytes of the source up to `to` mean these. */
static void add_decoded(struct value *value, uint32_t to, rlint_str bytes)
{
	text_add_decoded(&value->builder, bytes, &value->whole, value->at, to);
	value->at = to;
}

/* Bytes of the source up to `to` stand for themselves. */
static void add_verbatim(struct value *value, uint32_t to)
{
	text_add(&value->builder, &value->whole, value->at, to);
	value->at = to;
}

/* What a line break at `at` means: LS and PS themselves, all others a line feed. */
static rlint_str break_text(rlint_str text, uint32_t at, uint32_t length)
{
	return length == 3 ? str_slice(text, at, at + length) : RLINT_STR("\n");
}

/* Adds what the blanks and breaks from `from` on mean, whose first break was passed: as many breaks
 * as follow. */
static uint32_t fold_breaks(struct value *value, uint32_t from)
{
	uint32_t length = 1;

	while (from < value->end && length > 0) {
		from = yaml_skip_blanks(value->text, from);
		length = from < value->end ? yaml_break(value->text, from) : 0;
		if (length > 0) {
			buffer_add(value->breaks, break_text(value->text, from, length));
			from += length;
		}
	}
	return from < value->end ? from : value->end;
}

/* White space in a flow scalar: with line breaks in it, it is folded. The first of several breaks
 * goes, a lone one is a space; LS and PS stay. */
static void take_space(struct value *value)
{
	uint32_t to = yaml_skip_blanks(value->text, value->at);
	uint32_t length = to < value->end ? yaml_break(value->text, to) : 0;
	rlint_str first = break_text(value->text, to, length);

	if (length == 0) {
		add_verbatim(value, to < value->end ? to : value->end);
		return;
	}
	value->breaks->len = 0;
	if (length == 3) {
		buffer_add(value->breaks, first);
	}
	to = fold_breaks(value, to + length);
	add_decoded(value, to, value->breaks->len > 0 ? buffer_str(value->breaks) : RLINT_STR(" "));
}

/* How many digits an escape has behind its letter. */
static uint32_t digits_of(char kind)
{
	return kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
}

/* The code point that an escape means, whose letter is at `at`. */
static uint32_t code_of(rlint_str text, uint32_t at)
{
	static const char letters[] = "0abt\tnvfre \"/\\N_LP";
	static const uint16_t codes[] = { 0, '\a', '\b', '\t', '\t', '\n', '\v', '\f', '\r', 0x1B,
		' ', '"', '/', '\\', 0x85, 0xA0, 0x2028, 0x2029 };
	uint32_t digits = digits_of(text.ptr[at]);
	uint32_t code = 0;

	if (digits == 0) {
		return codes[strchr(letters, text.ptr[at]) - letters];
	}
	for (uint32_t i = 1; i <= digits; i++) {
		code = code << 4 | (uint32_t)yaml_hex(text.ptr[at + i]);
	}
	return code;
}

/* What the backslash at `at` begins. At the end of a line, the break and the indentation behind it
 * mean nothing. */
static void take_escape(struct value *value)
{
	uint32_t length = yaml_break(value->text, value->at + 1);
	char bytes[4];

	if (length > 0) {
		uint32_t to;

		value->breaks->len = 0;
		to = fold_breaks(value, value->at + 1 + length);
		add_decoded(value, to, buffer_str(value->breaks));
	} else {
		size_t size = utf8_encode(code_of(value->text, value->at + 1), bytes);

		add_decoded(value, value->at + 2 + digits_of(value->text.ptr[value->at + 1]),
			(rlint_str){ bytes, size });
	}
}

/* Plain and quoted scalars, quotes left off. */
static void take_flow(struct value *value, enum config_style style)
{
	unsigned stops = YAML_BLANK | YAML_BREAK | YAML_WIDE |
			 (style == CONFIG_DOUBLE_QUOTED          ? YAML_DOUBLE
				 : style == CONFIG_SINGLE_QUOTED ? YAML_SINGLE
								 : 0U);

	while (value->at < value->end) {
		uint32_t to = yaml_find_class(value->text, value->at, stops);

		if (to > value->at) {
			add_verbatim(value, to < value->end ? to : value->end);
		} else if (yaml_is_space_or_end(value->text, to)) {
			take_space(value);
		} else if (value->text.ptr[to] == '\\') {
			take_escape(value);
		} else if (value->text.ptr[to] == '\'') {
			add_decoded(value, to + 2, RLINT_STR("'"));
		} else {
			add_verbatim(value, to + 1);
		}
	}
}

/* A block's lines, as far as they were read. */
struct lines {
	uint32_t indent;
	uint32_t stop; /* of the block; value->end is the end of the last text in it */
	bool is_folded;
	bool has_text; /* a line of text was read */
	bool was_blank; /* it begins with a blank: nothing is folded behind it */
	struct buffer *rest; /* what stands behind value->end */
};

static void add_break(struct value *value, uint32_t at, uint32_t length)
{
	if (length > 0) {
		buffer_add(value->breaks, break_text(value->text, at, length));
	}
}

/* Passes lines without text, and the next one's indentation. True where it has text. */
static bool pass_empty_lines(struct value *value, const struct lines *lines, uint32_t *at)
{
	for (;;) {
		uint32_t line = *at;
		uint32_t length;

		while (*at < lines->stop && *at - line < lines->indent &&
			value->text.ptr[*at] == ' ') {
			++*at;
		}
		length = *at < lines->stop ? yaml_break(value->text, *at) : 0;
		if (length == 0) {
			return *at < lines->stop && *at - line == lines->indent;
		}
		add_break(value, *at, length);
		*at += length;
	}
}

/* What the breaks mean that stand before a line of text: in a folded block the first of several
 * goes and a lone one is a space, unless a line beside it begins with a blank. */
static rlint_str fold(const struct value *value, const struct lines *lines, bool is_blank)
{
	rlint_str breaks = buffer_str(value->breaks);

	if (!lines->is_folded || !lines->has_text || is_blank || lines->was_blank ||
		!rlint_str_starts(breaks, RLINT_STR("\n"))) {
		return breaks;
	}
	return breaks.len > 1 ? str_slice(breaks, 1, breaks.len) : RLINT_STR(" ");
}

/* The line of text from `start` to `stop`, and what stands before it. */
static void take_line(struct value *value, struct lines *lines, uint32_t start, uint32_t stop)
{
	bool is_blank = yaml_is_blank(value->text, start);
	rlint_str before = fold(value, lines, is_blank);
	uint32_t end = stop < value->end ? stop : value->end;

	if (start < end) {
		add_decoded(value, start, before);
		add_verbatim(value, end);
		start = end;
	} else {
		buffer_add(lines->rest, before);
	}
	buffer_add(lines->rest, str_slice(value->text, start, stop));
	lines->has_text = true;
	lines->was_blank = is_blank;
	value->breaks->len = 0;
}

/* What is left are the last breaks, as many as the header keeps. */
static void take_rest(struct value *value, struct lines *lines, rlint_str header)
{
	rlint_str breaks = buffer_str(value->breaks);
	uint32_t to = value->end;

	if (str_find(header, '+', 0) < header.len) {
		buffer_add(lines->rest, breaks);
	} else if (lines->has_text && str_find(header, '-', 0) == header.len) {
		size_t first = rlint_str_starts(breaks, RLINT_STR("\n")) ? 1 : 3;

		buffer_add(lines->rest, str_slice(breaks, 0, first));
	}
	while (to < value->text.len && byte_is_one_of(value->text.ptr[to], "\r\n") &&
		to - value->end < 2) {
		to++;
	}
	add_decoded(value, to, buffer_str(lines->rest));
}

/* The signs and digits behind `|` or `>`. */
static rlint_str header_of(rlint_str text, uint32_t start)
{
	uint32_t end = start + 1;

	while (byte_is_one_of(yaml_byte(text, end), "+-123456789")) {
		end++;
	}
	return str_slice(text, start, end);
}

static void take_block(struct value *value, const struct yaml_token *token, struct buffer *rest)
{
	struct lines lines = { .indent = token->detail,
		.stop = token->end,
		.is_folded = token->style == CONFIG_FOLDED,
		.rest = rest };
	uint32_t at = yaml_line_end(value->text, token->start);
	rlint_str header = header_of(value->text, token->start);

	at += yaml_break(value->text, at);
	value->at = at < value->end ? at : value->end;
	value->breaks->len = rest->len = 0;
	while (pass_empty_lines(value, &lines, &at)) {
		uint32_t stop = yaml_line_end(value->text, at);
		uint32_t length = yaml_break(value->text, stop);

		take_line(value, &lines, at, stop);
		add_break(value, stop, length);
		at = stop + length;
	}
	take_rest(value, &lines, header);
}

/* At most so many pieces: what is decoded begins with a quote, a backslash or a line break. */
static uint32_t count_pieces(rlint_str text)
{
	uint32_t count = 2;

	for (size_t i = 0; i < text.len; i++) {
		bool is_first_break =
			text.ptr[i] == '\n' && (i + 1 == text.len || text.ptr[i + 1] != '\n');

		count += is_first_break || text.ptr[i] == '\\' || text.ptr[i] == '\'' ? 2 : 0;
	}
	return count;
}

struct text yaml_scalar_text(struct yaml_run *run, const struct yaml_token *token, rlint_span span)
{
	bool is_quoted =
		token->style == CONFIG_SINGLE_QUOTED || token->style == CONFIG_DOUBLE_QUOTED;
	struct value value = { .whole = text_of(
				       run->source, (rlint_span){ 0, (uint32_t)run->source.len }),
		.text = run->source,
		.builder = { .arena = run->arena },
		.at = span.start + (is_quoted ? 1 : 0),
		.end = span.end - (is_quoted ? 1 : 0),
		.breaks = &run->breaks };

	text_reserve(&value.builder, span.end - span.start,
		count_pieces(str_slice(run->source, span.start, span.end)));
	if (token->style >= CONFIG_LITERAL) {
		take_block(&value, token, &run->rest);
	} else {
		take_flow(&value, (enum config_style)token->style);
	}
	return text_end(&value.builder);
}
