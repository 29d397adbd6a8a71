/* The config that stands before another one in its folder. */
#include "lib/base/str.h"
#include "lib/project/path.h"
#include "lib/project/project.h"

/* Larger folders are not looked through: each of their files would be. */
enum { ENTRIES_MOST = 256 };

struct look_back {
	struct arena *arena;
	rlint_str name; /* whose neighbour is looked for */
	rlint_str found; /* the last so far that stands before it; empty: none */
	unsigned left;
};

/* ".yaml"; empty where it has none. */
static rlint_str extension(rlint_str name)
{
	size_t at = name.len;

	while (at > 0 && name.ptr[at - 1] != '.') {
		at--;
	}
	return str_slice(name, at > 0 ? at - 1 : name.len, name.len);
}

static bool look_at_entry(void *sink, const char *name, rlint_entry_kind kind)
{
	struct look_back *look = sink;
	rlint_str entry = str_from(name);

	if (look->left == 0) {
		return false;
	}
	look->left--;
	if (kind == RLINT_ENTRY_FILE && str_compare(entry, look->name) < 0 &&
		rlint_str_is(extension(entry), extension(look->name)) &&
		(look->found.len == 0 || str_compare(look->found, entry) < 0)) {
		look->found = arena_str(look->arena, entry);
	}
	return look->found.ptr != NULL;
}

static rlint_answer find_before(
	struct project *project, const rlint_document *document, rlint_str *path)
{
	struct look_back look = { .arena = &project->passing,
		.name = rlint_str_base(document->path),
		.found = RLINT_STR(""),
		.left = ENTRIES_MOST };
	rlint_str folder = path_folder(document->path);

	folder = host_path_join(
		&project->passing, folder.len > 0 ? folder : RLINT_STR("."), RLINT_STR(""));
	if (!folder.ptr ||
		project->fs->list(project->fs->user, folder.ptr, look_at_entry, &look) !=
			RLINT_ACCESS_OK ||
		look.left == 0) {
		return RLINT_UNKNOWN;
	}
	if (look.found.len == 0) {
		return look.found.ptr ? RLINT_NO : RLINT_UNKNOWN;
	}
	return project_find_beside(project, document, look.found, path);
}

rlint_answer project_follows(
	struct project *project, const rlint_fact *fact, const rlint_fact **out)
{
	const rlint_document *document = fact->facts->document;
	const struct analysis *analysis;
	rlint_answer answer;
	rlint_access why;
	rlint_str path;

	if (document->kind != RLINT_FILE_CONFIG || !project->fs || !project->fs->list) {
		return RLINT_UNKNOWN;
	}
	answer = find_before(project, document, &path);
	if (answer != RLINT_YES) {
		return answer;
	}
	analysis = project_follow(project, path, RLINT_FILE_CONFIG, &why);
	if (!analysis) {
		return RLINT_UNKNOWN;
	}
	*out = analysis->facts.root;
	return RLINT_YES;
}
