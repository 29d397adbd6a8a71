/* Compound commands:
 *
 *   compound  = ( "(" list ")" | "{" list "}" | if | while | for | case | function | test )
 *               { redirect }
 *   if        = "if" list "then" list { "elif" list "then" list } [ "else" list ] "fi"
 *   function  = ( name "(" ")" | "function" name [ "(" ")" ] ) command
 *   test      = "[[" { word | "(" | ")" | "&&" | "||" | "<" | ">" } "]]" | "((" arithmetic "))" */
#include "lib/base/str.h"
#include "lib/syntax/shell/reader.h"

/* ---- words that end lists ---- */

struct end_word {
	rlint_str text;
	enum list_end end;
};

static const struct end_word end_words[] = {
	{ RLINT_STR_INIT("then"), END_THEN },
	{ RLINT_STR_INIT("elif"), END_FI },
	{ RLINT_STR_INIT("else"), END_FI },
	{ RLINT_STR_INIT("fi"), END_FI },
	{ RLINT_STR_INIT("do"), END_DO },
	{ RLINT_STR_INIT("done"), END_DONE },
	{ RLINT_STR_INIT("esac"), END_CASE },
	{ RLINT_STR_INIT("}"), END_BRACE },
};

static const struct end_word *end_word_at(const struct reader *reader)
{
	char byte = reader_peek(reader, 0);

	if (byte != 't' && byte != 'e' && byte != 'f' && byte != 'd' && byte != '}') {
		return NULL;
	}
	for (size_t i = 0; i < sizeof end_words / sizeof *end_words; i++) {
		if (reader_is_word(reader, end_words[i].text)) {
			return &end_words[i];
		}
	}
	return NULL;
}

uint32_t compound_end_length(const struct reader *reader)
{
	const struct end_word *word = end_word_at(reader);

	return word ? (uint32_t)word->text.len : 0;
}

bool compound_is_end(const struct reader *reader, enum list_end end)
{
	const struct end_word *word = end_word_at(reader);

	return word && word->end == end;
}

/* ---- opening and closing ---- */

struct shell_compound *compound_item(struct reader *reader, const struct frame *frame)
{
	return (struct shell_compound *)reader->shell->compounds.items + frame->item;
}

struct frame *compound_begin(struct reader *reader, enum frame_kind kind, uint16_t node_kind,
	uint32_t parent, uint32_t pipeline)
{
	struct vec *compounds = &reader->shell->compounds;
	struct shell_compound *compound = vec_add(compounds, reader->arena, sizeof *compound);
	struct frame *frame = reader_push(reader, kind);

	frame->item = compounds->count - 1;
	frame->node = tree_add(&reader->shell->tree, parent, node_kind,
		reader_span(reader, reader->at, reader->at));
	tree_node(&reader->shell->tree, frame->node)->payload = frame->item;
	compound->pipeline = pipeline;
	if (pipeline != NODE_NONE) {
		compound->pipe_index = shell_pipeline(reader->shell, pipeline)->command_count;
	}
	return frame;
}

/* Words read for the frame go to the shell. */
void compound_words(struct reader *reader)
{
	const struct frame *frame = reader_top(reader);
	struct shell_compound *compound = compound_item(reader, frame);
	const struct shell_word *items = reader->words.items;
	struct vec *all = &reader->shell->words;

	compound->word_first = all->count;
	compound->word_count = reader->words.count - frame->word_mark;
	for (uint32_t i = frame->word_mark; i < reader->words.count; i++) {
		*(struct shell_word *)vec_add(all, reader->arena, sizeof *items) = items[i];
	}
	reader->words.count = frame->word_mark;
}

static void close_compound(struct reader *reader)
{
	const struct frame *frame = reader_top(reader);
	struct shell_compound *compound = compound_item(reader, frame);

	compound->redirect_first =
		redirects_collect(reader, frame->redirect_mark, &compound->redirect_count);
	tree_node(&reader->shell->tree, frame->node)->span =
		reader_span(reader, frame->start, frame->last);
	reader_pop(reader);
}

/* Redirections behind the end; then the compound is over. */
void compound_redirects(struct reader *reader)
{
	reader_skip_blanks(reader);
	if (!redirect_open(reader, reader_top(reader)->node)) {
		close_compound(reader);
	}
}

/* The end was read (or is missing, and was complained of). */
void compound_end(struct reader *reader)
{
	struct frame *frame = reader_top(reader);

	frame->last = reader->at;
	frame->phase = PHASE_REDIRECTS;
}

/* The text is over, or goes on with something else, while `closer` is awaited. */
void compound_end_missing(struct reader *reader, uint32_t opener_length, const char *closer)
{
	uint32_t start = reader_top(reader)->start;

	reader_unclosed(reader, start, start + opener_length, closer);
	compound_end(reader);
}

/* ---- ( ) and { } ---- */

static void open_group(struct reader *reader, uint32_t parent, uint32_t pipeline, bool is_subshell)
{
	struct frame *frame = compound_begin(
		reader, FRAME_GROUP, is_subshell ? SHELL_SUBSHELL : SHELL_GROUP, parent, pipeline);

	reader->at++;
	list_open(reader, frame->node, is_subshell ? END_PAREN : END_BRACE);
}

void step_group(struct reader *reader)
{
	struct frame *frame = reader_top(reader);
	bool is_subshell =
		tree_node(&reader->shell->tree, frame->node)->kind == (uint16_t)SHELL_SUBSHELL;

	if (frame->phase == PHASE_REDIRECTS) {
		compound_redirects(reader);
	} else if (reader_is_done(reader)) {
		compound_end_missing(reader, 1, is_subshell ? ")" : "}");
	} else {
		reader->at++;
		compound_end(reader);
	}
}

/* ---- if ---- */

enum if_phase { IN_CONDITION, IN_BRANCH, IN_ELSE };

void step_if(struct reader *reader)
{
	struct frame *frame = reader_top(reader);
	uint32_t node = frame->node;

	if (frame->phase == PHASE_REDIRECTS) {
		compound_redirects(reader);
	} else if (frame->phase == IN_CONDITION && reader_take_word(reader, RLINT_STR("then"))) {
		frame->phase = IN_BRANCH;
		list_open(reader, node, END_FI);
	} else if (frame->phase == IN_BRANCH && reader_take_word(reader, RLINT_STR("elif"))) {
		frame->phase = IN_CONDITION;
		list_open(reader, node, END_THEN);
	} else if (frame->phase == IN_BRANCH && reader_take_word(reader, RLINT_STR("else"))) {
		frame->phase = IN_ELSE;
		list_open(reader, node, END_FI);
	} else if (frame->phase != IN_CONDITION && reader_take_word(reader, RLINT_STR("fi"))) {
		compound_end(reader);
	} else {
		compound_end_missing(reader, 2, "fi");
	}
}

/* ---- functions ---- */

/* The offset behind `name ( )` if that stands here, the name's end written; else 0. */
static uint32_t function_end(const struct reader *reader, uint32_t at, uint32_t *name)
{
	while (at < reader->length && shell_is_plain(reader->bytes[at]) &&
		reader->bytes[at] != '=') {
		at++;
	}
	*name = at;
	while (at < reader->length && (reader->bytes[at] == ' ' || reader->bytes[at] == '\t')) {
		at++;
	}
	if (at >= reader->length || reader->bytes[at] != '(' || *name == reader->at) {
		return 0;
	}
	at++;
	while (at < reader->length && (reader->bytes[at] == ' ' || reader->bytes[at] == '\t')) {
		at++;
	}
	return at < reader->length && reader->bytes[at] == ')' ? at + 1 : 0;
}

static bool open_function(
	struct reader *reader, uint32_t parent, uint32_t pipeline, uint32_t keyword_length)
{
	uint32_t start = reader->at;
	uint32_t name = start;
	uint32_t end;
	struct frame *frame;

	reader->at += keyword_length;
	if (keyword_length > 0) {
		reader_skip_blanks(reader);
		name = reader->at;
	}
	end = function_end(reader, reader->at, &name);
	if (end == 0 && keyword_length == 0) {
		return false;
	}
	end = end > 0 ? end : name;
	frame = compound_begin(reader, FRAME_FUNCTION, SHELL_FUNCTION, parent, pipeline);
	frame->start = start;
	compound_item(reader, frame)->name = reader_slice(reader, reader->at, name);
	reader->at = end;
	return true;
}

void step_function(struct reader *reader)
{
	struct frame *frame = reader_top(reader);

	if (frame->phase == 1) {
		frame->last = reader->at;
		close_compound(reader);
		return;
	}
	if (reader_skip_lines(reader)) {
		return;
	}
	frame->phase = 1;
	if (reader_is_done(reader) || shell_is_delimiter(reader_peek(reader, 0))) {
		if (reader_peek(reader, 0) != '(') {
			reader_unclosed(reader, frame->start, reader->at, "{ ...; }");
			return;
		}
	}
	command_open(reader, frame->node, NODE_NONE);
}

/* ---- [[ ]] and (( )) ---- */

static void open_test(struct reader *reader, uint32_t parent, uint32_t pipeline)
{
	struct frame *frame = compound_begin(reader, FRAME_TEST, SHELL_TEST, parent, pipeline);

	if (reader_peek(reader, 0) == '(') {
		frame->phase = 1;
		expansion_open_arithmetic(reader, frame->node);
		return;
	}
	reader->at += 2;
}

void step_test(struct reader *reader)
{
	struct frame *frame = reader_top(reader);

	if (frame->phase == PHASE_REDIRECTS) {
		compound_redirects(reader);
		return;
	}
	if (frame->phase == 1) {
		compound_end(reader);
		return;
	}
	if (reader_skip_lines(reader)) {
		return;
	}
	if (reader_is_done(reader)) {
		compound_end_missing(reader, 2, "]]");
	} else if (reader_take_word(reader, RLINT_STR("]]"))) {
		compound_end(reader);
	} else if (shell_is_delimiter(reader_peek(reader, 0)) &&
		   (reader_peek(reader, 1) != '(' || reader_peek(reader, 0) == '(')) {
		reader->at++;
	} else {
		word_open(reader, FOR_NOTHING, frame->node);
	}
}

/* ---- which one it is ---- */

static bool open_keyword(struct reader *reader, uint32_t parent, uint32_t pipeline)
{
	if (reader_is_word(reader, RLINT_STR("if"))) {
		struct frame *frame = compound_begin(reader, FRAME_IF, SHELL_IF, parent, pipeline);

		reader->at += 2;
		list_open(reader, frame->node, END_THEN);
	} else if (reader_is_word(reader, RLINT_STR("while")) ||
		   reader_is_word(reader, RLINT_STR("until"))) {
		loop_open_while(reader, parent, pipeline);
	} else if (reader_is_word(reader, RLINT_STR("for"))) {
		loop_open_for(reader, parent, pipeline, 3);
	} else if (reader_is_word(reader, RLINT_STR("select"))) {
		loop_open_for(reader, parent, pipeline, 6);
	} else if (reader_is_word(reader, RLINT_STR("case"))) {
		compound_begin(reader, FRAME_CASE, SHELL_CASE, parent, pipeline);
		reader->at += 4;
	} else if (reader_is_word(reader, RLINT_STR("function"))) {
		return open_function(reader, parent, pipeline, 8);
	} else {
		return false;
	}
	return true;
}

static bool open_bracket(struct reader *reader, uint32_t parent, uint32_t pipeline)
{
	if (reader_peek(reader, 1) == '(' && reader_is_arithmetic(reader, reader->at)) {
		open_test(reader, parent, pipeline);
	} else {
		open_group(reader, parent, pipeline, true);
	}
	return true;
}

/* `time` before a compound is no program. */
static void skip_time(struct reader *reader)
{
	uint32_t start = reader->at;

	if (!reader_take_word(reader, RLINT_STR("time"))) {
		return;
	}
	reader_skip_blanks(reader);
	if (reader_peek(reader, 0) != '(' && !reader_is_word(reader, RLINT_STR("{"))) {
		reader->at = start;
	}
}

bool compound_open(struct reader *reader, uint32_t parent, uint32_t pipeline)
{
	skip_time(reader);
	switch (reader_peek(reader, 0)) {
	case '(':
		return open_bracket(reader, parent, pipeline);
	case '{':
		if (reader_is_word(reader, RLINT_STR("{"))) {
			open_group(reader, parent, pipeline, false);
			return true;
		}
		return false;
	case '[':
		if (reader_is_word(reader, RLINT_STR("[["))) {
			open_test(reader, parent, pipeline);
			return true;
		}
		return false;
	case 'i':
	case 'w':
	case 'u':
	case 'f':
	case 's':
	case 'c':
		if (open_keyword(reader, parent, pipeline)) {
			return true;
		}
		break;
	default:
		break;
	}
	return open_function(reader, parent, pipeline, 0);
}
