/* What the rules about variables of the environment share. */
#include "variables.h"

bool variable_is_set(const rlint_fact *env)
{
	const rlint_fact *container = rlint_fact_container(env);
	const rlint_step *step = rlint_as_step(container);

	return step ? !rlint_str_is(step->instruction, RLINT_STR("ARG"))
		    : !rlint_as_service(container) || rlint_as_env(env)->when != RLINT_AT_BUILD;
}
