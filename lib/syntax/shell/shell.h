/* POSIX shell with the bash extensions met in RUN: text to commands. */
#ifndef LIB_SYNTAX_SHELL_SHELL_H
#define LIB_SYNTAX_SHELL_SHELL_H

#include "lib/syntax/tree.h"

/* Node kinds; payloads index the array named. Words that hold substitutions have the inner lists as
 * children. */
enum shell_kind {
	SHELL_SCRIPT,
	SHELL_LIST, /* and-or lists and ; & newline: children are pipelines, each with its operator
		       in `items` */
	SHELL_PIPELINE,
	SHELL_COMMAND, /* simple command: commands */
	SHELL_SUBSHELL,
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
	SHELL_NO_OPERATOR, /* first of its list */
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
	SHELL_BRACES /* bash {a,b}, as written */
};

struct shell_part {
	enum shell_part_kind kind;
	bool is_quoted; /* inside '' or "" or after a backslash */
	rlint_span span;
	rlint_str text;
	rlint_str operation, argument; /* ":-" and its word as written */
	uint32_t node; /* of the substitution's list, or NODE_NONE */
};

struct shell_word {
	struct text text; /* as written, through continuations */
	rlint_span span;
	uint32_t part_first, part_count; /* in parts */
	bool is_quoted; /* some of it stood in quotes */
	bool is_literal; /* only literal parts: `value` is the word's value */
	rlint_str value; /* the literal prefix if not */
	uint32_t node;
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
	struct text body; /* of a here-document */
	rlint_span span;
};

/* A simple command, wherever it stands. In `commands` they lie in source order, those of
 * substitutions after the command whose word holds them. */
struct shell_command {
	rlint_span span;
	uint32_t node;
	uint32_t word_first, word_count; /* in words */
	uint32_t assignment_first, assignment_count; /* in assignments */
	uint32_t redirect_first, redirect_count; /* in redirects */
	enum shell_operator before,
		after; /* joins it (its pipeline) to the one before and behind in its list */
	uint32_t pipe_index, pipe_length;
	uint32_t list; /* node of the SHELL_LIST its pipeline stands in */
	uint32_t function; /* node of the SHELL_FUNCTION it lies in, or NODE_NONE */
	bool is_negated, in_background;
	bool in_condition; /* of if, while, until */
	bool in_branch; /* body of if, case: may not run */
	bool in_loop;
	bool after_or; /* somewhere behind || in its list or one around it: runs only if something
			  failed */
	bool after_and; /* behind &&: runs only if what is before succeeded */
	bool in_subshell, in_substitution;
	uint32_t depth; /* compounds around it */
};

struct shell {
	struct tree tree;
	struct vec commands, words, assignments, redirects, parts; /* of the structs above */
	uint32_t root; /* SHELL_SCRIPT's node */
};

/* Parses `text`, adding to tree under `parent` of its own tree (a fresh one: tree_init before).
 * Runs inside a protected call. At most one problem (rule "dockerfile") for the text; what stands
 * after it is still searched for commands. `is_bash`: read bash's extensions. Heredocs inside are
 * the shell's own. */
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

#endif
