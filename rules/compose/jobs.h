/* What the rules about services share: does the service run an experiment? */
#ifndef RULES_COMPOSE_JOBS_H
#define RULES_COMPOSE_JOBS_H

#include <reprolint/reprolint.h>

/* Its own command trains, tunes or evaluates something and then ends, as far as the command tells.
 */
bool service_trains(const rlint_fact *service);

#endif
