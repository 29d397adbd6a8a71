/* Words outside quotes:
 *
 *   word    = { plain | quoted | expansion | glob | tilde | braces | array }
 *   glob    = "*" | "?" | "[" { any } "]" | ( "?" | "*" | "+" | "@" | "!" ) "(" any ")"
 *   braces  = "{" any ( "," | ".." ) any "}"                               (bash)
 *   array   = "(" { word } ")"                                             (behind NAME=)
 *
 * A word ends at a blank, a newline or one of ; & | ( ) < > */
#include "lib/base/str.h"
#include "lib/syntax/shell/reader.h"

struct frame *word_open(struct reader *reader, enum purpose purpose, uint32_t owner)
{
	struct frame *frame = reader_push(reader, FRAME_WORD);

	frame->purpose = purpose;
	frame->owner = owner;
	frame->value = reader->at;
	frame->word = reader->frames.count - 1;
	return frame;
}

static void close_word(struct reader *reader)
{
	struct frame frame;
	struct shell_word word;
	uint32_t start;

	part_flush(reader);
	frame = *reader_top(reader);
	start = frame.purpose == FOR_ASSIGNMENT ? frame.value : frame.start;
	word = (struct shell_word){ .text = text_sub(&reader->text, start, reader->at),
		.span = reader_span(reader, start, reader->at),
		.is_quoted = frame.is_quoted,
		.node = frame.node };
	if (frame.node != NODE_NONE) {
		tree_node(&reader->shell->tree, frame.node)->span =
			reader_span(reader, frame.start, reader->at);
	}
	part_collect(reader, &word, frame.part_mark);
	reader_pop(reader);
	command_take(reader, &frame, &word);
}

/* `\` before a newline is nothing, before another byte that byte. */
static void take_backslash(struct reader *reader)
{
	struct frame *frame;

	part_flush(reader);
	frame = reader_top(reader);
	if (reader_peek(reader, 1) == '\n') {
		reader->at += 2;
		frame->run = reader->at;
		return;
	}
	frame->is_quoted = true;
	if (reader->at + 1 == reader->length) {
		reader->at++;
		return;
	}
	frame->run = reader->at + 1;
	reader->at += 2;
}

/* Takes `length` bytes as one part. */
static void take_part(struct reader *reader, enum shell_part_kind kind, uint32_t length)
{
	uint32_t start = reader->at;

	part_flush(reader);
	reader->at += length;
	part_add(reader, kind, start);
}

/* The length of [...] here, or 0. A scan that fails is not done again from a later bracket. */
static uint32_t bracket_length(struct reader *reader)
{
	uint32_t at = reader->at + 1;

	if (reader->at < reader->no_bracket) {
		return 0;
	}
	while (at < reader->length && !shell_is_delimiter(reader->bytes[at])) {
		char byte = reader->bytes[at];
		bool is_first = at == reader->at + 1;

		if (byte == ']' && !is_first) {
			return at + 1 - reader->at;
		}
		if (byte == '$' || byte == '"' || byte == '\'' || byte == '\\' || byte == '`') {
			break;
		}
		at++;
	}
	reader->no_bracket = at;
	return 0;
}

/* The length of (...) behind one of ?*+@!, or 0; likewise. */
static uint32_t pattern_length(struct reader *reader)
{
	uint32_t at = reader->at + 1;
	uint32_t depth = 1;

	if (reader->at < reader->no_pattern) {
		return 0;
	}
	while (at < reader->length && reader->bytes[at] != '\n') {
		depth += reader->bytes[at] == '(' ? 1U : 0U;
		depth -= reader->bytes[at] == ')' ? 1U : 0U;
		at++;
		if (depth == 0) {
			return at - reader->at;
		}
	}
	reader->no_pattern = at;
	return 0;
}

/* The length of {a,b} or {1..9} here, or 0. It ends where another brace opens: those inside are
 * seen, those around them not. */
static uint32_t braces_length(const struct reader *reader)
{
	bool has_separator = false;

	for (uint32_t at = reader->at + 1; at < reader->length; at++) {
		char byte = reader->bytes[at];

		if (byte == '}') {
			return has_separator ? at + 1 - reader->at : 0;
		}
		if (byte != ',' && byte != '*' && byte != '?' && !shell_is_plain(byte)) {
			return 0;
		}
		has_separator = has_separator || byte == ',' ||
				(byte == '.' && reader->bytes[at - 1] == '.');
	}
	return 0;
}

/* ~ and ~user, at the start of a word, of an assigned value, or behind its colons. */
static bool take_tilde(struct reader *reader)
{
	const struct frame *frame = reader_top(reader);
	uint32_t end = reader->at + 1;
	bool is_start = reader->at == frame->start || reader->at == frame->value;

	if (!is_start &&
		(frame->purpose != FOR_ASSIGNMENT || reader->bytes[reader->at - 1] != ':')) {
		return false;
	}
	while (end < reader->length &&
		(byte_is_name(reader->bytes[end]) || reader->bytes[end] == '-' ||
			reader->bytes[end] == '+')) {
		end++;
	}
	if (end < reader->length && reader->bytes[end] != '/' && reader->bytes[end] != ':' &&
		!shell_is_delimiter(reader->bytes[end])) {
		return false;
	}
	take_part(reader, SHELL_TILDE, end - reader->at);
	return true;
}

/* A NAME=( array or a pattern list; false where the word ends before the bracket. */
static bool take_open_bracket(struct reader *reader)
{
	const struct frame *frame = reader_top(reader);
	uint32_t length;
	char before;

	if (reader->at == frame->start) {
		return false;
	}
	before = reader->bytes[reader->at - 1];
	if (before == '=') {
		uint32_t owner = frame->owner;

		part_flush(reader);
		reader_push(reader, FRAME_ARRAY)->node = owner;
		reader->at++;
		return true;
	}
	if (before != '?' && before != '*' && before != '+' && before != '@' && before != '!') {
		return false;
	}
	length = pattern_length(reader);
	if (length > 0) {
		take_part(reader, SHELL_GLOB, length);
	}
	return length > 0;
}

/* A delimiter that is part of the word all the same; false where the word ends. */
static bool take_delimiter(struct reader *reader)
{
	char byte = reader->bytes[reader->at];

	if (byte == '(') {
		return take_open_bracket(reader);
	}
	if ((byte == '<' || byte == '>') && reader_peek(reader, 1) == '(') {
		expansion_open_process(reader);
		return true;
	}
	return false;
}

static void take_dollar(struct reader *reader)
{
	char next = reader_peek(reader, 1);

	if (next == '\'' && !part_is_literal(reader)) {
		part_ansi_quoted(reader);
	} else if (next == '"' && !part_is_literal(reader)) {
		part_open_quote(reader, 2);
	} else if (!expansion_open(reader)) {
		reader->at++;
	}
}

static void take_quote(struct reader *reader, char byte)
{
	if (part_is_literal(reader)) {
		reader->at++;
	} else if (byte == '\'') {
		part_single_quoted(reader, reader->at + 1);
	} else {
		part_open_quote(reader, 1);
	}
}

/* A glob, braces or tilde; a plain byte where it is none. */
static void take_pattern(struct reader *reader, char byte)
{
	uint32_t length = 1;

	if (byte == '~') {
		reader->at += take_tilde(reader) ? 0 : 1;
		return;
	}
	if (byte == '[') {
		length = bracket_length(reader);
	} else if (byte == '{') {
		length = reader->is_bash ? braces_length(reader) : 0;
	}
	if (length == 0) {
		reader->at++;
		return;
	}
	take_part(reader, byte == '{' ? SHELL_BRACES : SHELL_GLOB, length);
}

/* One special byte of a word; false where the word ends. */
static bool take_special(struct reader *reader, char byte)
{
	if (shell_is_delimiter(byte)) {
		return take_delimiter(reader);
	}
	if (byte == '\r') {
		bool is_end = reader_peek(reader, 1) == '\n';

		reader->at += is_end ? 0 : 1;
		return !is_end;
	}
	if (byte == '\\') {
		take_backslash(reader);
	} else if (byte == '\'' || byte == '"') {
		take_quote(reader, byte);
	} else if (byte == '$' || byte == '`') {
		take_dollar(reader);
	} else {
		take_pattern(reader, byte);
	}
	return true;
}

void step_word(struct reader *reader)
{
	uint32_t height = reader->frames.count;

	while (!reader_is_done(reader)) {
		char byte = reader->bytes[reader->at];

		if (shell_is_plain(byte)) {
			reader->at++;
		} else if (!take_special(reader, byte)) {
			break;
		} else if (reader->frames.count != height) {
			return;
		}
	}
	close_word(reader);
}

static void close_array(struct reader *reader)
{
	uint32_t start = reader_top(reader)->start;

	if (reader_is_done(reader)) {
		reader_unclosed(reader, start, start + 1, ")");
	} else {
		reader->at++;
	}
	reader_pop(reader);
	part_add(reader, SHELL_ARRAY, start);
}

void step_array(struct reader *reader)
{
	char byte;

	if (reader_skip_lines(reader)) {
		return;
	}
	byte = reader_peek(reader, 0);
	if (reader_is_done(reader) || byte == ')') {
		close_array(reader);
	} else if (shell_is_delimiter(byte) && !(byte != '(' && reader_peek(reader, 1) == '(')) {
		reader_problem(reader, reader->at, reader->at + 1,
			"the shell does not take this sign in a list of values: quote it");
		reader->at++;
	} else {
		word_open(reader, FOR_NOTHING, reader_top(reader)->node);
	}
}
