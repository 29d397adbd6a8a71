/* Expansions:
 *
 *   expansion  = "$" name | "$" digit | "$" special | "${" parameter "}" | "$(" list ")"
 *              | "$((" arithmetic "))" | "`" list "`" | ( "<(" | ">(" ) list ")"
 *   parameter  = "#" name | "!" name | name [ "[" any "]" ] [ operation { part } ]
 *   operation  = [ ":" ] ( "-" | "=" | "?" | "+" ) | "%" | "%%" | "#" | "##" | "/" | "//" | ... */
#include "lib/base/str.h"
#include "lib/syntax/shell/reader.h"

#include <string.h>

/* Offset behind the parameter name that starts at `at`; `at` itself where there is none. */
static uint32_t name_end(const struct reader *reader, uint32_t at)
{
	uint32_t end = at;

	if (at < reader->length && rlint_byte_is_digit(reader->bytes[at])) {
		while (end < reader->length && rlint_byte_is_digit(reader->bytes[end])) {
			end++;
		}
		return end;
	}
	while (end < reader->length && byte_is_name(reader->bytes[end])) {
		end++;
	}
	return end == at && at < reader->length && byte_is_one_of(reader->bytes[at], "@*#?-$!")
		       ? at + 1
		       : end;
}

/* $name: one part, or false. */
static bool take_simple(struct reader *reader)
{
	uint32_t start = reader->at;
	uint32_t end = name_end(reader, start + 1);
	struct shell_part *part;

	if (end == start + 1) {
		return false;
	}
	if (rlint_byte_is_digit(reader->bytes[start + 1])) {
		end = start + 2;
	}
	part_flush(reader);
	reader->at = end;
	part = part_add(reader, SHELL_PARAMETER, start);
	part->text = reader_slice(reader, start + 1, end);
	return true;
}

/* The operation that starts at `at`. */
static rlint_str operation_at(const struct reader *reader, uint32_t at)
{
	static const rlint_str operations[] = { RLINT_STR_INIT(":-"), RLINT_STR_INIT(":="),
		RLINT_STR_INIT(":?"), RLINT_STR_INIT(":+"), RLINT_STR_INIT("%%"),
		RLINT_STR_INIT("##"), RLINT_STR_INIT("//"), RLINT_STR_INIT("/#"),
		RLINT_STR_INIT("/%"), RLINT_STR_INIT("^^"), RLINT_STR_INIT(",,"),
		RLINT_STR_INIT("-"), RLINT_STR_INIT("="), RLINT_STR_INIT("?"), RLINT_STR_INIT("+"),
		RLINT_STR_INIT("%"), RLINT_STR_INIT("#"), RLINT_STR_INIT("/"), RLINT_STR_INIT(":"),
		RLINT_STR_INIT("["), RLINT_STR_INIT("^"), RLINT_STR_INIT(","),
		RLINT_STR_INIT("@") };
	rlint_str rest = reader_slice(reader, at, reader->length);

	for (size_t i = 0; i < sizeof operations / sizeof *operations; i++) {
		if (rlint_str_starts(rest, operations[i])) {
			return operations[i];
		}
	}
	return (rlint_str){ "", 0 };
}

/* ${#name} and ${!name}: the offset of the name, the operation written to *prefix. */
static uint32_t skip_prefix(const struct reader *reader, uint32_t at, rlint_str *prefix)
{
	char byte = reader_peek(reader, at - reader->at);
	char next = reader_peek(reader, at + 1 - reader->at);

	*prefix = (rlint_str){ "", 0 };
	if ((byte == '#' || byte == '!') && (byte_is_name(next) || next == '@' || next == '*')) {
		*prefix = byte == '#' ? RLINT_STR("#") : RLINT_STR("!");
		return at + 1;
	}
	return at;
}

/* ${name} at once; with an operation a frame that reads the argument. */
static void open_parameter(struct reader *reader)
{
	uint32_t start = reader->at;
	rlint_str prefix;
	uint32_t name = skip_prefix(reader, start + 2, &prefix);
	uint32_t end = name_end(reader, name);
	bool in_quotes = reader_top(reader)->in_quotes;
	struct frame *frame;

	part_flush(reader);
	if (end < reader->length && reader->bytes[end] == '}') {
		struct shell_part *part;

		reader->at = end + 1;
		part = part_add(reader, SHELL_PARAMETER, start);
		part->text = reader_slice(reader, name, end);
		part->operation = prefix;
		return;
	}
	frame = reader_push(reader, FRAME_PARAMETER);
	frame->name = reader_slice(reader, name, end);
	frame->operation = prefix.len > 0 ? prefix : operation_at(reader, end);
	frame->in_quotes = in_quotes;
	reader->at = prefix.len > 0 ? end : end + (uint32_t)frame->operation.len;
	frame->value = reader->at;
	frame->run = reader->at;
}

/* The node that substitutions of the open word go under. */
static uint32_t word_node(struct reader *reader)
{
	struct frame *word = reader_frame(reader, reader_top(reader)->word);

	if (word->kind != FRAME_WORD) {
		return word->owner;
	}
	if (word->node == NODE_NONE) {
		word->node = tree_add(&reader->shell->tree, word->owner, SHELL_WORD,
			reader_span(reader, word->start, reader->at));
	}
	return word->node;
}

/* Pushes the frame of a substitution whose list starts `length` bytes on. */
static uint32_t push_substitution(struct reader *reader, enum shell_part_kind kind, uint32_t length)
{
	uint32_t parent = word_node(reader);
	uint32_t node = tree_add(&reader->shell->tree, parent, SHELL_SUBSTITUTION,
		reader_span(reader, reader->at, reader->at + length));
	struct frame *frame;

	frame = reader_push(reader, FRAME_SUBSTITUTION);
	frame->part = kind;
	frame->node = node;
	return node;
}

static void open_substitution(struct reader *reader, enum shell_part_kind kind)
{
	uint32_t node;

	part_flush(reader);
	node = push_substitution(reader, kind, 2);
	reader->at += 2;
	list_open(reader, node, END_PAREN);
}

void expansion_open_process(struct reader *reader)
{
	open_substitution(reader, SHELL_PROCESS_SUBSTITUTION);
}

/* Inside backquotes a backslash goes before $ ` \ and, in double quotes, before " (POSIX 2.6.3). */
static struct text backquote_body(
	struct reader *reader, uint32_t start, uint32_t end, bool in_quotes)
{
	struct text_builder builder = { .arena = reader->arena };
	const char *escapable = in_quotes ? "$`\\\"" : "$`\\";
	uint32_t run = start;

	for (uint32_t at = start; at + 1 < end; at++) {
		if (reader->bytes[at] == '\\' && byte_is_one_of(reader->bytes[at + 1], escapable)) {
			text_add(&builder, &reader->text, run, at);
			text_add_decoded(&builder, reader_slice(reader, at + 1, at + 2),
				&reader->text, at, at + 2);
			at++;
			run = at + 1;
		}
	}
	if (run == start) {
		return text_sub(&reader->text, start, end);
	}
	text_add(&builder, &reader->text, run, end);
	return text_end(&builder);
}

static void open_backquote(struct reader *reader)
{
	uint32_t start = reader->at;
	uint32_t end = start + 1;
	struct text body;
	uint32_t node;

	part_flush(reader);
	while (end < reader->length && reader->bytes[end] != '`') {
		end += reader->bytes[end] == '\\' ? 2 : 1;
	}
	if (end >= reader->length) {
		part_unclosed(reader, start, start + 1, "`");
		reader->at = reader->length;
		return;
	}
	body = backquote_body(reader, start + 1, end, reader_top(reader)->in_quotes);
	node = push_substitution(reader, SHELL_COMMAND_SUBSTITUTION, 1);
	reader_top(reader)->phase = 1;
	reader->at = end + 1;
	reader_enter_text(reader, &body);
	list_open(reader, node, END_OF_TEXT);
}

static void push_arithmetic(struct reader *reader, uint32_t length)
{
	struct frame *frame = reader_push(reader, FRAME_ARITHMETIC);

	frame->part = SHELL_ARITHMETIC;
	frame->value = length;
	reader->at += length;
	frame->run = reader->at;
}

void expansion_open_arithmetic(struct reader *reader, uint32_t owner)
{
	push_arithmetic(reader, 2);
	reader_top(reader)->phase = 1;
	reader_top(reader)->owner = owner;
	reader_top(reader)->word = reader->frames.count - 1;
}

bool expansion_open(struct reader *reader)
{
	char next = reader_peek(reader, 1);

	if (part_is_literal(reader)) {
		return false;
	}
	if (reader_peek(reader, 0) == '`') {
		open_backquote(reader);
		return true;
	}
	if (next == '{') {
		open_parameter(reader);
		return true;
	}
	if (next != '(') {
		return take_simple(reader);
	}
	if (reader_peek(reader, 2) == '(' && reader_is_arithmetic(reader, reader->at + 1)) {
		part_flush(reader);
		push_arithmetic(reader, 3);
		return true;
	}
	open_substitution(reader, SHELL_COMMAND_SUBSTITUTION);
	return true;
}

/* The argument becomes a word of its own. */
static uint32_t collect_argument(struct reader *reader, const struct frame *frame)
{
	struct vec *words = &reader->shell->words;
	struct shell_word word = { .text = text_sub(&reader->text, frame->value, reader->at),
		.span = reader_span(reader, frame->value, reader->at),
		.is_quoted = frame->is_quoted,
		.node = NODE_NONE };

	part_collect(reader, &word, frame->part_mark);
	*(struct shell_word *)vec_add(words, reader->arena, sizeof word) = word;
	return words->count - 1;
}

static void close_parameter(struct reader *reader)
{
	struct frame frame = *reader_top(reader);
	rlint_str argument = reader_slice(reader, frame.value, reader->at);
	struct shell_part *part;
	uint32_t word;

	part_flush(reader);
	word = collect_argument(reader, &frame);
	if (reader_is_done(reader)) {
		part_unclosed(reader, frame.start, frame.start + 2, "}");
	} else {
		reader->at++;
	}
	reader_pop(reader);
	part = part_add(reader, SHELL_PARAMETER, frame.start);
	part->text = frame.name;
	part->operation = frame.operation;
	part->argument = argument;
	part->argument_word = word;
}

/* In double quotes the word of ${x:-it's} has no single quotes; patterns always have. */
static bool has_single_quotes(const struct frame *frame)
{
	rlint_str operation = frame->operation;

	return !frame->in_quotes ||
	       (operation.len > 0 && byte_is_one_of(operation.ptr[operation.len - 1], "%#/"));
}

static void take_parameter_byte(struct reader *reader)
{
	char byte = reader->bytes[reader->at];

	if (byte == '\\' && reader->at + 1 < reader->length) {
		part_flush(reader);
		reader_top(reader)->run = reader->at + (reader_peek(reader, 1) == '\n' ? 2 : 1);
		reader->at += 2;
	} else if (byte == '"') {
		part_open_quote(reader, 1);
	} else if (byte == '\'' && has_single_quotes(reader_top(reader))) {
		part_single_quoted(reader, reader->at + 1);
	} else if ((byte != '$' && byte != '`') || !expansion_open(reader)) {
		reader->at++;
	}
}

void step_parameter(struct reader *reader)
{
	uint32_t height = reader->frames.count;

	while (!reader_is_done(reader) && reader->bytes[reader->at] != '}') {
		take_parameter_byte(reader);
		if (reader->frames.count != height) {
			return;
		}
	}
	close_parameter(reader);
}

static void close_arithmetic(struct reader *reader)
{
	struct frame frame = *reader_top(reader);

	reader->parts.count = frame.part_mark;
	if (reader_is_done(reader)) {
		reader_unclosed(reader, frame.start, frame.start + frame.value, "))");
	} else {
		/* Quotes inside may have hidden the second bracket from the look ahead. */
		reader->at += reader_peek(reader, 1) == ')' ? 2 : 1;
	}
	reader_pop(reader);
	if (frame.phase == 0) {
		part_add(reader, SHELL_ARITHMETIC, frame.start);
	}
}

static void take_arithmetic_byte(struct reader *reader)
{
	struct frame *frame = reader_top(reader);
	char byte = reader->bytes[reader->at];

	if ((byte == '$' || byte == '`') && expansion_open(reader)) {
		return;
	}
	reader->at += byte == '\\' && reader->at + 1 < reader->length ? 2 : 1;
	frame->parens += byte == '(' ? 1U : 0U;
	frame->parens -= byte == ')' ? 1U : 0U;
}

void step_arithmetic(struct reader *reader)
{
	uint32_t height = reader->frames.count;

	while (!reader_is_done(reader) &&
		(reader->bytes[reader->at] != ')' || reader_top(reader)->parens > 0)) {
		take_arithmetic_byte(reader);
		if (reader->frames.count != height) {
			return;
		}
	}
	close_arithmetic(reader);
}

void step_substitution(struct reader *reader)
{
	struct frame frame = *reader_top(reader);

	if (frame.phase == 0 && reader_peek(reader, 0) == ')') {
		reader->at++;
	} else if (frame.phase == 0) {
		reader_unclosed(reader, frame.start, frame.start + 2, ")");
	}
	tree_node(&reader->shell->tree, frame.node)->span =
		reader_span(reader, frame.start, reader->at);
	reader_pop(reader);
	part_add(reader, frame.part, frame.start)->node = frame.node;
}
