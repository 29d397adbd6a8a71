/* determinism/missing-variable: deterministic algorithms asked for, without the variable that the
 * framework wants for them. */
#include "variables.h"

/* What the experiment asks for determinism with, or NULL. */
static const rlint_fact *request(const rlint_fact *experiment)
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

/* One variable that a request wants. */
struct wish {
	const rlint_fact *experiment, *request;
	rlint_need need;
};

static rlint_str framework_of(const struct wish *wish)
{
	return rlint_as_experiment(wish->experiment)->framework_name;
}

static void tell_wrong(rlint_check *check, const struct wish *wish, const rlint_fact *variable)
{
	const rlint_env *env = rlint_as_env(variable);
	const rlint_setting *setting = rlint_as_setting(wish->request);
	rlint_finding *finding = rlint_report(check, variable, env->value.span,
		"with %S %S, %S %S: for %S it takes %S", env->name.text, env->value.text,
		framework_of(wish), wish->need.standing, env->name.text, wish->need.values);

	rlint_related(finding, wish->request, setting->value.span,
		"deterministic algorithms are asked for here");
	if (wish->need.is_only_if_set) {
		rlint_grade(finding, RLINT_INFO);
	}
}

static void tell_missing(rlint_check *check, const struct wish *wish)
{
	const rlint_setting *setting = rlint_as_setting(wish->request);

	rlint_report(check, wish->request, setting->value.span,
		"%S %S asks for deterministic algorithms, for which %S wants %S, and the config "
		"sets its variables without it; %S %S: it takes %S",
		setting->key.text, setting->value.text, framework_of(wish), wish->need.variable,
		framework_of(wish), wish->need.standing, wish->need.values);
}

static void check_wish(rlint_check *check, const struct wish *wish)
{
	const rlint_fact *variable = variable_in(wish->experiment, wish->need.variable);
	const rlint_env *env = rlint_as_env(variable);

	if (!variable) {
		if (!wish->need.is_only_if_set && rlint_fact_complete(wish->experiment)) {
			tell_missing(check, wish);
		}
	} else if (rlint_value_has_text(&env->value) &&
		   !variable_lists(wish->need.values, env->value.text)) {
		tell_wrong(check, wish, variable);
	}
}

static void check_experiment(rlint_check *check, const rlint_fact *experiment)
{
	struct wish wish = { experiment, request(experiment), { { 0 }, { 0 }, { 0 }, false } };

	/* A config that sets no variables leaves them to whatever starts the run. */
	if (!wish.request || rlint_fact_count(experiment, RLINT_ENV) == 0) {
		return;
	}
	for (size_t i = 0; rlint_experiment_need(experiment, i, &wish.need); i++) {
		check_wish(check, &wish);
	}
}

extern const rlint_rule rlint_rule_determinism_missing_variable;
const rlint_rule rlint_rule_determinism_missing_variable = {
	.id = "determinism/missing-variable",
	.on = (const rlint_subscription[]){ { RLINT_EXPERIMENT, NULL }, { 0 } },
	.check = check_experiment,
};
