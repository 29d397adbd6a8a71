/* Lists, pipelines and simple commands:
 *
 *   list      = { newline } [ and_or { ( ";" | "&" | newline ) { newline } and_or } ]
 *   and_or    = pipeline { ( "&&" | "||" ) { newline } pipeline }
 *   pipeline  = { "!" } command { ( "|" | "|&" ) { newline } command }
 *   command   = compound | { assignment | redirect } [ word { word | redirect } ]
 *   assignment = name [ "[" any "]" ] ( "=" | "+=" ) [ word ]
 *   redirect  = [ digits ] operator word */
#include "lib/base/str.h"
#include "lib/syntax/shell/reader.h"

/* ---- redirections ---- */

struct redirect_operator {
	rlint_str text;
	enum shell_redirect_kind kind;
	bool is_both;
};

/* Longer ones first. */
static const struct redirect_operator operators[] = {
	{ RLINT_STR_INIT("<<<"), SHELL_HERE_STRING, false },
	{ RLINT_STR_INIT("<<-"), SHELL_HERE_DOCUMENT, false },
	{ RLINT_STR_INIT("&>>"), SHELL_APPEND, true },
	{ RLINT_STR_INIT("<<"), SHELL_HERE_DOCUMENT, false },
	{ RLINT_STR_INIT(">>"), SHELL_APPEND, false },
	{ RLINT_STR_INIT(">&"), SHELL_DUPLICATE, false },
	{ RLINT_STR_INIT("<&"), SHELL_DUPLICATE, false },
	{ RLINT_STR_INIT(">|"), SHELL_WRITE, false },
	{ RLINT_STR_INIT("<>"), SHELL_READ_WRITE, false },
	{ RLINT_STR_INIT("&>"), SHELL_WRITE, true },
	{ RLINT_STR_INIT("<"), SHELL_READ, false },
	{ RLINT_STR_INIT(">"), SHELL_WRITE, false },
};

static const struct redirect_operator *operator_at(const struct reader *reader, uint32_t at)
{
	rlint_str rest = reader_slice(reader, at, reader->length);

	for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
		if (rlint_str_starts(rest, operators[i].text)) {
			return &operators[i];
		}
	}
	return NULL;
}

/* A process substitution, not an operator? */
static bool is_process(const struct reader *reader)
{
	char byte = reader_peek(reader, 0);

	return (byte == '<' || byte == '>') && reader_peek(reader, 1) == '(';
}

/* Descriptor digits before an operator; at most three count. */
static int descriptor(const struct reader *reader, uint32_t digits)
{
	int fd = 0;

	for (uint32_t i = 0; i < digits && i < 3; i++) {
		fd = fd * 10 + (reader->bytes[reader->at + i] - '0');
	}
	return digits > 0 ? fd : -1;
}

static uint32_t count_digits(const struct reader *reader)
{
	uint32_t count = 0;

	while (rlint_byte_is_digit(reader_peek(reader, count))) {
		count++;
	}
	return count;
}

static void open_target(struct reader *reader, uint32_t owner, uint32_t start,
	const struct redirect_operator *operator, int fd)
{
	struct frame *frame = word_open(reader, FOR_REDIRECT, owner);

	frame->value = start;
	frame->redirect = operator->kind;
	frame->is_both = operator->is_both;
	frame->is_stripped = operator->text.ptr[operator->text.len - 1] == '-';
	frame->fd = fd;
}

bool redirect_open(struct reader *reader, uint32_t owner)
{
	uint32_t start = reader->at;
	uint32_t digits = count_digits(reader);
	char byte = reader_peek(reader, digits);
	const struct redirect_operator *operator;
	int fd;

	if (byte != '<' && byte != '>' && !(byte == '&' && reader_peek(reader, 1) == '>')) {
		return false;
	}
	if (is_process(reader) || (byte == '&' && digits > 0)) {
		return false;
	}
	operator= operator_at(reader, start + digits);
	fd = descriptor(reader, digits);
	reader->at = start + digits + (uint32_t) operator->text.len;
	reader_skip_blanks(reader);
	if (reader_is_done(reader) ||
		(shell_is_delimiter(reader_peek(reader, 0)) && !is_process(reader))) {
		reader_problem(reader, start, start + digits + (uint32_t) operator->text.len,
			"this redirection names no file: add one, or quote the sign");
		return true;
	}
	open_target(reader, owner, start, operator, fd);
	return true;
}

static uint32_t add_body(
	struct reader *reader, const struct frame *from, const struct shell_word *word)
{
	struct vec *bodies = &reader->shell->bodies;
	struct pending_body *pending = vec_add(&reader->pending, reader->arena, sizeof *pending);

	*(struct text *)vec_add(bodies, reader->arena, sizeof(struct text)) =
		text_sub(&reader->text, reader->at, reader->at);
	*pending = (struct pending_body){ .body = bodies->count - 1,
		.delimiter = word->is_literal ? word->value : word->text.bytes,
		.is_stripped = from->is_stripped,
		.expands = !word->is_quoted };
	return pending->body;
}

/* >&1 and >&- name descriptors, >&file a file for both outputs. */
static bool is_descriptor(const struct shell_word *word)
{
	rlint_str text = word->text.bytes;

	return !word->is_literal ||
	       (text.len > 0 && (rlint_byte_is_digit(text.ptr[0]) || text.ptr[0] == '-'));
}

static void take_redirect(
	struct reader *reader, const struct frame *from, const struct shell_word *word)
{
	struct shell_redirect *redirect =
		vec_add(&reader->redirects, reader->arena, sizeof *redirect);

	*redirect = (struct shell_redirect){ .kind = from->redirect,
		.fd = from->fd,
		.is_both = from->is_both,
		.word = *word,
		.body = NODE_NONE,
		.span = reader_span(reader, from->value, reader->at) };
	if (redirect->kind == SHELL_HERE_DOCUMENT) {
		redirect->body = add_body(reader, from, word);
	}
	if (redirect->kind == SHELL_DUPLICATE && !is_descriptor(word)) {
		redirect->kind = SHELL_WRITE;
		redirect->is_both = true;
	}
}

uint32_t redirects_collect(struct reader *reader, uint32_t mark, uint32_t *count)
{
	const struct shell_redirect *items = reader->redirects.items;
	struct vec *all = &reader->shell->redirects;
	uint32_t first = all->count;

	*count = reader->redirects.count - mark;
	for (uint32_t i = 0; i < *count; i++) {
		*(struct shell_redirect *)vec_add(all, reader->arena, sizeof *items) =
			items[mark + i];
	}
	reader->redirects.count = mark;
	return first;
}

/* ---- simple commands ---- */

void command_take(struct reader *reader, const struct frame *from, const struct shell_word *word)
{
	reader_top(reader)->last = reader->at;
	switch (from->purpose) {
	case FOR_COMMAND:
	case FOR_LIST:
		*(struct shell_word *)vec_add(&reader->words, reader->arena, sizeof *word) = *word;
		break;
	case FOR_ASSIGNMENT:
		*(struct shell_assignment *)vec_add(
			&reader->assignments, reader->arena, sizeof(struct shell_assignment)) =
			(struct shell_assignment){ .name = from->name,
				.is_append = from->is_append,
				.value = *word,
				.span = reader_span(reader, from->start, reader->at) };
		break;
	case FOR_REDIRECT:
		take_redirect(reader, from, word);
		break;
	case FOR_NOTHING:
		break;
	}
}

/* Offset behind `NAME`, `NAME[...]`; `at` where there is none. */
static uint32_t target_end(const struct reader *reader)
{
	uint32_t at = reader->at;

	if (rlint_byte_is_digit(reader_peek(reader, 0))) {
		return at;
	}
	while (at < reader->length && byte_is_name(reader->bytes[at])) {
		at++;
	}
	if (at == reader->at || at >= reader->length || reader->bytes[at] != '[') {
		return at;
	}
	while (at < reader->length && reader->bytes[at] != ']' &&
		!shell_is_delimiter(reader->bytes[at])) {
		at++;
	}
	return at < reader->length && reader->bytes[at] == ']' ? at + 1 : reader->at;
}

static bool open_assignment(struct reader *reader)
{
	uint32_t end = target_end(reader);
	uint32_t equals = end;
	struct frame *frame;

	if (equals < reader->length && reader->bytes[equals] == '+') {
		equals++;
	}
	if (end == reader->at || equals >= reader->length || reader->bytes[equals] != '=') {
		return false;
	}
	frame = word_open(reader, FOR_ASSIGNMENT, reader_top(reader)->node);
	frame->name = reader_slice(reader, reader->at, end);
	frame->is_append = equals > end;
	reader->at = equals + 1;
	frame->value = reader->at;
	frame->run = reader->at;
	return true;
}

/* A word of plain bytes at once; others get a frame. */
static void take_word(struct reader *reader)
{
	uint32_t start = reader->at;
	uint32_t end = start;
	struct shell_word *word;

	while (end < reader->length && shell_is_plain(reader->bytes[end])) {
		end++;
	}
	if (end == start ||
		(end < reader->length &&
			(!shell_is_delimiter(reader->bytes[end]) || reader->bytes[end] == '(' ||
				reader->bytes[end] == '<' || reader->bytes[end] == '>'))) {
		word_open(reader, FOR_COMMAND, reader_top(reader)->node);
		return;
	}
	word = vec_add(&reader->words, reader->arena, sizeof *word);
	*word = (struct shell_word){ .text = text_sub(&reader->text, start, end),
		.span = reader_span(reader, start, end),
		.is_literal = true,
		.value = reader_slice(reader, start, end),
		.part_first = reader->shell->parts.count,
		.node = NODE_NONE };
	reader->at = end;
	reader_top(reader)->last = end;
	reader_count(reader);
}

static void collect_words(struct reader *reader, struct shell_command *command, uint32_t mark)
{
	const struct shell_word *items = reader->words.items;
	struct vec *all = &reader->shell->words;

	command->word_first = all->count;
	command->word_count = reader->words.count - mark;
	for (uint32_t i = mark; i < reader->words.count; i++) {
		*(struct shell_word *)vec_add(all, reader->arena, sizeof *items) = items[i];
	}
	reader->words.count = mark;
}

static void collect_assignments(struct reader *reader, struct shell_command *command, uint32_t mark)
{
	const struct shell_assignment *items = reader->assignments.items;
	struct vec *all = &reader->shell->assignments;

	command->assignment_first = all->count;
	command->assignment_count = reader->assignments.count - mark;
	for (uint32_t i = mark; i < reader->assignments.count; i++) {
		*(struct shell_assignment *)vec_add(all, reader->arena, sizeof *items) = items[i];
	}
	reader->assignments.count = mark;
}

static void close_command(struct reader *reader)
{
	const struct frame *frame = reader_top(reader);
	struct shell_command *command =
		(struct shell_command *)reader->shell->commands.items + frame->item;

	collect_words(reader, command, frame->word_mark);
	collect_assignments(reader, command, frame->assignment_mark);
	command->redirect_first =
		redirects_collect(reader, frame->redirect_mark, &command->redirect_count);
	command->span = reader_span(reader, frame->start, frame->last);
	tree_node(&reader->shell->tree, frame->node)->span = command->span;
	reader_pop(reader);
}

void step_command(struct reader *reader)
{
	const struct frame *frame = reader_top(reader);
	char byte;

	reader_skip_blanks(reader);
	byte = reader_peek(reader, 0);
	if (redirect_open(reader, frame->node)) {
		return;
	}
	if (reader_is_done(reader) ||
		(shell_is_delimiter(byte) && byte != '(' && byte != '<' && byte != '>')) {
		close_command(reader);
	} else if (byte == '(') {
		reader_problem(reader, reader->at, reader->at + 1,
			"the shell does not expect `(` here: quote it, or put `;` or `&&` before "
			"it");
		reader->at++;
	} else if (reader->words.count > frame->word_mark || !open_assignment(reader)) {
		take_word(reader);
	}
}

static void open_simple(struct reader *reader, uint32_t parent, uint32_t pipeline)
{
	struct vec *commands = &reader->shell->commands;
	struct shell_command *command = vec_add(commands, reader->arena, sizeof *command);
	struct frame *frame = reader_push(reader, FRAME_COMMAND);

	frame->item = commands->count - 1;
	frame->node = tree_add(&reader->shell->tree, parent, SHELL_COMMAND,
		reader_span(reader, reader->at, reader->at));
	tree_node(&reader->shell->tree, frame->node)->payload = frame->item;
	command->node = frame->node;
	command->pipeline = pipeline;
	if (pipeline != NODE_NONE) {
		command->pipe_index = shell_pipeline(reader->shell, pipeline)->command_count;
	}
}

void command_open(struct reader *reader, uint32_t parent, uint32_t pipeline)
{
	if (!compound_open(reader, parent, pipeline)) {
		open_simple(reader, parent, pipeline);
	}
}

/* ---- lists ---- */

enum list_phase { WANTS_COMMAND, AFTER_COMMAND };

struct frame *list_open(struct reader *reader, uint32_t parent, enum list_end end)
{
	struct frame *frame = reader_push(reader, FRAME_LIST);

	frame->end = end;
	frame->item = NODE_NONE;
	frame->node = tree_add(&reader->shell->tree, parent, SHELL_LIST,
		reader_span(reader, reader->at, reader->at));
	return frame;
}

static struct shell_pipeline *open_pipeline(struct reader *reader)
{
	struct vec *pipelines = &reader->shell->pipelines;
	struct frame *frame = reader_top(reader);
	struct shell_pipeline *pipeline;

	if (frame->item == NODE_NONE) {
		pipeline = vec_add(pipelines, reader->arena, sizeof *pipeline);
		frame->item = pipelines->count - 1;
		pipeline->before = frame->before;
		pipeline->node = tree_add(&reader->shell->tree, frame->node, SHELL_PIPELINE,
			reader_span(reader, reader->at, reader->at));
		tree_node(&reader->shell->tree, pipeline->node)->payload = frame->item;
	}
	return (struct shell_pipeline *)pipelines->items + frame->item;
}

/* Lists and pipelines end where their last child does. */
static void cover_children(struct tree *tree, uint32_t node)
{
	uint32_t last = ((uint32_t *)tree->last_children.items)[node];

	if (last != NODE_NONE) {
		tree_node(tree, node)->span.end = tree_node(tree, last)->span.end;
		tree_node(tree, node)->span.start =
			tree_node(tree, tree_first_child(tree, node))->span.start;
	}
}

/* Ends the pipeline, if one is open, with the operator behind it. */
static void close_pipeline(struct reader *reader, enum shell_operator after)
{
	struct frame *frame = reader_top(reader);
	struct shell_pipeline *pipeline;

	frame->phase = WANTS_COMMAND;
	if (frame->item == NODE_NONE) {
		return;
	}
	pipeline = (struct shell_pipeline *)reader->shell->pipelines.items + frame->item;
	pipeline->after = after;
	cover_children(&reader->shell->tree, pipeline->node);
	frame->item = NODE_NONE;
	frame->before = after;
}

static void close_list(struct reader *reader)
{
	struct frame *frame = reader_top(reader);

	if (frame->is_wanting) {
		reader_problem(reader, frame->operator_at,
			frame->operator_at + frame->operator_length,
			"no command stands behind this sign: add one or take the sign away");
	}
	close_pipeline(reader, SHELL_NO_OPERATOR);
	cover_children(&reader->shell->tree, frame->node);
	reader_pop(reader);
}

/* Takes an operator that needs a command on its right. */
static void take_joint(struct reader *reader, uint32_t length)
{
	struct frame *frame = reader_top(reader);

	frame->is_wanting = true;
	frame->operator_at = reader->at;
	frame->operator_length = length;
	reader->at += length;
	frame->phase = WANTS_COMMAND;
}

static void take_unopened(struct reader *reader)
{
	reader_problem(reader, reader->at, reader->at + 1,
		"nothing opens this `)`: take it away or quote it");
	reader->at++;
}

/* An operator behind a command. What ends the arm of a `case` is left to it. */
static void take_operator(struct reader *reader, char byte, char next)
{
	if (byte == '|' && next != '|') {
		take_joint(reader, next == '&' ? 2 : 1);
	} else if (byte != ';' && byte == next) {
		close_pipeline(reader, byte == '|' ? SHELL_OR : SHELL_AND);
		take_joint(reader, 2);
	} else {
		bool ends_arm = byte == ';' && (next == ';' || next == '&');

		close_pipeline(reader, byte == ';' ? SHELL_SEQUENCE : SHELL_BACKGROUND);
		reader->at += ends_arm ? 0 : 1;
	}
}

/* A newline, or a word behind a compound command. */
static void end_line(struct reader *reader, char byte)
{
	close_pipeline(reader, SHELL_SEQUENCE);
	if (byte != '\n' && compound_end_length(reader) == 0) {
		reader_problem(reader, reader->at, reader->at + 1,
			"the shell expects `;`, `&&` or a line end before this");
	}
}

/* Behind a command: | && || ; & newline, or the list's end. */
static void after_command(struct reader *reader)
{
	char byte;

	reader_skip_blanks(reader);
	byte = reader_peek(reader, 0);
	if (byte == '|' || byte == '&' || byte == ';') {
		take_operator(reader, byte, reader_peek(reader, 1));
	} else if (byte == ')' && reader_top(reader)->end != END_PAREN) {
		take_unopened(reader);
	} else if (reader_is_done(reader) || byte == ')') {
		close_pipeline(reader, SHELL_NO_OPERATOR);
	} else {
		end_line(reader, byte);
	}
}

/* An operator where a command is wanted: the list's end, or nothing is before it. */
static void take_stray(struct reader *reader, char byte)
{
	const struct frame *frame = reader_top(reader);
	bool is_double =
		reader_peek(reader, 1) == byte || (byte == ';' && reader_peek(reader, 1) == '&');

	if ((byte == ')' && frame->end == END_PAREN) ||
		(byte == ';' && is_double && frame->end == END_CASE)) {
		close_list(reader);
		return;
	}
	if (byte == ')') {
		take_unopened(reader);
		return;
	}
	reader_problem(reader, reader->at, reader->at + (is_double ? 2 : 1),
		"no command stands before this sign: take the sign away");
	reader->at += is_double ? 2 : 1;
}

/* A word that ends some other list. */
static void take_stray_end(struct reader *reader, uint32_t length)
{
	reader_problem(reader, reader->at, reader->at + length,
		"nothing that this word could end is open: take it away or quote it");
	reader->at += length;
	reader_top(reader)->phase = AFTER_COMMAND;
}

static bool takes_command(char byte, char next)
{
	return byte == '(' || byte == '<' || byte == '>' || (byte == '&' && next == '>') ||
	       !shell_is_delimiter(byte);
}

/* The command that starts here, behind any number of `!`. */
static void open_next(struct reader *reader)
{
	struct shell_pipeline *pipeline = open_pipeline(reader);
	struct frame *frame = reader_top(reader);
	uint32_t node = pipeline->node;
	uint32_t index = frame->item;
	uint32_t start = reader->at;

	if (reader_take_word(reader, RLINT_STR("!"))) {
		pipeline->is_negated = !pipeline->is_negated;
		frame->is_wanting = true;
		frame->operator_at = start;
		frame->operator_length = 1;
		return;
	}
	frame->is_wanting = false;
	frame->phase = AFTER_COMMAND;
	command_open(reader, node, index);
	((struct shell_pipeline *)reader->shell->pipelines.items + index)->command_count++;
}

void step_list(struct reader *reader)
{
	const struct frame *frame = reader_top(reader);
	uint32_t length;
	char byte;

	if (frame->phase == AFTER_COMMAND) {
		after_command(reader);
		return;
	}
	if (reader_skip_lines(reader)) {
		return;
	}
	byte = reader_peek(reader, 0);
	if (reader_is_done(reader)) {
		close_list(reader);
		return;
	}
	if (!takes_command(byte, reader_peek(reader, 1))) {
		take_stray(reader, byte);
		return;
	}
	length = compound_end_length(reader);
	if (length > 0 && compound_is_end(reader, frame->end)) {
		close_list(reader);
	} else if (length > 0) {
		take_stray_end(reader, length);
	} else {
		open_next(reader);
	}
}
