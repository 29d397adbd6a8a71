/* What is run: shell commands, downloads, variables. The rlint_as_* functions give NULL for a fact
 * of another kind. */
#ifndef REPROLINT_COMMAND_H
#define REPROLINT_COMMAND_H

#include <reprolint/input.h>

#ifdef __cplusplus
extern "C" {
#endif

/* One simple command, wrappers (sudo, env, exec, sh -c ...) seen through. */
typedef struct rlint_command {
	rlint_str program; /* canonical: "pip" for pip3, python -m pip, /opt/venv/bin/pip; empty if
			      not known */
	rlint_str action; /* subcommand: "install"; empty if none */
	rlint_value name; /* the program's word(s) as written */
	rlint_answer is_run; /* yes: certainly; unknown: under if, ||, loop, function; no: dead */
	bool decides; /* its failure fails the step */
	uint32_t pipe_index, pipe_length; /* place in its pipeline, from 0 */
	bool in_substitution;
	rlint_value directory; /* it runs in */
	rlint_span line; /* the simple command in the file */
	uint32_t word_count, option_count, operand_count; /* read by the functions below */
	rlint_value wrapper; /* the first of those that it is run by, sudo or gosu; unset: none */
	rlint_answer is_wrapper_there; /* as is_there, of that program */
	rlint_answer is_there; /* in a Dockerfile: is its program in the image by then, by what is
				  known of the base and what steps before it bring? */
	/* Of its program as such: it does not fail; it brings what another host has; it takes an
	 * empty input without failing. */
	bool is_harmless, is_fetcher, is_lenient;
} rlint_command;

/* An option of a command whose table is known. */
typedef struct rlint_option {
	rlint_str name; /* canonical long form where the table knows one: "--no-cache-dir" */
	rlint_span span; /* option and value */
	rlint_value value; /* unset for flags */
} rlint_option;

/* Words count from the program's own; operands are words that are neither options nor their values
 * nor the subcommand. NULL past the end or for another kind. */
RLINT_API const rlint_value *rlint_command_word(const rlint_fact *command, size_t index);
RLINT_API const rlint_value *rlint_command_operand(const rlint_fact *command, size_t index);
RLINT_API const rlint_option *rlint_command_option(const rlint_fact *command, size_t index);
/* The last option of that canonical name, or NULL. */
RLINT_API const rlint_option *rlint_command_find(const rlint_fact *command, const char *name);

/* What becomes of a download, as far as its command and pipeline tell. */
typedef enum rlint_use {
	RLINT_SAVED, /* in a file */
	RLINT_UNPACKED, /* by an archiver that reads the pipe */
	RLINT_EXECUTED, /* by an interpreter that reads the pipe, or in its command line */
	RLINT_KEY, /* a signing key or list of sources of a package manager */
	RLINT_READ, /* its text decides something: piped to grep, $(...) */
	RLINT_UNUSED /* printed, thrown away, a probe of this host */
} rlint_use;

/* Something fetched from outside. */
typedef struct rlint_download {
	rlint_value url;
	rlint_value checksum; /* what it is held against */
	rlint_answer is_verified;
	rlint_pin pin; /* VCS: by reference; else immutable when verified, and by the URL when not
			*/
	bool is_vcs;
	rlint_use use;
	bool is_hub; /* a model or data set: url is its name on a hub, pin by its revision */
} rlint_download;

typedef enum rlint_when {
	RLINT_AT_BUILD,
	RLINT_IN_IMAGE,
	RLINT_AT_RUN,
	RLINT_IN_PROGRAM /* set by the program for itself, after its start */
} rlint_when;

typedef struct rlint_env {
	rlint_value name, value; /* value unset: ARG without default */
	rlint_when when;
	bool is_legacy; /* ENV name value */
} rlint_env;

/* One of the flags that a variable holds for its reader: `--name=value` in XLA_FLAGS. */
typedef struct rlint_flag {
	rlint_value name; /* with its dashes */
	rlint_value value; /* without its quotes; unset: none is given, which means "true" */
	const rlint_fact *earlier; /* the one of that name before it, or NULL */
	rlint_answer is_last; /* no other of that name follows, so that this one counts */
	rlint_span stray; /* a word before it, at which the reader stops; empty: none */
} rlint_flag;

/* Shell text. */
typedef struct rlint_script {
	rlint_str dialect; /* "sh", "bash", "powershell", "cmd", or the interpreter's name */
	bool is_opaque; /* not read: not a POSIX shell */
} rlint_script;

RLINT_API const rlint_command *rlint_as_command(const rlint_fact *fact);
RLINT_API const rlint_download *rlint_as_download(const rlint_fact *fact);
RLINT_API const rlint_env *rlint_as_env(const rlint_fact *fact);
RLINT_API const rlint_flag *rlint_as_flag(const rlint_fact *fact);
RLINT_API const rlint_script *rlint_as_script(const rlint_fact *fact);

#ifdef __cplusplus
}
#endif
#endif
