/* What all of the shell reader shares: bytes, frames, blanks, here-document bodies, problems. */
#include "lib/base/str.h"
#include "lib/syntax/shell/reader.h"

#include <reprolint/registry.h>

enum byte_class { PLAIN, SPECIAL, DELIMITER };

static const unsigned char classes[256] = {
	[' '] = DELIMITER,
	['\t'] = DELIMITER,
	['\n'] = DELIMITER,
	[';'] = DELIMITER,
	['&'] = DELIMITER,
	['|'] = DELIMITER,
	['('] = DELIMITER,
	[')'] = DELIMITER,
	['<'] = DELIMITER,
	['>'] = DELIMITER,
	['\r'] = SPECIAL,
	['\\'] = SPECIAL,
	['\''] = SPECIAL,
	['"'] = SPECIAL,
	['`'] = SPECIAL,
	['$'] = SPECIAL,
	['*'] = SPECIAL,
	['?'] = SPECIAL,
	['['] = SPECIAL,
	['{'] = SPECIAL,
	['~'] = SPECIAL,
};

bool shell_is_plain(char byte)
{
	return classes[(unsigned char)byte] == PLAIN;
}

bool shell_is_delimiter(char byte)
{
	return classes[(unsigned char)byte] == DELIMITER;
}

struct frame *reader_frame(const struct reader *reader, uint32_t index)
{
	return (struct frame *)reader->frames.items + index;
}

struct frame *reader_top(const struct reader *reader)
{
	return reader_frame(reader, reader->frames.count - 1);
}

/* Lists, commands and words only stand inside what nests. */
static bool nests(enum frame_kind kind)
{
	return kind > FRAME_WORD && kind != FRAME_TEXT;
}

/* A limit was passed: its problem goes before any other, and reading ends. */
static void stop(struct reader *reader, const char *message)
{
	struct problem *problem;

	if (reader->is_over_limit) {
		return;
	}
	reader->is_over_limit = true;
	reader->has_problem = true;
	reader->shell->tree.is_incomplete = true;
	reader->shell->tree.problems.count = 0;
	problem = tree_problem(&reader->shell->tree, reader->shell->root, "dockerfile",
		reader_span(reader, reader->at,
			reader->at < reader->length ? reader->at + 1 : reader->length),
		false);
	problem->message = str_from(message);
	problem->is_limit = true;
}

void reader_count(struct reader *reader)
{
	if (++reader->units > SHELL_MOST_UNITS) {
		stop(reader, "the shell text has more than " SHELL_MOST_UNITS_TEXT
			     " words, commands and parts of words; what follows is not checked");
	}
}

struct frame *reader_push(struct reader *reader, enum frame_kind kind)
{
	struct frame *frame = vec_add(&reader->frames, reader->arena, sizeof *frame);

	frame->kind = kind;
	frame->start = reader->at;
	frame->last = reader->at;
	frame->run = reader->at;
	frame->node = NODE_NONE;
	frame->word = reader->frames.count > 1 ? (frame - 1)->word : 0;
	frame->word_mark = reader->words.count;
	frame->part_mark = reader->parts.count;
	frame->assignment_mark = reader->assignments.count;
	frame->redirect_mark = reader->redirects.count;
	reader->depth += nests(kind) ? 1 : 0;
	if (reader->depth > reader->limit) {
		stop(reader, "the shell text is nested too deeply to be read; what follows is not "
			     "checked");
	}
	reader_count(reader);
	return frame;
}

void reader_pop(struct reader *reader)
{
	reader->depth -= nests(reader_top(reader)->kind) ? 1 : 0;
	reader->frames.count--;
}

char reader_peek(const struct reader *reader, uint32_t ahead)
{
	size_t at = (size_t)reader->at + ahead;

	if (at >= reader->length) {
		return '\0';
	}
	return reader->bytes[at];
}

bool reader_is_done(const struct reader *reader)
{
	return reader->at >= reader->length || reader->is_over_limit;
}

rlint_str reader_slice(const struct reader *reader, uint32_t start, uint32_t end)
{
	return (rlint_str){ reader->bytes + start, end - start };
}

rlint_span reader_span(const struct reader *reader, uint32_t start, uint32_t end)
{
	return text_span(&reader->text, start, end);
}

/* The length of a blank or continuation here, or 0. */
static uint32_t blank_length(const struct reader *reader)
{
	char byte = reader_peek(reader, 0);
	char next = reader_peek(reader, 1);

	if (byte == ' ' || byte == '\t' || (byte == '\r' && next == '\n')) {
		return 1;
	}
	if (byte != '\\') {
		return 0;
	}
	return next == '\n' ? 2 : next == '\r' && reader_peek(reader, 2) == '\n' ? 3 : 0;
}

static void skip_comment(struct reader *reader)
{
	uint32_t start = reader->at;
	size_t end = str_find(reader_slice(reader, 0, reader->length), '\n', start);

	reader->at = (uint32_t)end;
	tree_comment(&reader->shell->tree, reader_span(reader, start, reader->at));
}

void reader_skip_blanks(struct reader *reader)
{
	uint32_t length = blank_length(reader);

	while (length > 0) {
		reader->at += length;
		length = blank_length(reader);
	}
	if (reader_peek(reader, 0) == '#') {
		skip_comment(reader);
	}
}

/* Offset behind the line that starts at `at`, its newline included. */
static uint32_t line_end(const struct reader *reader, uint32_t at)
{
	size_t end = str_find(reader_slice(reader, 0, reader->length), '\n', at);

	return end < reader->length ? (uint32_t)end + 1 : reader->length;
}

/* The line without its end. */
static rlint_str line_text(const struct reader *reader, uint32_t start, uint32_t end)
{
	rlint_str line = reader_slice(reader, start, end);

	if (line.len > 0 && line.ptr[line.len - 1] == '\n') {
		line.len--;
	}
	if (line.len > 0 && line.ptr[line.len - 1] == '\r') {
		line.len--;
	}
	return line;
}

/* Reads one here-document's lines and its delimiter; the end of the text ends it too. */
static void read_body(struct reader *reader, const struct pending_body *pending)
{
	struct text_builder builder = { .arena = reader->arena };
	uint32_t start = reader->at;
	bool is_over = false;

	while (!is_over && !reader_is_done(reader)) {
		uint32_t end = line_end(reader, reader->at);
		uint32_t first = reader->at;

		while (pending->is_stripped && first < end && reader->bytes[first] == '\t') {
			first++;
		}
		is_over = rlint_str_is(line_text(reader, first, end), pending->delimiter);
		if (!is_over) {
			text_add(&builder, &reader->text, first, end);
		}
		reader->at = end;
	}
	((struct text *)reader->shell->bodies.items)[pending->body] =
		text_end(&builder).bytes.len > 0 ? text_end(&builder)
						 : text_sub(&reader->text, start, start);
}

/* Substitutions in bodies are commands too. */
static void enter_body(struct reader *reader, uint32_t body, uint32_t owner)
{
	struct text text = ((struct text *)reader->shell->bodies.items)[body];

	reader_enter_text(reader, &text);
	reader_push(reader, FRAME_BODY);
	reader_top(reader)->owner = owner;
	reader_top(reader)->word = reader->frames.count - 1;
}

/* Reads the bodies that wait for this newline; true where one must be searched for commands. */
static bool read_bodies(struct reader *reader)
{
	struct pending_body *pending = reader->pending.items;
	uint32_t count = reader->pending.count;
	uint32_t owner = reader_top(reader)->node;
	bool has_entered = false;

	reader->pending.count = 0;
	for (uint32_t i = 0; i < count; i++) {
		read_body(reader, &pending[i]);
	}
	for (uint32_t i = count; i > 0; i--) {
		if (pending[i - 1].expands) {
			enter_body(reader, pending[i - 1].body, owner);
			has_entered = true;
		}
	}
	return has_entered;
}

bool reader_skip_lines(struct reader *reader)
{
	reader_skip_blanks(reader);
	while (reader_peek(reader, 0) == '\n') {
		reader->at++;
		if (reader->pending.count > 0 && read_bodies(reader)) {
			return true;
		}
		reader_skip_blanks(reader);
	}
	return false;
}

bool reader_is_word(const struct reader *reader, rlint_str word)
{
	uint32_t end = reader->at + (uint32_t)word.len;

	return word.len <= reader->length - reader->at &&
	       rlint_str_is(reader_slice(reader, reader->at, end), word) &&
	       (end == reader->length || shell_is_delimiter(reader->bytes[end]) ||
		       reader->bytes[end] == '\r' || reader->bytes[end] == '\\');
}

bool reader_take_word(struct reader *reader, rlint_str word)
{
	bool is_there = reader_is_word(reader, word);

	reader->at += is_there ? (uint32_t)word.len : 0;
	return is_there;
}

void reader_problem(struct reader *reader, uint32_t start, uint32_t end, const char *message)
{
	struct problem *problem;

	if (reader->has_problem) {
		return;
	}
	reader->has_problem = true;
	if (end > reader->length) {
		end = reader->length;
	}
	problem = tree_problem(&reader->shell->tree, reader->shell->root, "dockerfile",
		reader_span(reader, start, end), true);
	problem->message = str_from(message);
}

void reader_unclosed(struct reader *reader, uint32_t start, uint32_t end, const char *closer)
{
	rlint_str opener;

	if (reader->has_problem) {
		return;
	}
	opener = reader_slice(reader, start, end < reader->length ? end : reader->length);
	reader_problem(reader, start, end, "");
	((struct problem *)reader->shell->tree.problems.items)->message = format_str(
		reader->arena, "the shell finds no end to this `%S`: add `%s`", opener, closer);
}

void reader_enter_text(struct reader *reader, const struct text *text)
{
	struct frame *frame = reader_push(reader, FRAME_TEXT);

	frame->outer = reader->text;
	frame->outer_at = reader->at;
	reader->text = *text;
	reader->bytes = text->bytes.ptr;
	reader->length = (uint32_t)text->bytes.len;
	reader->at = 0;
	reader->text_depth++;
}

void step_text(struct reader *reader)
{
	const struct frame *frame = reader_top(reader);

	reader->text = frame->outer;
	reader->at = frame->outer_at;
	reader->bytes = reader->text.bytes.ptr;
	reader->length = (uint32_t)reader->text.bytes.len;
	reader->text_depth--;
	reader_pop(reader);
}

/* Offset behind the quoted string that starts at `at`, or the end of the text. */
static uint32_t skip_quoted(const struct reader *reader, uint32_t at)
{
	char quote = reader->bytes[at];

	at++;
	while (at < reader->length && reader->bytes[at] != quote) {
		at += reader->bytes[at] == '\\' && quote == '"' ? 2 : 1;
	}
	return at < reader->length ? at + 1 : reader->length;
}

bool reader_is_arithmetic(const struct reader *reader, uint32_t at)
{
	uint32_t depth = 1;

	at += 2;
	while (at < reader->length && depth > 0) {
		char byte = reader->bytes[at];

		if (byte == '\'' || byte == '"') {
			at = skip_quoted(reader, at);
			continue;
		}
		at += byte == '\\' ? 2 : 1;
		if (byte == '(') {
			depth++;
		} else if (byte == ')') {
			depth--;
		}
	}
	return depth == 0 && at < reader->length && reader->bytes[at] == ')';
}
