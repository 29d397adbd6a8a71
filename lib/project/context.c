/* The .dockerignore of a build context.
 *
 * NAME.dockerignore beside the Dockerfile NAME comes first, whatever the context is. Else it is the
 * one in the context's root: the Dockerfile's own folder, or, where what it copies does not lie
 * there, the folder above in which it does. */
#include "lib/base/str.h"
#include "lib/project/path.h"
#include "lib/project/project.h"

/* So many of the files that are copied are looked for. */
#define SOURCES_MOST 8

/* What a Dockerfile's folders are asked for. */
struct context {
	struct project *project;
	const struct facts *facts;
	rlint_str own; /* the Dockerfile's folder, normal */
	bool has_unknown; /* some place could not be looked at */
};

/* Is the name there, in a normal folder? */
static rlint_answer look(struct project *project, rlint_str folder, rlint_str name)
{
	struct arena *arena = &project->passing;
	rlint_str path = path_normal(arena, host_path_join(arena, folder, name));
	rlint_access access = RLINT_ACCESS_FAILED;
	rlint_entry entry;

	if (path.ptr && project_is_overlaid(project, path)) {
		return RLINT_YES;
	}
	if (path.ptr && project->fs && project->fs->stat) {
		access = project->fs->stat(project->fs->user, path.ptr, &entry);
	}
	if (access == RLINT_ACCESS_OK) {
		return RLINT_YES;
	}
	return access == RLINT_ACCESS_ABSENT ? RLINT_NO : RLINT_UNKNOWN;
}

rlint_answer project_lies_beside(
	struct project *project, const rlint_document *document, rlint_str name)
{
	rlint_str folder = path_normal(&project->passing, path_folder(document->path));

	return folder.ptr ? look(project, folder, name) : RLINT_UNKNOWN;
}

static rlint_answer look_in(const struct context *context, rlint_str folder, rlint_str name)
{
	return look(context->project, folder, name);
}

/* The ignore file of that name beside the Dockerfile. */
static rlint_answer find_beside(struct context *context, rlint_str name, rlint_str *path)
{
	struct arena *arena = &context->project->passing;
	rlint_answer answer = look_in(context, context->own, name);

	context->has_unknown = context->has_unknown || answer == RLINT_UNKNOWN;
	*path = host_path_join(arena, path_folder(context->facts->document->path), name);
	return path->ptr ? answer : RLINT_UNKNOWN;
}

/* A source that is one file or folder of the context by its name, or an empty slice. */
static rlint_str plain_source(const rlint_value *source)
{
	rlint_str text = source->text;

	for (size_t i = 0; i < text.len; i++) {
		if (byte_is_one_of(text.ptr[i], "*?[\\")) {
			return (rlint_str){ 0 };
		}
	}
	while (text.len > 0 && byte_is_one_of(text.ptr[0], "./")) {
		text = str_slice(text, 1, text.len);
	}
	/* ".env" and the like lose their dot: they tell nothing. */
	return rlint_value_has_text(source) && rlint_str_ends(source->text, text) &&
			       (text.len == source->text.len ||
				       source->text.ptr[source->text.len - text.len - 1] == '/')
		       ? text
		       : (rlint_str){ 0 };
}

/* Calls `tells` with what is copied from the context until it knows. */
static rlint_answer ask_sources(struct context *context, rlint_str folder,
	rlint_answer (*tells)(struct context *context, rlint_str folder, rlint_str name))
{
	const struct vec *copies = &context->facts->all[RLINT_COPY];
	rlint_answer answer = RLINT_UNKNOWN;
	unsigned left = SOURCES_MOST;

	for (uint32_t i = 0; i < copies->count && left > 0; i++) {
		const rlint_fact *copy = ((rlint_fact *const *)copies->items)[i];
		const rlint_value *source;

		if (rlint_as_copy(copy)->from.state != RLINT_UNSET) {
			continue;
		}
		for (size_t k = 0; left > 0 && (source = rlint_copy_source(copy, k)); k++) {
			rlint_str name = plain_source(source);

			answer = name.len > 0 ? tells(context, folder, name) : RLINT_UNKNOWN;
			left = answer == RLINT_UNKNOWN ? left - (name.len > 0) : 0;
		}
	}
	return answer;
}

/* Does the name show that the folder is the context, or the Dockerfile's own? */
static rlint_answer tells_of_folder(struct context *context, rlint_str folder, rlint_str name)
{
	if (look_in(context, context->own, name) != RLINT_NO) {
		return RLINT_NO;
	}
	return look_in(context, folder, name) == RLINT_YES ? RLINT_YES : RLINT_UNKNOWN;
}

/* Does it show that the Dockerfile's own is the context, or some other? */
static rlint_answer tells_of_own(struct context *context, rlint_str folder, rlint_str name)
{
	const rlint_document *document = context->facts->document;
	rlint_str found;

	if (look_in(context, folder, name) == RLINT_YES) {
		return RLINT_YES;
	}
	return project_find(context->project, document, name, &found) == RLINT_YES ? RLINT_NO
										   : RLINT_UNKNOWN;
}

/* In the folders above. Podman's own name for it is as good a reason to call nothing missing. */
static rlint_answer find_above(struct context *context, rlint_str *path)
{
	const rlint_document *document = context->facts->document;
	rlint_answer answer =
		project_find(context->project, document, RLINT_STR(".dockerignore"), path);
	rlint_str other;

	if (answer == RLINT_YES) {
		rlint_str folder = path_normal(&context->project->passing, path_folder(*path));

		return folder.ptr ? ask_sources(context, folder, tells_of_folder) : RLINT_UNKNOWN;
	}
	if (answer == RLINT_NO && project_find(context->project, document,
					  RLINT_STR(".containerignore"), &other) != RLINT_NO) {
		answer = RLINT_UNKNOWN;
	}
	return answer;
}

static rlint_answer find(struct context *context, rlint_str *path)
{
	struct arena *arena = &context->project->passing;
	static const rlint_str name = RLINT_STR_INIT(".dockerignore");
	rlint_str own_name =
		arena_join(arena, rlint_str_base(context->facts->document->path), name);
	bool is_doubtful = false;
	rlint_answer answer;

	if (!own_name.ptr) {
		return RLINT_UNKNOWN;
	}
	answer = find_beside(context, own_name, path);
	if (answer != RLINT_YES) {
		answer = find_beside(context, name, path);
		is_doubtful = answer == RLINT_YES &&
			      ask_sources(context, context->own, tells_of_own) == RLINT_NO;
	}
	if (is_doubtful) {
		return RLINT_UNKNOWN;
	}
	if (answer != RLINT_YES && !context->has_unknown) {
		answer = find_above(context, path);
	}
	return answer == RLINT_NO && context->has_unknown ? RLINT_UNKNOWN : answer;
}

static rlint_answer find_ignore_file(
	struct project *project, const struct facts *facts, const rlint_fact **out)
{
	struct context context = { .project = project, .facts = facts };
	const struct analysis *analysis;
	rlint_answer answer;
	rlint_access why;
	rlint_str path;

	context.own = path_normal(&project->passing, path_folder(facts->document->path));
	if (!context.own.ptr || facts->document->kind != RLINT_FILE_DOCKERFILE) {
		return RLINT_UNKNOWN;
	}
	answer = find(&context, &path);
	if (answer != RLINT_YES) {
		return answer;
	}
	analysis = project_follow(project, path, RLINT_FILE_DOCKERIGNORE, &why);
	if (!analysis) {
		return RLINT_UNKNOWN;
	}
	*out = analysis->facts.root;
	return RLINT_YES;
}

rlint_answer project_ignore_file(
	struct project *project, const rlint_fact *fact, const rlint_fact **out)
{
	struct ignored_by *known = &project->ignored_by;

	if (known->facts != fact->facts) {
		*known = (struct ignored_by){ .facts = fact->facts };
		known->answer = find_ignore_file(project, fact->facts, &known->fact);
	}
	if (known->answer == RLINT_YES) {
		*out = known->fact;
	}
	return known->answer;
}

/* The Dockerfile of that name beside an ignore file. */
static rlint_answer find_dockerfile(struct project *project, const rlint_document *document,
	rlint_str name, const rlint_fact **out)
{
	const struct analysis *analysis;
	rlint_answer answer;
	rlint_access why;
	rlint_str path;

	answer = project_find_beside(project, document, name, &path);
	if (answer != RLINT_YES) {
		return answer;
	}
	analysis = project_follow(project, path, RLINT_FILE_DOCKERFILE, &why);
	if (!analysis) {
		return RLINT_UNKNOWN;
	}
	*out = analysis->facts.root;
	return RLINT_YES;
}

rlint_answer project_ignores_for(
	struct project *project, const rlint_fact *fact, const rlint_fact **out)
{
	static const rlint_str suffix = RLINT_STR_INIT(".dockerignore");
	static const rlint_str usual[] = { RLINT_STR_INIT("Dockerfile"),
		RLINT_STR_INIT("Containerfile") };
	const rlint_document *document = fact->facts->document;
	rlint_str name = rlint_str_base(document->path);
	rlint_answer answer = RLINT_NO;

	if (document->kind != RLINT_FILE_DOCKERIGNORE) {
		return RLINT_UNKNOWN;
	}
	if (rlint_str_ends(name, suffix) && name.len > suffix.len) {
		name.len -= suffix.len;
		return find_dockerfile(project, document, name, out);
	}
	for (size_t i = 0; i < RLINT_COUNT(usual) && answer == RLINT_NO; i++) {
		answer = find_dockerfile(project, document, usual[i], out);
	}
	return answer;
}
