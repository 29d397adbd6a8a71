/* One compose file together with the files that are read with it. */
#ifndef LIB_PROJECT_COMPOSITION_H
#define LIB_PROJECT_COMPOSITION_H

#include "lib/facts/dotenv.h"

/* The names under which Compose finds a file by itself, the first of them that is there. */
enum { COMPOSE_NAMES = 4 };
extern const rlint_str compose_names[COMPOSE_NAMES];

/* Made when first asked for; all-zero but for the arena before. */
struct composition {
	struct guard guard;
	struct arena arena;
	const struct facts *of; /* whose; NULL: not made */
	bool is_made; /* else there was no memory */
	bool has_partner; /* a main file with its override, or the other way round: file 1 */
	bool is_override;
	bool is_whole; /* no file that is not named here adds to its services */
	uint32_t env_file_count; /* followed so far */
	const struct facts *variables; /* of .env; NULL: not read */
	struct dotenv dotenv;
	struct vec files; /* struct composed_file *; the document is the first */
	struct facts merged;
	struct vec services; /* struct composed_service, as the document's in order */
	struct map places; /* facts of the document to their indices among those of their kind */
};

void composition_init(struct composition *composition, const rlint_alloc *alloc);
void composition_free(struct composition *composition);
/* Forgets what was made, for another document. */
void composition_reset(struct composition *composition);

#endif
