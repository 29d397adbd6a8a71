/* What the rules about variables of the environment share. */
#include "variables.h"

bool variable_is_late(const rlint_fact *env)
{
	return rlint_as_env(env)->when == RLINT_IN_PROGRAM &&
	       rlint_str_is(rlint_as_env(env)->name.text, RLINT_STR("PYTHONHASHSEED"));
}

bool variable_is_set(const rlint_fact *env)
{
	const rlint_fact *container = rlint_fact_container(env);
	const rlint_step *step = rlint_as_step(container);

	if (variable_is_late(env)) {
		return false;
	}
	return step ? !rlint_str_is(step->instruction, RLINT_STR("ARG"))
		    : !rlint_as_service(container) || rlint_as_env(env)->when != RLINT_AT_BUILD;
}

static const rlint_str off_words[] = { RLINT_STR_INIT("0"), RLINT_STR_INIT("false"),
	RLINT_STR_INIT("off"), RLINT_STR_INIT("no") };

bool variable_is_off(rlint_str text)
{
	bool is_found = false;

	for (size_t i = 0; i < RLINT_COUNT(off_words) && !is_found; i++) {
		is_found = rlint_str_is_like(text, off_words[i]);
	}
	return is_found;
}

bool variable_is_on(rlint_str text)
{
	return rlint_str_is(text, RLINT_STR("1")) || rlint_str_is_like(text, RLINT_STR("true"));
}

bool variable_lists(rlint_str list, rlint_str text)
{
	for (size_t start = 0; start < list.len;) {
		rlint_str rest = rlint_str_slice(list, start, list.len);
		size_t length = rlint_str_find_str(rest, RLINT_STR(" "));

		if (rlint_str_is(rlint_str_slice(rest, 0, length), text)) {
			return true;
		}
		start += length + 1;
	}
	return false;
}

const rlint_fact *variable_in(const rlint_fact *container, rlint_str name)
{
	const rlint_fact *found = NULL;
	const rlint_fact *fact;

	for (size_t i = 0; i < FACTS_MOST && (fact = rlint_fact_at(container, RLINT_ENV, i)); i++) {
		if (rlint_str_is(rlint_as_env(fact)->name.text, name) && variable_is_set(fact)) {
			found = fact;
		}
	}
	return found;
}

/* In the ENV instructions of a stage, and of those that it is FROM. */
static const rlint_fact *last_of_stage(const rlint_fact *stage, rlint_str name)
{
	const rlint_fact *found = NULL;
	const rlint_fact *step;

	for (int i = 0; stage && !found && i < PARENTS_MOST; i++) {
		for (size_t j = 0; j < STEPS_MOST && (step = rlint_fact_at(stage, RLINT_STEP, j));
			j++) {
			bool is_env =
				rlint_str_is(rlint_as_step(step)->instruction, RLINT_STR("ENV"));
			const rlint_fact *here = is_env ? variable_in(step, name) : NULL;

			found = here ? here : found;
		}
		stage = rlint_as_stage(stage)->parent;
	}
	return found;
}

const rlint_fact *variable_beside(const rlint_fact *fact, rlint_str name)
{
	const rlint_fact *service = rlint_fact_within(fact, RLINT_SERVICE);
	const rlint_fact *own = rlint_as_step(fact) ? fact : rlint_fact_container(fact);
	const rlint_fact *found = variable_in(own, name);

	if (!found && service) {
		found = variable_in(service, name);
	}
	return found ? found : last_of_stage(rlint_fact_within(fact, RLINT_STAGE), name);
}

bool variable_is_missing(const rlint_fact *env, rlint_str name)
{
	const rlint_fact *stage = rlint_fact_within(env, RLINT_STAGE);

	return rlint_fact_count(rlint_fact_container(env), RLINT_ENV) <= FACTS_MOST &&
	       (!stage || rlint_fact_count(stage, RLINT_STEP) <= STEPS_MOST) &&
	       !variable_beside(env, name);
}
