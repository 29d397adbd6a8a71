/* The services that a Dockerfile is built by: those of compose files and devcontainer.json in its
 * folder, in each above it up to the root, and in the .devcontainer folder of any. */
#include "lib/base/str.h"
#include "lib/project/kinds.h"
#include "lib/project/path.h"
#include "lib/project/project.h"

#include <stdlib.h>

/* So many such files of one folder are read. */
#define FILES_MOST 16

/* The names of files in one folder. */
struct names {
	struct arena *arena;
	struct vec items; /* rlint_str */
	bool has_failed;
};

/* compose.yaml, docker-compose.gpu.yml and the like. */
static bool is_compose_name(rlint_str name)
{
	return (rlint_str_starts(name, RLINT_STR("compose")) ||
		       rlint_str_starts(name, RLINT_STR("docker-compose"))) &&
	       (rlint_str_ends(name, RLINT_STR(".yml")) ||
		       rlint_str_ends(name, RLINT_STR(".yaml")));
}

static bool add_name(void *sink, const char *text, rlint_entry_kind kind)
{
	struct names *names = sink;
	rlint_str name = str_from(text);
	rlint_str *slot;

	if (kind != RLINT_ENTRY_FILE ||
		(!is_compose_name(name) && kind_of_path(name) != RLINT_FILE_DEVCONTAINER)) {
		return true;
	}
	slot = vec_add(&names->items, names->arena, sizeof *slot);
	if (slot) {
		*slot = arena_str(names->arena, name);
	}
	names->has_failed = !slot || !slot->ptr;
	return !names->has_failed;
}

static int compare_names(const void *a, const void *b)
{
	return str_compare(*(const rlint_str *)a, *(const rlint_str *)b);
}

/* What the search knows. */
struct seeker {
	struct project *project;
	rlint_str dockerfile; /* its normal path */
	struct builders *out;
};

static void add_service(struct seeker *seeker, const rlint_fact *service)
{
	struct project *project = seeker->project;
	const rlint_fact **slot;
	rlint_str path;

	if (project_dockerfile_of(project, service, &path) != RLINT_YES ||
		!rlint_str_is(path_normal(&project->passing, path), seeker->dockerfile)) {
		return;
	}
	slot = vec_add(&seeker->out->services, &project->passing, sizeof(rlint_fact *));
	if (slot) {
		*slot = service;
	}
}

static void read_file(struct seeker *seeker, rlint_str folder, rlint_str name)
{
	struct project *project = seeker->project;
	rlint_file_kind kind = is_compose_name(name) ? RLINT_FILE_COMPOSE : RLINT_FILE_DEVCONTAINER;
	rlint_str path = host_path_join(&project->passing, folder, name);
	const struct analysis *analysis;
	rlint_access why;

	analysis = path.ptr ? project_follow(project, path, kind, &why) : NULL;
	if (!analysis) {
		seeker->out->has_unknown = true;
		return;
	}
	for (uint32_t i = 0; i < analysis->facts.all[RLINT_SERVICE].count; i++) {
		add_service(
			seeker, ((rlint_fact *const *)analysis->facts.all[RLINT_SERVICE].items)[i]);
	}
}

/* Reads what lies in one folder; one that is absent holds nothing. */
static void look_into(struct seeker *seeker, rlint_str folder)
{
	const rlint_fs *fs = seeker->project->fs;
	struct names names = { .arena = &seeker->project->passing };
	const char *path = folder.len > 0 ? folder.ptr : ".";
	rlint_access access = fs->list(fs->user, path, add_name, &names);
	rlint_str *items = names.items.items;

	if ((access != RLINT_ACCESS_OK && access != RLINT_ACCESS_ABSENT) || names.has_failed ||
		names.items.count > FILES_MOST) {
		seeker->out->has_unknown = true;
		return;
	}
	if (names.items.count > 1) {
		qsort(items, names.items.count, sizeof *items, compare_names);
	}
	for (uint32_t i = 0; i < names.items.count; i++) {
		read_file(seeker, folder, items[i]);
	}
}

static void seek(struct project *project, const struct facts *facts)
{
	struct arena *arena = &project->passing;
	struct builders *out = &project->builders;
	rlint_str folder = path_normal(arena, path_folder(facts->document->path));
	struct seeker seeker = { project, path_normal(arena, facts->document->path), out };
	rlint_str inner;

	*out = (struct builders){ .facts = facts };
	if (!folder.ptr || !seeker.dockerfile.ptr || !project->fs || !project->fs->list) {
		out->has_unknown = true;
		return;
	}
	do {
		look_into(&seeker, folder);
		inner = host_path_join(arena, folder, RLINT_STR(".devcontainer"));
		if (inner.ptr) {
			look_into(&seeker, inner);
		}
	} while (project_above(project, facts->document, &folder));
}

/* The fact of the same words among those that were made with other arguments, or NULL. */
static const rlint_fact *counterpart(const struct facts *facts, const rlint_fact *fact)
{
	const struct vec *all = &facts->all[fact->kind];

	for (uint32_t i = 0; i < all->count; i++) {
		const rlint_fact *other = ((rlint_fact *const *)all->items)[i];

		if (other->span.start == fact->span.start && other->span.end == fact->span.end &&
			other->node == fact->node) {
			return other;
		}
	}
	return NULL;
}

rlint_answer project_build_at(
	struct project *project, const rlint_fact *fact, size_t index, rlint_build *out)
{
	const struct builders *builders = &project->builders;
	struct analysis *built;

	if (fact->facts->document->kind != RLINT_FILE_DOCKERFILE) {
		return RLINT_UNKNOWN;
	}
	if (builders->facts != fact->facts) {
		seek(project, fact->facts);
		project_note_memory(project);
	}
	if (index >= builders->services.count) {
		return builders->has_unknown ? RLINT_UNKNOWN : RLINT_NO;
	}
	*out = (rlint_build){ .service = ((
				      const rlint_fact *const *)builders->services.items)[index] };
	if (project_build(project, out->service, &built) == RLINT_YES) {
		out->fact = counterpart(&built->facts, fact);
	}
	if (out->fact) {
		out->argument =
			given_argument(out->service, given_at(out->fact, out->fact->span).argument);
	}
	return RLINT_YES;
}
