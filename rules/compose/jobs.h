/* What the rules about services share: does the service run an experiment? */
#ifndef RULES_COMPOSE_JOBS_H
#define RULES_COMPOSE_JOBS_H

#include <reprolint/reprolint.h>

/* The script or module that trains, tunes or evaluates something and then ends, as far as the
 * service's own command tells; else the empty text. */
rlint_str service_experiment(const rlint_fact *service);
/* Is there one? */
bool service_trains(const rlint_fact *service);

#endif
