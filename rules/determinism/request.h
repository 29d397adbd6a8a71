/* What the rules about requests for deterministic algorithms share. */
#ifndef RULES_DETERMINISM_REQUEST_H
#define RULES_DETERMINISM_REQUEST_H

#include <reprolint/reprolint.h>

/* The setting by which an experiment's config asks for deterministic algorithms, the first there
 * is; or NULL. What the framework does by default asks for nothing. */
const rlint_fact *determinism_request(const rlint_fact *experiment);

#endif
