/* What the rules about services share: does the service run an experiment? */
#ifndef RULES_COMPOSE_JOBS_H
#define RULES_COMPOSE_JOBS_H

#include <reprolint/reprolint.h>

/* The script or module that trains, tunes or evaluates something and then ends, as far as the
 * service's command tells, or where it has none, the Dockerfile's; else the empty text. Rules that
 * call it ask links. */
rlint_str service_experiment(rlint_check *check, const rlint_fact *service);
/* Is there one? */
bool service_trains(rlint_check *check, const rlint_fact *service);
/* The service as Compose sees it, or as its file alone says where that cannot be seen. Likewise. */
const rlint_fact *service_composed(rlint_check *check, const rlint_fact *service);
/* The one that it extends or overrides, as Compose sees it, or NULL. Likewise. */
const rlint_fact *service_base(rlint_check *check, const rlint_fact *service);

#endif
