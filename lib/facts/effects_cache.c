/* What package managers keep, and what clears it. */
#include "lib/facts/effects_run.h"

#include "lib/base/str.h"
#include "lib/facts/path.h"

/* Where a cache lies: absolute folders, or ones below a home. */
struct cache {
	rlint_str what; /* class of the effect */
	rlint_str roots[3]; /* absolute */
	rlint_str home; /* below some home, or anywhere: ".cache/pip" */
	rlint_str variable; /* that moves it */
};

static const struct cache caches[CACHE_KINDS] = {
	[CACHE_APT_LISTS] = { .what = RLINT_STR_INIT("apt-lists"),
		.roots = { RLINT_STR_INIT("/var/lib/apt/lists") } },
	[CACHE_PIP] = { RLINT_STR_INIT("pip-cache"), { RLINT_STR_INIT("/root/.cache/pip") },
		RLINT_STR_INIT(".cache/pip"), RLINT_STR_INIT("PIP_CACHE_DIR") },
	[CACHE_UV] = { RLINT_STR_INIT("uv-cache"), { RLINT_STR_INIT("/root/.cache/uv") },
		RLINT_STR_INIT(".cache/uv"), RLINT_STR_INIT("UV_CACHE_DIR") },
	[CACHE_APK] = { .what = RLINT_STR_INIT("apk-cache"),
		.roots = { RLINT_STR_INIT("/var/cache/apk"), RLINT_STR_INIT("/etc/apk/cache") } },
	[CACHE_CONDA] = { RLINT_STR_INIT("conda-cache"), { RLINT_STR_INIT("/opt/conda/pkgs") },
		RLINT_STR_INIT("pkgs"), RLINT_STR_INIT("CONDA_PKGS_DIRS") },
	[CACHE_NPM] = { RLINT_STR_INIT("npm-cache"), { RLINT_STR_INIT("/root/.npm") },
		RLINT_STR_INIT(".npm"), RLINT_STR_INIT("npm_config_cache") },
	[CACHE_YARN] = { RLINT_STR_INIT("yarn-cache"),
		{ RLINT_STR_INIT("/usr/local/share/.cache/yarn") }, RLINT_STR_INIT(".cache/yarn"),
		RLINT_STR_INIT("YARN_CACHE_FOLDER") },
	[CACHE_DNF] = { .what = RLINT_STR_INIT("dnf-cache"),
		.roots = { RLINT_STR_INIT("/var/cache/dnf"), RLINT_STR_INIT("/var/cache/yum"),
			RLINT_STR_INIT("/var/cache/libdnf5") } },
	[CACHE_ZYPPER] = { .what = RLINT_STR_INIT("zypper-cache"),
		.roots = { RLINT_STR_INIT("/var/cache/zypp") } },
};

/* Without what only says "and all in it": a slash or star at the end. */
static rlint_str folder_of(rlint_str path)
{
	while (path.len > 1 && (path.ptr[path.len - 1] == '*' || path.ptr[path.len - 1] == '/')) {
		path.len--;
	}
	return path;
}

/* The path ends with the components of `tail`. */
static bool has_tail(rlint_str path, rlint_str tail)
{
	return tail.len > 0 && rlint_str_ends(path, tail) &&
	       (path.len == tail.len || path.ptr[path.len - tail.len - 1] == '/');
}

/* Does deleting, or mounting, that path take the cache with it? */
static bool covers(const struct cache *cache, rlint_str path)
{
	rlint_str folder = folder_of(path);
	bool spares_dots = path.len > 0 && path.ptr[path.len - 1] == '*';
	size_t slash = str_find(cache->home, '/', 0);

	for (size_t i = 0; i < sizeof cache->roots / sizeof *cache->roots; i++) {
		rlint_str root = cache->roots[i];

		if (root.len == 0 || folder.len < 2 || !path_is_within(root, folder)) {
			continue;
		}
		/* A star takes no names that begin with a dot. */
		if (!spares_dots || !rlint_str_starts(path_rest(root, folder), RLINT_STR("."))) {
			return true;
		}
	}
	return has_tail(folder, cache->home) ||
	       (slash < cache->home.len && has_tail(folder, str_slice(cache->home, 0, slash)));
}

/* The written path, where it is not known whole: "$HOME/.cache/pip" still ends so. */
static rlint_str written_path(const struct run *run, const rlint_value *value)
{
	rlint_str raw = rlint_text_of(run_facts(run)->document, value->span);

	if (rlint_value_has_text(value)) {
		return value->text;
	}
	while (raw.len > 1 && (raw.ptr[0] == '"' || raw.ptr[0] == '\'')) {
		raw = str_slice(raw, 1, raw.len);
	}
	while (raw.len > 1 && (raw.ptr[raw.len - 1] == '"' || raw.ptr[raw.len - 1] == '\'')) {
		raw.len--;
	}
	return raw;
}

/* How many mounts of one step are looked at for each cache. */
enum { MOST_MOUNTS = 32 };

/* Is the cache written to a mount of the step, so that no layer gets it? */
static bool is_mounted(const struct run *run, const struct cache *cache, rlint_str place)
{
	size_t count = rlint_fact_count(run->step->fact, RLINT_MOUNT);

	for (size_t i = 0; i < count && i < MOST_MOUNTS; i++) {
		const rlint_mount *mount =
			rlint_as_mount(rlint_fact_at(run->step->fact, RLINT_MOUNT, i));
		rlint_str target = written_path(run, &mount->target);
		bool is_kept = rlint_str_is(mount->type.text, RLINT_STR("cache")) ||
			       rlint_str_is(mount->type.text, RLINT_STR("tmpfs"));

		if (is_kept && target.len > 0 &&
			(place.len > 0 ? path_is_within(folder_of(place), folder_of(target))
				       : covers(cache, target))) {
			return true;
		}
	}
	return false;
}

/* Where options or variables put the cache; empty: the usual place. */
static rlint_str moved_place(const struct run *run, const struct cache *cache)
{
	const rlint_option *option = rlint_command_find(run->fact, "--cache-dir");
	rlint_value variable = { .state = RLINT_UNSET };

	if (!option) {
		option = rlint_command_find(run->fact, "--cache");
	}
	if (option && option->value.text.len > 0) {
		return option->value.text;
	}
	if (cache->variable.len > 0) {
		variable = run_variable(run, cache->variable);
	}
	return variable.text;
}

void run_cache(struct run *run, enum cache_kind kind)
{
	const struct cache *cache = &caches[kind];
	struct step *step = run->step->step;
	uint32_t index = run_effect(run, RLINT_WRITES, cache->what, run_words(run), NULL);
	rlint_effect *effect = (rlint_effect *)step->effects.items + index;

	if (is_mounted(run, cache, moved_place(run, cache))) {
		effect->end = RLINT_IN_MOUNT;
		return;
	}
	*(struct effect_place *)vec_add(&run->ledger->caches[kind], run_facts(run)->arena,
		sizeof(struct effect_place)) = (struct effect_place){ step, index };
}

void run_clears_cache(struct run *run, enum cache_kind kind)
{
	struct vec *places = &run->ledger->caches[kind];
	const struct effect_place *place = places->items;

	for (uint32_t i = 0; i < places->count; i++) {
		rlint_effect *effects = place[i].step->effects.items;

		run_undoes(run, place[i].step, &effects[place[i].index]);
	}
	places->count = 0;
}

static void clear_covered(struct run *run, rlint_str path)
{
	for (size_t kind = 0; kind < CACHE_KINDS; kind++) {
		if (run->ledger->caches[kind].count > 0 && covers(&caches[kind], path)) {
			run_clears_cache(run, (enum cache_kind)kind);
		}
	}
}

/* How many alternatives of one group are looked at. */
enum { MOST_ALTERNATIVES = 32 };

/* A path with one group of alternatives, "/var/{a,b}/x", means each of them. */
static void delete_alternatives(struct run *run, rlint_str path)
{
	size_t open = str_find(path, '{', 0);
	size_t close = str_find(path, '}', open);
	struct arena *arena = run_facts(run)->arena;

	if (close == path.len) {
		clear_covered(run, path);
		return;
	}
	for (size_t start = open + 1, count = 0; start <= close && count < MOST_ALTERNATIVES;
		count++) {
		size_t comma = str_find(path, ',', start);
		size_t end = comma < close ? comma : close;
		rlint_str head =
			arena_join(arena, str_slice(path, 0, open), str_slice(path, start, end));

		clear_covered(run, arena_join(arena, head, str_slice(path, close + 1, path.len)));
		start = end + 1;
	}
}

static void delete_word(struct run *run, const rlint_value *word)
{
	rlint_str path = written_path(run, word);
	rlint_str full = rlint_value_has_text(word) ? run_path(run, word) : path;

	ledger_drop_folder(run->ledger, run_facts(run)->arena, full);
	run_effect(run, RLINT_DELETES, full.len > 0 ? full : path, word->span, NULL);
	/* A cleaned path has lost the slash or star at its end that spares dot files. */
	delete_alternatives(run, path_is_absolute(path) || full.len == 0 ? path : full);
}

void run_deletes(struct run *run)
{
	struct run_words_state state = { 0 };

	while (run_next_word(run, &state)) {
		if (state.word.span.end > state.word.span.start) {
			delete_word(run, &state.word);
		}
	}
}

/* find FOLDER ... -delete, or -exec rm: the folders stand before the first test. */
void run_find(struct run *run)
{
	const rlint_value *word;
	bool deletes = false;

	for (size_t i = 1; (word = rlint_command_word(run->fact, i)); i++) {
		deletes = deletes || rlint_str_is(word->text, RLINT_STR("-delete")) ||
			  rlint_str_is(word->text, RLINT_STR("rm"));
	}
	for (size_t i = 1; deletes && (word = rlint_command_word(run->fact, i)) &&
			   !rlint_str_starts(word->text, RLINT_STR("-"));
		i++) {
		delete_word(run, word);
	}
}

/* mkdir FOLDER ... */
void run_mkdir(struct run *run)
{
	struct arena *arena = run_facts(run)->arena;
	struct run_words_state state = { 0 };

	while (run->certain == RLINT_YES && run_next_word(run, &state)) {
		ledger_make_folder(run->ledger, arena,
			ledger_place(arena, &run->command->shown.directory, &state.word));
	}
}
