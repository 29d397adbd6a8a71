/* determinism/unread-variable: a switch that the installed release does not know yet, or that is
 * not documented for it any more. */
#include "installed.h"
#include "variables.h"

/* What an environment is asked of and what reads a variable in it. */
struct reading {
	const rlint_fact *env, *installed;
	const rlint_reader *reader;
};

static void relate(rlint_finding *finding, const rlint_fact *installed)
{
	rlint_related(finding, installed, rlint_fact_span(installed), "installed here");
}

static void tell_early(rlint_check *check, const struct reading *reading)
{
	const rlint_env *env = rlint_as_env(reading->env);

	relate(rlint_report(check, reading->env, env->name.span,
		       "%S%S does not read %S, which begins with %S: its operations stay "
		       "nondeterministic",
		       installed_name(reading->installed), installed_version(reading->installed),
		       env->name.text, reading->reader->since),
		reading->installed);
}

static void tell_late(rlint_check *check, const struct reading *reading)
{
	const rlint_env *env = rlint_as_env(reading->env);
	rlint_finding *finding = rlint_report(check, reading->env, env->name.span,
		"%S is documented for releases before %S, and %S%S is installed: later ones are "
		"asked with %S",
		env->name.text, reading->reader->before, installed_name(reading->installed),
		installed_version(reading->installed), reading->reader->instead);

	relate(finding, reading->installed);
	rlint_grade(finding, RLINT_INFO);
}

static void check_reader(rlint_check *check, const rlint_fact *env, const rlint_reader *reader)
{
	struct reading reading = { env, installed_reader(check, env, reader), reader };

	if (!reading.installed) {
		return;
	}
	if (reader->since.len > 0 && rlint_is_since(reading.installed, reader->since) == RLINT_NO) {
		tell_early(check, &reading);
	} else if (reader->before.len > 0 && reader->instead.len > 0 &&
		   rlint_is_since(reading.installed, reader->before) == RLINT_YES &&
		   !variable_beside(env, reader->instead)) {
		tell_late(check, &reading);
	}
}

static void check_env(rlint_check *check, const rlint_fact *fact)
{
	const rlint_env *env = rlint_as_env(fact);
	rlint_reader reader;

	if (variable_is_late(fact)) {
		rlint_report(check, fact, env->name.span,
			"Python reads %S when it starts, and the config is read later: set it "
			"where "
			"the program is started",
			env->name.text);
	}
	if (!variable_is_set(fact) || variable_is_off(env->value.text)) {
		return;
	}
	for (size_t i = 0; rlint_variable_reader(env->name.text, i, &reader); i++) {
		check_reader(check, fact, &reader);
	}
}

extern const rlint_rule rlint_rule_determinism_unread_variable;
const rlint_rule rlint_rule_determinism_unread_variable = {
	.id = "determinism/unread-variable",
	.on = (const rlint_subscription[]){ { RLINT_ENV, "$PYTHONHASHSEED" },
		{ RLINT_ENV, "$TF_CUDNN_DETERMINISTIC" }, { RLINT_ENV, "$TF_DETERMINISTIC_OPS" },
		{ 0 } },
	.check = check_env,
	.asks_links = true,
};
