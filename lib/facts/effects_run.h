/* One command of a RUN on its way to effects: what the readers of programs share. */
#ifndef LIB_FACTS_EFFECTS_RUN_H
#define LIB_FACTS_EFFECTS_RUN_H

#include "lib/facts/effects.h"

struct run {
	struct docker_step *step;
	struct stage_ledger *ledger;
	struct scope scope; /* the step's, and what it exported so far */
	const rlint_fact *fact; /* the command */
	const struct command *command;
	rlint_answer certain; /* does it run: yes or unknown */
	rlint_fact *flowing; /* the download whose bytes a pipeline carries */
	const rlint_fact *flowed; /* how far: the command that they came to */
};

/* effects_run.c: questions to the command */
struct facts *run_facts(const struct run *run);
/* From the program's word to that of its action. */
rlint_span run_words(const struct run *run);
bool run_has(const struct run *run, const char *option);
/* A variable that the program sees: its own assignments, exports, ENV and ARG. Unset where the file
 * does not set it. */
rlint_value run_variable(const struct run *run, rlint_str name);
/* Operands and the values of an option, in the order of their place. `options` NULL: operands
 * alone; else names that end with NULL. False at the end. */
struct run_words_state {
	const char *const *options;
	size_t operand, option;
	rlint_value word; /* the one read; a word of several where a variable was split */
	const rlint_option *from; /* the option whose value it is, or NULL */
	rlint_value rest; /* still to be split */
};
bool run_next_word(const struct run *run, struct run_words_state *state);
/* The value's text with its way back to the source. */
struct text run_text(const struct run *run, const rlint_value *value);
/* `path` seen from the command's directory, clean; the empty text where that is not known. */
rlint_str run_path(const struct run *run, const rlint_value *path);

/* effects_run.c: adding */
uint32_t run_effect(struct run *run, rlint_action action, rlint_str what, rlint_span span,
	const rlint_fact *subject);
/* The command undoes an effect of that step. */
void run_undoes(const struct run *run, const struct step *step, rlint_effect *effect);
rlint_fact *run_environment(struct run *run, rlint_ecosystem ecosystem);
/* A package of the system's managers, read by the caller; its INSTALLS follows by run_installs. */
rlint_fact *run_package(
	struct run *run, rlint_fact *environment, const rlint_package *package, rlint_span span);
/* A word that names packages in a way not known here. */
void run_unknown_package(struct run *run, rlint_fact *environment, const rlint_value *word);
void run_installs(struct run *run, const rlint_fact *fact);
/* INSTALLS what = "dependencies": what a manifest lists. */
void run_dependencies(struct run *run, rlint_span span);
/* The file of the context that the path is, or an unset value. */
rlint_value run_origin(struct run *run, const rlint_value *path);
/* A manifest that the install reads: `path` as the command sees it. */
void run_manifest(struct run *run, const rlint_value *path);
/* Manifests by their usual names in the command's directory, those that were copied or mounted.
 * Names end with NULL. */
void run_usual_manifests(struct run *run, const char *const *names);
/* A manager installs what the project lists. Where it did so before, only the project itself is
 * left: `poetry install --no-root`, COPY . ., `poetry install`. */
void run_sync(struct run *run, const char *const *manifests);
void run_removes(struct run *run, rlint_ecosystem ecosystem, const rlint_value *name);

/* effects_cache.c */
void run_cache(struct run *run, enum cache_kind kind);
/* Empties a cache: what lay in it was written for nothing. */
void run_clears_cache(struct run *run, enum cache_kind kind);
/* rm and its kin. */
void run_deletes(struct run *run);
void run_find(struct run *run);
void run_mkdir(struct run *run);

/* One reader per program; `command.action` tells what it does. */
void run_pip(struct run *run);
void run_uv(struct run *run);
void run_pipx(struct run *run);
void run_added(struct run *run); /* poetry add, pdm add, pipenv install NAME */
void run_python(struct run *run);
void run_project_manager(struct run *run); /* poetry, pdm, pipenv, hatch, pixi, bundle ... */
void run_conda(struct run *run);
void run_apt(struct run *run);
void run_apt_mark(struct run *run);
void run_apk(struct run *run);
void run_dnf(struct run *run);
void run_zypper(struct run *run);
void run_gem(struct run *run);
void run_cargo(struct run *run);
void run_r(struct run *run); /* R, Rscript */
void run_littler(struct run *run); /* install.r and its kin */
void run_julia(struct run *run);
void run_once(struct run *run); /* npx, uvx, bunx: fetches a program and runs it */
void run_go(struct run *run);
void run_npm(struct run *run);
void run_download(struct run *run); /* curl, wget */
void run_gdown(struct run *run);
void run_git(struct run *run);
void run_hub(struct run *run); /* huggingface-cli, hf */
/* What the Python program fetches from hubs. */
void run_python_text(struct run *run, const struct text *text);
/* effects_use.c: what becomes of downloads */
rlint_use run_use_of(const struct run *run, rlint_str url); /* by the command that fetches */
void run_flows(struct run *run); /* a command further on in a pipeline */
void run_checksum(struct run *run); /* sha256sum -c */
void run_user(struct run *run); /* useradd, adduser */
void run_export(struct run *run);

#endif
