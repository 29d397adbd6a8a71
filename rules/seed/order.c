/* What the seed decides besides the start: the order of the data. */
#include "order.h"

void relate_shuffling(rlint_finding *finding, const rlint_fact *experiment)
{
	for (size_t i = 0; i < rlint_fact_count(experiment, RLINT_SETTING); i++) {
		const rlint_fact *fact = rlint_fact_at(experiment, RLINT_SETTING, i);
		const rlint_setting *setting = rlint_as_setting(fact);

		if (rlint_str_is(setting->concept, RLINT_STR("shuffle")) &&
			setting->origin == RLINT_EXPLICIT && setting->standing.len > 0 &&
			setting->outcome != RLINT_FIXED) {
			rlint_related(finding, fact, setting->value.span,
				"the order of the data follows from it");
		}
	}
}
