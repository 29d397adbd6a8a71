/* Files below a folder, sorted by path. */
#include <stdlib.h>
#include <string.h>

#include "lib/base/str.h"
#include "lib/project/ignore_files.h"
#include "lib/project/kinds.h"
#include "lib/project/path.h"
#include "lib/project/project.h"

/* An entry whose name is of interest. A folder's name ends with '/', so that sorting by name sorts
 * by path. */
struct entry {
	rlint_str name;
};

/* A folder on the way down. */
struct level {
	struct level *above;
	struct arena arena;
	rlint_str folder;
	struct vec entries;
	struct ignore ignore; /* its own .gitignore */
	struct ignoring ignoring; /* what holds in it */
	uint32_t at;
	bool has_ignore_file, is_repository;
	bool is_environment; /* of Python's own making */
	bool has_failed; /* out of memory */
};

struct walker {
	const struct project *project;
	const struct walk *walk;
	struct level *level;
	struct arena arena; /* what the folders above the first one say */
	rlint_status status;
	bool stops;
};

static bool is_of_interest(rlint_str folder, rlint_str name, struct arena *arena)
{
	rlint_str path = host_path_join(arena, folder, name);

	return path.ptr && kind_of_path(path) != RLINT_FILE_UNKNOWN;
}

/* Notes what an entry says about its folder. */
static void note_mark(struct level *level, rlint_str name, rlint_entry_kind kind)
{
	if (rlint_str_is(name, RLINT_STR(".git"))) {
		level->is_repository = true;
	} else if (kind == RLINT_ENTRY_FILE && rlint_str_is(name, RLINT_STR(".gitignore"))) {
		level->has_ignore_file = true;
	} else if (kind == RLINT_ENTRY_FILE && rlint_str_is(name, RLINT_STR("pyvenv.cfg"))) {
		level->is_environment = true;
	}
}

static bool add_entry(void *sink, const char *text, rlint_entry_kind kind)
{
	struct level *level = sink;
	bool is_folder = kind == RLINT_ENTRY_FOLDER;
	rlint_str name = str_from(text);
	struct entry *entry;

	note_mark(level, name, kind);
	if (is_folder ? is_folder_skipped(name)
		      : kind != RLINT_ENTRY_FILE || !is_of_interest(rlint_str_base(level->folder),
							    name, &level->arena)) {
		return true;
	}
	name = arena_join(&level->arena, name, is_folder ? RLINT_STR("/") : (rlint_str){ 0 });
	entry = name.ptr ? vec_add(&level->entries, &level->arena, sizeof *entry) : NULL;
	if (!entry) {
		level->has_failed = true;
		return false;
	}
	entry->name = name;
	return true;
}

static int compare_entries(const void *a, const void *b)
{
	rlint_str left = ((const struct entry *)a)->name;
	rlint_str right = ((const struct entry *)b)->name;
	size_t shared = left.len < right.len ? left.len : right.len;
	int order = memcmp(left.ptr, right.ptr, shared);

	return order != 0 ? order : (left.len > right.len) - (left.len < right.len);
}

static void leave(struct walker *walker)
{
	struct level *level = walker->level;

	walker->level = level->above;
	arena_free(&level->arena);
	alloc_resize(walker->project->alloc, level, sizeof *level, 0);
}

/* Hydra puts runs into outputs/DATE/TIME and multirun/DATE/TIME/NUMBER. */
#define RUN_LEVELS 4

/* A folder that may be one of runs. */
struct peek {
	struct arena *arena;
	rlint_str first; /* of its folders */
	bool is_run, has_failed;
};

static bool peek_entry(void *sink, const char *text, rlint_entry_kind kind)
{
	struct peek *peek = sink;
	rlint_str name = str_from(text);

	if (kind != RLINT_ENTRY_FOLDER) {
		return true;
	}
	peek->is_run = rlint_str_is(name, RLINT_STR(".hydra"));
	if (!is_folder_skipped(name) &&
		(peek->first.len == 0 || str_compare(name, peek->first) < 0)) {
		peek->first = arena_str(peek->arena, name);
		peek->has_failed = !peek->first.ptr;
	}
	return !peek->is_run && !peek->has_failed;
}

/* Is the first of what lies in the folder a run of Hydra's? */
static bool holds_runs(struct walker *walker, rlint_str path)
{
	const rlint_fs *fs = walker->project->fs;
	struct peek peek = { .first = path };
	struct arena arena;

	arena_init(&arena, walker->project->alloc, NULL);
	for (int i = 0; i < RUN_LEVELS && !peek.is_run && peek.first.len > 0; i++) {
		path = i == 0 ? path : host_path_join(&arena, path, peek.first);
		peek = (struct peek){ .arena = &arena };
		if (!path.ptr ||
			fs->list(fs->user, path.ptr, peek_entry, &peek) == RLINT_ACCESS_NOMEM ||
			peek.has_failed) {
			walker->status = RLINT_NOMEM;
			break;
		}
	}
	arena_free(&arena);
	return peek.is_run;
}

static bool is_run_store(rlint_str name)
{
	return rlint_str_is(name, RLINT_STR("outputs/")) ||
	       rlint_str_is(name, RLINT_STR("multirun/"));
}

static bool is_excluded(const struct walker *walker, rlint_str path, bool is_folder)
{
	const struct walk *walk = walker->walk;

	return walk->is_excluded && walk->is_excluded(walk->user, path, is_folder);
}

/* Is an entry left out for what else there is? */
static bool is_left_out(struct walker *walker, rlint_str name)
{
	struct level *level = walker->level;
	bool is_folder = name.ptr[name.len - 1] == '/';
	rlint_str plain = is_folder ? str_slice(name, 0, name.len - 1) : name;
	rlint_str path;

	if (level->ignoring.nearest) {
		path = arena_join(&level->arena, level->ignoring.below, plain);
		if (!path.ptr) {
			walker->status = RLINT_NOMEM;
			return false;
		}
		if (ignore_names(level->ignoring.nearest, path, is_folder)) {
			return true;
		}
	}
	if (!is_run_store(name) && !walker->walk->is_excluded) {
		return false;
	}
	path = host_path_join(&level->arena, level->folder, plain);
	if (!path.ptr) {
		walker->status = RLINT_NOMEM;
		return false;
	}
	return is_excluded(walker, path, is_folder) ||
	       (is_run_store(name) && holds_runs(walker, path));
}

/* A repository inside another is ruled by its own files alone. */
static void read_ignore_file(struct walker *walker)
{
	struct level *level = walker->level;
	rlint_access access;

	if (level->is_repository) {
		level->ignoring.nearest = NULL;
	}
	if (!level->has_ignore_file) {
		return;
	}
	level->ignore.above = level->ignoring.nearest;
	level->ignore.base = level->ignoring.below.len;
	access = ignore_load(walker->project, &level->arena, level->folder, &level->ignore);
	level->ignoring.nearest = &level->ignore;
	if (access == RLINT_ACCESS_NOMEM) {
		walker->status = RLINT_NOMEM;
	} else if (access != RLINT_ACCESS_OK && walker->walk->failed) {
		rlint_str path =
			host_path_join(&level->arena, level->folder, RLINT_STR(".gitignore"));

		if (path.ptr) {
			walker->walk->failed(walker->walk->user, path.ptr, access);
		}
	}
}

/* Drops what is left out, sorts the rest. */
static void settle(struct walker *walker)
{
	struct level *level = walker->level;
	struct entry *entries = level->entries.items;
	uint32_t kept = 0;

	if (level->is_environment && level->above) {
		level->entries.count = 0;
		return;
	}
	read_ignore_file(walker);
	for (uint32_t i = 0; i < level->entries.count; i++) {
		if (!is_left_out(walker, entries[i].name)) {
			entries[kept++] = entries[i];
		}
	}
	level->entries.count = kept;
	if (kept > 1) {
		qsort(entries, kept, sizeof *entries, compare_entries);
	}
}

/* What holds in a folder before its own file is read. */
static bool inherit(struct walker *walker, struct level *level)
{
	const struct level *above = level->above;
	rlint_str name = arena_join(&level->arena, rlint_str_base(level->folder), RLINT_STR("/"));

	if (!above) {
		return ignore_above(
			walker->project, &walker->arena, level->folder, &level->ignoring);
	}
	level->ignoring.nearest = above->ignoring.nearest;
	level->ignoring.below = arena_join(&level->arena, above->ignoring.below, name);
	return name.ptr && level->ignoring.below.ptr;
}

/* Lists a folder and makes it the current level. */
static void enter(struct walker *walker, rlint_str folder)
{
	const rlint_fs *fs = walker->project->fs;
	struct level *level = alloc_new(walker->project->alloc, sizeof *level);
	rlint_access access;

	if (!level) {
		walker->status = RLINT_NOMEM;
		return;
	}
	arena_init(&level->arena, walker->project->alloc, NULL);
	level->above = walker->level;
	walker->level = level;
	level->folder = host_path_join(&level->arena, RLINT_STR(""), folder);
	if (!level->folder.ptr || !inherit(walker, level)) {
		walker->status = RLINT_NOMEM;
		return;
	}
	access = fs->list(fs->user, level->folder.ptr, add_entry, level);
	if (level->has_failed || access == RLINT_ACCESS_NOMEM) {
		walker->status = RLINT_NOMEM;
	} else if (access != RLINT_ACCESS_OK && walker->walk->failed) {
		walker->walk->failed(walker->walk->user, level->folder.ptr, access);
	}
	if (walker->status == RLINT_OK) {
		settle(walker);
	}
}

static void step(struct walker *walker)
{
	struct level *level = walker->level;
	rlint_str name;
	rlint_str path;

	if (level->at == level->entries.count) {
		leave(walker);
		return;
	}
	name = ((const struct entry *)level->entries.items)[level->at++].name;
	if (name.ptr[name.len - 1] == '/') {
		path = host_path_join(
			&level->arena, level->folder, str_slice(name, 0, name.len - 1));
		if (path.ptr) {
			enter(walker, path);
		}
	} else {
		path = host_path_join(&level->arena, level->folder, name);
		walker->stops = path.ptr && !walker->walk->each(walker->walk->user, path.ptr);
	}
	if (!path.ptr) {
		walker->status = RLINT_NOMEM;
	}
}

rlint_status project_walk(const struct project *project, rlint_str folder, const struct walk *walk)
{
	struct walker walker = { .project = project, .walk = walk };

	if (!project->fs || !project->fs->list) {
		return RLINT_IO;
	}
	arena_init(&walker.arena, project->alloc, NULL);
	enter(&walker, folder);
	while (walker.level && walker.status == RLINT_OK && !walker.stops) {
		step(&walker);
	}
	while (walker.level) {
		leave(&walker);
	}
	arena_free(&walker.arena);
	return walker.status;
}
