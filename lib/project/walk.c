/* Files below a folder, sorted by path. */
#include <stdlib.h>
#include <string.h>

#include "lib/base/str.h"
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
	uint32_t at;
	bool has_failed; /* out of memory */
};

struct walker {
	const struct project *project;
	const struct walk *walk;
	struct level *level;
	rlint_status status;
	bool stops;
};

static bool is_of_interest(rlint_str folder, rlint_str name, struct arena *arena)
{
	rlint_str path = host_path_join(arena, folder, name);

	return path.ptr && kind_of_path(path) != RLINT_FILE_UNKNOWN;
}

static bool add_entry(void *sink, const char *text, rlint_entry_kind kind)
{
	struct level *level = sink;
	bool is_folder = kind == RLINT_ENTRY_FOLDER;
	rlint_str name = str_from(text);
	struct entry *entry;

	if (is_folder ? is_folder_skipped(name)
		      : kind != RLINT_ENTRY_FILE ||
				!is_of_interest(path_name(level->folder), name, &level->arena)) {
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
	if (!level->folder.ptr) {
		walker->status = RLINT_NOMEM;
		return;
	}
	access = fs->list(fs->user, level->folder.ptr, add_entry, level);
	if (level->has_failed || access == RLINT_ACCESS_NOMEM) {
		walker->status = RLINT_NOMEM;
	} else if (access != RLINT_ACCESS_OK && walker->walk->failed) {
		walker->walk->failed(walker->walk->user, level->folder.ptr, access);
	}
	if (level->entries.count > 1) {
		qsort(level->entries.items, level->entries.count, sizeof(struct entry),
			compare_entries);
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
	enter(&walker, folder);
	while (walker.level && walker.status == RLINT_OK && !walker.stops) {
		step(&walker);
	}
	while (walker.level) {
		leave(&walker);
	}
	return walker.status;
}
