/* The .gitignore files on the way to a folder. */
#include "lib/project/ignore_files.h"

#include "lib/base/str.h"
#include "lib/project/path.h"

/* Larger ones are nobody's own work. */
#define IGNORE_FILE_MOST ((uint64_t)4 << 20)

rlint_access ignore_load(
	const struct project *project, struct arena *arena, rlint_str folder, struct ignore *ignore)
{
	const rlint_fs *fs = project->fs;
	rlint_str path = host_path_join(arena, folder, RLINT_STR(".gitignore"));
	rlint_access access;
	rlint_str text;

	if (!path.ptr) {
		return RLINT_ACCESS_NOMEM;
	}
	if (!fs->read) {
		return RLINT_ACCESS_OK;
	}
	access = fs->read(fs->user, path.ptr, IGNORE_FILE_MOST, &text);
	if (access == RLINT_ACCESS_OK) {
		access = ignore_read(ignore, arena, text) ? RLINT_ACCESS_OK : RLINT_ACCESS_NOMEM;
		fs->release(fs->user, text);
	}
	return access == RLINT_ACCESS_ABSENT ? RLINT_ACCESS_OK : access;
}

/* Above the working directory the names of folders are not known. */
static bool is_known(rlint_str folder)
{
	return !rlint_str_is(folder, RLINT_STR("..")) &&
	       !rlint_str_starts(folder, RLINT_STR("../"));
}

/* The nearest folder at or above a normal one that holds .git. False: none. */
static bool find_repository(
	const struct project *project, struct arena *arena, rlint_str folder, rlint_str *out)
{
	const rlint_fs *fs = project->fs;
	rlint_entry entry;
	bool goes_on = fs->stat != NULL;

	for (*out = folder; goes_on && is_known(*out);) {
		rlint_str mark = host_path_join(arena, *out, RLINT_STR(".git"));

		if (mark.ptr && fs->stat(fs->user, mark.ptr, &entry) == RLINT_ACCESS_OK) {
			return true;
		}
		goes_on = path_above(arena, *out, out);
	}
	return false;
}

/* Adds the file of the folder that is the first `end` bytes of `path`. */
static bool add_file(const struct project *project, struct arena *arena, rlint_str path, size_t end,
	struct ignoring *out)
{
	struct ignore *ignore = arena_new(arena, 1, sizeof *ignore);
	size_t root = path.len - out->below.len;

	if (!ignore) {
		return false;
	}
	ignore->above = out->nearest;
	ignore->base = end > root ? end - root : 0;
	if (ignore_load(project, arena, str_slice(path, 0, end), ignore) == RLINT_ACCESS_NOMEM) {
		return false;
	}
	out->nearest = ignore;
	return true;
}

bool ignore_above(
	const struct project *project, struct arena *arena, rlint_str folder, struct ignoring *out)
{
	rlint_str path = path_normal(arena, host_path_join(arena, project->folder, folder));
	rlint_str root;
	size_t start;

	*out = (struct ignoring){ 0 };
	if (!path.ptr || !find_repository(project, arena, path, &root) || root.len == path.len) {
		return path.ptr && !arena->has_failed;
	}
	/* A slash behind every folder, so that each ends where the next begins. */
	path = arena_join(arena, path, RLINT_STR("/"));
	start = root.len > 0 && root.ptr[root.len - 1] != '/' ? root.len + 1 : root.len;
	out->below = str_slice(path, start, path.len);
	for (size_t end = start; path.ptr && end < path.len; end = str_find(path, '/', end) + 1) {
		if (!add_file(project, arena, path, end, out)) {
			return false;
		}
	}
	return path.ptr != NULL;
}

bool ignore_within(
	const struct project *project, struct arena *arena, rlint_str folder, struct ignoring *out)
{
	struct ignore *own = arena_new(arena, 1, sizeof *own);

	if (!own || !ignore_above(project, arena, folder, out) ||
		ignore_load(project, arena, folder, own) != RLINT_ACCESS_OK) {
		return false;
	}
	own->above = out->nearest;
	own->base = out->below.len;
	out->nearest = own;
	return true;
}
