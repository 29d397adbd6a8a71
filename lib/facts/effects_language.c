/* gem, cargo, go: packages of languages beside Python and JavaScript.
 *
 *	gem   = name [ ":" version ]            gem install, all of them at --version where given;
 *	                                        what follows `--` are options of a build
 *	crate = name [ "@" version ]            cargo install; --version, --locked, --git, --path
 *	go    = path [ "@" version ]            go install; a path that begins with "." is local
 *
 * Sources: rubygems 69ec4a3a5, lib/rubygems/version_option.rb; cargo-install(1); go help install.
 */
#include "lib/facts/effects_run.h"

#include "lib/base/str.h"

/* How a version as these tools write it holds: "1.2.3", "~> 1.2", "^1", "latest". */
static rlint_pin pin_of(rlint_str version)
{
	bool has_digit = false;

	for (size_t i = 0; i < version.len; i++) {
		char byte = version.ptr[i];

		if (byte == '^' || byte == '~' || byte == '>' || byte == '<' || byte == '*') {
			return RLINT_BOUNDED;
		}
		has_digit = has_digit || rlint_byte_is_digit(byte);
	}
	return has_digit ? RLINT_EXACT : RLINT_FLOATING;
}

/* A package `name MARK version`; without a version of its own it takes `all`, of an option. */
static void add_marked(struct run *run, rlint_fact *environment,
	const struct run_words_state *state, char mark, const rlint_option *all)
{
	const rlint_value *word = &state->word;
	const struct word_scope *scope = &run->step->scope;
	size_t at = str_find(word->text, mark, 0);
	rlint_package package = { .source = RLINT_FROM_INDEX, .name = *word };

	if (!rlint_value_has_text(word)) {
		run_unknown_package(run, environment, word);
		return;
	}
	if (at < word->text.len) {
		package.name = value_slice(word, scope, 0, at);
		package.version = value_slice(word, scope, at + 1, word->text.len);
		package.pin = pin_of(package.version.text);
	} else if (all) {
		package.version = all->value;
		package.pin = rlint_value_has_text(&all->value) ? pin_of(all->value.text)
								: RLINT_PIN_UNKNOWN;
	}
	run_installs(run, run_package(run, environment, &package, word->span));
}

static void add_file(struct run *run, rlint_fact *environment, const rlint_value *word)
{
	rlint_package package = { .source = RLINT_FROM_PATH, .pin = RLINT_LOCAL, .name = *word };

	run_installs(run, run_package(run, environment, &package, word->span));
}

/* Where gem's own words end: what stands behind `--` goes to the build of extensions. */
static uint32_t end_of_names(const struct run *run)
{
	const rlint_value *word;

	for (size_t i = 1; (word = rlint_command_word(run->fact, i)); i++) {
		if (rlint_str_is(word->text, RLINT_STR("--"))) {
			return word->span.start;
		}
	}
	return UINT32_MAX;
}

void run_gem(struct run *run)
{
	uint32_t end = end_of_names(run);
	const rlint_option *version = rlint_command_find(run->fact, "--version");
	struct run_words_state state = { 0 };
	rlint_fact *environment;

	if (!rlint_str_is(run->command->shown.action, RLINT_STR("install"))) {
		return;
	}
	environment = run_environment(run, RLINT_GEM);
	while (run_next_word(run, &state) && state.word.span.start < end) {
		if (rlint_str_ends(state.word.text, RLINT_STR(".gem"))) {
			add_file(run, environment, &state.word);
		} else {
			add_marked(run, environment, &state, ':', version);
		}
	}
}

/* cargo install --git URL [--rev SHA | --tag NAME | --branch NAME] */
static void add_repository(struct run *run, rlint_fact *environment, const rlint_option *git)
{
	rlint_package package = {
		.source = RLINT_FROM_VCS, .name = git->value, .location = git->value
	};

	if (run_has(run, "--rev")) {
		package.pin = RLINT_IMMUTABLE;
	} else if (run_has(run, "--tag")) {
		package.pin = RLINT_EXACT;
	}
	run_installs(run, run_package(run, environment, &package, git->value.span));
}

void run_cargo(struct run *run)
{
	const rlint_option *version = rlint_command_find(run->fact, "--version");
	const rlint_option *git = rlint_command_find(run->fact, "--git");
	struct run_words_state state = { 0 };
	rlint_fact *environment;

	if (!rlint_str_is(run->command->shown.action, RLINT_STR("install")) ||
		run_has(run, "--path")) {
		return;
	}
	environment = run_environment(run, RLINT_CARGO);
	if (git) {
		add_repository(run, environment, git);
		return;
	}
	while (run_next_word(run, &state)) {
		add_marked(run, environment, &state, '@', version);
	}
}

/* A path in this module, or a file, which has no version of its own. */
static bool is_local_go(rlint_str text)
{
	size_t slash = str_find(text, '/', 0);

	return text.len == 0 || text.ptr[0] == '.' || text.ptr[0] == '/' ||
	       rlint_str_ends(text, RLINT_STR(".go")) ||
	       str_find(str_slice(text, 0, slash), '.', 0) == slash;
}

static void install_go(struct run *run, bool first_only)
{
	rlint_fact *environment = run_environment(run, RLINT_GO);
	struct run_words_state state = { 0 };

	while (run_next_word(run, &state)) {
		if (rlint_value_has_text(&state.word) && is_local_go(state.word.text)) {
			add_file(run, environment, &state.word);
		} else {
			add_marked(run, environment, &state, '@', NULL);
		}
		if (first_only) {
			return;
		}
	}
}

void run_go(struct run *run)
{
	rlint_str action = run->command->shown.action;

	if (rlint_str_is(action, RLINT_STR("install")) || rlint_str_is(action, RLINT_STR("get"))) {
		install_go(run, false);
	} else if (rlint_str_is(action, RLINT_STR("run"))) {
		install_go(run, true);
	} else {
		run_project_manager(run);
	}
}
