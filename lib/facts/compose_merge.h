/* Services as Compose sees them: what several files say of one, laid over each other. */
#ifndef LIB_FACTS_COMPOSE_MERGE_H
#define LIB_FACTS_COMPOSE_MERGE_H

#include "lib/facts/compose.h"

/* The service facts that one service is made of, weightiest first: of an override, of what that
 * extends, of the main file, of what that extends. */
struct compose_layers {
	rlint_fact *items[2 * COMPOSE_LAYERS_MOST];
	uint32_t count;
	bool is_whole; /* no other file adds to it */
	const struct vec *env_files; /* const struct facts *, each outweighing those before */
	bool has_unread_variables; /* another env file could not be read */
};

/* A service in `facts`, which has the layers' values and lists their facts. Its values' spans lie
 * in the files of the layers that give them. Images get the role that all layers together give
 * them. Inside a protected call. */
rlint_fact *compose_merge(struct facts *facts, const struct compose_layers *layers);
/* "docker-compose.override.yml", "compose.gpu.yaml": given together with another file. */
bool compose_is_fragment(rlint_str path);

#endif
