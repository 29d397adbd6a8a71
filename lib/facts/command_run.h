/* The inside of the makers of commands: a script is walked once, in source order, with the state
 * that it would have if it ran. */
#ifndef LIB_FACTS_COMMAND_RUN_H
#define LIB_FACTS_COMMAND_RUN_H

#include "lib/facts/command.h"
#include "lib/facts/command_table.h"
#include "lib/facts/scope.h"

/* What the script itself has changed so far. */
struct run_state {
	struct scope variables;
	rlint_value directory;
	bool has_errexit, has_pipefail;
	bool is_dead; /* it certainly has ended */
	bool is_tainted; /* a sourced file may have set anything */
};

/* How a part of the script is run. */
struct run_place {
	rlint_answer is_run;
	bool decides; /* its status fails the step */
	bool traps; /* set -e ends the script when it fails */
	bool in_substitution;
	bool in_subshell; /* what it changes is lost */
};

/* A node whose children are being walked. */
struct open_node {
	uint32_t node;
	struct run_place place;
	uint32_t children; /* lists seen so far */
	bool restores; /* the state before it comes back behind it */
	bool merges; /* the state behind it may be either */
	struct run_state saved;
	uint32_t log_mark;
	rlint_answer chain; /* lists: is the next && reached, if the one before it succeeds? */
	bool is_question; /* the last command asks something */
	bool decided; /* its failure would have failed the step */
	rlint_answer succeeds; /* the last command, as far as known without running it */
	const rlint_fact *feeder; /* pipelines: the command before */
};

/* What follows a pipeline in its list, found before the walk. */
struct pipe_outlook {
	bool or_follows; /* in its chain of && and || */
	bool or_exits; /* what is behind the next || ends the script as failed */
	bool is_last; /* its chain's status is the list's */
	bool in_background;
};

/* Working memory, used again for every text of a document. */
struct command_scratch {
	struct shell shell;
	struct vec open; /* struct open_node */
	struct vec log; /* rlint_str: names bound, for merging */
	struct vec folders; /* rlint_value: pushd */
	struct vec outlooks; /* struct pipe_outlook, per pipeline */
	struct vec bodies; /* rlint_span: here-documents read as scripts of their own */
	struct vec values; /* rlint_value: words of the command being made */
	struct vec sources; /* const struct shell_word *: where each came from */
	struct vec single; /* rlint_value: words that are one value each */
	struct vec parts; /* rlint_part: of the fields being made */
	struct vec options; /* rlint_option: of the command being made */
	struct vec operands; /* uint32_t: indexes among its words */
	struct vec assignments; /* struct command_assignment: given to env */
};

struct command_run {
	struct facts *facts;
	rlint_fact *step;
	const struct command_context *context;
	const struct shell *shell;
	bool is_bash;
	struct run_place base; /* of the whole script */
	struct run_state state;
	struct word_scope scope; /* the variables of `state`, then the context's */
	struct command_scratch *scratch;
	bool has_unseen; /* a word of the command may mean several */
	unsigned depth; /* sh -c within sh -c */
	bool *has_problem; /* one was reported for the instruction */
};

/* Shells within shells: deeper ones are not read. */
#define DEEPEST_SHELL 8

/* What a command was found to be. */
struct parsed_command {
	const struct command_program *program; /* may be NULL */
	const struct command_action *action; /* may be NULL */
	rlint_str action_name;
	const struct command_scratch *scratch; /* its options and operands, until the next parse */
};

/* ---- command_value.c: words to values ---- */

/* Appends the fields of a word to scratch->values (and sources). */
void command_expand(struct command_run *run, const struct shell_word *word);
/* The word as one value, not split. */
rlint_value command_value(struct command_run *run, const struct shell_word *word);
/* The same inside an argument of an expansion; `depth` counts those around it. */
rlint_value command_value_at(
	struct command_run *run, const struct shell_word *word, unsigned depth);
/* What a name holds now. */
rlint_value command_variable(const struct command_run *run, rlint_str name);

/* ---- command_parameter.c: ${...} ---- */

rlint_value command_parameter(
	struct command_run *run, const struct shell_part *part, unsigned depth);

/* ---- command_options.c ---- */

/* Reads the words behind words[0] by the program's table. */
void command_parse(struct command_run *run, const rlint_value *words, uint32_t count,
	const struct command_program *program, struct parsed_command *out);
/* The last option of that canonical name, or NULL. */
const rlint_option *parsed_option(const struct parsed_command *parsed, const char *name);

/* ---- command_program.c: one simple command ---- */

/* Makes its fact or, for `sh -c`, those of its text; notes in `pipeline`, which may be NULL, what
 * && and || need. */
void command_make(struct command_run *run, uint32_t index, const struct run_place *place,
	struct open_node *pipeline);

/* ---- command_state.c: commands that change the shell's own state ---- */

bool command_is_builtin(rlint_str program);
/* Does what cd, export, set, read, exit ... do to the state. `is_last`: it took the shell's place.
 */
void command_change_state(struct command_run *run, const struct command *command,
	const struct run_place *place, bool is_last);
void command_bind(struct command_run *run, rlint_str name, const rlint_value *value);
/* NAME=value before no program. */
void command_assign(struct command_run *run, const struct command_assignment *assignment);

/* ---- command_inner.c: sh -c "..." ---- */

/* The text that a word gives an inner shell: what is known expanded, the rest as written. */
struct text command_inner_text(struct command_run *run, const struct shell_word *word);
/* Reads a text that the running command gives to a shell of that name. */
void command_run_inner(struct command_run *run, const struct text *text, rlint_str dialect,
	const struct run_place *place, bool has_errexit, bool has_pipefail);

/* ---- command_make.c ---- */

/* Parses the text and makes its script fact and its commands; run->base, state and the like are
 * set. Gives the script. */
rlint_fact *command_run_text(struct command_run *run, const struct text *text, rlint_str dialect);

/* ---- command_flow.c ---- */

/* Walks run->shell and makes its commands. */
void command_walk(struct command_run *run);

#endif
