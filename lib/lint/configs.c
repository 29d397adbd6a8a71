/* The configurations in force in the folders of a workspace: the nearest .reprolint.yaml, without
 * one the nearest .hadolint.yaml, without that the host's settings. Each folder is looked into
 * once, each file read once. */
#include "lib/lint/configs.h"

#include "lib/base/str.h"
#include "lib/lint/config_file.h"
#include "lib/project/path.h"

#define OWN_NAME ".reprolint.yaml"

/* The nearest files at or above a folder; NULL: none. */
struct place {
	struct configuration *own, *foreign;
};

static bool make_tables(struct configuration *configuration, struct arena *arena)
{
	const rlint_config *config = configuration->config;

	return dispatch_make(&configuration->dispatches[0], arena, config, false) &&
	       dispatch_make(&configuration->dispatches[1], arena, config, true);
}

static rlint_status begin(struct configs *configs)
{
	configs->alone = (struct configuration){ .config = configs->host,
		.path = configs->host->path,
		.base = path_folder(configs->host->path),
		.is_loaded = true };
	return make_tables(&configs->alone, &configs->arena) ? RLINT_OK : RLINT_NOMEM;
}

rlint_status configs_init(
	struct configs *configs, const rlint_config *host, const struct project *project)
{
	*configs = (struct configs){ .host = host, .project = project };
	arena_init(&configs->arena, host->registry->alloc, NULL);
	arena_init(&configs->found, host->registry->alloc, NULL);
	arena_init(&configs->passing, host->registry->alloc, NULL);
	return begin(configs);
}

static void drop(struct configuration *file)
{
	rlint_config_free(file->owned);
	file->owned = NULL;
	file->config = NULL;
	file->problems = (rlint_str){ 0 };
	file->is_loaded = false;
}

void configs_forget(struct configs *configs)
{
	struct configuration *const *files = configs->files.items;

	for (uint32_t i = 0; i < configs->files.count; i++) {
		drop(files[i]);
	}
	if (configs->forced) {
		drop(configs->forced);
	}
	configs->files = (struct vec){ 0 };
	configs->places = (struct vec){ 0 };
	configs->folders = (struct map){ 0 };
	arena_reset(&configs->found);
}

void configs_free(struct configs *configs)
{
	configs_forget(configs);
	arena_free(&configs->passing);
	arena_free(&configs->found);
	arena_free(&configs->arena);
}

bool configs_is_one(rlint_str path)
{
	return rlint_str_is(rlint_str_base(path), RLINT_STR(OWN_NAME)) || config_is_hadolint(path);
}

/* From the working directory on, where it is known. */
static rlint_str absolute(const struct configs *configs, struct arena *arena, rlint_str path)
{
	return path_normal(arena, host_path_join(arena, configs->project->folder, path));
}

/* `path` as it goes on behind the folder, or without its first slash where it lies elsewhere. */
static rlint_str behind(rlint_str path, rlint_str folder)
{
	size_t start = folder.len;

	if (folder.len == 0 || !path_is_inside(path, folder)) {
		start = 0;
	}
	return str_slice(
		path, start < path.len && path.ptr[start] == '/' ? start + 1 : start, path.len);
}

static struct configuration *make_file(
	struct arena *arena, rlint_str place, rlint_str shown, rlint_str base)
{
	struct configuration *file = arena_new(arena, 1, sizeof *file);

	if (!file) {
		return NULL;
	}
	file->place = host_path_join(arena, (rlint_str){ 0 }, place);
	file->path = host_path_join(arena, (rlint_str){ 0 }, shown);
	file->base = arena_str(arena, base);
	return file->place.ptr && file->path.ptr && (file->base.ptr || base.len == 0) ? file : NULL;
}

/* ---- reading ---- */

static void note_problem(void *user, const rlint_config_problem *problem)
{
	struct buffer *lines = user;

	buffer_add(lines, lines->len > 0 ? RLINT_STR("\n") : (rlint_str){ 0 });
	buffer_add_escaped(lines, problem->path);
	buffer_add_byte(lines, ':');
	buffer_add_u64(lines, problem->position.line);
	buffer_add_byte(lines, ':');
	buffer_add_u64(lines, problem->position.column);
	buffer_add(lines, RLINT_STR(": "));
	buffer_add(lines, problem->message);
}

/* A file of which not even the text is known. */
static rlint_status refuse(struct configs *configs, struct configuration *file, const char *why)
{
	file->problems = format_str(&configs->found, "%S: %s", file->path, why);
	return file->problems.ptr ? RLINT_OK : RLINT_NOMEM;
}

static rlint_status apply(struct configs *configs, struct configuration *file, rlint_str text)
{
	struct buffer lines = { .arena = &configs->found };
	rlint_status status = rlint_config_new(configs->host->registry, &file->owned);

	if (status == RLINT_OK) {
		status = rlint_config_read(file->owned, file->path.ptr, text, note_problem, &lines);
	}
	if (status == RLINT_CONFIG) {
		file->problems = buffer_str(&lines);
		return lines.has_failed ? RLINT_NOMEM : RLINT_OK;
	}
	if (status != RLINT_OK) {
		return status;
	}
	if (!config_overlay(file->owned, configs->host)) {
		return RLINT_NOMEM;
	}
	file->config = file->owned;
	return make_tables(file, &configs->found) ? RLINT_OK : RLINT_NOMEM;
}

static rlint_status load(struct configs *configs, struct configuration *file)
{
	const struct project *project = configs->project;
	rlint_str shown = path_normal(&configs->passing, file->path);
	rlint_str place = path_normal(&configs->passing, file->place);
	struct file_bytes bytes;
	rlint_access access;
	rlint_status status;

	if (file->is_loaded) {
		return RLINT_OK;
	}
	if (!shown.ptr || !place.ptr) {
		return RLINT_NOMEM;
	}
	access = project_read(project, file->place.ptr,
		project_is_overlaid(project, shown) ? shown : place, &bytes);
	if (access == RLINT_ACCESS_NOMEM) {
		return RLINT_NOMEM;
	}
	if (access != RLINT_ACCESS_OK) {
		status = refuse(configs, file, rlint_access_text(access));
	} else {
		status = apply(configs, file, bytes.bytes);
		project_release(project, &bytes);
	}
	file->is_loaded = status == RLINT_OK;
	return status;
}

/* ---- searching ---- */

/* The file of that name in the folder; *out NULL: there is none. False: out of memory. */
static bool look_for(
	struct configs *configs, rlint_str folder, const char *name, struct configuration **out)
{
	rlint_str path = host_path_join(&configs->passing, folder, str_from(name));
	rlint_str shown = path;
	struct configuration **slot;

	if (!path.ptr) {
		return false;
	}
	if (path_is_inside(path, configs->project->folder)) {
		shown = behind(path, configs->project->folder);
	}
	if (!project_is_overlaid(configs->project, shown) &&
		!project_exists(configs->project, path.ptr, path)) {
		return true;
	}
	*out = make_file(&configs->found, path, shown, folder);
	slot = *out ? vec_add(&configs->files, &configs->found, sizeof(struct configuration *))
		    : NULL;
	if (!slot) {
		return false;
	}
	*slot = *out;
	return true;
}

static bool look_in(struct configs *configs, rlint_str folder, struct place *place)
{
	struct configuration *foreign = NULL;
	rlint_str key = arena_str(&configs->found, folder);
	struct place *slot;

	if ((!key.ptr && folder.len > 0) || !look_for(configs, folder, OWN_NAME, &place->own) ||
		!look_for(configs, folder, ".hadolint.yaml", &foreign) ||
		(!foreign && !look_for(configs, folder, ".hadolint.yml", &foreign))) {
		return false;
	}
	place->foreign = foreign ? foreign : place->foreign;
	slot = vec_add(&configs->places, &configs->found, sizeof *slot);
	if (!slot) {
		return false;
	}
	*slot = *place;
	return map_set(&configs->folders, &configs->found, key, configs->places.count - 1);
}

/* Is nothing above the folder looked at? */
static bool is_last(struct configs *configs, rlint_str folder)
{
	rlint_str mark = host_path_join(&configs->passing, folder, RLINT_STR(".git"));

	return (configs->stop.len > 0 && rlint_str_is(folder, configs->stop)) ||
	       (mark.ptr && project_exists(configs->project, mark.ptr, mark));
}

/* The folder above; false where there is none, or its name is not known. */
static bool climb(struct configs *configs, rlint_str folder, rlint_str *above)
{
	return path_above(&configs->passing, folder, above) &&
	       (host_path_is_absolute(*above) || path_is_inside(*above, RLINT_STR("")));
}

/* The files for a folder, with those of the folders on the way. False: out of memory. */
static bool find_place(struct configs *configs, rlint_str folder, struct place *out)
{
	struct vec way = { 0 }; /* folders not looked into, the highest last */
	bool goes_on = true;

	*out = (struct place){ 0 };
	while (goes_on) {
		uint32_t known = map_get(&configs->folders, folder);
		rlint_str *slot;

		if (known != MAP_NONE) {
			*out = ((const struct place *)configs->places.items)[known];
			break;
		}
		slot = vec_add(&way, &configs->passing, sizeof *slot);
		if (!slot) {
			return false;
		}
		*slot = folder;
		goes_on = !is_last(configs, folder) && climb(configs, folder, &folder);
	}
	for (uint32_t i = way.count; i > 0; i--) {
		if (configs->passing.has_failed ||
			!look_in(configs, ((const rlint_str *)way.items)[i - 1], out)) {
			return false;
		}
	}
	return !configs->passing.has_failed;
}

static rlint_status choose(struct configs *configs, rlint_str folder, struct configuration **out)
{
	struct place place;

	*out = configs->forced ? configs->forced : &configs->alone;
	if (configs->forced || !configs->is_searching) {
		return RLINT_OK;
	}
	if (!find_place(configs, folder, &place)) {
		return RLINT_NOMEM;
	}
	if (place.own || place.foreign) {
		*out = place.own ? place.own : place.foreign;
	}
	return RLINT_OK;
}

rlint_status configs_find(struct configs *configs, rlint_str path, struct in_force *out)
{
	struct configuration *chosen;
	rlint_status status;

	arena_reset(&configs->passing);
	path = absolute(configs, &configs->passing, path);
	if (configs->passing.has_failed) {
		return RLINT_NOMEM;
	}
	status = choose(configs, path_folder(path), &chosen);
	if (status == RLINT_OK) {
		status = load(configs, chosen);
	}
	out->configuration = chosen;
	out->relative = behind(path, chosen == &configs->alone
					     ? absolute(configs, &configs->passing, chosen->base)
					     : chosen->base);
	return configs->passing.has_failed ? RLINT_NOMEM : status;
}

/* ---- what the host wants ---- */

rlint_status configs_search(struct configs *configs, const char *stop)
{
	configs->is_searching = true;
	configs->stop = (rlint_str){ 0 };
	if (stop) {
		configs->stop = path_normal(&configs->arena, str_from(stop));
	}
	return stop && !configs->stop.ptr ? RLINT_NOMEM : RLINT_OK;
}

rlint_status configs_force(struct configs *configs, const char *path)
{
	rlint_str name = str_from(path);

	if (configs->forced) {
		drop(configs->forced);
	}
	configs->forced = make_file(&configs->arena, name, name, configs->project->folder);
	return configs->forced ? RLINT_OK : RLINT_NOMEM;
}
