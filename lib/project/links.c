/* What other files say: where they lie, and what they are to the one that is linted. */
#include "lib/base/str.h"
#include "lib/project/ignore_files.h"
#include "lib/project/path.h"
#include "lib/project/project.h"

static bool is_there(const struct project *project, rlint_str path, rlint_access *access)
{
	rlint_entry entry;

	*access = RLINT_ACCESS_FAILED;
	if (project->fs && project->fs->stat) {
		*access = project->fs->stat(project->fs->user, path.ptr, &entry);
	}
	return *access == RLINT_ACCESS_OK && entry.kind == RLINT_ENTRY_FILE;
}

static bool has_overlay(const struct project *project, rlint_str normal)
{
	return map_get(&project->overlay_map, normal) != MAP_NONE;
}

static bool marks_root(const struct project *project, struct arena *arena, rlint_str folder)
{
	static const rlint_str marks[] = { RLINT_STR_INIT(".git"),
		RLINT_STR_INIT(".reprolint.yaml") };
	rlint_entry entry;

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		rlint_str path = host_path_join(arena, folder, marks[i]);

		if (path.ptr &&
			project->fs->stat(project->fs->user, path.ptr, &entry) == RLINT_ACCESS_OK) {
			return true;
		}
	}
	return false;
}

/* A relative path's folders go on above the working directory; so many levels at most. */
#define LEVELS_MOST 64

/* Where nothing marks one: the working directory, or of a path that leads out of it the folder
 * itself. */
static struct root unmarked_root(rlint_str own)
{
	rlint_str folder = RLINT_STR("");

	return (struct root){ path_is_inside(own, folder) ? folder : own, false };
}

static const struct root *known_root(const struct project *project, rlint_str folder)
{
	uint32_t index = map_get(&project->root_map, folder);
	const struct root *roots = project->roots.items;

	return index == MAP_NONE ? NULL : &roots[index];
}

static void learn_root(struct project *project, rlint_str folder, struct root root)
{
	struct root *slot;

	folder = arena_str(&project->arena, folder);
	root.path = arena_str(&project->arena, root.path);
	slot = root.path.ptr && folder.ptr ? vec_add(&project->roots, &project->arena, sizeof *slot)
					   : NULL;
	if (slot) {
		*slot = root;
		map_set(&project->root_map, &project->arena, folder, project->roots.count - 1);
	}
}

/* Looks for the nearest folder at or above `folder` that holds a mark, and learns the roots of all
 * that it passes. */
static struct root look_for_root(struct project *project, rlint_str folder)
{
	rlint_str way[LEVELS_MOST];
	const struct root *known = NULL;
	struct root found = { 0 };
	rlint_str at = folder;
	int levels = 0;

	while (levels < LEVELS_MOST && !found.is_marked) {
		known = known_root(project, at);
		if (known) {
			found = *known;
			break;
		}
		way[levels++] = at;
		found = (struct root){ at, marks_root(project, &project->passing, at) };
		if (!found.is_marked && !path_above(&project->passing, at, &at)) {
			break;
		}
	}
	for (int i = 0; i < levels; i++) {
		learn_root(project, way[i], found.is_marked ? found : unmarked_root(way[i]));
	}
	return found.is_marked ? found : unmarked_root(folder);
}

/* The root of the files in a normal folder, worked out once for each. */
static struct root root_of(struct project *project, rlint_str folder)
{
	const struct root *known = known_root(project, folder);

	if (project->root.ptr) {
		return (struct root){ project->root, true };
	}
	return known ? *known : look_for_root(project, folder);
}

/* "./a" keeps its "./" in what it includes, so that both have one way of being written. */
static rlint_str as_written(
	struct project *project, const rlint_document *document, rlint_str normal)
{
	bool is_dotted = rlint_str_starts(document->path, RLINT_STR("./")) &&
			 !host_path_is_absolute(normal) &&
			 !rlint_str_starts(normal, RLINT_STR(".."));

	return is_dotted ? host_path_join(&project->passing, RLINT_STR("."), normal) : normal;
}

/* What is looked for, and the folder beyond which nothing is. */
struct search {
	rlint_str path, root;
};

/* Looks into one folder; no: there is no such file, so that the one above may be asked. */
static rlint_answer find_in(
	struct project *project, rlint_str folder, const struct search *search, rlint_str *normal)
{
	struct arena *arena = &project->passing;
	rlint_access access;

	*normal = path_normal(arena, host_path_join(arena, folder, search->path));
	if (!normal->ptr || !path_is_inside(*normal, search->root)) {
		return RLINT_UNKNOWN;
	}
	if (has_overlay(project, *normal) || is_there(project, *normal, &access)) {
		return RLINT_YES;
	}
	return access == RLINT_ACCESS_ABSENT ? RLINT_NO : RLINT_UNKNOWN;
}

rlint_answer project_find(
	struct project *project, const rlint_document *document, rlint_str path, rlint_str *found)
{
	struct arena *arena = &project->passing;
	rlint_str folder = path_normal(arena, path_folder(document->path));
	struct search search = { .path = path };
	rlint_answer answer;
	bool goes_on = true;

	if (!folder.ptr || !project->fs || !project->fs->stat || host_path_is_absolute(path)) {
		return RLINT_UNKNOWN;
	}
	search.root = root_of(project, folder).path;
	answer = path_is_inside(folder, search.root) ? RLINT_NO : RLINT_UNKNOWN;
	while (goes_on && answer == RLINT_NO && path_is_inside(folder, search.root)) {
		answer = find_in(project, folder, &search, found);
		goes_on = !rlint_str_is(folder, search.root) && path_above(arena, folder, &folder);
	}
	if (answer == RLINT_YES) {
		*found = as_written(project, document, *found);
		answer = found->ptr ? RLINT_YES : RLINT_UNKNOWN;
	}
	return answer;
}

bool project_above(struct project *project, const rlint_document *document, rlint_str *folder)
{
	struct arena *arena = &project->passing;
	rlint_str own = path_normal(arena, path_folder(document->path));
	rlint_str root = own.ptr ? root_of(project, own).path : (rlint_str){ 0 };

	return root.ptr && !rlint_str_is(*folder, root) && path_is_inside(*folder, root) &&
	       path_above(arena, *folder, folder);
}

rlint_answer project_find_beside(
	struct project *project, const rlint_document *document, rlint_str path, rlint_str *found)
{
	struct search search = { .path = path };
	rlint_str folder = path_normal(&project->passing, path_folder(document->path));
	rlint_answer answer;

	if (!folder.ptr || !project->fs || !project->fs->stat || host_path_is_absolute(path)) {
		return RLINT_UNKNOWN;
	}
	search.root = root_of(project, folder).path;
	answer = find_in(project, folder, &search, found);
	if (answer == RLINT_YES) {
		*found = as_written(project, document, *found);
		answer = found->ptr ? RLINT_YES : RLINT_UNKNOWN;
	}
	return answer;
}

rlint_answer project_is_inside(
	struct project *project, const rlint_document *document, rlint_str path)
{
	struct arena *arena = &project->passing;
	rlint_str folder = path_normal(arena, path_folder(document->path));
	rlint_str normal = folder.ptr ? path_normal(arena, host_path_join(arena, folder, path))
				      : (rlint_str){ 0 };
	struct root root;

	if (!normal.ptr || !project->fs || !project->fs->stat) {
		return RLINT_UNKNOWN;
	}
	root = root_of(project, folder);
	if (path_is_inside(normal, root.path)) {
		return RLINT_YES;
	}
	/* The working directory may hold a mark though no way up from the file leads through it. */
	return root.is_marked || marks_root(project, arena, root.path) ? RLINT_NO : RLINT_UNKNOWN;
}

/* What includes what is of one kind, whatever the name says. */
static rlint_file_kind kind_of_included(const rlint_fact *include)
{
	rlint_file_kind kind = include->facts->document->kind;
	const rlint_environment *environment = rlint_as_environment(include->container);

	if (kind == RLINT_FILE_DOCKERFILE && environment &&
		environment->ecosystem == RLINT_CONDA_PACKAGES) {
		return RLINT_FILE_CONDA;
	}
	return kind == RLINT_FILE_CONFIG && !environment ? kind : RLINT_FILE_REQUIREMENTS;
}

static const struct left_out *left_out_beside(
	struct project *project, const rlint_document *document)
{
	struct left_out *known = &project->left_out;
	rlint_str folder = path_normal(&project->passing, path_folder(document->path));
	struct ignoring ignoring;

	if (known->document == document) {
		return known;
	}
	*known = (struct left_out){ .document = document };
	if (folder.ptr && ignore_within(project, &project->passing, folder, &ignoring)) {
		known->ignore = ignoring.nearest;
		known->below = ignoring.below;
	}
	return known;
}

/* What git is told to leave out may be made by a step that comes first. */
static bool is_made_elsewhere(
	struct project *project, const rlint_document *document, rlint_str path)
{
	const struct left_out *left_out = left_out_beside(project, document);

	path = path_normal(&project->passing, path);
	if (!left_out->ignore || !path.ptr || rlint_str_starts(path, RLINT_STR(".."))) {
		return false;
	}
	path = arena_join(&project->passing, left_out->below, path);
	return path.ptr && ignore_names_path(left_out->ignore, path, false);
}

rlint_answer project_included(
	struct project *project, const rlint_fact *fact, const struct facts **out)
{
	const rlint_include *include = rlint_as_include(fact);
	const struct analysis *analysis;
	rlint_answer answer;
	const rlint_value *written;
	rlint_access why;
	rlint_str path;

	if (!include) {
		return RLINT_UNKNOWN;
	}
	written = include->origin.state == RLINT_UNSET ? &include->path : &include->origin;
	if (written->state != RLINT_KNOWN ||
		rlint_str_find_str(written->text, RLINT_STR("://")) < written->text.len) {
		return RLINT_UNKNOWN;
	}
	answer = project_find(project, fact->facts->document, written->text, &path);
	if (answer == RLINT_NO &&
		is_made_elsewhere(project, fact->facts->document, written->text)) {
		answer = RLINT_UNKNOWN;
	}
	if (answer != RLINT_YES) {
		return answer;
	}
	if (project->opened && rlint_str_is(project->opened->document->path, path)) {
		*out = &project->opened->facts;
		return RLINT_YES;
	}
	analysis = project_follow(project, path, kind_of_included(fact), &why);
	if (!analysis) {
		return why == RLINT_ACCESS_ABSENT ? RLINT_NO : RLINT_UNKNOWN;
	}
	*out = &analysis->facts;
	return RLINT_YES;
}

/* Text that lies nowhere, as standard input does: what is not found beside it may be elsewhere. */
static bool lies_nowhere(const rlint_document *document)
{
	return rlint_str_is(document->path, RLINT_STR("-"));
}

/* Does the relation's "no" say that there is no such file? */
static bool is_of_files(rlint_relation relation)
{
	return relation != RLINT_HELD_BY && relation != RLINT_RECORDED_BY &&
	       relation != RLINT_INHERITS && relation != RLINT_LEADS_BACK;
}

static rlint_answer included_document(
	struct project *project, const rlint_fact *fact, const rlint_fact **out)
{
	const struct facts *facts;
	rlint_answer answer;

	if (fact->kind == RLINT_COMPANION) {
		return project_accompanied(project, fact, out);
	}
	answer = project_included(project, fact, &facts);
	if (answer == RLINT_YES) {
		*out = facts->root;
	}
	return answer;
}

static rlint_answer link_by(struct project *project, const rlint_fact *fact,
	rlint_relation relation, const rlint_fact **out)
{
	switch (relation) {
	case RLINT_INCLUDES:
		return included_document(project, fact, out);
	case RLINT_HELD_BY:
		return project_holder(project, fact, out);
	case RLINT_RECORDED_BY:
		return project_record(project, fact, out);
	case RLINT_LOCKED_BY:
		return project_lock(project, fact, out);
	case RLINT_COMPILED_TO:
		return project_compiled(project, fact, out);
	case RLINT_BUILT_BY:
		return project_built_by(project, fact, out);
	case RLINT_INHERITS:
		return project_inherits(project, fact, out);
	case RLINT_IGNORED_BY:
		return project_ignore_file(project, fact, out);
	case RLINT_IGNORES_FOR:
		return project_ignores_for(project, fact, out);
	case RLINT_FOLLOWS:
		return project_follows(project, fact, out);
	case RLINT_LEADS_BACK:
		return project_leads_back(project, fact, out);
	case RLINT_COMPOSED_AS:
		return project_composed(project, fact, out);
	case RLINT_ADDS_TO:
		return project_added_to(project, fact, out);
	case RLINT_FILLED_BY:
		return project_filled_by(project, fact, out);
	case RLINT_STARTED_BY:
		return project_started_by(project, fact, out);
	}
	return RLINT_UNKNOWN;
}

rlint_answer project_linked(struct project *project, const rlint_fact *fact,
	rlint_relation relation, const rlint_fact **out)
{
	rlint_answer answer = link_by(project, fact, relation, out);

	/* Without memory the answer is unknown, and the call's status says why. */
	project_note_memory(project);
	if (answer == RLINT_NO && is_of_files(relation) && lies_nowhere(fact->facts->document)) {
		answer = RLINT_UNKNOWN;
	}
	return answer;
}

void project_note_memory(struct project *project)
{
	if (project->passing.has_failed || project->arena.has_failed) {
		project->status = RLINT_NOMEM;
	}
}
