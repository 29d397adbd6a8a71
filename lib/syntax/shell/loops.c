/* Loops and case:
 *
 *   while     = ( "while" | "until" ) list "do" list "done"
 *   for       = ( "for" | "select" ) ( name [ "in" { word } ] | "((" arithmetic "))" )
 *               [ ";" | newline ] ( "do" list "done" | "{" list "}" )
 *   case      = "case" word "in" { [ "(" ] word { "|" word } ")" list [ ";;" | ";&" | ";;&" ] }
 *               "esac" */
#include "lib/base/str.h"
#include "lib/syntax/shell/reader.h"

/* ---- loops ---- */

enum loop_phase { AT_NAME, BEFORE_IN, IN_WORDS, BEFORE_DO, IN_BODY, IN_BRACES };

void loop_open_while(struct reader *reader, uint32_t parent, uint32_t pipeline)
{
	struct frame *frame = compound_begin(reader, FRAME_LOOP, SHELL_LOOP, parent, pipeline);

	frame->phase = BEFORE_DO;
	frame->parens = 5; /* `while` and `until` have as many letters */
	reader->at += 5;
	list_open(reader, frame->node, END_DO);
}

void loop_open_for(
	struct reader *reader, uint32_t parent, uint32_t pipeline, uint32_t keyword_length)
{
	struct frame *frame = compound_begin(reader, FRAME_LOOP, SHELL_LOOP, parent, pipeline);

	frame->phase = AT_NAME;
	frame->parens = keyword_length;
	reader->at += keyword_length;
}

/* The variable's name, or the (( )) of an arithmetic `for`. */
static void take_loop_name(struct reader *reader)
{
	struct frame *frame = reader_top(reader);
	uint32_t end;

	reader_skip_blanks(reader);
	end = reader->at;
	if (reader_peek(reader, 0) == '(' && reader_peek(reader, 1) == '(') {
		frame->phase = BEFORE_DO;
		expansion_open_arithmetic(reader, frame->node);
		return;
	}
	while (end < reader->length && shell_is_plain(reader->bytes[end])) {
		end++;
	}
	compound_item(reader, frame)->name = reader_slice(reader, reader->at, end);
	if (end == reader->at) {
		compound_end_missing(reader, frame->parens, "NAME in ...; do ...; done");
		return;
	}
	reader->at = end;
	frame->phase = BEFORE_IN;
}

static void take_in(struct reader *reader)
{
	struct frame *frame = reader_top(reader);

	if (reader_skip_lines(reader)) {
		return;
	}
	if (reader_take_word(reader, RLINT_STR("in"))) {
		compound_item(reader, frame)->has_list = true;
		frame->phase = IN_WORDS;
		return;
	}
	reader->at += reader_peek(reader, 0) == ';' ? 1 : 0;
	frame->phase = BEFORE_DO;
}

static void take_loop_word(struct reader *reader)
{
	struct frame *frame = reader_top(reader);
	char byte;

	reader_skip_blanks(reader);
	byte = reader_peek(reader, 0);
	if (reader_is_done(reader) || byte == ';' || byte == '\n') {
		reader->at += byte == ';' ? 1 : 0;
		compound_words(reader);
		frame->phase = BEFORE_DO;
	} else if (shell_is_delimiter(byte) &&
		   (byte == '(' || byte == ')' || reader_peek(reader, 1) != '(')) {
		reader_problem(reader, reader->at, reader->at + 1,
			"the shell does not take this sign in the words of a loop: quote it");
		reader->at++;
	} else {
		word_open(reader, FOR_LIST, frame->node);
	}
}

static void take_do(struct reader *reader)
{
	struct frame *frame = reader_top(reader);

	if (reader_skip_lines(reader)) {
		return;
	}
	if (reader_peek(reader, 0) == ';' && reader_peek(reader, 1) != ';') {
		reader->at++;
	} else if (reader_take_word(reader, RLINT_STR("do"))) {
		frame->phase = IN_BODY;
		list_open(reader, frame->node, END_DONE);
	} else if (reader_take_word(reader, RLINT_STR("{"))) {
		frame->phase = IN_BRACES;
		list_open(reader, frame->node, END_BRACE);
	} else {
		compound_end_missing(reader, frame->parens, "do ...; done");
	}
}

void step_loop(struct reader *reader)
{
	struct frame *frame = reader_top(reader);

	switch (frame->phase) {
	case AT_NAME:
		take_loop_name(reader);
		break;
	case BEFORE_IN:
		take_in(reader);
		break;
	case IN_WORDS:
		take_loop_word(reader);
		break;
	case BEFORE_DO:
		take_do(reader);
		break;
	case PHASE_REDIRECTS:
		compound_redirects(reader);
		break;
	default:
		if (reader_take_word(
			    reader, frame->phase == IN_BODY ? RLINT_STR("done") : RLINT_STR("}"))) {
			compound_end(reader);
		} else {
			compound_end_missing(reader, frame->parens, "done");
		}
	}
}

/* ---- case ---- */

enum case_phase { AT_SUBJECT, BEFORE_ARMS, BEFORE_ARM, IN_PATTERNS, BEHIND_ARM };

static void take_subject(struct reader *reader)
{
	struct frame *frame = reader_top(reader);

	reader_skip_blanks(reader);
	frame->phase = BEFORE_ARMS;
	if (!reader_is_done(reader) && !shell_is_delimiter(reader_peek(reader, 0))) {
		word_open(reader, FOR_LIST, frame->node);
	}
}

static void take_case_in(struct reader *reader)
{
	if (reader_skip_lines(reader)) {
		return;
	}
	compound_words(reader);
	if (reader_take_word(reader, RLINT_STR("in"))) {
		reader_top(reader)->phase = BEFORE_ARM;
	} else {
		compound_end_missing(reader, 4, "in ... esac");
	}
}

static void take_arm(struct reader *reader)
{
	if (reader_skip_lines(reader)) {
		return;
	}
	if (reader_is_done(reader)) {
		compound_end_missing(reader, 4, "esac");
	} else if (reader_take_word(reader, RLINT_STR("esac"))) {
		compound_end(reader);
	} else {
		reader->at += reader_peek(reader, 0) == '(' ? 1 : 0;
		reader_top(reader)->phase = IN_PATTERNS;
	}
}

static void take_case_pattern(struct reader *reader)
{
	struct frame *frame = reader_top(reader);
	char byte;

	if (reader_skip_lines(reader)) {
		return;
	}
	byte = reader_peek(reader, 0);
	if (reader_is_done(reader)) {
		compound_end_missing(reader, 4, "esac");
	} else if (byte == ')') {
		reader->at++;
		frame->phase = BEHIND_ARM;
		list_open(reader, frame->node, END_CASE);
	} else if (byte == '|') {
		reader->at++;
	} else if (shell_is_delimiter(byte)) {
		reader_problem(reader, reader->at, reader->at + 1,
			"the shell does not take this sign in a pattern: quote it");
		reader->at++;
	} else {
		word_open(reader, FOR_NOTHING, frame->node);
	}
}

static void end_arm(struct reader *reader)
{
	if (reader_peek(reader, 0) == ';') {
		reader->at += 2;
		reader->at += reader_peek(reader, 0) == '&' ? 1 : 0;
		reader_top(reader)->phase = BEFORE_ARM;
	} else if (reader_take_word(reader, RLINT_STR("esac"))) {
		compound_end(reader);
	} else {
		compound_end_missing(reader, 4, "esac");
	}
}

void step_case(struct reader *reader)
{
	switch (reader_top(reader)->phase) {
	case AT_SUBJECT:
		take_subject(reader);
		break;
	case BEFORE_ARMS:
		take_case_in(reader);
		break;
	case BEFORE_ARM:
		take_arm(reader);
		break;
	case IN_PATTERNS:
		take_case_pattern(reader);
		break;
	case BEHIND_ARM:
		end_arm(reader);
		break;
	default:
		compound_redirects(reader);
	}
}
