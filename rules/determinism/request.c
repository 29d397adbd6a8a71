/* What the rules about requests for deterministic algorithms share. */
#include "request.h"

const rlint_fact *determinism_request(const rlint_fact *experiment)
{
	const rlint_fact *found = NULL;
	const rlint_fact *fact;

	for (size_t i = 0; (fact = rlint_fact_at(experiment, RLINT_SETTING, i)) && !found; i++) {
		const rlint_setting *setting = rlint_as_setting(fact);

		if (rlint_str_is(setting->concept, RLINT_STR("determinism")) &&
			setting->origin == RLINT_EXPLICIT && setting->outcome == RLINT_FIXED) {
			found = fact;
		}
	}
	return found;
}
