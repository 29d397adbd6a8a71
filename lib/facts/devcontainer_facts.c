/* The facts of devcontainer.json: one service, with its image, features, mounts, variables and
 * commands. The scheme of its variables, `${localEnv:HOME}`, is read as Compose's: none is known
 * here.
 *
 *     mount  = field , { "," , field } ;
 *     field  = name , [ "=" , value ] ;
 *
 * Source: devcontainers/spec, devcontainerjson-reference.md and devcontainer-features.md. */
#include "lib/base/str.h"
#include "lib/facts/compose.h"
#include "lib/facts/image.h"
#include "lib/facts/service_step.h"

/* ---- features ---- */

/* A folder beside the file, or an archive: no reference of a registry. */
static bool is_reference(rlint_str name)
{
	return name.len > 0 && name.ptr[0] != '.' && name.ptr[0] != '/' &&
	       rlint_str_find_str(name, RLINT_STR("://")) == name.len &&
	       str_find(name, '/', 0) < name.len;
}

static void add_feature(struct compose *compose, uint32_t entry)
{
	uint32_t key = config_entry_key(compose->file, entry);
	struct config_scalar name;
	rlint_fact *fact;

	if (!compose_is(compose, entry, CONFIG_ENTRY) ||
		!config_scalar(compose->file, key, &name) || !is_reference(name.text.bytes)) {
		return;
	}
	fact = compose_image_of(compose, &name.text, config_words(compose->file, key), entry);
	((rlint_image *)fact_payload(fact))->role = RLINT_FEATURE;
}

/* ---- mounts ---- */

/* One field of "source=data,target=/data,readonly". */
static void read_field(const struct compose *compose, rlint_mount *mount, const struct text *field)
{
	static const rlint_str sources[] = { RLINT_STR_INIT("source"), RLINT_STR_INIT("src") };
	static const rlint_str targets[] = { RLINT_STR_INIT("target"), RLINT_STR_INIT("dst"),
		RLINT_STR_INIT("destination") };
	static const rlint_str read_only[] = { RLINT_STR_INIT("readonly"), RLINT_STR_INIT("ro") };
	size_t equals = str_find(field->bytes, '=', 0);
	rlint_str name = str_trim(str_slice(field->bytes, 0, equals));
	struct text value =
		text_sub(field, equals < field->bytes.len ? equals + 1 : equals, field->bytes.len);

	if (rlint_str_is_one_of(name, RLINT_LIST(sources))) {
		mount->source = compose_text(compose, &value);
	} else if (rlint_str_is_one_of(name, RLINT_LIST(targets))) {
		mount->target = compose_text(compose, &value);
	} else if (rlint_str_is(name, RLINT_STR("type"))) {
		mount->type = compose_text(compose, &value);
	} else if (rlint_str_is_one_of(name, RLINT_LIST(read_only))) {
		mount->is_writable = rlint_str_is(value.bytes, RLINT_STR("false"));
	}
}

static void add_mount_of_fields(struct compose *compose, const struct text *text, uint32_t node)
{
	rlint_mount mount = { .is_writable = true };

	mount.type = value_known(RLINT_STR("volume"), (rlint_span){ 0 });
	for (size_t start = 0; start <= text->bytes.len;) {
		size_t end = str_find(text->bytes, ',', start);
		struct text field = text_sub(text, start, end);

		read_field(compose, &mount, &field);
		start = end + 1;
	}
	compose_add_mount(compose, &mount, text_span(text, 0, text->bytes.len), node);
}

static void add_mount(struct compose *compose, uint32_t item)
{
	struct config_scalar scalar;

	if (config_scalar(compose->file, item, &scalar)) {
		add_mount_of_fields(compose, &scalar.text, item);
	} else {
		compose_mount(compose, item);
	}
}

/* ---- commands ---- */

static void add_step(struct compose *compose, uint32_t node, rlint_str name)
{
	struct service_step what = { .service = compose->fact, .name = name, .node = node };
	struct config_scalar scalar;

	if (config_scalar(compose->file, node, &scalar)) {
		what.keyword = config_words(compose->file, node);
		if (scalar.text.bytes.len > 0) {
			service_step_of_text(compose->facts, &what, &scalar.text);
		}
	} else if (compose_is(compose, node, CONFIG_SEQUENCE)) {
		what.keyword = config_words(compose->file, node);
		service_step_of_list(compose->facts, &what, compose->file);
	}
}

/* A command, or several by names, which run side by side. */
static void add_commands(struct compose *compose, rlint_str name)
{
	uint32_t node = compose_get(compose, name);
	uint32_t entry = compose_is(compose, node, CONFIG_MAPPING)
				 ? tree_first_child(&compose->file->tree, node)
				 : NODE_NONE;

	if (node != NODE_NONE) {
		add_step(compose, node, name);
	}
	for (uint32_t left = COMPOSE_ITEMS_MOST; entry != NODE_NONE && left > 0; left--) {
		uint32_t value = config_entry_value(compose->file, entry);

		if (value != NODE_NONE) {
			add_step(compose, value, name);
		}
		entry = compose_next(compose, entry);
	}
}

static void add_all_commands(struct compose *compose)
{
	/* initializeCommand runs on the host. */
	static const rlint_str names[] = { RLINT_STR_INIT("onCreateCommand"),
		RLINT_STR_INIT("updateContentCommand"), RLINT_STR_INIT("postCreateCommand"),
		RLINT_STR_INIT("postStartCommand"), RLINT_STR_INIT("postAttachCommand") };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		add_commands(compose, names[i]);
	}
}

/* ---- options of docker run ---- */

static void add_gpus(struct compose *compose, const struct text *text, uint32_t node)
{
	rlint_fact *fact = fact_new(compose->facts, RLINT_DEVICE, compose->fact,
		text_span(text, 0, text->bytes.len), node);
	rlint_device *device = fact_payload(fact);

	device->is_gpu = true;
	device->count = compose_text(compose, text);
	device->id_count = rlint_str_find_str(text->bytes, RLINT_STR("device=")) < text->bytes.len;
	compose->service->has_gpu = true;
}

static void add_volume(struct compose *compose, const struct text *text, uint32_t node)
{
	(void)text;
	compose_mount(compose, node);
}

static void add_mount_option(struct compose *compose, const struct text *text, uint32_t node)
{
	add_mount_of_fields(compose, text, node);
}

static void set_shm_size(struct compose *compose, const struct text *text, uint32_t node)
{
	(void)node;
	compose->service->shm_size = compose_text(compose, text);
}

static void set_ipc(struct compose *compose, const struct text *text, uint32_t node)
{
	(void)node;
	compose->service->ipc = compose_text(compose, text);
}

static void set_network(struct compose *compose, const struct text *text, uint32_t node)
{
	(void)node;
	compose->service->network_mode = compose_text(compose, text);
}

static void set_runtime(struct compose *compose, const struct text *text, uint32_t node)
{
	(void)node;
	compose->service->runtime = compose_text(compose, text);
	if (rlint_str_is(text->bytes, RLINT_STR("nvidia"))) {
		compose->service->has_gpu = true;
	}
}

static void set_memory(struct compose *compose, const struct text *text, uint32_t node)
{
	(void)node;
	compose->service->memory = compose_text(compose, text);
}

/* Options that take a value, behind "=" or as the next item. */
static const struct run_option {
	rlint_str name;
	void (*read)(struct compose *compose, const struct text *value, uint32_t node);
} run_options[] = {
	{ RLINT_STR_INIT("--gpus"), add_gpus },
	{ RLINT_STR_INIT("--ipc"), set_ipc },
	{ RLINT_STR_INIT("--memory"), set_memory },
	{ RLINT_STR_INIT("--mount"), add_mount_option },
	{ RLINT_STR_INIT("--net"), set_network },
	{ RLINT_STR_INIT("--network"), set_network },
	{ RLINT_STR_INIT("--runtime"), set_runtime },
	{ RLINT_STR_INIT("--shm-size"), set_shm_size },
	{ RLINT_STR_INIT("--volume"), add_volume },
	{ RLINT_STR_INIT("-v"), add_volume },
};

static const struct run_option *option_named(rlint_str name)
{
	for (size_t i = 0; i < sizeof run_options / sizeof *run_options; i++) {
		if (rlint_str_is(run_options[i].name, name)) {
			return &run_options[i];
		}
	}
	return NULL;
}

/* The item behind those that were read. */
static uint32_t read_option(struct compose *compose, uint32_t item)
{
	uint32_t next = compose_next(compose, item);
	struct config_scalar scalar, value;
	const struct run_option *option;
	size_t equals;

	if (!config_scalar(compose->file, item, &scalar)) {
		return next;
	}
	equals = str_find(scalar.text.bytes, '=', 0);
	option = option_named(str_slice(scalar.text.bytes, 0, equals));
	if (rlint_str_is(scalar.text.bytes, RLINT_STR("--privileged"))) {
		compose->service->privileged = value_known(
			RLINT_STR("true"), text_span(&scalar.text, 0, scalar.text.bytes.len));
	} else if (option && equals < scalar.text.bytes.len) {
		struct text text = text_sub(&scalar.text, equals + 1, scalar.text.bytes.len);

		if (option->read != add_volume) {
			option->read(compose, &text, item);
		}
	} else if (option && next != NODE_NONE && config_scalar(compose->file, next, &value)) {
		option->read(compose, &value.text, next);
		next = compose_next(compose, next);
	}
	return next;
}

static void read_options(struct compose *compose)
{
	uint32_t list = compose_get(compose, RLINT_STR("runArgs"));
	uint32_t item = compose_is(compose, list, CONFIG_SEQUENCE)
				? tree_first_child(&compose->file->tree, list)
				: NODE_NONE;

	for (uint32_t left = COMPOSE_ITEMS_MOST; item != NODE_NONE && left > 0; left--) {
		item = read_option(compose, item);
	}
}

/* ---- the file ---- */

static rlint_value build_of(const struct compose *compose)
{
	uint32_t node = compose_get(compose, RLINT_STR("build"));
	rlint_value context = compose_value_at(compose, RLINT_STR("build.context"));

	if (context.state == RLINT_UNSET) {
		context = compose_value_at(compose, RLINT_STR("context"));
	}
	if (context.state == RLINT_UNSET && node == NODE_NONE) {
		node = compose_get(compose, RLINT_STR("dockerFile"));
	}
	if (context.state == RLINT_UNSET && node != NODE_NONE) {
		context = value_known(RLINT_STR("."), config_words(compose->file, node));
	}
	return context;
}

static rlint_value first_of_values(const struct compose *compose, rlint_str path, rlint_str other)
{
	rlint_value value = compose_value_at(compose, path);

	return value.state == RLINT_UNSET ? compose_value_at(compose, other) : value;
}

static void describe(const struct compose *compose)
{
	*compose->service = (rlint_service){
		.name = compose_value_at(compose, RLINT_STR("name")),
		.build = build_of(compose),
		.dockerfile = first_of_values(
			compose, RLINT_STR("build.dockerfile"), RLINT_STR("dockerFile")),
		.target = compose_value_at(compose, RLINT_STR("build.target")),
		.privileged = compose_value_at(compose, RLINT_STR("privileged")),
		.user = first_of_values(
			compose, RLINT_STR("containerUser"), RLINT_STR("remoteUser")),
		.is_devcontainer = true,
	};
}

void facts_of_devcontainer(struct facts *facts, const struct config *file)
{
	struct compose compose = { .facts = facts, .file = file, .root = config_root(file) };

	facts_add_problems(facts, &file->tree);
	if (!compose_is(&compose, compose.root, CONFIG_MAPPING) ||
		tree_first_child(&file->tree, compose.root) == NODE_NONE) {
		return;
	}
	compose.layers[compose.layer_count++] = compose.root;
	compose.fact = fact_new(facts, RLINT_SERVICE, facts->root,
		config_words(
			file, config_entry_key(file, tree_first_child(&file->tree, compose.root))),
		compose.root);
	compose.fact->is_incomplete =
		file->tree.is_incomplete ||
		compose_get(&compose, RLINT_STR("dockerComposeFile")) != NODE_NONE;
	compose.service = fact_payload(compose.fact);
	describe(&compose);
	compose_image(&compose);
	compose_each_at(&compose, RLINT_STR("features"), add_feature);
	compose_variables(&compose, RLINT_STR("containerEnv"), RLINT_STR("environment"));
	compose_variables(&compose, RLINT_STR("remoteEnv"), RLINT_STR("remoteEnv"));
	compose_variables(&compose, RLINT_STR("build.args"), RLINT_STR("args"));
	compose_each_at(&compose, RLINT_STR("mounts"), add_mount);
	read_options(&compose);
	add_all_commands(&compose);
}
