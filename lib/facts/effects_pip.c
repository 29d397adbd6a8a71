/* pip, and uv where it works as pip: packages, manifests, caches. */
#include "lib/facts/effects_run.h"

#include "lib/base/str.h"
#include "lib/facts/path.h"
#include "lib/syntax/python/requirement.h"

/* Options whose values are installed, or say what is. */
static const char *const naming_options[] = { "--requirement", "--requirements", "--constraint",
	"--constraints", "--editable", NULL };

struct pip {
	struct run *run;
	rlint_fact *environment;
	bool installs; /* not --dry-run, download, wheel */
	bool is_upgrade;
	bool is_held; /* by PIP_CONSTRAINT: what is written is not all */
};

static void finish_package(const struct pip *pip, rlint_fact *fact)
{
	rlint_package *package = fact_payload(fact);

	package->is_upgrade = package->is_upgrade || pip->is_upgrade;
	if (pip->is_held && (package->pin == RLINT_FLOATING || package->pin == RLINT_BOUNDED)) {
		package->pin = RLINT_PIN_UNKNOWN;
	}
	if (pip->installs) {
		run_installs(pip->run, fact);
	}
}

/* "./dist/x-*.whl": a glob of files beside it. */
static bool is_local_glob(rlint_str text)
{
	return str_find(text, '*', 0) < text.len &&
	       (str_find(text, '/', 0) < text.len || rlint_str_ends(text, RLINT_STR(".whl")) ||
		       rlint_str_ends(text, RLINT_STR(".gz")));
}

/* A file of this machine, whatever pip thinks of its name. */
static bool is_path(rlint_str text)
{
	return rlint_str_starts(text, RLINT_STR("/")) || rlint_str_starts(text, RLINT_STR("./")) ||
	       rlint_str_starts(text, RLINT_STR("../")) || rlint_str_ends(text, RLINT_STR(".whl"));
}

static void add_local(const struct pip *pip, const rlint_value *word)
{
	rlint_package package = {
		.name = *word, .location = *word, .source = RLINT_FROM_PATH, .pin = RLINT_LOCAL
	};

	finish_package(pip, run_package(pip->run, pip->environment, &package, word->span));
}

static void add_requirement(const struct pip *pip, const rlint_value *word, bool is_editable)
{
	struct run *run = pip->run;
	struct requirement requirement = { 0 };
	struct text text;

	if (!rlint_value_has_text(word)) {
		/* "$WHEELS/x.whl", "./$NAME": a path whatever the variable holds. */
		rlint_str raw = rlint_text_of(run_facts(run)->document, word->span);

		if (rlint_str_find_str(raw, RLINT_STR(".whl")) < raw.len ||
			rlint_str_starts(word->text, RLINT_STR("/")) ||
			rlint_str_starts(word->text, RLINT_STR("."))) {
			add_local(pip, word);
		} else if (pip->installs) {
			run_unknown_package(run, pip->environment, word);
		}
		return;
	}
	if (is_local_glob(word->text)) {
		add_local(pip, word);
		return;
	}
	if (word->text.len == 0) {
		return;
	}
	text = run_text(run, word);
	/* The value of -e is a path or a repository, never a name: "-e vissl". */
	requirement_read_as(&requirement, run_facts(run)->arena, &text,
		is_editable ? REQUIREMENT_EDITABLE : 0U);
	/* uv wants no #egg= behind a repository. */
	if (requirement.kind == REQUIREMENT_INVALID && is_editable) {
		requirement_read(&requirement, run_facts(run)->arena, &text);
	}
	if (requirement.kind == REQUIREMENT_INVALID && is_path(word->text)) {
		add_local(pip, word);
		return;
	}
	finish_package(
		pip, package_from_requirement(run_facts(run), pip->environment, &text, &requirement,
			     run->command->shown.line, run->step->instruction->node));
}

static void add_include(const struct pip *pip, const rlint_value *path, bool is_constraint)
{
	rlint_fact *fact = fact_new(run_facts(pip->run), RLINT_INCLUDE, pip->environment,
		path->span, pip->run->step->instruction->node);

	*(rlint_include *)fact_payload(fact) = (rlint_include){
		.path = *path, .is_constraint = is_constraint, .origin = run_origin(pip->run, path)
	};
	run_manifest(pip->run, path);
}

static void read_option_value(const struct pip *pip, const struct run_words_state *state)
{
	rlint_str name = state->from->name;

	if (rlint_str_starts(name, RLINT_STR("--editable"))) {
		add_requirement(pip, &state->word, true);
	} else if (rlint_str_starts(name, RLINT_STR("--constraint"))) {
		add_include(pip, &state->word, true);
	} else {
		add_include(pip, &state->word, false);
		if (pip->installs) {
			run_dependencies(pip->run, state->from->span);
		}
	}
}

/* `value` is set to something that keeps pip from writing its cache: any text but the empty one
 * (pip/_internal/cli/cmdoptions.py, _handle_no_cache_dir). */
static bool is_switched_on(const rlint_value *value)
{
	return value->state != RLINT_UNSET && (!rlint_value_has_text(value) || value->text.len > 0);
}

/* --no-cache-dir, by any prefix that optparse takes for it: --no-cache, --no-cach. */
static bool has_no_cache_option(const struct run *run)
{
	const rlint_option *option;

	for (size_t i = 0; (option = rlint_command_option(run->fact, i)); i++) {
		if (rlint_str_starts(option->name, RLINT_STR("--no-ca"))) {
			return true;
		}
	}
	return false;
}

static void write_pip_cache(struct run *run)
{
	rlint_value variable = run_variable(run, RLINT_STR("PIP_NO_CACHE_DIR"));

	if (!has_no_cache_option(run) && !is_switched_on(&variable) &&
		!run->ledger->pip_keeps_none) {
		run_cache(run, CACHE_PIP);
	}
}

static bool is_held(const struct run *run)
{
	rlint_value pip = run_variable(run, RLINT_STR("PIP_CONSTRAINT"));
	rlint_value uv = run_variable(run, RLINT_STR("UV_CONSTRAINT"));

	return is_switched_on(&pip) || is_switched_on(&uv);
}

static void read_requirements(struct run *run, bool installs)
{
	struct pip pip = { .run = run,
		.environment = run_environment(run, RLINT_PIP),
		.installs = installs && !run_has(run, "--dry-run"),
		.is_upgrade = run_has(run, "--upgrade"),
		.is_held = is_held(run) };
	struct run_words_state state = { .options = naming_options };
	rlint_environment *environment = fact_payload(pip.environment);

	environment->has_all_hashes = run_has(run, "--require-hashes") ? RLINT_YES : RLINT_NO;
	while (run_next_word(run, &state)) {
		if (state.from) {
			read_option_value(&pip, &state);
		} else {
			add_requirement(&pip, &state.word, false);
		}
	}
}

static void read_removals(struct run *run)
{
	struct run_words_state state = { 0 };

	while (run_next_word(run, &state)) {
		run_removes(run, RLINT_PIP, &state.word);
	}
}

/* pip config set global.no-cache-dir true */
static void read_config(struct run *run)
{
	const rlint_value *word;

	for (size_t i = 2; (word = rlint_command_word(run->fact, i)); i++) {
		if (rlint_str_ends(word->text, RLINT_STR(".no-cache-dir"))) {
			run->ledger->pip_keeps_none = true;
		}
	}
}

/* pip cache purge, pip cache remove "*" */
static void read_cache(struct run *run, enum cache_kind kind)
{
	const rlint_value *word;

	for (size_t i = 1; (word = rlint_command_word(run->fact, i)); i++) {
		if (rlint_str_is(word->text, RLINT_STR("purge")) ||
			rlint_str_is(word->text, RLINT_STR("remove")) ||
			rlint_str_is(word->text, RLINT_STR("clean"))) {
			run_clears_cache(run, kind);
		}
	}
}

void run_pip(struct run *run)
{
	rlint_str action = run->command->shown.action;

	if (rlint_str_is(action, RLINT_STR("install"))) {
		read_requirements(run, true);
		write_pip_cache(run);
	} else if (rlint_str_is(action, RLINT_STR("download")) ||
		   rlint_str_is(action, RLINT_STR("wheel"))) {
		read_requirements(run, false);
		write_pip_cache(run);
	} else if (rlint_str_is(action, RLINT_STR("uninstall"))) {
		read_removals(run);
	} else if (rlint_str_starts(action, RLINT_STR("config"))) {
		read_config(run);
	} else if (rlint_str_starts(action, RLINT_STR("cache"))) {
		read_cache(run, CACHE_PIP);
	}
}

/* pipx's packages stand alone, each in an environment of its own. */
void run_pipx(struct run *run)
{
	if (rlint_str_is(run->command->shown.action, RLINT_STR("install"))) {
		read_requirements(run, true);
		write_pip_cache(run);
	}
}

/* poetry's NAME@CONSTRAINT */
static void add_constrained(struct pip *pip, const rlint_value *word, size_t at)
{
	const struct word_scope *scope = &pip->run->step->scope;
	rlint_package package = { .source = RLINT_FROM_INDEX,
		.name = value_slice(word, scope, 0, at),
		.version = value_slice(word, scope, at + 1, word->text.len) };
	rlint_str version = package.version.text;

	package.pin = RLINT_BOUNDED;
	if (rlint_str_is(version, RLINT_STR("latest"))) {
		package.pin = RLINT_FLOATING;
	} else if (version.len > 0 && rlint_byte_is_digit(version.ptr[0]) &&
		   str_find(version, '*', 0) == version.len) {
		package.pin = RLINT_EXACT;
	}
	run_installs(pip->run, run_package(pip->run, pip->environment, &package, word->span));
}

void run_added(struct run *run)
{
	struct pip pip = {
		.run = run, .environment = run_environment(run, RLINT_PIP), .installs = true
	};
	struct run_words_state state = { 0 };

	while (run_next_word(run, &state)) {
		size_t at = str_find(state.word.text, '@', 0);
		bool is_address = rlint_str_find_str(state.word.text, RLINT_STR("://")) <
					  state.word.text.len ||
				  str_find(state.word.text, ' ', 0) < state.word.text.len;

		if (rlint_value_has_text(&state.word) && at > 0 && at < state.word.text.len &&
			!is_address) {
			add_constrained(&pip, &state.word, at);
		} else {
			add_requirement(&pip, &state.word, false);
		}
	}
}

/* python -c TEXT, python <<EOF */
static void read_program(struct run *run)
{
	const rlint_option *option = rlint_command_find(run->fact, "-c");
	struct text text;

	if (option) {
		text = run_text(run, &option->value);
		run_python_text(run, &text);
	}
	for (uint32_t i = 0; i < run->command->redirect_count && !option; i++) {
		if (run->command->redirects[i].kind == SHELL_HERE_DOCUMENT) {
			run_python_text(run, &run->command->redirects[i].body);
		}
	}
}

/* python setup.py install and develop install the project, and what it needs. */
void run_python(struct run *run)
{
	const rlint_value *script = rlint_command_word(run->fact, 1);
	const rlint_value *action = rlint_command_word(run->fact, 2);
	struct pip pip = { .run = run, .installs = true };

	read_program(run);

	if (script && action && rlint_str_is(rlint_str_base(script->text), RLINT_STR("setup.py")) &&
		(rlint_str_is(action->text, RLINT_STR("install")) ||
			rlint_str_is(action->text, RLINT_STR("develop")))) {
		pip.environment = run_environment(run, RLINT_PIP);
		add_local(&pip, script);
	}
}

static const char *const uv_manifests[] = { "pyproject.toml", "uv.lock", NULL };

static void write_uv_cache(struct run *run)
{
	rlint_value variable = run_variable(run, RLINT_STR("UV_NO_CACHE"));

	if (!has_no_cache_option(run) && !is_switched_on(&variable)) {
		run_cache(run, CACHE_UV);
	}
}

/* uv pip sync: its operands are requirements files. */
static void read_sync(struct run *run)
{
	struct pip pip = {
		.run = run, .environment = run_environment(run, RLINT_PIP), .installs = true
	};
	struct run_words_state state = { 0 };

	while (run_next_word(run, &state)) {
		add_include(&pip, &state.word, false);
		run_dependencies(run, state.word.span);
	}
	write_uv_cache(run);
}

void run_uv(struct run *run)
{
	rlint_str action = run->command->shown.action;

	if (rlint_str_is(action, RLINT_STR("pip install")) ||
		rlint_str_is(action, RLINT_STR("add")) ||
		rlint_str_is(action, RLINT_STR("tool install"))) {
		read_requirements(run, true);
		write_uv_cache(run);
	} else if (rlint_str_is(action, RLINT_STR("pip sync"))) {
		read_sync(run);
	} else if (rlint_str_is(action, RLINT_STR("sync"))) {
		run_sync(run, uv_manifests);
		write_uv_cache(run);
	} else if (rlint_str_is(action, RLINT_STR("pip uninstall"))) {
		read_removals(run);
	} else if (rlint_str_starts(action, RLINT_STR("cache"))) {
		read_cache(run, CACHE_UV);
	}
}
