/* The facts of compose files: one service each, with what lies in it.
 *
 * Source: compose-spec 05-services.md, build.md, deploy.md. */
#include "lib/base/str.h"
#include "lib/facts/compose.h"
#include "lib/facts/compose_merge.h"
#include "lib/facts/path.h"

/* Remembers the services by name, and collects the image names that services of the file build, so
 * that others may use them. */
static void collect(struct compose *compose, uint32_t entry)
{
	const struct config *file = compose->file;
	uint32_t service = config_resolve(file, config_entry_value(file, entry));
	uint32_t image;

	if (!compose_is(compose, entry, CONFIG_ENTRY)) {
		return;
	}
	map_set(&compose->names, compose->facts->arena,
		config_text(file, config_entry_key(file, entry)), service);
	image = config_get(file, service, RLINT_STR("image"));
	if (image != NODE_NONE && config_get(file, service, RLINT_STR("build")) != NODE_NONE) {
		map_set(&compose->built, compose->facts->arena, config_text(file, image), image);
	}
}

/* ---- services ---- */

static void tell_unknown(struct compose *compose, uint32_t node)
{
	rlint_value name = compose_value_of(compose, node);

	if (name.state == RLINT_KNOWN) {
		compose_problem(compose, node, config_words(compose->file, node),
			format_str(compose->facts->arena,
				"no service of the file is named %S, so Compose refuses to extend "
				"it",
				name.text));
	}
}

/* The mapping of the service that this layer extends, or NODE_NONE; another file's service leaves
 * the one that extends it incomplete. */
static uint32_t extended_by(struct compose *compose, uint32_t mapping, bool *is_elsewhere)
{
	const struct config *file = compose->file;
	uint32_t node = config_resolve(file, config_get(file, mapping, RLINT_STR("extends")));
	uint32_t name = node, found;

	if (compose_is(compose, node, CONFIG_MAPPING)) {
		name = config_get(file, node, RLINT_STR("service"));
		if (config_get(file, node, RLINT_STR("file")) != NODE_NONE) {
			*is_elsewhere = true;
			return NODE_NONE;
		}
	}
	found = map_get(&compose->names, config_text(file, config_resolve(file, name)));
	if (node == NODE_NONE || found == MAP_NONE) {
		tell_unknown(compose, config_resolve(file, name));
		return NODE_NONE;
	}
	return found;
}

/* Whether some of it stands in another file. */
static bool find_layers(struct compose *compose, uint32_t mapping)
{
	bool is_elsewhere = false;

	compose->layer_count = 0;
	while (compose_is(compose, mapping, CONFIG_MAPPING) &&
		compose->layer_count < COMPOSE_LAYERS_MOST) {
		compose->layers[compose->layer_count++] = mapping;
		mapping = extended_by(compose, mapping, &is_elsewhere);
	}
	return is_elsewhere || compose->layer_count == COMPOSE_LAYERS_MOST;
}

static rlint_value build_of(const struct compose *compose)
{
	uint32_t node = compose_get(compose, RLINT_STR("build"));
	struct compose_value read;
	rlint_value context = { 0 };

	if (node == NODE_NONE) {
		return context;
	}
	if (compose_scalar(compose, node, &read)) {
		return read.value;
	}
	context = compose_value_in(compose, node, RLINT_STR("context"));
	if (context.state == RLINT_UNSET) {
		context = value_known(RLINT_STR("."), config_words(compose->file, node));
	}
	return context;
}

/* The lines of a literal block, behind its indicator's. */
static rlint_span inline_lines(const struct compose *compose)
{
	uint32_t node = config_resolve(
		compose->file, compose_get(compose, RLINT_STR("build.dockerfile_inline")));
	struct config_scalar scalar;
	rlint_span span;

	if (!config_scalar(compose->file, node, &scalar) || scalar.style != CONFIG_LITERAL) {
		return (rlint_span){ 0 };
	}
	span = tree_node(&compose->file->tree, node)->span;
	span.start = (uint32_t)str_find(
		str_slice(compose->file->tree.source, 0, span.end), '\n', span.start);
	return span;
}

static rlint_value either(const struct compose *compose, rlint_str path, rlint_str other)
{
	rlint_value value = compose_value_at(compose, path);

	return value.state == RLINT_UNSET ? compose_value_at(compose, other) : value;
}

static void describe(const struct compose *compose, const struct text *name)
{
	rlint_value health = compose_value_at(compose, RLINT_STR("healthcheck.disable"));

	*compose->service = (rlint_service){
		.name = value_literal(compose->facts->arena, name, 0, name->bytes.len),
		.build = build_of(compose),
		.restart = compose_value_at(compose, RLINT_STR("restart")),
		.runtime = compose_value_at(compose, RLINT_STR("runtime")),
		.ipc = compose_value_at(compose, RLINT_STR("ipc")),
		.shm_size = compose_value_at(compose, RLINT_STR("shm_size")),
		.privileged = compose_value_at(compose, RLINT_STR("privileged")),
		.dockerfile = compose_value_at(compose, RLINT_STR("build.dockerfile")),
		.target = compose_value_at(compose, RLINT_STR("build.target")),
		.build_shm_size = compose_value_at(compose, RLINT_STR("build.shm_size")),
		.container_name = compose_value_at(compose, RLINT_STR("container_name")),
		.network_mode = compose_value_at(compose, RLINT_STR("network_mode")),
		.pull_policy = compose_value_at(compose, RLINT_STR("pull_policy")),
		.platform = compose_value_at(compose, RLINT_STR("platform")),
		.user = compose_value_at(compose, RLINT_STR("user")),
		.memory = either(compose, RLINT_STR("deploy.resources.limits.memory"),
			RLINT_STR("mem_limit")),
		.cpus = either(
			compose, RLINT_STR("deploy.resources.limits.cpus"), RLINT_STR("cpus")),
		.replicas = either(compose, RLINT_STR("deploy.replicas"), RLINT_STR("scale")),
		.restart_condition =
			compose_value_at(compose, RLINT_STR("deploy.restart_policy.condition")),
		.is_optional = compose_get(compose, RLINT_STR("profiles")) != NODE_NONE,
		.has_inline_dockerfile =
			compose_get(compose, RLINT_STR("build.dockerfile_inline")) != NODE_NONE,
		.inline_dockerfile = inline_lines(compose),
		.has_health_check = compose_get(compose, RLINT_STR("healthcheck")) != NODE_NONE &&
				    rlint_value_is(&health, RLINT_STR("true")) != RLINT_YES,
	};
	compose->service->has_gpu =
		rlint_value_is(&compose->service->runtime, RLINT_STR("nvidia")) == RLINT_YES;
	((struct service *)fact_payload(compose->fact))->is_health_off =
		rlint_value_is(&health, RLINT_STR("true")) == RLINT_YES;
}

/* What tells how it is laid over others. */
static void describe_layers(const struct compose *compose)
{
	const struct config *file = compose->file;
	struct service *service = fact_payload(compose->fact);
	uint32_t extends =
		config_resolve(file, config_get(file, compose->layers[0], RLINT_STR("extends")));

	service->is_unread = file->tree.is_incomplete || file->is_template ||
			     compose->layer_count == COMPOSE_LAYERS_MOST;
	compose_cuts(compose, compose->layers[0], &service->cuts);
	if (compose->layer_count > 1) {
		service->extends = config_text(
			file, compose_is(compose, extends, CONFIG_MAPPING)
				      ? config_resolve(file,
						config_get(file, extends, RLINT_STR("service")))
				      : extends);
	}
}

/* NAME: source, or - NAME=source. */
static void add_context(struct compose *compose, uint32_t item)
{
	struct service *service = fact_payload(compose->fact);
	bool is_entry = compose_is(compose, item, CONFIG_ENTRY);
	uint32_t words = is_entry ? config_entry_key(compose->file, item)
				  : config_resolve(compose->file, item);
	rlint_str text = config_text(compose->file, words);
	rlint_str *slot;

	text = is_entry ? text : str_slice(text, 0, str_find(text, '=', 0));
	slot = vec_add(&service->contexts, compose->facts->arena, sizeof *slot);
	*slot = text;
}

static void add_service(struct compose *compose, uint32_t entry)
{
	const struct config *file = compose->file;
	uint32_t key = config_entry_key(file, entry);
	uint32_t mapping = config_resolve(file, config_entry_value(file, entry));
	struct config_scalar name;
	bool is_elsewhere;

	if (!compose_is(compose, entry, CONFIG_ENTRY) ||
		!compose_is(compose, mapping, CONFIG_MAPPING) || !config_scalar(file, key, &name)) {
		return;
	}
	is_elsewhere = find_layers(compose, mapping);
	compose->fact = fact_new(compose->facts, RLINT_SERVICE, compose->facts->root,
		config_words(file, key), entry);
	compose->fact->is_incomplete = file->tree.is_incomplete || file->is_template ||
				       is_elsewhere || compose->is_fragment;
	compose->service = fact_payload(compose->fact);
	describe(compose, &name.text);
	compose_each_at(compose, RLINT_STR("build.additional_contexts"), add_context);
	describe_layers(compose);
	compose_companions(compose);
	compose_image(compose);
	compose_environment(compose);
	compose_mounts(compose);
	compose_ports(compose);
	compose_devices(compose);
	compose_dependencies(compose);
	compose_commands(compose);
	compose_check_names(compose);
}

/* ---- files ---- */

/* Dependencies name services of the file. */
static void link_dependencies(struct compose *compose)
{
	rlint_fact *const *services = compose->facts->all[RLINT_SERVICE].items;
	rlint_fact *const *all = compose->facts->all[RLINT_DEPENDENCY].items;
	struct map names = { 0 };

	for (uint32_t i = 0; i < compose->facts->all[RLINT_SERVICE].count; i++) {
		map_set(&names, compose->facts->arena,
			((rlint_service *)fact_payload(services[i]))->name.text, i);
	}
	for (uint32_t i = 0; i < compose->facts->all[RLINT_DEPENDENCY].count; i++) {
		rlint_dependency *dependency = fact_payload(all[i]);
		uint32_t index = map_get(&names, dependency->service.text);

		dependency->target = index == MAP_NONE ? NULL : services[index];
	}
}

bool compose_is_fragment(rlint_str path)
{
	rlint_str name = rlint_str_base(path);
	rlint_str stem = str_slice(name, 0, str_find(name, '.', 0));
	rlint_str rest = str_slice(name, stem.len, name.len);

	return (rlint_str_is_like(stem, RLINT_STR("compose")) ||
		       rlint_str_is_like(stem, RLINT_STR("docker-compose"))) &&
	       !rlint_str_is_like(rest, RLINT_STR(".yml")) &&
	       !rlint_str_is_like(rest, RLINT_STR(".yaml"));
}

static bool has_tags(rlint_str source)
{
	return rlint_str_find_str(source, RLINT_STR("!reset")) < source.len ||
	       rlint_str_find_str(source, RLINT_STR("!override")) < source.len;
}

void facts_of_compose(struct facts *facts, const struct config *file)
{
	struct compose compose = { .facts = facts, .file = file, .root = config_root(file) };

	facts_add_problems(facts, &file->tree);
	if (!compose_is(&compose, compose.root, CONFIG_MAPPING)) {
		return;
	}
	compose.services = config_get(file, compose.root, RLINT_STR("services"));
	compose.has_tags = has_tags(file->tree.source);
	compose.is_fragment = compose_is_fragment(facts->document->path) ||
			      config_get(file, compose.root, RLINT_STR("include")) != NODE_NONE;
	facts->root->is_incomplete = facts->root->is_incomplete || compose.is_fragment;
	compose_included(&compose);
	compose_declare_volumes(&compose);
	compose_each(&compose, compose.services, collect);
	compose_each(&compose, compose.services, add_service);
	link_dependencies(&compose);
	compose_check(&compose);
}

/* A mapping of services, one of which says what it starts from. */
bool config_is_compose(const struct config *file)
{
	const struct compose compose = { .file = file };
	uint32_t root = config_root(file), services, entry;

	if (!compose_is(&compose, root, CONFIG_MAPPING)) {
		return false;
	}
	services = config_resolve(file, config_get(file, root, RLINT_STR("services")));
	if (!compose_is(&compose, services, CONFIG_MAPPING)) {
		return false;
	}
	entry = tree_first_child(&file->tree, services);
	for (uint32_t left = COMPOSE_SERVICES_MOST; entry != NODE_NONE && left > 0; left--) {
		uint32_t service = config_resolve(file, config_entry_value(file, entry));

		if (compose_is(&compose, service, CONFIG_MAPPING) &&
			(config_get(file, service, RLINT_STR("image")) != NODE_NONE ||
				config_get(file, service, RLINT_STR("build")) != NODE_NONE)) {
			return true;
		}
		entry = compose_next(&compose, entry);
	}
	return false;
}
