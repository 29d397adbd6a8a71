/* conda, mamba and micromamba. */
#include "lib/facts/effects_run.h"

#include "lib/base/str.h"
#include "lib/facts/path.h"

static const char *const file_options[] = { "--file", NULL };
static const char *const default_manifests[] = { "environment.yml", NULL };

static bool is_one_of(rlint_str action, const char *const *actions)
{
	for (; *actions; actions++) {
		if (rlint_str_is(action, str_from(*actions))) {
			return true;
		}
	}
	return false;
}

static void add_spec(
	struct run *run, rlint_fact *environment, const rlint_value *word, bool is_upgrade)
{
	struct text text;
	rlint_fact *fact;

	if (!rlint_value_has_text(word)) {
		run_unknown_package(run, environment, word);
		return;
	}
	if (word->text.len == 0) {
		return;
	}
	text = run_text(run, word);
	fact = package_from_conda_spec(run_facts(run), environment, &text, run->command->shown.line,
		run->step->instruction->node);
	if (fact) {
		((rlint_package *)fact_payload(fact))->is_upgrade = is_upgrade;
		run_installs(run, fact);
	}
}

static void add_file(struct run *run, rlint_fact *environment, const rlint_value *path)
{
	rlint_fact *fact = fact_new(run_facts(run), RLINT_INCLUDE, environment, path->span,
		run->step->instruction->node);

	*(rlint_include *)fact_payload(fact) =
		(rlint_include){ .path = *path, .origin = run_origin(run, path) };
	run_manifest(run, path);
	run_dependencies(run, path->span);
}

static rlint_fact *conda_environment(struct run *run)
{
	rlint_fact *fact = run_environment(run, RLINT_CONDA_PACKAGES);
	const rlint_option *name = rlint_command_find(run->fact, "--name");

	if (name) {
		((rlint_environment *)fact_payload(fact))->name = name->value;
	}
	return fact;
}

static void read_install(struct run *run, bool is_upgrade)
{
	rlint_fact *environment = conda_environment(run);
	struct run_words_state state = { .options = file_options };
	bool has_some = run_has(run, "--all");

	if (run_has(run, "--dry-run")) {
		return;
	}
	while (run_next_word(run, &state)) {
		if (state.from) {
			add_file(run, environment, &state.word);
		} else {
			add_spec(run, environment, &state.word, is_upgrade);
		}
		has_some = true;
	}
	if (has_some) {
		run_cache(run, CACHE_CONDA);
	}
}

/* conda env create, env update: the file, or environment.yml beside it. */
static void read_environment_file(struct run *run)
{
	rlint_fact *environment = conda_environment(run);
	struct run_words_state state = { .options = file_options };
	bool has_file = false;

	while (run_next_word(run, &state)) {
		if (state.from) {
			add_file(run, environment, &state.word);
			has_file = true;
		}
	}
	if (!has_file) {
		run_usual_manifests(run, default_manifests);
		run_dependencies(run, run_words(run));
	}
	run_cache(run, CACHE_CONDA);
}

/* What conda clean must be told for the downloaded packages to go. */
static bool cleans_packages(const struct run *run)
{
	return run_has(run, "--all") || run_has(run, "--tarballs") || run_has(run, "--packages") ||
	       run_has(run, "--force-pkgs-dirs");
}

void run_conda(struct run *run)
{
	static const char *const installs[] = { "install", "create", NULL };
	static const char *const files[] = { "env create", "env update", NULL };
	rlint_str action = run->command->shown.action;
	struct run_words_state state = { 0 };

	if (is_one_of(action, installs)) {
		read_install(run, false);
	} else if (rlint_str_is(action, RLINT_STR("update"))) {
		read_install(run, true);
	} else if (is_one_of(action, files)) {
		read_environment_file(run);
	} else if (rlint_str_is(action, RLINT_STR("remove"))) {
		while (run_next_word(run, &state)) {
			run_removes(run, RLINT_CONDA_PACKAGES, &state.word);
		}
	} else if (rlint_str_is(action, RLINT_STR("clean")) && cleans_packages(run)) {
		run_clears_cache(run, CACHE_CONDA);
	}
}
