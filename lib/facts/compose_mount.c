/* Volumes: those that a file declares, and what services mount.
 *
 *     short = [ source , ":" ] , target , [ ":" , mode , { "," , mode } ] ;
 *
 * Source: compose-spec 05-services.md and 07-volumes.md. */
#include "lib/facts/compose.h"

#include "lib/base/str.h"

static void declare(struct compose *compose, uint32_t entry)
{
	struct config_scalar key;
	uint32_t node = config_entry_key(compose->file, entry);
	uint32_t value = config_resolve(compose->file, config_entry_value(compose->file, entry));
	rlint_value external = compose_value_in(compose, value, RLINT_STR("external"));
	rlint_fact *fact;
	rlint_volume *volume;

	if (!compose_is(compose, entry, CONFIG_ENTRY) ||
		!config_scalar(compose->file, node, &key)) {
		return;
	}
	map_set(&compose->volumes, compose->facts->arena, key.text.bytes,
		compose->facts->all[RLINT_VOLUME].count);
	fact = fact_new(compose->facts, RLINT_VOLUME, compose->facts->root,
		config_words(compose->file, node), entry);
	volume = fact_payload(fact);
	volume->name = value_literal(compose->facts->arena, &key.text, 0, key.text.bytes.len);
	volume->is_external = rlint_value_is(&external, RLINT_STR("true")) == RLINT_YES;
}

void compose_declare_volumes(struct compose *compose)
{
	compose_each(
		compose, config_get(compose->file, compose->root, RLINT_STR("volumes")), declare);
}

static bool is_host_path(rlint_str source)
{
	return source.len > 0 && (byte_is_one_of(source.ptr[0], "./~\\") ||
					 (source.len > 2 && source.ptr[1] == ':' &&
						 rlint_byte_is_letter(source.ptr[0])));
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

static void mount_of_fields(rlint_mount *mount, const struct compose *compose, uint32_t mapping)
{
	rlint_value read_only = compose_value_in(compose, mapping, RLINT_STR("read_only"));

	mount->type = compose_value_in(compose, mapping, RLINT_STR("type"));
	mount->source = compose_value_in(compose, mapping, RLINT_STR("source"));
	if (mount->source.state == RLINT_UNSET) {
		mount->source = compose_value_in(compose, mapping, RLINT_STR("src"));
	}
	mount->target = compose_value_in(compose, mapping, RLINT_STR("target"));
	mount->is_writable = rlint_value_is(&read_only, RLINT_STR("true")) != RLINT_YES;
}

static bool mount_of_words(rlint_mount *mount, const struct compose *compose, uint32_t node)
{
	enum { FIELDS = 3 };
	struct config_scalar scalar;
	struct text fields[FIELDS];
	size_t count;

	if (!config_scalar(compose->file, node, &scalar) || scalar.text.bytes.len == 0) {
		return false;
	}
	count = compose_cut(&scalar.text, fields, FIELDS);
	if (count > FIELDS) {
		return false;
	}
	mount->is_writable = true;
	mount->type = value_known(RLINT_STR("volume"), (rlint_span){ 0 });
	mount->target = compose_text(compose, &fields[count > 1]);
	if (count > 1) {
		mount->source = compose_text(compose, &fields[0]);
	}
	if (count == FIELDS) {
		mount->is_writable = !is_read_only(fields[2].bytes);
	}
	if (is_host_path(mount->source.text)) {
		mount->type.text = RLINT_STR("bind");
	} else if (mount->source.state == RLINT_UNCERTAIN) {
		mount->type = value_uncertain((rlint_str){ 0 }, (rlint_span){ 0 }, RLINT_HOST);
	}
	return true;
}

static const rlint_fact *volume_of(struct compose *compose, const rlint_mount *mount)
{
	rlint_fact *const *all = compose->facts->all[RLINT_VOLUME].items;
	uint32_t index;

	if (rlint_value_is(&mount->type, RLINT_STR("volume")) != RLINT_YES ||
		!rlint_value_has_text(&mount->source)) {
		return NULL;
	}
	index = map_get(&compose->volumes, mount->source.text);
	if (index == MAP_NONE) {
		return NULL;
	}
	((rlint_volume *)fact_payload(all[index]))->is_used = true;
	return all[index];
}

void compose_add_mount(
	struct compose *compose, const rlint_mount *mount, rlint_span span, uint32_t node)
{
	rlint_fact *fact = fact_new(compose->facts, RLINT_MOUNT, compose->fact, span, node);
	rlint_mount *kept = fact_payload(fact);

	*kept = *mount;
	kept->volume = volume_of(compose, mount);
	if (rlint_value_is(&mount->target, RLINT_STR("/dev/shm")) == RLINT_YES) {
		compose->service->has_shm_mount = true;
	}
}

void compose_mount(struct compose *compose, uint32_t item)
{
	uint32_t node = config_resolve(compose->file, item);
	rlint_mount mount = { 0 };

	if (compose_is(compose, node, CONFIG_MAPPING)) {
		mount_of_fields(&mount, compose, node);
	} else if (!mount_of_words(&mount, compose, node)) {
		return;
	}
	compose_add_mount(compose, &mount, config_words(compose->file, node), item);
}

static void add_tmpfs(struct compose *compose, uint32_t item)
{
	rlint_value target = compose_value_of(compose, item);

	if (rlint_value_starts(&target, RLINT_STR("/dev/shm")) == RLINT_YES) {
		compose->service->has_shm_mount = true;
	}
}

void compose_mounts(struct compose *compose)
{
	compose_each_at(compose, RLINT_STR("volumes"), compose_mount);
	compose_each_at(compose, RLINT_STR("tmpfs"), add_tmpfs);
}
