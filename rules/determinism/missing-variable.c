/* determinism/missing-variable: deterministic algorithms asked for, without the variable that the
 * framework wants for them. */
#include "installed.h"
#include "request.h"
#include "variables.h"

/* One variable that a request wants. */
struct wish {
	const rlint_fact *experiment, *request;
	rlint_need need;
};

static void tell_wrong(rlint_check *check, const struct wish *wish, const rlint_fact *variable)
{
	const rlint_env *env = rlint_as_env(variable);
	const rlint_setting *setting = rlint_as_setting(wish->request);
	rlint_finding *finding = rlint_report(check, variable, env->value.span,
		"with %S %S, %S %S: for %S it takes %S", env->name.text, env->value.text,
		wish->need.who, wish->need.standing, env->name.text, wish->need.values);

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
		setting->key.text, setting->value.text, wish->need.who, wish->need.variable,
		wish->need.who, wish->need.standing, wish->need.values);
}

/* Of a config that sets variables for its run; what is installed is not known there. */
static void check_own(rlint_check *check, const struct wish *wish)
{
	const rlint_fact *variable = variable_in(wish->experiment, wish->need.variable);
	const rlint_env *env = rlint_as_env(variable);
	rlint_reader reader;

	if (variable) {
		if (rlint_value_has_text(&env->value) &&
			!variable_lists(wish->need.values, env->value.text)) {
			tell_wrong(check, wish, variable);
		}
	} else if (!wish->need.is_only_if_set && rlint_fact_complete(wish->experiment) &&
		   !rlint_variable_reader(wish->need.variable, 0, &reader)) {
		tell_missing(check, wish);
	}
}

/* Does what is installed read the variable? Unknown of variables that no table bounds: the
 * framework itself does. */
static bool is_needed(rlint_check *check, const struct wish *wish, const rlint_fact *step)
{
	rlint_reader reader;
	const rlint_fact *installed;

	if (!rlint_variable_reader(wish->need.variable, 0, &reader)) {
		return true;
	}
	installed = installed_reader(check, step, &reader);
	return installed && rlint_is_since(installed, reader.before) == RLINT_NO;
}

/* Of one that the command of an image names. */
static void check_start(rlint_check *check, const struct wish *wish, const rlint_fact *step)
{
	const rlint_setting *setting = rlint_as_setting(wish->request);
	rlint_finding *finding;

	if (wish->need.is_only_if_set || !variable_is_missing(step, wish->need.variable) ||
		!is_needed(check, wish, step)) {
		return;
	}
	finding = rlint_report(check, wish->request, setting->value.span,
		"%S %S asks for deterministic algorithms, for which %S wants %S, and %S, which "
		"starts it, does not set it; unless the code does, it %S: it takes %S",
		setting->key.text, setting->value.text, wish->need.who, wish->need.variable,
		rlint_document_path(rlint_fact_document(step)), wish->need.standing,
		wish->need.values);
	rlint_related(finding, step, rlint_fact_span(step), "started here");
	rlint_grade(finding, RLINT_INFO);
}

/* Is it that key which asks for it? */
static bool is_meant(const struct wish *wish)
{
	return rlint_str_ends(rlint_as_setting(wish->request)->key.text, wish->need.key);
}

static void check_experiment(rlint_check *check, const rlint_fact *experiment)
{
	struct wish wish = { .experiment = experiment, .request = determinism_request(experiment) };
	const rlint_fact *step = NULL;
	bool is_started;

	if (!wish.request || !rlint_experiment_need(experiment, 0, &wish.need)) {
		return;
	}
	is_started = rlint_fact_count(experiment, RLINT_ENV) == 0 &&
		     rlint_linked(check, experiment, RLINT_STARTED_BY, &step) == RLINT_YES;
	for (size_t i = 0; rlint_experiment_need(experiment, i, &wish.need); i++) {
		if (!is_meant(&wish)) {
			continue;
		}
		if (is_started) {
			check_start(check, &wish, step);
		} else if (rlint_fact_count(experiment, RLINT_ENV) > 0) {
			check_own(check, &wish);
		}
	}
}

extern const rlint_rule rlint_rule_determinism_missing_variable;
const rlint_rule rlint_rule_determinism_missing_variable = {
	.id = "determinism/missing-variable",
	.on = (const rlint_subscription[]){ { RLINT_EXPERIMENT, NULL }, { 0 } },
	.check = check_experiment,
	.asks_links = true,
};
