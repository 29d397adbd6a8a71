/* What the seed decides besides the start: the order of the data. */
#ifndef RULES_SEED_ORDER_H
#define RULES_SEED_ORDER_H

#include <reprolint/reprolint.h>

/* Shows beside a finding where the experiment asks for shuffled data. */
void relate_shuffling(rlint_finding *finding, const rlint_fact *experiment);

#endif
