/* apk, dnf and its kin, npm and its kin, and managers that install what a project lists. */
#include "lib/facts/effects_run.h"

#include "lib/base/str.h"

/* ---- apk: name [ "@" repository ] [ ( "=" | "~" | "<" | ">" ) version ], apk-world(5) ---- */

static size_t apk_version_start(rlint_str text)
{
	size_t at = 0;

	while (at < text.len && text.ptr[at] != '=' && text.ptr[at] != '~' && text.ptr[at] != '<' &&
		text.ptr[at] != '>') {
		at++;
	}
	return at;
}

static void add_apk_package(struct run *run, rlint_fact *environment, const rlint_value *word)
{
	const struct word_scope *scope = &run->step->scope;
	size_t start = apk_version_start(word->text);
	size_t at = str_find(word->text, '@', 0);
	rlint_package package = { .source = RLINT_FROM_INDEX, .pin = RLINT_FLOATING };

	package.name = value_slice(word, scope, 0, at < start ? at : start);
	if (start < word->text.len) {
		bool is_exact = word->text.ptr[start] == '=' &&
				(start + 1 == word->text.len || word->text.ptr[start + 1] != '~');

		package.version = value_slice(word, scope, start, word->text.len);
		package.pin = is_exact ? RLINT_EXACT : RLINT_BOUNDED;
	}
	if (rlint_str_ends(word->text, RLINT_STR(".apk"))) {
		package.source = RLINT_FROM_PATH;
		package.pin = RLINT_LOCAL;
	}
	run_installs(run, run_package(run, environment, &package, word->span));
}

static void add_apk(struct run *run)
{
	rlint_fact *environment = run_environment(run, RLINT_APK);
	const rlint_option *group = rlint_command_find(run->fact, "--virtual");
	struct vec *groups = &run->ledger->groups;
	struct arena *arena = run_facts(run)->arena;
	uint32_t first = run->step->step->effects.count;
	struct run_words_state state = { 0 };

	while (run_next_word(run, &state)) {
		if (!rlint_value_has_text(&state.word)) {
			run_unknown_package(run, environment, &state.word);
		} else if (state.word.text.len > 0 && state.word.text.ptr[0] != '!') {
			add_apk_package(run, environment, &state.word);
		}
	}
	if (group && group->value.text.len > 0) {
		map_set(&run->ledger->group_names, arena, group->value.text, groups->count);
		*(struct ledger_group *)vec_add(groups, arena, sizeof(struct ledger_group)) =
			(struct ledger_group){ { run->step->step, first },
				run->step->step->effects.count - first };
	}
	if (!run_has(run, "--no-cache") && !run_has(run, "--no-network")) {
		run_cache(run, CACHE_APK);
	}
}

/* A virtual package goes with all that was installed for it; a second removal finds it gone. */
static bool remove_group(struct run *run, const rlint_value *name)
{
	uint32_t found = map_get(&run->ledger->group_names, name->text);
	struct ledger_group *group;
	rlint_effect *effects;

	if (found == MAP_NONE) {
		return false;
	}
	group = (struct ledger_group *)run->ledger->groups.items + found;
	effects = group->first.step->effects.items;
	for (uint32_t i = 0; i < group->count; i++) {
		effects[group->first.index + i].end = group->first.step == run->step->step
							      ? RLINT_UNDONE_HERE
							      : RLINT_UNDONE_LATER;
	}
	group->count = 0;
	run_effect(run, RLINT_REMOVES, name->text, name->span, NULL);
	return true;
}

static void remove_apk(struct run *run)
{
	struct run_words_state state = { 0 };

	while (run_next_word(run, &state)) {
		if (!remove_group(run, &state.word)) {
			run_removes(run, RLINT_APK, &state.word);
		}
	}
}

void run_apk(struct run *run)
{
	rlint_str action = run->command->shown.action;

	if (run_has(run, "--simulate")) {
		return;
	}
	if (rlint_str_is(action, RLINT_STR("add"))) {
		add_apk(run);
	} else if (rlint_str_is(action, RLINT_STR("del"))) {
		remove_apk(run);
	} else if (rlint_str_is(action, RLINT_STR("update")) && !run_has(run, "--no-cache")) {
		run_cache(run, CACHE_APK);
	} else if (rlint_str_is(action, RLINT_STR("cache"))) {
		run_clears_cache(run, CACHE_APK);
	}
}

/* ---- dnf, yum: NAME[-VERSION[-RELEASE]][.ARCH], @group, file, URL ---- */

/* The hyphen before a digit begins the version: "libnccl-2.28.9-1". */
static size_t dnf_version_start(rlint_str text)
{
	for (size_t i = 0; i + 1 < text.len; i++) {
		if (text.ptr[i] == '-' && rlint_byte_is_digit(text.ptr[i + 1])) {
			return i;
		}
	}
	return text.len;
}

static void add_dnf_package(struct run *run, rlint_fact *environment, const rlint_value *word)
{
	const struct word_scope *scope = &run->step->scope;
	size_t start = dnf_version_start(word->text);
	rlint_package package = { .source = RLINT_FROM_INDEX, .name = *word };

	if (rlint_str_find_str(word->text, RLINT_STR("://")) < word->text.len) {
		package.source = RLINT_FROM_URL;
		package.location = *word;
	} else if (str_find(word->text, '/', 0) < word->text.len ||
		   rlint_str_ends(word->text, RLINT_STR(".rpm"))) {
		package.source = RLINT_FROM_PATH;
		package.pin = RLINT_LOCAL;
	} else if (start < word->text.len) {
		package.name = value_slice(word, scope, 0, start);
		package.version = value_slice(word, scope, start + 1, word->text.len);
		package.pin =
			str_find(word->text, '*', 0) < word->text.len ? RLINT_BOUNDED : RLINT_EXACT;
	}
	run_installs(run, run_package(run, environment, &package, word->span));
}

static void install_dnf(struct run *run)
{
	rlint_fact *environment = run_environment(run, RLINT_DNF);
	struct run_words_state state = { 0 };

	while (run_next_word(run, &state)) {
		if (!rlint_value_has_text(&state.word)) {
			run_unknown_package(run, environment, &state.word);
		} else if (state.word.text.len > 0) {
			add_dnf_package(run, environment, &state.word);
		}
	}
	run_cache(run, CACHE_DNF);
}

/* dnf module install NAME[:STREAM]: a stream takes its releases as they come. */
static void install_modules(struct run *run)
{
	rlint_fact *environment = run_environment(run, RLINT_DNF);
	struct run_words_state state = { 0 };

	while (run_next_word(run, &state)) {
		size_t colon = str_find(state.word.text, ':', 0);
		rlint_package package = { .source = RLINT_FROM_INDEX, .name = state.word };

		package.pin = colon < state.word.text.len ? RLINT_BOUNDED : RLINT_FLOATING;
		if (rlint_value_has_text(&state.word)) {
			run_installs(run, run_package(run, environment, &package, state.word.span));
		}
	}
	run_cache(run, CACHE_DNF);
}

void run_dnf(struct run *run)
{
	static const rlint_str downloads[] = { RLINT_STR_INIT("update"),
		RLINT_STR_INIT("reinstall"), RLINT_STR_INIT("upgrade-minimal"),
		RLINT_STR_INIT("distro-sync"), RLINT_STR_INIT("groupinstall"),
		RLINT_STR_INIT("group install"), RLINT_STR_INIT("builddep") };
	rlint_str action = run->command->shown.action;
	struct run_words_state state = { 0 };

	if (rlint_str_is(action, RLINT_STR("clean"))) {
		run_clears_cache(run, CACHE_DNF);
	} else if (rlint_str_is(action, RLINT_STR("install"))) {
		install_dnf(run);
	} else if (rlint_str_is(action, RLINT_STR("module install"))) {
		install_modules(run);
	} else if (rlint_str_is_one_of(action, RLINT_LIST(downloads))) {
		run_cache(run, CACHE_DNF);
	} else if (rlint_str_is(action, RLINT_STR("remove"))) {
		while (run_next_word(run, &state)) {
			run_removes(run, RLINT_DNF, &state.word);
		}
	}
}

/* ---- zypper: NAME[ ("=" | "<" | ">") VERSION ], file, URL; zypper(8) ---- */

static void add_zypper_package(struct run *run, rlint_fact *environment, const rlint_value *word)
{
	const struct word_scope *scope = &run->step->scope;
	size_t start = apk_version_start(word->text);
	rlint_package package = { .source = RLINT_FROM_INDEX, .name = *word };

	if (rlint_str_find_str(word->text, RLINT_STR("://")) < word->text.len) {
		package.source = RLINT_FROM_URL;
		package.location = *word;
	} else if (rlint_str_ends(word->text, RLINT_STR(".rpm"))) {
		package.source = RLINT_FROM_PATH;
		package.pin = RLINT_LOCAL;
	} else if (start < word->text.len) {
		package.name = value_slice(word, scope, 0, start);
		package.version = value_slice(word, scope, start, word->text.len);
		package.pin = word->text.ptr[start] == '=' ? RLINT_EXACT : RLINT_BOUNDED;
	}
	run_installs(run, run_package(run, environment, &package, word->span));
}

static void install_zypper(struct run *run)
{
	rlint_fact *environment = run_environment(run, RLINT_ZYPPER);
	struct run_words_state state = { 0 };

	while (run_next_word(run, &state)) {
		if (!rlint_value_has_text(&state.word)) {
			run_unknown_package(run, environment, &state.word);
		} else if (state.word.text.len > 0) {
			add_zypper_package(run, environment, &state.word);
		}
	}
	run_cache(run, CACHE_ZYPPER);
}

void run_zypper(struct run *run)
{
	rlint_str action = run->command->shown.action;
	struct run_words_state state = { 0 };

	if (rlint_str_is(action, RLINT_STR("clean"))) {
		run_clears_cache(run, CACHE_ZYPPER);
	} else if (rlint_str_is(action, RLINT_STR("install"))) {
		install_zypper(run);
	} else if (rlint_str_is(action, RLINT_STR("remove"))) {
		while (run_next_word(run, &state)) {
			run_removes(run, RLINT_ZYPPER, &state.word);
		}
	}
}

/* ---- npm, yarn, pnpm ---- */

static rlint_pin npm_pin(rlint_str version)
{
	uint32_t digits = 0;

	for (size_t i = 0; i < version.len; i++) {
		char byte = version.ptr[i];

		digits += rlint_byte_is_digit(byte);
		if (byte == '^' || byte == '~' || byte == '>' || byte == '<' || byte == '*' ||
			byte == 'x' || byte == ' ') {
			return RLINT_BOUNDED;
		}
	}
	return digits > 0 ? RLINT_EXACT : RLINT_FLOATING;
}

/* name@version, @scope/name@version; a path or URL otherwise. */
static void add_npm_package(struct run *run, rlint_fact *environment, const rlint_value *word)
{
	const struct word_scope *scope = &run->step->scope;
	rlint_str text = word->text;
	size_t at = str_find(text, '@', 1);
	rlint_package package = { .source = RLINT_FROM_INDEX, .name = *word };

	if (text.ptr[0] == '.' || text.ptr[0] == '/' || text.ptr[0] == '~' ||
		rlint_str_ends(text, RLINT_STR(".tgz")) ||
		rlint_str_ends(text, RLINT_STR(".tar.gz")) ||
		rlint_str_ends(text, RLINT_STR(".tar"))) {
		package.source = RLINT_FROM_PATH;
		package.pin = RLINT_LOCAL;
	} else if (str_find(text, ':', 0) < text.len) {
		bool names_commit = str_find(text, '#', 0) < text.len;

		package.source = names_commit ? RLINT_FROM_VCS : RLINT_FROM_URL;
		package.pin = names_commit ? RLINT_EXACT : RLINT_FLOATING;
	} else if (at < text.len) {
		package.name = value_slice(word, scope, 0, at);
		package.version = value_slice(word, scope, at + 1, text.len);
		package.pin = npm_pin(package.version.text);
	}
	run_installs(run, run_package(run, environment, &package, word->span));
}

static void install_npm(struct run *run, enum cache_kind kind)
{
	static const char *const manifests[] = { "package.json", "package-lock.json",
		"npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", NULL };
	rlint_fact *environment = run_environment(run, RLINT_NPM);
	struct run_words_state state = { 0 };
	bool has_names = false;

	while (run_next_word(run, &state)) {
		if (!rlint_value_has_text(&state.word)) {
			run_unknown_package(run, environment, &state.word);
		} else if (state.word.text.len > 0) {
			add_npm_package(run, environment, &state.word);
		}
		has_names = true;
	}
	if (!has_names) {
		run_usual_manifests(run, manifests);
		run_dependencies(run, run_words(run));
	}
	run_cache(run, kind);
}

void run_npm(struct run *run)
{
	static const rlint_str installs[] = { RLINT_STR_INIT("install"), RLINT_STR_INIT("ci"),
		RLINT_STR_INIT("i"), RLINT_STR_INIT("add"), RLINT_STR_INIT("global add") };
	rlint_str action = run->command->shown.action;
	bool is_yarn = rlint_str_is(run->command->shown.program, RLINT_STR("yarn"));
	enum cache_kind kind = is_yarn ? CACHE_YARN : CACHE_NPM;

	if (rlint_str_is(action, RLINT_STR("dlx"))) {
		run_once(run);
		return;
	}

	if (rlint_str_is_one_of(action, RLINT_LIST(installs)) ||
		(is_yarn && action.len == 0 && run->command->shown.operand_count == 0)) {
		install_npm(run, kind);
	} else if (rlint_str_starts(action, RLINT_STR("cache"))) {
		run_clears_cache(run, kind);
	}
}

/* npx NAME ..., uvx NAME ..., pnpm dlx NAME ...: the first operand is a package. */
void run_once(struct run *run)
{
	bool is_python = rlint_str_is(run->command->shown.program, RLINT_STR("uvx"));
	rlint_fact *environment = run_environment(run, is_python ? RLINT_PIP : RLINT_NPM);
	struct run_words_state state = { 0 };

	if (run_next_word(run, &state) && rlint_value_has_text(&state.word) &&
		state.word.text.len > 0) {
		add_npm_package(run, environment, &state.word);
	}
}

/* ---- managers that install what the project lists ---- */

struct project_manager {
	rlint_str program, actions[3];
	const char *manifests[5];
};

static const struct project_manager managers[] = {
	{ RLINT_STR_INIT("bundle"), { RLINT_STR_INIT("install") },
		{ "Gemfile", "Gemfile.lock", NULL } },
	{ RLINT_STR_INIT("go"), { RLINT_STR_INIT("mod download") }, { "go.mod", "go.sum", NULL } },
	{ RLINT_STR_INIT("pdm"), { RLINT_STR_INIT("install"), RLINT_STR_INIT("sync") },
		{ "pyproject.toml", "pdm.lock", NULL } },
	{ RLINT_STR_INIT("pipenv"), { RLINT_STR_INIT("install"), RLINT_STR_INIT("sync") },
		{ "Pipfile", "Pipfile.lock", NULL } },
	{ RLINT_STR_INIT("pixi"), { RLINT_STR_INIT("install") },
		{ "pixi.toml", "pixi.lock", "pyproject.toml", NULL } },
	{ RLINT_STR_INIT("poetry"), { RLINT_STR_INIT("install"), RLINT_STR_INIT("sync") },
		{ "pyproject.toml", "poetry.lock", NULL } },
};

void run_project_manager(struct run *run)
{
	const struct project_manager *manager = managers;
	rlint_str action = run->command->shown.action;

	while (!rlint_str_is(manager->program, run->command->shown.program)) {
		manager++;
	}
	if ((rlint_str_is(action, RLINT_STR("add")) &&
		    !rlint_str_is(manager->program, RLINT_STR("bundle"))) ||
		rlint_str_is(action, RLINT_STR("self add")) ||
		(rlint_str_is(manager->program, RLINT_STR("pipenv")) &&
			run->command->shown.operand_count > 0)) {
		run_added(run);
		return;
	}
	/* poetry install --only-root: the project itself, without what it needs. */
	if (action.len > 0 && rlint_str_is_one_of(action, manager->actions, 3) &&
		!run_has(run, "--only-root")) {
		run_sync(run, manager->manifests);
	}
}

/* ---- users ---- */

void run_user(struct run *run)
{
	const rlint_value *operand = NULL;

	/* The login name is the last operand of useradd and the first of adduser. */
	if (run->command->shown.operand_count > 0) {
		bool is_last = rlint_str_is(run->command->shown.program, RLINT_STR("useradd"));

		operand = rlint_command_operand(
			run->fact, is_last ? run->command->shown.operand_count - 1 : 0);
	}
	run_effect(run, RLINT_MAKES_USER, operand ? operand->text : (rlint_str){ 0 },
		operand ? operand->span : run_words(run), NULL);
}
