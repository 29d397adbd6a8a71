/* Commands that a service is started with, as steps: the same facts as those of a RUN. */
#ifndef LIB_FACTS_SERVICE_STEP_H
#define LIB_FACTS_SERVICE_STEP_H

#include "lib/facts/facts.h"
#include "lib/syntax/config/config.h"

/* What a step is made of. */
struct service_step {
	rlint_fact *service; /* its container */
	rlint_str name; /* of the step, its selector: "command" */
	rlint_span keyword;
	uint32_t node;
};

/* Shell text, given to /bin/sh. Returns the step. */
rlint_fact *service_step_of_text(
	struct facts *facts, const struct service_step *what, const struct text *text);
/* Words that are executed as they are. */
rlint_fact *service_step_of_words(struct facts *facts, const struct service_step *what,
	const struct text *words, size_t count);
/* The same of a list of scalars, what->node; NULL where it has none. */
rlint_fact *service_step_of_list(
	struct facts *facts, const struct service_step *what, const struct config *file);

#endif
