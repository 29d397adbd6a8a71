/* The facts of compose files: one service each, with its image, environment and mounts.
 *
 * Source: compose-spec 05-services.md, build.md, deploy.md. */
#include "lib/base/str.h"
#include "lib/facts/compose_value.h"
#include "lib/facts/image.h"
#include "lib/facts/make.h"
#include "lib/facts/value_slice.h"

#include <reprolint/registry.h>

enum { SERVICE_LIMIT = 1000, ITEM_LIMIT = 1000 };

/* A service on its way to facts. */
struct maker {
	struct facts *facts;
	const struct config *file;
	uint32_t services; /* the mapping of all */
	uint32_t mapping; /* the service's */
	rlint_fact *fact;
	struct map built; /* images that services of the file build */
};

static uint32_t next_of(const struct config *file, uint32_t node)
{
	return tree_node(&file->tree, node)->next;
}

static bool is_kind(const struct config *file, uint32_t node, enum config_kind kind)
{
	return node != NODE_NONE && tree_node(&file->tree, node)->kind == kind;
}

/* The first item or entry of a list or mapping, or NODE_NONE. */
static uint32_t first_of(const struct config *file, uint32_t node)
{
	node = config_resolve(file, node);
	return is_kind(file, node, CONFIG_MAPPING) || is_kind(file, node, CONFIG_SEQUENCE)
		       ? tree_first_child(&file->tree, node)
		       : NODE_NONE;
}

static bool is_hidden(const struct config *file, uint32_t entry)
{
	return (tree_node(&file->tree, entry)->flags & (CONFIG_SHADOWED | CONFIG_MERGE)) != 0;
}

/* A scalar with its variables; false where it is none, is empty or too long. */
static bool read_scalar(const struct maker *maker, uint32_t node, struct compose_value *out)
{
	struct config_scalar scalar;
	uint32_t target = config_resolve(maker->file, node);

	*out = (struct compose_value){ 0 };
	if (!config_scalar(maker->file, target, &scalar) || scalar.text.bytes.len == 0 ||
		scalar.text.bytes.len > maker->facts->limits->values[RLINT_LIMIT_VALUE_LENGTH]) {
		return false;
	}
	compose_read(out, maker->facts->arena, &scalar.text);
	out->value.is_quoted =
		scalar.style == CONFIG_SINGLE_QUOTED || scalar.style == CONFIG_DOUBLE_QUOTED;
	return true;
}

static rlint_value value_under(const struct maker *maker, uint32_t mapping, rlint_str key)
{
	struct compose_value read;

	read_scalar(maker, config_get(maker->file, mapping, key), &read);
	return read.value;
}

/* ---- image ---- */

/* Collects the image names that services of the file build, so that others may use them. */
static void collect_built(struct maker *maker)
{
	const struct config *file = maker->file;
	uint32_t entry = first_of(file, maker->services);

	for (uint32_t left = SERVICE_LIMIT; entry != NODE_NONE && left > 0; left--) {
		uint32_t service = config_resolve(file, config_entry_value(file, entry));
		uint32_t image = is_kind(file, service, CONFIG_MAPPING)
					 ? config_get(file, service, RLINT_STR("image"))
					 : NODE_NONE;

		if (image != NODE_NONE &&
			config_get(file, service, RLINT_STR("build")) != NODE_NONE) {
			map_set(&maker->built, maker->facts->arena, config_text(file, image),
				image);
		}
		entry = next_of(file, entry);
	}
}

static void add_image(const struct maker *maker)
{
	uint32_t node = config_get(maker->file, maker->mapping, RLINT_STR("image"));
	struct compose_value read;
	struct word_scope scope = { compose_lookup, &read };
	rlint_fact *fact;
	rlint_image *image;

	if (!read_scalar(maker, node, &read)) {
		return;
	}
	if (read.value.state == RLINT_MANDATORY) {
		read.value.state = RLINT_UNCERTAIN;
	}
	fact = fact_new(
		maker->facts, RLINT_IMAGE, maker->fact, config_words(maker->file, node), node);
	image = fact_payload(fact);
	image_read(image, &read.value, &scope);
	if (map_get(&maker->built, config_text(maker->file, node)) != MAP_NONE) {
		image->role = RLINT_BUILT_HERE;
		image->pin = RLINT_LOCAL;
	}
}

/* ---- environment ---- */

static void add_env(
	const struct maker *maker, const rlint_value *name, const rlint_value *value, uint32_t node)
{
	uint32_t end = value->span.end > name->span.end ? value->span.end : name->span.end;
	rlint_fact *fact = fact_new(
		maker->facts, RLINT_ENV, maker->fact, (rlint_span){ name->span.start, end }, node);

	*(rlint_env *)fact_payload(fact) =
		(rlint_env){ .name = *name, .value = *value, .when = RLINT_AT_RUN };
	fact_select(fact, RLINT_STR("environment"), (rlint_str){ 0 });
}

/* - NAME=value */
static void add_env_item(const struct maker *maker, uint32_t item)
{
	struct config_scalar scalar;
	struct compose_value value = { 0 };
	rlint_value name;
	size_t equals;

	if (!config_scalar(maker->file, config_resolve(maker->file, item), &scalar)) {
		return;
	}
	equals = str_find(scalar.text.bytes, '=', 0);
	name = value_literal(maker->facts->arena, &scalar.text, 0, equals);
	if (equals < scalar.text.bytes.len) {
		struct text text = text_sub(&scalar.text, equals + 1, scalar.text.bytes.len);

		compose_read(&value, maker->facts->arena, &text);
	}
	add_env(maker, &name, &value.value, item);
}

/* NAME: value */
static void add_env_entry(const struct maker *maker, uint32_t entry)
{
	struct config_scalar key;
	struct compose_value value = { 0 };
	rlint_value name;

	if (is_hidden(maker->file, entry) ||
		!config_scalar(maker->file, config_entry_key(maker->file, entry), &key)) {
		return;
	}
	name = value_literal(maker->facts->arena, &key.text, 0, key.text.bytes.len);
	read_scalar(maker, config_entry_value(maker->file, entry), &value);
	add_env(maker, &name, &value.value, entry);
}

static void add_environment(const struct maker *maker)
{
	uint32_t node = config_get(maker->file, maker->mapping, RLINT_STR("environment"));
	uint32_t item = first_of(maker->file, node);

	for (uint32_t left = ITEM_LIMIT; item != NODE_NONE && left > 0; left--) {
		if (is_kind(maker->file, item, CONFIG_ENTRY)) {
			add_env_entry(maker, item);
		} else {
			add_env_item(maker, item);
		}
		item = next_of(maker->file, item);
	}
}

/* ---- volumes ---- */

static bool is_host_path(rlint_str source)
{
	return source.len > 0 &&
	       (source.ptr[0] == '.' || source.ptr[0] == '/' || source.ptr[0] == '~');
}

/* Words of the mode between commas: "ro", "rw,z". */
static bool is_read_only(rlint_str mode)
{
	for (size_t start = 0, end = 0; start <= mode.len; start = end + 1) {
		end = str_find(mode, ',', start);
		if (rlint_str_is(str_slice(mode, start, end), RLINT_STR("ro"))) {
			return true;
		}
	}
	return false;
}

static void mount_of_fields(rlint_mount *mount, const struct maker *maker, uint32_t mapping)
{
	rlint_value read_only = value_under(maker, mapping, RLINT_STR("read_only"));

	mount->type = value_under(maker, mapping, RLINT_STR("type"));
	mount->source = value_under(maker, mapping, RLINT_STR("source"));
	mount->target = value_under(maker, mapping, RLINT_STR("target"));
	mount->is_writable = rlint_value_is(&read_only, RLINT_STR("true")) != RLINT_YES;
}

/* [SOURCE:]TARGET[:MODE]. A colon inside of ${...} is not told from others: the value's text, where
 * it is known whole, has none. */
static bool mount_of_words(rlint_mount *mount, const struct compose_value *read)
{
	const rlint_value *whole = &read->value;
	struct word_scope scope = { compose_lookup, read };
	size_t first = str_find(whole->text, ':', 0);
	size_t second =
		first < whole->text.len ? str_find(whole->text, ':', first + 1) : whole->text.len;

	if (!rlint_value_has_text(whole)) {
		return false;
	}
	mount->is_writable = true;
	mount->type = value_known(RLINT_STR("volume"), (rlint_span){ 0 });
	if (first == whole->text.len) {
		mount->target = *whole;
		return true;
	}
	mount->source = value_slice(whole, &scope, 0, first);
	mount->target = value_slice(whole, &scope, first + 1, second);
	if (second < whole->text.len) {
		mount->is_writable =
			!is_read_only(str_slice(whole->text, second + 1, whole->text.len));
	}
	if (is_host_path(mount->source.text)) {
		mount->type.text = RLINT_STR("bind");
	}
	return true;
}

static void add_mount(const struct maker *maker, uint32_t item)
{
	uint32_t node = config_resolve(maker->file, item);
	rlint_mount mount = { 0 };
	struct compose_value read;
	rlint_fact *fact;

	if (is_kind(maker->file, node, CONFIG_MAPPING)) {
		mount_of_fields(&mount, maker, node);
	} else if (!read_scalar(maker, node, &read) || !mount_of_words(&mount, &read)) {
		return;
	}
	fact = fact_new(
		maker->facts, RLINT_MOUNT, maker->fact, config_words(maker->file, item), item);
	*(rlint_mount *)fact_payload(fact) = mount;
}

static void add_mounts(const struct maker *maker)
{
	uint32_t list = config_get(maker->file, maker->mapping, RLINT_STR("volumes"));
	uint32_t item = first_of(maker->file, list);

	for (uint32_t left = ITEM_LIMIT; item != NODE_NONE && left > 0; left--) {
		add_mount(maker, item);
		item = next_of(maker->file, item);
	}
}

/* ---- services ---- */

static rlint_value build_of(const struct maker *maker)
{
	uint32_t node = config_get(maker->file, maker->mapping, RLINT_STR("build"));
	struct compose_value read;
	rlint_value context = { 0 };

	if (node == NODE_NONE) {
		return context;
	}
	if (read_scalar(maker, node, &read)) {
		return read.value;
	}
	context = value_under(maker, node, RLINT_STR("context"));
	return context.state == RLINT_UNSET
		       ? value_uncertain(
				 (rlint_str){ 0 }, config_words(maker->file, node), RLINT_NO_REASON)
		       : context;
}

static bool has_gpu(const struct maker *maker, const rlint_value *runtime)
{
	static const rlint_str devices = RLINT_STR_INIT("deploy.resources.reservations.devices");

	return rlint_value_is(runtime, RLINT_STR("nvidia")) == RLINT_YES ||
	       config_get(maker->file, maker->mapping, RLINT_STR("gpus")) != NODE_NONE ||
	       config_get_path(maker->file, maker->mapping, devices) != NODE_NONE;
}

static void add_service(struct maker *maker, uint32_t entry)
{
	const struct config *file = maker->file;
	uint32_t key = config_entry_key(file, entry);
	struct config_scalar name;
	rlint_service *service;

	maker->mapping = config_resolve(file, config_entry_value(file, entry));
	if (is_hidden(file, entry) || !is_kind(file, maker->mapping, CONFIG_MAPPING) ||
		!config_scalar(file, key, &name)) {
		return;
	}
	maker->fact = fact_new(
		maker->facts, RLINT_SERVICE, maker->facts->root, config_words(file, key), entry);
	maker->fact->is_incomplete = file->tree.is_incomplete || file->is_template;
	service = fact_payload(maker->fact);
	*service = (rlint_service){
		.name = value_literal(maker->facts->arena, &name.text, 0, name.text.bytes.len),
		.build = build_of(maker),
		.restart = value_under(maker, maker->mapping, RLINT_STR("restart")),
		.runtime = value_under(maker, maker->mapping, RLINT_STR("runtime")),
		.ipc = value_under(maker, maker->mapping, RLINT_STR("ipc")),
		.shm_size = value_under(maker, maker->mapping, RLINT_STR("shm_size")),
		.privileged = value_under(maker, maker->mapping, RLINT_STR("privileged")),
	};
	service->has_gpu = has_gpu(maker, &service->runtime);
	add_image(maker);
	add_environment(maker);
	add_mounts(maker);
}

void facts_of_compose(struct facts *facts, const struct config *file)
{
	struct maker maker = { .facts = facts, .file = file };
	uint32_t root = config_root(file), entry;

	facts_add_problems(facts, &file->tree);
	if (!is_kind(file, root, CONFIG_MAPPING)) {
		return;
	}
	maker.services = config_get(file, root, RLINT_STR("services"));
	collect_built(&maker);
	entry = first_of(file, maker.services);
	for (uint32_t left = SERVICE_LIMIT; entry != NODE_NONE && left > 0; left--) {
		if (is_kind(file, entry, CONFIG_ENTRY)) {
			add_service(&maker, entry);
		}
		entry = next_of(file, entry);
	}
}

/* A mapping of services, one of which says what it starts from. */
bool config_is_compose(const struct config *file)
{
	uint32_t root = config_root(file), services, entry;

	if (!is_kind(file, root, CONFIG_MAPPING)) {
		return false;
	}
	services = config_resolve(file, config_get(file, root, RLINT_STR("services")));
	if (!is_kind(file, services, CONFIG_MAPPING)) {
		return false;
	}
	entry = tree_first_child(&file->tree, services);
	for (uint32_t left = SERVICE_LIMIT; entry != NODE_NONE && left > 0; left--) {
		uint32_t service = config_resolve(file, config_entry_value(file, entry));

		if (is_kind(file, service, CONFIG_MAPPING) &&
			(config_get(file, service, RLINT_STR("image")) != NODE_NONE ||
				config_get(file, service, RLINT_STR("build")) != NODE_NONE)) {
			return true;
		}
		entry = next_of(file, entry);
	}
	return false;
}
