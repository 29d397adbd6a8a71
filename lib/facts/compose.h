/* Making the facts of a compose file: what its files share. */
#ifndef LIB_FACTS_COMPOSE_H
#define LIB_FACTS_COMPOSE_H

#include "lib/base/map.h"
#include "lib/facts/compose_value.h"
#include "lib/facts/make.h"

enum {
	COMPOSE_SERVICES_MOST = 1000,
	COMPOSE_ITEMS_MOST = 1000,
	COMPOSE_LAYERS_MOST = 8 /* a service and what it extends */
};

/* A file, and the service of it that is being read. */
struct compose {
	struct facts *facts;
	const struct config *file;
	uint32_t root, services; /* mappings */
	struct map built; /* images that services of the file build */
	struct map volumes; /* declared names to indices in facts->all[RLINT_VOLUME] */
	struct map names; /* of services, to the nodes of their mappings */
	bool has_tags; /* of Compose's own, somewhere */
	bool is_fragment; /* other files may add to it */
	rlint_fact *fact;
	rlint_service *service; /* its payload */
	rlint_str selector; /* of the variables that are being read */
	uint32_t declared; /* the mapping that names being checked must stand in */
	uint32_t layers[COMPOSE_LAYERS_MOST]; /* its own mapping, then those that it extends */
	uint32_t layer_count;
};

/* compose_read.c: nodes */
bool compose_is(const struct compose *compose, uint32_t node, enum config_kind kind);
uint32_t compose_next(const struct compose *compose, uint32_t node);
/* What stands under a dotted path in the service, or in what it extends. */
uint32_t compose_get(const struct compose *compose, rlint_str path);
/* A scalar with its variables; false where it is none, is empty or too long. */
bool compose_scalar(const struct compose *compose, uint32_t node, struct compose_value *out);
rlint_value compose_text(const struct compose *compose, const struct text *text);
rlint_value compose_value_of(const struct compose *compose, uint32_t node);
rlint_value compose_value_at(const struct compose *compose, rlint_str path);
rlint_value compose_value_in(const struct compose *compose, uint32_t mapping, rlint_str path);
/* Calls `each` with the items of a list, or the entries of a mapping and of what it merges; a
 * scalar is one item. */
typedef void compose_item(struct compose *compose, uint32_t item);
void compose_each(struct compose *compose, uint32_t node, compose_item *each);
/* The same for what stands under a path in every layer of the service. */
void compose_each_at(struct compose *compose, rlint_str path, compose_item *each);
/* Cuts a text at colons, those of variables and of a drive's letter left alone. How many fields it
 * has; at most `most` are written. */
size_t compose_cut(const struct text *text, struct text *fields, size_t most);
/* A problem of rule syntax/compose at those words. */
void compose_problem(struct compose *compose, uint32_t node, rlint_span span, rlint_str message);

/* compose_image.c */
void compose_image(struct compose *compose);
/* The image that a text names, told at those words. */
rlint_fact *compose_image_of(
	const struct compose *compose, const struct text *text, rlint_span span, uint32_t node);

/* compose_env.c */
void compose_environment(struct compose *compose);
/* The variables under a key, told by that selector. */
void compose_variables(struct compose *compose, rlint_str path, rlint_str selector);

/* compose_files.c: other files, and keys that cut off what a service is laid over */
/* Those that the document includes; that the service names. */
void compose_included(struct compose *compose);
void compose_companions(struct compose *compose);
enum compose_tag { COMPOSE_NO_TAG, COMPOSE_RESET, COMPOSE_OVERRIDE };
enum compose_tag compose_tag_of(const struct compose *compose, uint32_t value);
/* The dotted paths (rlint_str) of a service's keys that have such a tag. */
void compose_cuts(const struct compose *compose, uint32_t mapping, struct vec *cuts);
/* Does one of them reach a path? */
bool compose_is_cut(const struct vec *cuts, rlint_str path);

/* compose_mount.c */
void compose_declare_volumes(struct compose *compose);
void compose_mounts(struct compose *compose);
/* One entry of `volumes`, short or long. */
void compose_mount(struct compose *compose, uint32_t item);
/* A mount fact, linked to the volume that it names. */
void compose_add_mount(
	struct compose *compose, const rlint_mount *mount, rlint_span span, uint32_t node);

/* compose_device.c */
void compose_ports(struct compose *compose);
void compose_devices(struct compose *compose);
void compose_dependencies(struct compose *compose);

/* compose_check.c: once all services were read */
void compose_check(struct compose *compose);
/* The networks, secrets and configs that the service names; after it was read. */
void compose_check_names(struct compose *compose);

/* compose_keys.c */
void compose_check_keys(struct compose *compose);

/* compose_command.c */
void compose_commands(struct compose *compose);

#endif
