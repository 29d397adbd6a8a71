/* What a build is given for the ARGs of its Dockerfile, by --build-arg or `build.args`. */
#ifndef LIB_FACTS_GIVEN_H
#define LIB_FACTS_GIVEN_H

#include "lib/facts/facts.h"

/* One argument: its value is known, a default, or not known here; not unset. */
struct given {
	rlint_str name;
	rlint_value value;
};

/* A name that the builder does not ask a registry for. */
struct given_image {
	rlint_str name;
	rlint_role role; /* RLINT_BUILT_HERE, RLINT_NAMED_CONTEXT */
};

struct givens {
	const struct given *items;
	const struct given_image *images;
	uint32_t count, image_count; /* of items, of images */
};

/* A copy that lives as long as the arena. */
struct givens givens_copy(struct arena *arena, const struct givens *givens);
/* What gives an ARG of that name, or NULL. Of equal names the first counts. */
const struct given *givens_find(const struct givens *givens, rlint_str name);
/* What stands for the image of that name, RLINT_PULLED where nothing does. The tag `latest` goes
 * without saying. */
rlint_role givens_role(const struct givens *givens, rlint_str image);
/* The text by which equal ones are told from others; empty: there is nothing. */
rlint_str givens_key(struct arena *arena, const struct givens *givens);
/* The RLINT_ENV of a service that gives a text to an ARG of that name, or NULL. */
const rlint_fact *given_argument(const rlint_fact *service, rlint_str name);
/* A reference to a name that an argument decides. */
struct given_word {
	rlint_str argument; /* empty: there is none */
	rlint_span reference; /* `$NAME` or `${NAME...}` */
	bool has_others; /* another argument decides something there too */
};
/* What decides the words in [span) of the step at the fact, of facts that were made with arguments.
 * Of several the first. */
struct given_word given_at(const rlint_fact *fact, rlint_span span);
/* The same of all words of the step. */
struct given_word given_in_step(const rlint_fact *fact);

#endif
