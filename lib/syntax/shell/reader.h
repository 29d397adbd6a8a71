/* The shell reader's inside: a pushdown automaton. Every open construct is a frame on a stack in
 * the arena, so that nesting costs no machine stack; `step_*` functions each serve one kind of
 * frame and take in some text, push or pop. lexer.c holds what all share, words.c what is inside
 * words, commands.c lists and simple commands, compounds.c the rest. */
#ifndef LIB_SYNTAX_SHELL_READER_H
#define LIB_SYNTAX_SHELL_READER_H

#include "lib/syntax/shell/shell.h"

enum frame_kind {
	FRAME_LIST,
	FRAME_COMMAND,
	FRAME_WORD,
	FRAME_QUOTE, /* "..." */
	FRAME_PARAMETER, /* ${name OP ... } */
	FRAME_ARITHMETIC, /* $(( )), (( )) */
	FRAME_BODY, /* of a here-document that expands */
	FRAME_SUBSTITUTION,
	FRAME_ARRAY,
	FRAME_GROUP, /* ( ), { } */
	FRAME_IF,
	FRAME_LOOP,
	FRAME_CASE,
	FRAME_FUNCTION,
	FRAME_TEST, /* [[ ]] and (( )) */
	FRAME_TEXT /* a text inside the text: remembers where to go on */
};

/* What ends a list. */
enum list_end {
	END_OF_TEXT,
	END_PAREN,
	END_BRACE,
	END_THEN,
	END_FI, /* elif, else, fi */
	END_DO,
	END_DONE,
	END_CASE /* ;; ;& ;;& esac */
};

/* What a word is for. */
enum purpose {
	FOR_COMMAND,
	FOR_ASSIGNMENT,
	FOR_REDIRECT,
	FOR_LIST, /* of a loop, subject of a case */
	FOR_NOTHING /* patterns, tests, array elements */
};

/* Compounds end in this phase: redirections may follow. */
#define PHASE_REDIRECTS 9

struct frame {
	enum frame_kind kind;
	uint8_t phase; /* of the construct */
	uint32_t start; /* offset of its first byte */
	uint32_t last; /* offset behind its last token */
	uint32_t node; /* its own; for words the WORD's, once needed */
	uint32_t item; /* index in commands, compounds, pipelines or bodies */
	uint32_t word; /* frame of the word or body that it lies in */
	uint32_t word_mark, part_mark, assignment_mark, redirect_mark; /* heights of the stacks */
	uint32_t run; /* where the literal run began */
	uint32_t parens; /* open inside arithmetic */
	bool is_quoted; /* word: some of it is */
	bool in_quotes; /* stands inside "" */
	/* lists */
	enum list_end end;
	enum shell_operator before; /* joins the next pipeline */
	bool is_wanting; /* an operator waits for its right side */
	uint32_t operator_at, operator_length; /* of that operator */
	/* words */
	enum purpose purpose;
	uint32_t owner; /* node that holds the word */
	rlint_str name; /* assignment, parameter */
	bool is_append;
	enum shell_redirect_kind redirect;
	bool is_both, is_stripped;
	int fd;
	uint32_t value; /* offset behind NAME= or the redirection operator */
	/* parts */
	enum shell_part_kind part;
	rlint_str operation;
	/* texts */
	struct text outer;
	uint32_t outer_at;
};

struct pending_body {
	uint32_t body; /* in bodies */
	rlint_str delimiter;
	bool is_stripped, expands;
};

struct reader {
	struct shell *shell;
	struct arena *arena;
	struct text text; /* that is being read */
	const char *bytes;
	uint32_t length, at;
	bool is_bash;
	bool has_problem;
	uint32_t literal_at; /* offset of an opener in the outermost text that nothing closes: it is
				read as a plain byte */
	uint32_t unclosed_at; /* the first such found, or NODE_NONE */
	uint32_t text_depth; /* texts inside the outermost */
	uint32_t depth, limit;
	uint32_t units; /* words, commands and parts so far */
	bool is_over_limit; /* reading ends */
	struct vec frames; /* struct frame */
	struct vec words, parts, assignments, redirects; /* of constructs that are still open */
	struct vec pending; /* struct pending_body, in order */
	uint32_t no_bracket, no_pattern; /* before these offsets no [ ] and no @( ) ends */
};

/* ---- lexer.c ---- */

/* Is the byte one that is never special inside an unquoted word? */
bool shell_is_plain(char byte);
/* Does it end an unquoted word? */
bool shell_is_delimiter(char byte);

struct frame *reader_top(const struct reader *reader);
struct frame *reader_frame(const struct reader *reader, uint32_t index);
/* A new frame that starts at reader->at. One too many raises the limit problem and ends reading. */
struct frame *reader_push(struct reader *reader, enum frame_kind kind);
void reader_pop(struct reader *reader);
/* One more word, command or part; too many end reading. */
void reader_count(struct reader *reader);
/* The byte at `at` plus `ahead`, or NUL behind the end. */
char reader_peek(const struct reader *reader, uint32_t ahead);
bool reader_is_done(const struct reader *reader);
rlint_str reader_slice(const struct reader *reader, uint32_t start, uint32_t end);
rlint_span reader_span(const struct reader *reader, uint32_t start, uint32_t end);
/* Blanks, continuations and, before a word, a comment. */
void reader_skip_blanks(struct reader *reader);
/* The same and newlines, behind which here-document bodies stand. True: a body is to be read first,
 * the caller returns. */
bool reader_skip_lines(struct reader *reader);
/* Is the next word just this, unquoted? */
bool reader_is_word(const struct reader *reader, rlint_str word);
/* Then it is taken. */
bool reader_take_word(struct reader *reader, rlint_str word);
/* Reports the text's first problem. */
void reader_problem(struct reader *reader, uint32_t start, uint32_t end, const char *message);
/* The same for an opener without its end. `opener`, `closer`: as the reader should see them. */
void reader_unclosed(struct reader *reader, uint32_t start, uint32_t end, const char *closer);
/* Reads `text` before going on here. */
void reader_enter_text(struct reader *reader, const struct text *text);
void step_text(struct reader *reader);
/* Does the `((` at `at` end in `))`? */
bool reader_is_arithmetic(const struct reader *reader, uint32_t at);

/* ---- words.c ---- */

/* Pushes a word that starts here; it is given to the frame below when it ends. */
struct frame *word_open(struct reader *reader, enum purpose purpose, uint32_t owner);
void step_word(struct reader *reader);
void step_array(struct reader *reader);

/* ---- parts.c ---- */

/* Adds the literal run up to here to the parts of the open word. */
void part_flush(struct reader *reader);
/* Adds a part from `start` to here; the run starts anew here. */
struct shell_part *part_add(struct reader *reader, enum shell_part_kind kind, uint32_t start);
/* An opener that nothing closes: the rest of the text is read again with it as a plain byte. */
void part_unclosed(struct reader *reader, uint32_t start, uint32_t end, const char *closer);
/* Was it found to be such? */
bool part_is_literal(const struct reader *reader);
/* A single-quoted string; `start` is the offset behind its quote. */
void part_single_quoted(struct reader *reader, uint32_t start);
/* $'...' */
void part_ansi_quoted(struct reader *reader);
void part_open_quote(struct reader *reader, uint32_t length);
/* Moves the parts above the mark to the shell; fills the word's parts and value. */
void part_collect(struct reader *reader, struct shell_word *word, uint32_t mark);
void step_quote(struct reader *reader);
void step_body(struct reader *reader);

/* ---- expansions.c ---- */

/* $name, ${ }, $( ), $(( )), ` `: taken or opened. False where `$` stands for itself. */
bool expansion_open(struct reader *reader);
/* <( and >( */
void expansion_open_process(struct reader *reader);
/* Arithmetic that is no part of a word: the `((` of a command, in `owner`. */
void expansion_open_arithmetic(struct reader *reader, uint32_t owner);
void step_parameter(struct reader *reader);
void step_arithmetic(struct reader *reader);
void step_substitution(struct reader *reader);

/* ---- commands.c ---- */

struct frame *list_open(struct reader *reader, uint32_t parent, enum list_end end);
void step_list(struct reader *reader);
void step_command(struct reader *reader);
/* Opens the simple or compound command that starts here, as a child of `parent`. */
void command_open(struct reader *reader, uint32_t parent, uint32_t pipeline);
/* A redirection, if one starts here: pushes its word. */
bool redirect_open(struct reader *reader, uint32_t owner);
/* Takes a finished word for the frame on top. */
void command_take(struct reader *reader, const struct frame *from, const struct shell_word *word);
/* Moves the redirections above the mark to the shell. */
uint32_t redirects_collect(struct reader *reader, uint32_t mark, uint32_t *count);

/* ---- compounds.c ---- */

/* A new frame for a compound command. */
struct frame *compound_begin(struct reader *reader, enum frame_kind kind, uint16_t node_kind,
	uint32_t parent, uint32_t pipeline);
struct shell_compound *compound_item(struct reader *reader, const struct frame *frame);
/* Words read for the frame on top go to the shell. */
void compound_words(struct reader *reader);
/* Its end was read; redirections may follow. */
void compound_end(struct reader *reader);
/* The text is over, or goes on with something else, while `closer` is awaited. */
void compound_end_missing(struct reader *reader, uint32_t opener_length, const char *closer);
/* Redirections behind the end; then the compound is over. */
void compound_redirects(struct reader *reader);
/* Opens a compound command if one starts here. */
bool compound_open(struct reader *reader, uint32_t parent, uint32_t pipeline);
/* Is a word here that ends lists of this kind? */
bool compound_is_end(const struct reader *reader, enum list_end end);
/* The length of the word here that ends lists of some kind, or 0. */
uint32_t compound_end_length(const struct reader *reader);
void step_group(struct reader *reader);
void step_if(struct reader *reader);
void step_function(struct reader *reader);
void step_test(struct reader *reader);

/* ---- loops.c ---- */

void loop_open_while(struct reader *reader, uint32_t parent, uint32_t pipeline);
/* `for` and `select`. */
void loop_open_for(
	struct reader *reader, uint32_t parent, uint32_t pipeline, uint32_t keyword_length);
void step_loop(struct reader *reader);
void step_case(struct reader *reader);

#endif
