/* apt-get, apt, aptitude.
 *
 *	operand = name [ ":" architecture ] [ "=" version | "/" suite ] [ "+" | "-" ]
 *	        | path ".deb"
 *
 * Source: apt-get(8), cmdline/apt-get.cc. */
#include "lib/facts/effects_run.h"

#include "lib/base/str.h"

/* What only looks, or fetches without installing. */
static bool is_simulated(const struct run *run)
{
	return run_has(run, "--simulate") || run_has(run, "--print-uris") ||
	       run_has(run, "--download-only");
}

static bool is_file(rlint_str text)
{
	return rlint_str_ends(text, RLINT_STR(".deb")) || rlint_str_starts(text, RLINT_STR("/")) ||
	       rlint_str_starts(text, RLINT_STR("./"));
}

/* How the operand holds the version. */
static rlint_pin pin_of(rlint_str version)
{
	if (version.len == 0) {
		return RLINT_FLOATING;
	}
	return version.ptr[0] == '=' && str_find(version, '*', 0) == version.len ? RLINT_EXACT
										 : RLINT_BOUNDED;
}

static size_t version_start(rlint_str text)
{
	size_t equals = str_find(text, '=', 0);
	size_t slash = str_find(text, '/', 0);

	return equals < slash ? equals : slash;
}

static void read_package(struct run *run, rlint_fact *environment, const rlint_value *word)
{
	const struct word_scope *scope = &run->step->scope;
	size_t start = version_start(word->text);
	rlint_str name = str_slice(word->text, 0, str_find(word->text, ':', 0));
	rlint_package package = { .name = *word, .source = RLINT_FROM_INDEX };

	if (is_file(word->text)) {
		package.source = RLINT_FROM_PATH;
		package.pin = RLINT_LOCAL;
		package.location = *word;
	} else {
		size_t end = name.len < start ? name.len : start;

		package.name = value_slice(word, scope, 0, end);
		package.pin = pin_of(str_slice(word->text, start, word->text.len));
		if (start < word->text.len) {
			package.version = value_slice(word, scope, start, word->text.len);
		}
	}
	run_installs(run, run_package(run, environment, &package, word->span));
}

/* "name-" removes; a hyphen also ends no package's name. */
static bool is_removal(rlint_str text)
{
	return text.len > 1 && text.ptr[text.len - 1] == '-' && !is_file(text);
}

static void install(struct run *run)
{
	rlint_fact *environment = run_environment(run, RLINT_APT);
	struct run_words_state state = { 0 };

	if (is_simulated(run)) {
		return;
	}
	while (run_next_word(run, &state)) {
		const rlint_value *word = &state.word;

		if (!rlint_value_has_text(word)) {
			run_unknown_package(run, environment, word);
		} else if (is_removal(word->text)) {
			rlint_value name = *word;

			name.text.len--;
			run_removes(run, RLINT_APT, &name);
		} else if (word->text.len > 0) {
			read_package(run, environment, word);
		}
	}
}

/* apt-mark auto '.*' marks all packages; --auto-remove then takes those that nothing needs: what
 * this step installed for itself. The official images of Docker are built so. */
static void remove_unneeded(struct run *run)
{
	struct stage_ledger *ledger = run->ledger;
	struct vec *effects = &run->step->step->effects;

	if (ledger->marked_step != run->step->step) {
		return;
	}
	for (; ledger->marked_from < effects->count; ledger->marked_from++) {
		rlint_effect *effect = (rlint_effect *)effects->items + ledger->marked_from;
		const rlint_package *package = rlint_as_package(effect->subject);

		if (effect->action == RLINT_INSTALLS && package &&
			package->ecosystem == RLINT_APT &&
			map_get(&ledger->kept, package->canonical) == MAP_NONE) {
			run_undoes(run, run->step->step, effect);
		}
	}
}

static void remove_named(struct run *run)
{
	struct run_words_state state = { 0 };

	if (is_simulated(run)) {
		return;
	}
	while (run_next_word(run, &state)) {
		if (state.word.text.len > 0) {
			run_removes(run, RLINT_APT, &state.word);
		}
	}
	if (run_has(run, "--auto-remove")) {
		remove_unneeded(run);
	}
}

static void sweep(struct run *run)
{
	remove_named(run);
	if (!is_simulated(run)) {
		remove_unneeded(run);
	}
}

static void update(struct run *run)
{
	if (!is_simulated(run)) {
		run_cache(run, CACHE_APT_LISTS);
	}
}

/* apt-get(8): dist-clean, from 2.7.8 on, takes the lists too; clean only the archives. */
static void clear_lists(struct run *run)
{
	run_clears_cache(run, CACHE_APT_LISTS);
}

void run_apt(struct run *run)
{
	static const struct {
		rlint_str action;
		void (*read)(struct run *run);
	} actions[] = { { RLINT_STR_INIT("install"), install },
		{ RLINT_STR_INIT("reinstall"), install }, { RLINT_STR_INIT("update"), update },
		{ RLINT_STR_INIT("remove"), remove_named },
		{ RLINT_STR_INIT("purge"), remove_named }, { RLINT_STR_INIT("autoremove"), sweep },
		{ RLINT_STR_INIT("autopurge"), sweep },
		{ RLINT_STR_INIT("dist-clean"), clear_lists } };

	for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
		if (rlint_str_is(run->command->shown.action, actions[i].action)) {
			actions[i].read(run);
			return;
		}
	}
}

void run_apt_mark(struct run *run)
{
	const rlint_value *action = rlint_command_word(run->fact, 1);
	const rlint_value *word;

	if (action && rlint_str_is(action->text, RLINT_STR("auto")) &&
		run->ledger->marked_step != run->step->step) {
		run->ledger->marked_step = run->step->step;
		run->ledger->marked_from = 0;
	}
	for (size_t i = 2; action && rlint_str_is(action->text, RLINT_STR("manual")) &&
			   (word = rlint_command_word(run->fact, i));
		i++) {
		map_set(&run->ledger->kept, run_facts(run)->arena, word->text, 1);
	}
}
