/* Laying services over each other: mappings are merged, sequences joined, volumes are one for each
 * target, all else is what the weightiest says.
 *
 * Source: compose-spec 13-merge.md; 05-services.md, extends and env_file. */
#include "lib/facts/compose_merge.h"

#include "lib/base/str.h"

struct merger {
	struct facts *facts;
	const struct compose_layers *layers;
	rlint_fact *fact;
	struct service *service;
};

static const struct service *layer_of(const struct merger *merger, uint32_t index)
{
	return fact_payload(merger->layers->items[index]);
}

static bool is_cut(const struct merger *merger, uint32_t index, rlint_str path)
{
	return compose_is_cut(&layer_of(merger, index)->cuts, path);
}

/* ---- values ---- */

/* A key's value in rlint_service. */
struct merged_field {
	size_t offset;
	rlint_str path;
};

#define MERGED(name, path)                                                                         \
	{                                                                                          \
		offsetof(rlint_service, name), RLINT_STR_INIT(path)                                \
	}

static const struct merged_field fields[] = {
	MERGED(restart, "restart"),
	MERGED(runtime, "runtime"),
	MERGED(ipc, "ipc"),
	MERGED(shm_size, "shm_size"),
	MERGED(privileged, "privileged"),
	MERGED(dockerfile, "build.dockerfile"),
	MERGED(target, "build.target"),
	MERGED(build_shm_size, "build.shm_size"),
	MERGED(container_name, "container_name"),
	MERGED(network_mode, "network_mode"),
	MERGED(pull_policy, "pull_policy"),
	MERGED(platform, "platform"),
	MERGED(user, "user"),
	MERGED(memory, "deploy.resources.limits.memory"),
	MERGED(cpus, "deploy.resources.limits.cpus"),
	MERGED(replicas, "deploy.replicas"),
	MERGED(restart_condition, "deploy.restart_policy.condition"),
};

static rlint_value *field_of(struct service *service, const struct merged_field *field)
{
	return (rlint_value *)(void *)((char *)(void *)&service->shown + field->offset);
}

static void merge_field(const struct merger *merger, const struct merged_field *field)
{
	bool is_over = false;

	for (uint32_t i = 0; i < merger->layers->count && !is_over; i++) {
		const rlint_value *value = field_of(fact_payload(merger->layers->items[i]), field);

		if (value->state != RLINT_UNSET) {
			*field_of(merger->service, field) = *value;
			is_over = true;
		}
		is_over = is_over || is_cut(merger, i, field->path);
	}
}

/* One that names no context gets that of a layer below. */
static void merge_build(const struct merger *merger)
{
	rlint_value *build = &merger->service->shown.build;

	for (uint32_t i = 0; i < merger->layers->count; i++) {
		const rlint_value *value = &layer_of(merger, i)->shown.build;
		bool is_better =
			build->state == RLINT_UNSET ||
			(build->state == RLINT_UNCERTAIN && build->reason == RLINT_NO_REASON);

		if (is_better && value->state != RLINT_UNSET) {
			*build = *value;
		}
		if (is_cut(merger, i, RLINT_STR("build"))) {
			break;
		}
	}
}

static void merge_health(const struct merger *merger)
{
	bool is_over = false;

	for (uint32_t i = 0; i < merger->layers->count && !is_over; i++) {
		const struct service *layer = layer_of(merger, i);

		merger->service->shown.has_health_check = layer->shown.has_health_check;
		merger->service->is_health_off = layer->is_health_off;
		is_over = layer->shown.has_health_check || layer->is_health_off ||
			  is_cut(merger, i, RLINT_STR("healthcheck"));
	}
}

static void merge_flags(const struct merger *merger)
{
	rlint_service *shown = &merger->service->shown;

	for (uint32_t i = 0; i < merger->layers->count; i++) {
		const struct service *layer = layer_of(merger, i);

		if (!shown->has_command && layer->shown.has_command) {
			shown->starts = layer->shown.starts;
			shown->has_command = true;
		}
		shown->is_optional = shown->is_optional || layer->shown.is_optional;
		shown->has_shm_mount = shown->has_shm_mount || layer->shown.has_shm_mount;
		merger->service->is_unread = merger->service->is_unread || layer->is_unread;
	}
}

/* ---- lists ---- */

/* A list of the service, by the key that it stands under. */
struct merged_list {
	rlint_kind kind;
	rlint_str path;
	/* What one alone of the list may have; NULL: all stay. */
	rlint_str (*key_of)(const rlint_fact *fact);
	/* Does the fact belong to it? NULL: all do. */
	bool (*is_of)(const rlint_fact *fact);
};

static rlint_str target_of(const rlint_fact *mount)
{
	return rlint_as_mount(mount)->target.text;
}

static rlint_str name_of(const rlint_fact *env)
{
	return rlint_as_env(env)->name.text;
}

static rlint_str awaited_by(const rlint_fact *dependency)
{
	return rlint_as_dependency(dependency)->service.text;
}

static bool is_for_run(const rlint_fact *env)
{
	return rlint_as_env(env)->when == RLINT_AT_RUN;
}

static bool is_for_build(const rlint_fact *env)
{
	return !is_for_run(env);
}

static const struct merged_list lists[] = {
	{ RLINT_ENV, RLINT_STR_INIT("build.args"), name_of, is_for_build },
	{ RLINT_MOUNT, RLINT_STR_INIT("volumes"), target_of, NULL },
	{ RLINT_PORT, RLINT_STR_INIT("ports"), NULL, NULL },
	{ RLINT_DEVICE, RLINT_STR_INIT("deploy.resources.reservations.devices"), NULL, NULL },
	{ RLINT_DEPENDENCY, RLINT_STR_INIT("depends_on"), awaited_by, NULL },
	{ RLINT_COMPANION, RLINT_STR_INIT("env_file"), NULL, NULL },
};

static const struct merged_list environment = { RLINT_ENV, RLINT_STR_INIT("environment"), name_of,
	is_for_run };

/* Takes the fact in, unless one of its key is there. */
static void take(const struct merger *merger, const struct merged_list *list, struct map *seen,
	rlint_fact *fact)
{
	if (list->is_of && !list->is_of(fact)) {
		return;
	}
	if (list->key_of) {
		if (map_get(seen, list->key_of(fact)) != MAP_NONE) {
			return;
		}
		map_set(seen, merger->facts->arena, list->key_of(fact), 0);
	}
	fact_borrow(merger->facts, merger->fact, fact);
}

static void merge_list(
	const struct merger *merger, const struct merged_list *list, struct map *seen)
{
	for (uint32_t i = 0; i < merger->layers->count; i++) {
		const struct vec *facts = fact_list_of(merger->layers->items[i], list->kind);

		for (uint32_t j = 0; facts && j < facts->count; j++) {
			take(merger, list, seen, ((rlint_fact *const *)facts->items)[j]);
		}
		if (is_cut(merger, i, list->path)) {
			return;
		}
	}
}

static void merge_lists(const struct merger *merger)
{
	const struct vec *devices;

	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		struct map seen = { 0 };

		merge_list(merger, &lists[i], &seen);
	}
	merger->service->shown.has_gpu =
		rlint_value_is(&merger->service->shown.runtime, RLINT_STR("nvidia")) == RLINT_YES;
	devices = fact_list_of(merger->fact, RLINT_DEVICE);
	for (uint32_t i = 0; devices && i < devices->count; i++) {
		const rlint_device *device = fact_payload(((rlint_fact *const *)devices->items)[i]);

		merger->service->shown.has_gpu = merger->service->shown.has_gpu || device->is_gpu;
	}
}

/* `environment` outweighs all files; of files the last. */
static void merge_environment(const struct merger *merger)
{
	const struct vec *files = merger->layers->env_files;
	struct map seen = { 0 };

	merge_list(merger, &environment, &seen);
	for (uint32_t i = files->count; i > 0; i--) {
		const struct vec *all =
			&((const struct facts *const *)files->items)[i - 1]->all[RLINT_ENV];

		for (uint32_t j = all->count; j > 0; j--) {
			take(merger, &environment, &seen, ((rlint_fact *const *)all->items)[j - 1]);
		}
	}
	merger->service->shown.has_unread_variables = merger->layers->has_unread_variables;
}

/* ---- image and steps ---- */

/* The image's name is one given to a build where a layer builds. */
static void merge_image(const struct merger *merger)
{
	bool is_taken = false;

	for (uint32_t i = 0; i < merger->layers->count; i++) {
		const struct vec *facts = fact_list_of(merger->layers->items[i], RLINT_IMAGE);
		rlint_fact *fact = facts ? ((rlint_fact *const *)facts->items)[0] : NULL;
		rlint_image *image = fact ? fact_payload(fact) : NULL;

		if (image && merger->service->shown.build.state != RLINT_UNSET) {
			image->role = RLINT_BUILT_HERE;
			image->pin = RLINT_LOCAL;
		}
		if (image && !is_taken) {
			fact_borrow(merger->facts, merger->fact, fact);
		}
		is_taken = is_taken || image || is_cut(merger, i, RLINT_STR("image"));
	}
}

/* What the weightiest with a command starts. */
static void merge_steps(const struct merger *merger)
{
	const struct vec *steps = NULL;

	for (uint32_t i = 0; i < merger->layers->count && !steps; i++) {
		steps = fact_list_of(merger->layers->items[i], RLINT_STEP);
	}
	for (uint32_t i = 0; steps && i < steps->count; i++) {
		fact_borrow(merger->facts, merger->fact, ((rlint_fact *const *)steps->items)[i]);
	}
}

rlint_fact *compose_merge(struct facts *facts, const struct compose_layers *layers)
{
	rlint_fact *first = layers->items[0];
	struct merger merger = { facts, layers,
		fact_new(facts, RLINT_SERVICE, facts->root, first->span, first->node), NULL };

	merger.service = fact_payload(merger.fact);
	merger.service->shown.name = layer_of(&merger, 0)->shown.name;
	for (uint32_t i = 0; i < layers->count; i++) {
		*(rlint_fact **)vec_add(&merger.service->layers, facts->arena,
			sizeof(rlint_fact *)) = layers->items[i];
	}
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		merge_field(&merger, &fields[i]);
	}
	merge_build(&merger);
	merge_health(&merger);
	merge_flags(&merger);
	merge_lists(&merger);
	merge_environment(&merger);
	merge_image(&merger);
	merge_steps(&merger);
	merger.fact->is_incomplete = !layers->is_whole || merger.service->is_unread;
	return merger.fact;
}
