/* The parts of words: literal runs, quotes, and how parts become a word's value.
 *
 *   quoted = "'" { any } "'" | '"' { any | "\" any | expansion } '"' | "$'" { any | escape } "'" */
#include "lib/base/str.h"
#include "lib/base/utf8.h"
#include "lib/syntax/shell/reader.h"

#include <string.h>

struct shell_part *part_add(struct reader *reader, enum shell_part_kind kind, uint32_t start)
{
	struct shell_part *part = vec_add(&reader->parts, reader->arena, sizeof *part);
	struct frame *frame = reader_top(reader);

	*part = (struct shell_part){ .kind = kind,
		.is_quoted = frame->in_quotes,
		.span = reader_span(reader, start, reader->at),
		.text = reader_slice(reader, start, reader->at),
		.argument_word = NODE_NONE,
		.node = NODE_NONE };
	frame->run = reader->at;
	reader_count(reader);
	return part;
}

void part_flush(struct reader *reader)
{
	uint32_t run = reader_top(reader)->run;

	if (reader->at > run) {
		part_add(reader, SHELL_LITERAL, run);
	}
}

void part_unclosed(struct reader *reader, uint32_t start, uint32_t end, const char *closer)
{
	reader_unclosed(reader, start, end, closer);
	if (reader->text_depth == 0 && reader->unclosed_at == NODE_NONE) {
		reader->unclosed_at = start;
	}
}

bool part_is_literal(const struct reader *reader)
{
	return reader->at == reader->literal_at && reader->text_depth == 0;
}

/* A quoted literal [start, end), quotes left off; reading goes on at `next`. */
static void add_quoted(struct reader *reader, uint32_t start, uint32_t end, uint32_t next)
{
	struct shell_part *part;

	reader->at = end;
	part = part_add(reader, SHELL_LITERAL, start);
	part->is_quoted = true;
	reader->at = next;
	reader_top(reader)->run = next;
	reader_top(reader)->is_quoted = true;
}

void part_single_quoted(struct reader *reader, uint32_t start)
{
	uint32_t end = (uint32_t)str_find(reader_slice(reader, 0, reader->length), '\'', start);

	part_flush(reader);
	if (end == reader->length) {
		part_unclosed(reader, reader->at, start, "'");
		add_quoted(reader, start, end, end);
		return;
	}
	add_quoted(reader, start, end, end + 1);
}

static uint32_t hex_value(char byte)
{
	size_t value = str_find(RLINT_STR("0123456789abcdef"), byte_lower(byte), 0);

	return (uint32_t)value;
}

/* Digits of a base at *at, at most `most`: their number; *at moves. */
static uint32_t read_number(rlint_str text, size_t *at, uint32_t base, size_t most)
{
	size_t end = *at + most < text.len ? *at + most : text.len;
	uint32_t number = 0;

	while (*at < end && hex_value(text.ptr[*at]) < base) {
		number = number * base + hex_value(text.ptr[*at]);
		(*at)++;
	}
	return number;
}

/* One escape of $'...' behind its backslash (Bash manual, ANSI-C Quoting). */
static void decode_escape(struct buffer *buffer, rlint_str text, size_t *at)
{
	static const char from[] = "abeEfnrtv";
	static const char to[] = "\a\b\033\033\f\n\r\t\v";
	char byte = text.ptr[*at];
	const char *found = memchr(from, byte, sizeof from - 1);
	char encoded[4];

	if (hex_value(byte) < 8) {
		buffer_add_byte(buffer, (char)read_number(text, at, 8, 3));
		return;
	}
	(*at)++;
	if (found) {
		buffer_add_byte(buffer, to[found - from]);
	} else if (byte == 'x') {
		buffer_add_byte(buffer, (char)read_number(text, at, 16, 2));
	} else if (byte == 'u' || byte == 'U') {
		uint32_t point = read_number(text, at, 16, byte == 'u' ? 4 : 8);

		buffer_add(buffer, (rlint_str){ encoded, utf8_encode(point, encoded) });
	} else {
		buffer_add_byte(buffer, byte);
	}
}

static rlint_str decode_ansi(struct arena *arena, rlint_str text)
{
	struct buffer buffer = { .arena = arena };
	size_t at = 0;

	while (at < text.len) {
		char byte = text.ptr[at++];

		if (byte == '\\' && at < text.len) {
			decode_escape(&buffer, text, &at);
		} else {
			buffer_add_byte(&buffer, byte);
		}
	}
	return buffer_str(&buffer);
}

void part_ansi_quoted(struct reader *reader)
{
	uint32_t opener = reader->at;
	uint32_t at = opener + 2;
	struct shell_part *part;

	part_flush(reader);
	while (at < reader->length && reader->bytes[at] != '\'') {
		at += reader->bytes[at] == '\\' ? 2 : 1;
	}
	if (at >= reader->length) {
		at = reader->length;
		part_unclosed(reader, opener, opener + 2, "'");
	}
	add_quoted(reader, opener + 2, at, at < reader->length ? at + 1 : at);
	part = (struct shell_part *)reader->parts.items + reader->parts.count - 1;
	if (str_find(part->text, '\\', 0) < part->text.len) {
		part->text = decode_ansi(reader->arena, part->text);
	}
}

void part_open_quote(struct reader *reader, uint32_t length)
{
	struct frame *frame;

	part_flush(reader);
	reader_top(reader)->is_quoted = true;
	frame = reader_push(reader, FRAME_QUOTE);
	frame->in_quotes = true;
	frame->parens = length;
	reader->at += length;
	frame->run = reader->at;
}

/* A backslash inside double quotes or a body: takes away itself, or with a newline both. */
static void take_escape(struct reader *reader, bool escapes_quote)
{
	char next = reader_peek(reader, 1);

	if (next == '\n') {
		part_flush(reader);
		reader->at += 2;
		reader_top(reader)->run = reader->at;
	} else if (next == '$' || next == '`' || next == '\\' || (next == '"' && escapes_quote)) {
		part_flush(reader);
		reader_top(reader)->run = reader->at + 1;
		reader->at += 2;
	} else {
		reader->at++;
	}
}

static void close_quote(struct reader *reader)
{
	const struct frame *frame = reader_top(reader);

	part_flush(reader);
	if (reader_is_done(reader)) {
		part_unclosed(reader, frame->start, frame->start + frame->parens, "\"");
	} else {
		reader->at++;
	}
	reader_pop(reader);
	reader_top(reader)->run = reader->at;
}

void step_quote(struct reader *reader)
{
	while (!reader_is_done(reader)) {
		char byte = reader->bytes[reader->at];

		if (byte == '"') {
			break;
		}
		if (byte == '\\') {
			take_escape(reader, true);
		} else if ((byte != '$' && byte != '`') || !expansion_open(reader)) {
			reader->at++;
		} else if (reader_top(reader)->kind != FRAME_QUOTE) {
			return;
		}
	}
	close_quote(reader);
}

void step_body(struct reader *reader)
{
	while (!reader_is_done(reader)) {
		char byte = reader->bytes[reader->at];

		if (byte == '\\') {
			take_escape(reader, false);
		} else if ((byte != '$' && byte != '`') || !expansion_open(reader)) {
			reader->at++;
		} else if (reader_top(reader)->kind != FRAME_BODY) {
			return;
		}
	}
	reader->parts.count = reader_top(reader)->part_mark;
	reader_pop(reader);
}

/* The literal parts that lead, joined. */
static rlint_str join_literals(
	struct arena *arena, const struct shell_part *parts, uint32_t count, uint32_t *joined)
{
	size_t length = 0;
	char *bytes;
	uint32_t n = 0;

	while (n < count && parts[n].kind == SHELL_LITERAL) {
		length += parts[n++].text.len;
	}
	*joined = n;
	if (n <= 1) {
		return n == 1 ? parts[0].text : (rlint_str){ "", 0 };
	}
	bytes = arena_alloc(arena, length);
	length = 0;
	for (uint32_t i = 0; i < n; i++) {
		if (parts[i].text.len > 0) {
			memcpy(bytes + length, parts[i].text.ptr, parts[i].text.len);
		}
		length += parts[i].text.len;
	}
	return (rlint_str){ bytes, length };
}

void part_collect(struct reader *reader, struct shell_word *word, uint32_t mark)
{
	const struct shell_part *parts = reader->parts.items;
	struct vec *all = &reader->shell->parts;
	uint32_t count = reader->parts.count - mark;
	uint32_t joined;

	if (count > 0) {
		parts += mark;
	}
	word->part_first = all->count;
	word->value = join_literals(reader->arena, parts, count, &joined);
	word->is_literal = joined == count;
	if (count > 1 || (count == 1 && (!word->is_literal || word->is_quoted))) {
		for (uint32_t i = 0; i < count; i++) {
			*(struct shell_part *)vec_add(all, reader->arena, sizeof *parts) = parts[i];
		}
		word->part_count = count;
	}
	reader->parts.count = mark;
}
