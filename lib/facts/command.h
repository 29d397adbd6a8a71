/* Commands as facts: shell text and exec forms, read for what they run.
 *
 * The makers below add to a step one RLINT_SCRIPT fact per shell text and one RLINT_COMMAND fact
 * per simple command, both directly in the step, in source order, the commands of `sh -c "..."` and
 * of substitutions among them. They also turn the shell's syntax problem, if any, into an
 * RLINT_PROBLEM fact and mark the step incomplete then.
 *
 * Programs are named by rules/tables/commands.tsv: "pip" for pip3.11, /opt/venv/bin/pip and `python
 * -m pip`; "uv" with action "pip install" for `uv pip install`; "conda", "mamba" and "micromamba"
 * keep their own names, actions of two words are joined by a blank ("env create"). A command whose
 * program word is not known has an empty program. Options carry the first name of their table row:
 * "--requirement" for pip's -r, "--yes" for apt-get's -y, "--virtual" for apk's -t. Options that no
 * table knows are named as written. */
#ifndef LIB_FACTS_COMMAND_H
#define LIB_FACTS_COMMAND_H

#include "lib/facts/facts.h"
#include "lib/syntax/dockerfile/dockerfile.h"
#include "lib/syntax/dockerfile/words.h"
#include "lib/syntax/shell/shell.h"

/* The state in which a text runs. */
struct command_context {
	struct word_scope variables; /* ENV and ARG before the step; RLINT_UNSET: surely empty */
	rlint_value directory; /* WORKDIR before the step */
	rlint_shell shell; /* what reads shell forms */
	rlint_str shell_name; /* "pwsh", "python": dialect of an RLINT_OTHER_SHELL; may be empty */
	bool has_errexit, has_pipefail; /* SHELL ["/bin/bash", "-eo", "pipefail", "-c"] */
	uint32_t node; /* of the instruction: what an ignore comment covers */
};

/* NAME=value before the program, or given to env. */
struct command_assignment {
	rlint_str name;
	rlint_value value;
	bool is_append;
	rlint_span span;
};

struct command_redirect {
	enum shell_redirect_kind kind;
	int fd; /* -1 where not written */
	bool is_both; /* &> */
	rlint_value target; /* file, descriptor, delimiter or here-string */
	struct text body; /* of a here-document */
	rlint_span span;
};

/* The payload of an RLINT_COMMAND. */
struct command {
	rlint_command shown; /* first: what rlint_as_command gives */
	const rlint_value *words; /* words[0] is the program as written, `python -m pip` as one */
	const rlint_option *options;
	const rlint_value *const *operands;
	const struct command_assignment *assignments;
	uint32_t assignment_count;
	const struct command_redirect *redirects;
	uint32_t redirect_count;
	const rlint_fact *feeder; /* the command before it in its pipeline, or NULL */
	uint32_t effects_from, effects_to; /* those of its step that it has */
	bool is_negated, in_background;
	bool has_unseen_operands; /* xargs, "$@", an unknown unquoted variable: more may come */
	bool is_elsewhere; /* conda run, chroot: what programs there are is not the image's matter
			    */
	bool is_builtin_state; /* cd, export, set ...: changes only the shell's own state */
};

/* NULL for a fact of another kind. */
const struct command *command_of(const rlint_fact *fact);
/* Is it this program with this action? An empty action is not asked for. */
bool command_is(const rlint_fact *fact, const char *program, const char *action);

/* Adds to the step the variables that its commands are given, as RLINT_ENV facts. */
void env_of_commands(rlint_fact *step, rlint_when when);
/* A shell form: `text` is what the shell is given. Dialects that are not POSIX give an opaque
 * script and no commands. Returns the RLINT_SCRIPT fact. */
rlint_fact *commands_of_text(struct facts *facts, rlint_fact *step, const struct text *text,
	const struct command_context *context);
/* An exec form: each text one word. No RLINT_SCRIPT but those of an inner `sh -c`. */
void commands_of_words(struct facts *facts, rlint_fact *step, const struct text *words,
	size_t count, const struct command_context *context);
/* A whole RUN, CMD, ENTRYPOINT or HEALTHCHECK CMD: exec form, shell form, here-document script with
 * its `#!` line, here-documents fed to a command. What BuildKit's dispatchRun hands to the shell.
 */
void commands_of_instruction(struct facts *facts, rlint_fact *step, const struct dockerfile *file,
	const struct docker_instruction *instruction, const struct command_context *context);

#endif
