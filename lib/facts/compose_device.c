/* What services take of the host: ports and devices; and the services that they wait for.
 *
 *     port = [ [ address , ":" ] , [ published ] , ":" ] , target , [ "/" , protocol ] ;
 *
 * Source: compose-spec 05-services.md and deploy.md. */
#include "lib/facts/compose.h"

#include "lib/base/str.h"

/* ---- ports ---- */

static void port_of_fields(rlint_port *port, const struct compose *compose, uint32_t mapping)
{
	port->address = compose_value_in(compose, mapping, RLINT_STR("host_ip"));
	port->published = compose_value_in(compose, mapping, RLINT_STR("published"));
	port->target = compose_value_in(compose, mapping, RLINT_STR("target"));
	port->protocol = compose_value_in(compose, mapping, RLINT_STR("protocol"));
}

static bool port_of_words(rlint_port *port, const struct compose *compose, uint32_t node)
{
	enum { FIELDS = 3 };
	struct config_scalar scalar;
	struct text fields[FIELDS], target;
	size_t count, slash;

	if (!config_scalar(compose->file, node, &scalar) || scalar.text.bytes.len == 0) {
		return false;
	}
	count = compose_cut(&scalar.text, fields, FIELDS);
	if (count > FIELDS) {
		return false;
	}
	target = fields[count - 1];
	slash = str_find(target.bytes, '/', 0);
	if (slash < target.bytes.len) {
		struct text protocol = text_sub(&target, slash + 1, target.bytes.len);

		port->protocol = compose_text(compose, &protocol);
		target = text_sub(&target, 0, slash);
	}
	port->target = compose_text(compose, &target);
	if (count > 1 && fields[count - 2].bytes.len > 0) {
		port->published = compose_text(compose, &fields[count - 2]);
	}
	if (count > 2) {
		port->address = compose_text(compose, &fields[0]);
	}
	return true;
}

static void add_port(struct compose *compose, uint32_t item)
{
	uint32_t node = config_resolve(compose->file, item);
	rlint_port port = { 0 };
	rlint_fact *fact;

	if (compose_is(compose, node, CONFIG_MAPPING)) {
		port_of_fields(&port, compose, node);
	} else if (!port_of_words(&port, compose, node)) {
		return;
	}
	fact = fact_new(
		compose->facts, RLINT_PORT, compose->fact, config_words(compose->file, node), item);
	*(rlint_port *)fact_payload(fact) = port;
}

void compose_ports(struct compose *compose)
{
	compose_each_at(compose, RLINT_STR("ports"), add_port);
}

/* ---- devices ---- */

/* Is a GPU among the capabilities? */
static bool lists_gpu(const struct compose *compose, uint32_t list)
{
	uint32_t item = compose_is(compose, list, CONFIG_SEQUENCE)
				? tree_first_child(&compose->file->tree, list)
				: NODE_NONE;
	bool is_found = false;

	for (; item != NODE_NONE && !is_found; item = compose_next(compose, item)) {
		uint32_t node = config_resolve(compose->file, item);
		rlint_str word = config_text(compose->file, node);

		/* The form of the command line's JSON, a list of lists, is taken too. */
		is_found =
			rlint_str_is(word, RLINT_STR("gpu")) ||
			rlint_str_is(word, RLINT_STR("nvidia")) ||
			(compose_is(compose, node, CONFIG_SEQUENCE) &&
				rlint_str_is(config_text(compose->file,
						     tree_first_child(&compose->file->tree, node)),
					RLINT_STR("gpu")));
	}
	return is_found;
}

static void read_ids(struct compose *compose, rlint_device *device, uint32_t list)
{
	uint32_t item = compose_is(compose, list, CONFIG_SEQUENCE)
				? tree_first_child(&compose->file->tree, list)
				: NODE_NONE;

	for (; item != NODE_NONE; item = compose_next(compose, item)) {
		if (device->id_count == 0) {
			device->ids = compose_value_of(compose, item);
		}
		device->id_count++;
	}
}

/* Compose refuses these (deploy.md, devices). */
static void check_device(struct compose *compose, uint32_t mapping, const rlint_device *device)
{
	uint32_t first = tree_first_child(&compose->file->tree, mapping);
	uint32_t ids = config_get(compose->file, mapping, RLINT_STR("device_ids"));
	uint32_t count = config_get(compose->file, mapping, RLINT_STR("count"));

	if (first == NODE_NONE) {
		return;
	}
	if (config_get(compose->file, mapping, RLINT_STR("capabilities")) == NODE_NONE) {
		compose_problem(compose, mapping,
			config_words(compose->file, config_entry_key(compose->file, first)),
			RLINT_STR("a reserved device needs its capabilities, which Compose insists "
				  "on: add capabilities: [gpu]"));
	}
	if (device->id_count > 0 && count != NODE_NONE && ids != NODE_NONE) {
		compose_problem(compose, mapping, config_words(compose->file, count),
			RLINT_STR("count and device_ids exclude each other: keep one"));
	}
}

static void add_device(struct compose *compose, uint32_t item, bool is_reservation)
{
	uint32_t node = config_resolve(compose->file, item);
	rlint_device device = { .is_gpu = !is_reservation };
	rlint_fact *fact;

	if (compose_is(compose, node, CONFIG_MAPPING)) {
		uint32_t list = config_resolve(
			compose->file, config_get(compose->file, node, RLINT_STR("capabilities")));

		device.driver = compose_value_in(compose, node, RLINT_STR("driver"));
		device.count = compose_value_in(compose, node, RLINT_STR("count"));
		read_ids(compose, &device,
			config_resolve(compose->file,
				config_get(compose->file, node, RLINT_STR("device_ids"))));
		device.is_gpu = device.is_gpu || lists_gpu(compose, list) ||
				rlint_value_is(&device.driver, RLINT_STR("nvidia")) == RLINT_YES;
		if (is_reservation) {
			check_device(compose, node, &device);
		}
	} else if (compose_is(compose, node, CONFIG_SCALAR)) {
		device.count = compose_value_of(compose, node);
	} else {
		return;
	}
	fact = fact_new(compose->facts, RLINT_DEVICE, compose->fact,
		config_words(compose->file, node), item);
	*(rlint_device *)fact_payload(fact) = device;
	compose->service->has_gpu = compose->service->has_gpu || device.is_gpu;
}

static void add_reservation(struct compose *compose, uint32_t item)
{
	add_device(compose, item, true);
}

static void add_gpu(struct compose *compose, uint32_t item)
{
	add_device(compose, item, false);
}

void compose_devices(struct compose *compose)
{
	compose_each_at(
		compose, RLINT_STR("deploy.resources.reservations.devices"), add_reservation);
	compose_each_at(compose, RLINT_STR("gpus"), add_gpu);
}

/* ---- dependencies ---- */

static void add_dependency(struct compose *compose, uint32_t item)
{
	bool is_entry = compose_is(compose, item, CONFIG_ENTRY);
	uint32_t node = is_entry ? config_entry_key(compose->file, item)
				 : config_resolve(compose->file, item);
	struct config_scalar name;
	rlint_dependency *dependency;
	rlint_fact *fact;

	if (!config_scalar(compose->file, node, &name)) {
		return;
	}
	fact = fact_new(compose->facts, RLINT_DEPENDENCY, compose->fact,
		config_words(compose->file, node), item);
	dependency = fact_payload(fact);
	dependency->service =
		value_literal(compose->facts->arena, &name.text, 0, name.text.bytes.len);
	if (is_entry) {
		dependency->condition = compose_value_in(compose,
			config_resolve(compose->file, config_entry_value(compose->file, item)),
			RLINT_STR("condition"));
	}
}

void compose_dependencies(struct compose *compose)
{
	compose_each_at(compose, RLINT_STR("depends_on"), add_dependency);
}
