/* POSIX shell with the bash extensions met in RUN: text to commands. */
#ifndef LIB_SYNTAX_SHELL_SHELL_H
#define LIB_SYNTAX_SHELL_SHELL_H

#include "lib/syntax/tree.h"

/* How many words, commands and parts of words one text may have: some hundred bytes are kept for
 * each, and no text that a person wrote comes near. */
#define SHELL_MOST_UNITS 32768
#define SHELL_MOST_UNITS_TEXT "32768"

/* Node kinds; payloads index the array named. Words that hold substitutions have them as children.
 */
enum shell_kind {
	SHELL_SCRIPT, /* one LIST */
	SHELL_LIST, /* pipelines, joined by && || ; & and newlines; substitutions of here-document
		       bodies stand among them */
	SHELL_PIPELINE, /* pipelines; children: commands and compounds */
	SHELL_COMMAND, /* simple command: commands */
	SHELL_SUBSHELL, /* this and the following up to TEST: compounds */
	SHELL_GROUP,
	SHELL_IF, /* children: LIST condition, LIST body, [condition, body]..., [else body] */
	SHELL_LOOP, /* while, until: condition, body; for, select: body */
	SHELL_CASE, /* bodies */
	SHELL_FUNCTION, /* body */
	SHELL_TEST, /* [[ ]], (( )) */
	SHELL_WORD,
	SHELL_SUBSTITUTION /* $( ), ` `, <( ): a LIST */
};

enum shell_operator {
	SHELL_NO_OPERATOR, /* first of its list, or last */
	SHELL_AND, /* && */
	SHELL_OR, /* || */
	SHELL_SEQUENCE, /* ; or newline */
	SHELL_BACKGROUND /* & */
};

enum shell_part_kind {
	SHELL_LITERAL, /* text: quotes and escapes removed */
	SHELL_PARAMETER, /* text: the name; operation and argument where ${name OP argument} */
	SHELL_COMMAND_SUBSTITUTION,
	SHELL_PROCESS_SUBSTITUTION,
	SHELL_ARITHMETIC,
	SHELL_GLOB, /* unquoted * ? [...] as written */
	SHELL_TILDE,
	SHELL_BRACES, /* bash {a,b}, as written */
	SHELL_ARRAY /* NAME=( ... ), as written */
};

struct shell_part {
	enum shell_part_kind kind;
	bool is_quoted; /* inside '' or "" or after a backslash */
	rlint_span span;
	rlint_str text;
	rlint_str operation, argument; /* ":-" and its word as written; "#" with an empty argument
					  is ${#name}, "!" is ${!name} */
	uint32_t argument_word; /* the argument as a word, in words; NODE_NONE without operation */
	uint32_t node; /* SHELL_SUBSTITUTION, or NODE_NONE */
};

struct shell_word {
	struct text text; /* as written, through continuations */
	rlint_span span;
	uint32_t part_first, part_count; /* in parts; none where it is one unquoted literal run */
	bool is_quoted; /* some of it stood in quotes */
	bool is_literal; /* only literal parts: `value` is the word's value */
	rlint_str value; /* the literal prefix if not */
	uint32_t node; /* SHELL_WORD where it holds substitutions, or NODE_NONE */
};

struct shell_assignment {
	rlint_str name;
	bool is_append; /* += */
	struct shell_word value;
	rlint_span span;
};

enum shell_redirect_kind {
	SHELL_READ, /* < */
	SHELL_WRITE, /* > >| &> */
	SHELL_APPEND, /* >> &>> */
	SHELL_DUPLICATE, /* >&1 <&0 */
	SHELL_HERE_DOCUMENT, /* << <<- : word is the delimiter */
	SHELL_HERE_STRING, /* <<< */
	SHELL_READ_WRITE /* <> */
};

struct shell_redirect {
	enum shell_redirect_kind kind;
	int fd; /* -1 where not written */
	bool is_both; /* &> */
	struct shell_word word;
	uint32_t body; /* of a here-document: see shell_body */
	rlint_span span;
};

/* What && and || join. */
struct shell_pipeline {
	enum shell_operator before, after;
	bool is_negated;
	uint32_t command_count; /* simple and compound */
	uint32_t node;
};

/* A simple command, wherever it stands. In `commands` they lie in source order, those of
 * substitutions after the command whose word holds them. */
struct shell_command {
	rlint_span span;
	uint32_t node;
	uint32_t word_first, word_count; /* in words */
	uint32_t assignment_first, assignment_count; /* in assignments */
	uint32_t redirect_first, redirect_count; /* in redirects */
	uint32_t pipe_index;
	uint32_t pipeline; /* in pipelines; NODE_NONE for a function's body */
};

struct shell_compound {
	rlint_str name; /* of the function or loop variable */
	uint32_t word_first, word_count; /* `for`: the list; `case`: the subject */
	bool has_list; /* for NAME in */
	uint32_t redirect_first, redirect_count;
	uint32_t pipe_index;
	uint32_t pipeline; /* likewise */
};

struct shell {
	struct tree tree;
	struct vec commands, compounds, pipelines, words, assignments, redirects,
		parts; /* of the structs above */
	struct vec bodies; /* struct text */
	uint32_t root; /* SHELL_SCRIPT's node */
	struct vec stacks[6]; /* of the reader */
};

/* Parses `text` into a tree of its own. Runs inside a protected call. `out` is all zero, or holds
 * an earlier text read with the same arena: its memory is used again. At most one problem (rule
 * "dockerfile") for the text; what stands after it is still searched for commands. `is_bash`: read
 * the extensions that mean something else in POSIX. Here-documents inside are the shell's own. */
void shell_parse(struct shell *out, struct arena *arena, const struct limits *limits,
	const struct text *text, bool is_bash);

/* A JSON form: each text one literal word of one simple command. */
void shell_from_words(struct shell *out, struct arena *arena, const struct limits *limits,
	const struct text *words, size_t count);

const struct shell_command *shell_command(const struct shell *shell, uint32_t index);
const struct shell_word *shell_word(
	const struct shell *shell, const struct shell_command *command, uint32_t index);
const struct shell_assignment *shell_assignment(
	const struct shell *shell, const struct shell_command *command, uint32_t index);
const struct shell_redirect *shell_redirect(
	const struct shell *shell, const struct shell_command *command, uint32_t index);
const struct shell_part *shell_part(
	const struct shell *shell, const struct shell_word *word, uint32_t index);
/* The compound of a node of kinds SHELL_SUBSHELL to SHELL_TEST. */
const struct shell_compound *shell_compound(const struct shell *shell, uint32_t node);
const struct shell_pipeline *shell_pipeline(const struct shell *shell, uint32_t index);
/* A here-document's lines, tabs removed where <<- says so; NULL for another redirection. */
const struct text *shell_body(const struct shell *shell, const struct shell_redirect *redirect);

#endif
