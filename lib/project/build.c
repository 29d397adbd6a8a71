/* The Dockerfile that a service is built from, and what it is built with. */
#include "lib/base/str.h"
#include "lib/project/path.h"
#include "lib/project/project.h"

/* ---- which file ---- */

/* A path that is the same on every machine: no address, no folder of Windows. */
static bool is_plain_path(rlint_str path)
{
	return rlint_str_find_str(path, RLINT_STR("://")) == path.len &&
	       str_find(path, '\\', 0) == path.len;
}

/* A folder beside the file: no address, and known. */
static bool is_folder(const rlint_value *context)
{
	return rlint_value_has_text(context) && is_plain_path(context->text) &&
	       !rlint_str_starts(context->text, RLINT_STR("git@")) &&
	       !host_path_is_absolute(context->text);
}

static bool is_known_or_unset(const rlint_value *value)
{
	return value->state == RLINT_UNSET || rlint_value_has_text(value);
}

/* A look for anything but a file of that name. */
struct look {
	rlint_str own;
	bool is_found;
};

static bool look_at(void *sink, const char *name, rlint_entry_kind kind)
{
	struct look *look = sink;

	(void)kind;
	look->is_found = !rlint_str_is(str_from(name), look->own);
	return !look->is_found;
}

/* Does the folder hold anything else? A submodule that was not fetched does not, nor does one with
 * a compose file that was taken out of its project. */
static bool has_entries(struct project *project, rlint_str folder, const rlint_document *document)
{
	const rlint_fs *fs = project->fs;
	struct look look = { .own = rlint_str_base(document->path) };

	return fs && fs->list &&
	       fs->list(fs->user, folder.len > 0 ? folder.ptr : ".", look_at, &look) ==
		       RLINT_ACCESS_OK &&
	       look.is_found;
}

/* Is a file that was not found missing? Only where its context was fetched, and holds no other
 * name that builders try: "dockerfile" (BuildKit), Podman's "Containerfile". */
static rlint_answer is_missing(struct project *project, const rlint_fact *service)
{
	static const rlint_str others[] = { RLINT_STR_INIT("dockerfile"),
		RLINT_STR_INIT("Containerfile") };
	const rlint_value *context = &rlint_as_service(service)->build;
	struct arena *arena = &project->passing;
	const rlint_document *document = service->facts->document;
	rlint_str folder = path_normal(
		arena, host_path_join(arena, path_folder(document->path), context->text));
	bool is_there = folder.ptr && has_entries(project, folder, document);

	for (size_t i = 0; i < sizeof others / sizeof *others && is_there; i++) {
		is_there = project_lies_beside(project, document,
				   host_path_join(arena, context->text, others[i])) == RLINT_NO;
	}
	return is_there ? RLINT_NO : RLINT_UNKNOWN;
}

rlint_answer project_dockerfile_of(
	struct project *project, const rlint_fact *service, rlint_str *path)
{
	const rlint_service *shown = rlint_as_service(service);
	rlint_str name = RLINT_STR("Dockerfile");
	rlint_answer answer;

	if (!shown || shown->has_inline_dockerfile || !is_folder(&shown->build) ||
		!is_known_or_unset(&shown->dockerfile)) {
		return RLINT_UNKNOWN;
	}
	if (shown->dockerfile.state != RLINT_UNSET) {
		name = shown->dockerfile.text;
	}
	/* A devcontainer's Dockerfile lies beside it, whatever its context. */
	*path = shown->is_devcontainer ? name
				       : host_path_join(&project->passing, shown->build.text, name);
	if (!path->ptr || !is_plain_path(name)) {
		return RLINT_UNKNOWN;
	}
	answer = project_find_beside(project, service->facts->document, *path, path);
	return answer == RLINT_NO ? is_missing(project, service) : answer;
}

/* ---- with what ---- */

/* Some text, not known here: what must be given, and ${X:-}, which nobody wants empty. */
static rlint_value given_value(const rlint_value *value)
{
	bool is_open = value->state == RLINT_MANDATORY ||
		       (value->state == RLINT_DEFAULT && value->text.len == 0);

	return is_open ? value_uncertain((rlint_str){ 0 }, value->span, RLINT_HOST) : *value;
}

/* The arguments that a service gives. Names without a value take the caller's, if he has one: what
 * the Dockerfile says of them holds. */
static struct givens givens_of(struct project *project, const rlint_fact *service)
{
	size_t count = rlint_fact_count(service, RLINT_ENV);
	struct given *items = arena_new(&project->passing, count, sizeof *items);
	struct givens givens = { .items = items };

	for (size_t i = 0; items && i < count; i++) {
		const rlint_env *env = rlint_as_env(rlint_fact_at(service, RLINT_ENV, i));

		if (env->when == RLINT_AT_BUILD && env->value.state != RLINT_UNSET) {
			items[givens.count++] =
				(struct given){ env->name.text, given_value(&env->value) };
		}
	}
	return givens;
}

/* The service's own contexts, and the names that services of its file give to what they build. */
static void add_images(struct project *project, const rlint_fact *fact, struct givens *givens)
{
	const struct service *service = fact_payload(fact);
	const struct vec *all = &fact->facts->all[RLINT_IMAGE];
	struct given_image *images =
		arena_new(&project->passing, service->contexts.count + all->count, sizeof *images);

	givens->images = images;
	for (uint32_t i = 0; images && i < service->contexts.count; i++) {
		images[givens->image_count++] =
			(struct given_image){ ((const rlint_str *)service->contexts.items)[i],
				RLINT_NAMED_CONTEXT };
	}
	for (uint32_t i = 0; images && i < all->count; i++) {
		const rlint_image *image = fact_payload(((rlint_fact *const *)all->items)[i]);

		if (image->role == RLINT_BUILT_HERE && rlint_value_has_text(&image->reference)) {
			images[givens->image_count++] =
				(struct given_image){ image->reference.text, RLINT_BUILT_HERE };
		}
	}
}

/* ---- what of it ---- */

/* The stage by its name; by its number too, which the builder before BuildKit took. */
static const rlint_fact *stage_of(const struct facts *facts, const rlint_value *target)
{
	rlint_fact *const *stages = facts->all[RLINT_STAGE].items;
	uint32_t count = facts->all[RLINT_STAGE].count;
	uint64_t number;

	if (target->state == RLINT_UNSET) {
		return count > 0 ? stages[count - 1] : facts->root;
	}
	for (uint32_t i = 0; i < count; i++) {
		const rlint_stage *stage = fact_payload(stages[i]);

		if (rlint_str_is_like(stage->name.text, target->text)) {
			return stages[i];
		}
	}
	if (str_to_u64(target->text, &number) && number < count) {
		return stages[number];
	}
	return facts->root;
}

/* The file, or the lines of the service's own file. */
static rlint_answer find_dockerfile(
	struct project *project, const rlint_fact *service, struct build_file *out)
{
	const rlint_service *shown = rlint_as_service(service);

	if (!shown || shown->inline_dockerfile.end <= shown->inline_dockerfile.start) {
		return project_dockerfile_of(project, service, &out->path);
	}
	out->part = shown->inline_dockerfile;
	/* Joined to no folder for the sake of its NUL. */
	out->path =
		host_path_join(&project->passing, (rlint_str){ 0 }, service->facts->document->path);
	return out->path.ptr ? RLINT_YES : RLINT_UNKNOWN;
}

rlint_answer project_build(
	struct project *project, const rlint_fact *service, struct analysis **out)
{
	struct build_file build = { 0 };
	rlint_answer answer;
	rlint_access why;

	answer = find_dockerfile(project, service, &build);
	if (answer != RLINT_YES) {
		return answer;
	}
	build.givens = givens_of(project, service);
	add_images(project, service, &build.givens);
	*out = project_follow_build(project, &build, &why);
	project_note_memory(project);
	return *out && !(*out)->tree->is_incomplete ? RLINT_YES : RLINT_UNKNOWN;
}

/* Of a service that several files make, the weightiest that builds: its file's folder is the one
 * that the context is counted from. */
static const rlint_fact *building_layer(const rlint_fact *fact)
{
	const struct vec *layers = &((const struct service *)fact_payload(fact))->layers;
	const rlint_fact *found = NULL;

	for (uint32_t i = 0; i < layers->count && !found; i++) {
		const rlint_fact *layer = ((rlint_fact *const *)layers->items)[i];

		found = rlint_as_service(layer)->build.state != RLINT_UNSET ? layer : NULL;
	}
	return found ? found : fact;
}

rlint_answer project_built_by(
	struct project *project, const rlint_fact *fact, const rlint_fact **out)
{
	const rlint_service *service = rlint_as_service(fact);
	struct analysis *analysis;
	rlint_answer answer;

	if (!service || !is_known_or_unset(&service->target)) {
		return RLINT_UNKNOWN;
	}
	answer = project_build(project, building_layer(fact), &analysis);
	if (answer == RLINT_YES) {
		*out = stage_of(&analysis->facts, &service->target);
	}
	return answer;
}
