/* determinism/variable-pair: a variable that needs another one beside it, or undoes it. */
#include "variables.h"

/* Names of a code path: COMPATIBLE, AVX2 ... The other two leave it to the processor. */
static bool is_code_path(rlint_str text)
{
	return text.len > 0 && !rlint_str_is_like(text, RLINT_STR("AUTO")) &&
	       !rlint_str_is_like(text, RLINT_STR("OFF"));
}

/* What is not set here may stand in a base image's Dockerfile, in a service's image or beside a
 * .env: only where a file sets up an environment of its own is it told to be missing. */
static bool is_own_environment(const rlint_fact *env)
{
	const rlint_fact *container = rlint_fact_container(env);
	const rlint_step *step = rlint_as_step(container);

	return rlint_as_environment(container) ||
	       (step && rlint_str_is(step->instruction, RLINT_STR("ENV")));
}

static void check_threads(rlint_check *check, const rlint_fact *fact)
{
	const rlint_env *env = rlint_as_env(fact);

	if (is_code_path(env->value.text) && is_own_environment(fact) &&
		variable_is_missing(fact, RLINT_STR("OMP_NUM_THREADS")) &&
		variable_is_missing(fact, RLINT_STR("MKL_NUM_THREADS"))) {
		rlint_report(check, fact, rlint_fact_span(fact),
			"%S=%S gives the same results for one number of threads, and neither "
			"OMP_NUM_THREADS nor MKL_NUM_THREADS is set beside it: set one",
			env->name.text, env->value.text);
	}
}

static void check_autotune(rlint_check *check, const rlint_fact *fact)
{
	const rlint_env *env = rlint_as_env(fact);
	const rlint_fact *other = variable_beside(fact, RLINT_STR("TF_DETERMINISTIC_OPS"));

	if (other && variable_is_on(env->value.text) &&
		variable_is_on(rlint_as_env(other)->value.text)) {
		rlint_finding *finding = rlint_report(check, fact, rlint_fact_span(fact),
			"%S=%S lets cuDNN's algorithms be chosen by timing them, beside "
			"TF_DETERMINISTIC_OPS, which asks for runs that repeat: leave it out",
			env->name.text, env->value.text);

		rlint_related(finding, other, rlint_fact_span(other), "asked for here");
	}
}

static void check_env(rlint_check *check, const rlint_fact *fact)
{
	const rlint_env *env = rlint_as_env(fact);

	if (!rlint_value_has_text(&env->value) || !variable_is_set(fact)) {
		return;
	}
	if (rlint_str_is(env->name.text, RLINT_STR("MKL_CBWR"))) {
		check_threads(check, fact);
	} else {
		check_autotune(check, fact);
	}
}

extern const rlint_rule rlint_rule_determinism_variable_pair;
const rlint_rule rlint_rule_determinism_variable_pair = {
	.id = "determinism/variable-pair",
	.on = (const rlint_subscription[]){ { RLINT_ENV, "$MKL_CBWR" },
		{ RLINT_ENV, "$TF_CUDNN_USE_AUTOTUNE" }, { RLINT_ENV, "$TF_USE_CUDNN_AUTOTUNE" },
		{ 0 } },
	.check = check_env,
};
