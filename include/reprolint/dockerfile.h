/* Dockerfile containers: stages, and steps with their effects. */
#ifndef REPROLINT_DOCKERFILE_H
#define REPROLINT_DOCKERFILE_H

#include <reprolint/command.h>
#include <reprolint/problem.h>
#include <reprolint/transfer.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum rlint_fate {
	RLINT_FINAL, /* the last stage: what a plain build gives; stages it is FROM count as it */
	RLINT_TARGET, /* may be asked for by --target: nothing in the file uses it */
	RLINT_BUILDER /* only feeds COPY --from and mounts */
} rlint_fate;

/* What a container of the stage does when started, as far as seen. */
typedef enum rlint_start {
	RLINT_START_UNKNOWN,
	RLINT_STARTS_SERVER, /* EXPOSE, uvicorn, gunicorn, jupyter, a port option ... */
	RLINT_STARTS_JOB, /* a program that ends by itself */
	RLINT_STARTS_SHELL /* a shell or REPL */
} rlint_start;

/* A file without any FROM is a fragment: one stage that is not complete, its base and image unset.
 */
typedef struct rlint_stage {
	rlint_value base; /* the image word */
	rlint_value name; /* AS name, as written */
	rlint_value platform;
	rlint_span from; /* the FROM instruction's keyword and words; empty: there is none */
	rlint_fate fate;
	rlint_start starts;
	const rlint_fact *image; /* its rlint_image */
	const rlint_fact *parent; /* the stage it is FROM, or NULL */
	const rlint_fact *user; /* the rlint_user in force at its end: written here or in a parent,
				   or the absent one */
	const rlint_fact *entrypoint, *command; /* steps in force at its end, or NULL */
	uint32_t index;
	bool is_end; /* a build may end with it, and no stage is FROM it */
	const rlint_fact *healthcheck; /* in force at its end, NONE too; or NULL */
	const rlint_fact *workdir; /* the first, written here or in a parent; or NULL */
	const rlint_fact *origin; /* the rlint_image that the chain of stages starts from */
} rlint_stage;

typedef enum rlint_shell {
	RLINT_SH,
	RLINT_BASH, /* bash, ash, zsh, ksh: POSIX with extensions */
	RLINT_POWERSHELL,
	RLINT_CMD,
	RLINT_OTHER_SHELL
} rlint_shell;

typedef enum rlint_form {
	RLINT_NO_FORM,
	RLINT_SHELL_FORM,
	RLINT_EXEC_FORM,
	RLINT_HEREDOC_FORM
} rlint_form;

/* One instruction. Its facts (commands, copies, env ...) lie in it. */
typedef struct rlint_step {
	rlint_str instruction; /* upper case: "RUN" */
	rlint_span keyword; /* the word as written */
	rlint_form form; /* of RUN, CMD, ENTRYPOINT, HEALTHCHECK, SHELL, COPY, ADD, VOLUME */
	bool is_onbuild; /* a trigger: happens in later builds */
	rlint_value user; /* before the step */
	rlint_value directory;
	rlint_shell shell; /* that shell forms run in */
	bool has_pipefail;
	bool has_shell; /* a SHELL chose it, here or in a stage that this one is FROM */
	uint32_t word_count; /* see rlint_step_word */
} rlint_step;

/* The words after the keyword and flags, as the instruction's grammar splits them, expanded where
 * the builder expands; shell forms are one word; of HEALTHCHECK CMD, what it runs. NULL past the
 * end. */
RLINT_API const rlint_value *rlint_step_word(const rlint_fact *step, size_t index);
/* The word as a build without arguments (--build-arg) expands it: an ARG without default is unset.
 */
RLINT_API const rlint_value *rlint_step_default(const rlint_fact *step, size_t index);
/* The flag `--name`'s value (unset: not there; flags without value: text empty, known). `index`
 * counts repeats. */
RLINT_API const rlint_value *rlint_step_flag(
	const rlint_fact *step, const char *name, size_t index);
/* What a variable holds before the step: ENV and ARG of the stage and its parents. RLINT_UNCERTAIN
 * where the base image may set it (RLINT_BASE_IMAGE), or where only whoever builds can (an ARG
 * without default: RLINT_HOST). The value is written to `out`. */
RLINT_API void rlint_step_variable(const rlint_fact *step, rlint_str name, rlint_value *out);

typedef enum rlint_action {
	RLINT_INSTALLS, /* subject: package; or what = "dependencies" for a manifest: see manifests
			 */
	RLINT_REMOVES,
	RLINT_WRITES, /* what: "apt-lists", "pip-cache", "apk-cache", "conda-cache", "npm-cache" ...
			 or a path */
	RLINT_DELETES,
	RLINT_FETCHES,
	RLINT_PINS, /* fixes what a fetch before it brought: git checkout SHA, sha256sum -c */
	RLINT_MAKES_USER
} rlint_action;

typedef enum rlint_end {
	RLINT_IN_LAYER,
	RLINT_UNDONE_HERE, /* in the same step: nothing of it in the layer */
	RLINT_UNDONE_LATER, /* the layer keeps it */
	RLINT_IN_MOUNT /* a cache, bind or tmpfs mount */
} rlint_end;

/* One thing that a step does. */
typedef struct rlint_effect {
	rlint_action action;
	rlint_answer certain; /* unknown: under if, ||, a loop; no: dead code */
	rlint_end end;
	rlint_str what; /* class of the thing, see rlint_action; else a path */
	const rlint_fact *subject; /* the package, download or user; NULL if none */
	const rlint_fact *command; /* the command that does it */
	rlint_span span; /* the words meant */
	const rlint_fact *undone_by; /* the command, where end says that it is undone; else NULL */
} rlint_effect;

RLINT_API size_t rlint_step_effects(const rlint_fact *step);
RLINT_API const rlint_effect *rlint_step_effect(const rlint_fact *step, size_t index);
/* Those of its step's effects that a command has, in order; NULL past the end. */
RLINT_API const rlint_effect *rlint_command_effect(const rlint_fact *command, size_t index);
/* The effect's words and those before them, from the command's name on. */
RLINT_API rlint_span rlint_effect_words(const rlint_effect *effect);

/* The context files that the step's dependency installs read to know what to install:
 * requirements.txt, pyproject.toml, package.json ... relative to the build context where that is
 * known, RLINT_UNCERTAIN (as written) where it is not. NULL past the end. */
RLINT_API const rlint_value *rlint_step_manifest(const rlint_fact *step, size_t index);

RLINT_API const rlint_stage *rlint_as_stage(const rlint_fact *fact);
RLINT_API const rlint_step *rlint_as_step(const rlint_fact *fact);

#ifdef __cplusplus
}
#endif
#endif
