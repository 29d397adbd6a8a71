/* image/python-buffering: a container that runs Python without PYTHONUNBUFFERED. */
#include <reprolint/reprolint.h>

static bool runs_python(const rlint_fact *step)
{
	const rlint_fact *command;

	for (size_t i = 0; step && (command = rlint_fact_at(step, RLINT_COMMAND, i)); i++) {
		if (rlint_str_is(rlint_as_command(command)->program, RLINT_STR("python")) &&
			!rlint_command_find(command, "-u")) {
			return true;
		}
	}
	return false;
}

static bool sets_variable(const rlint_fact *step)
{
	const rlint_env *env;
	bool is_found = false;

	for (size_t i = 0; (env = rlint_as_env(rlint_fact_at(step, RLINT_ENV, i))); i++) {
		is_found = is_found ||
			   rlint_value_is(&env->name, RLINT_STR("PYTHONUNBUFFERED")) != RLINT_NO;
	}
	return is_found;
}

static bool is_set(const rlint_fact *stage)
{
	const rlint_fact *step;
	bool is_found = false;

	for (size_t i = 0; (step = rlint_fact_at(stage, RLINT_STEP, i)) && !is_found; i++) {
		is_found = sets_variable(step);
	}
	return is_found;
}

static void check_stage(rlint_check *check, const rlint_fact *fact)
{
	const rlint_stage *stage = rlint_as_stage(fact);
	const rlint_fact *starts = stage->entrypoint ? stage->entrypoint : stage->command;

	if (stage->fate != RLINT_FINAL || !rlint_fact_complete(fact) || !runs_python(starts) ||
		rlint_fact_within(starts, RLINT_STAGE) != fact) {
		return;
	}
	for (const rlint_fact *at = fact; at; at = rlint_as_stage(at)->parent) {
		if (is_set(at)) {
			return;
		}
	}
	rlint_as(rlint_report(check, starts, rlint_as_step(starts)->keyword,
			 "Python keeps its output back where it writes to no terminal, so a "
			 "container that is killed loses its last lines: set PYTHONUNBUFFERED=1"),
		"DF032");
}

extern const rlint_rule rlint_rule_image_python_buffering;
const rlint_rule rlint_rule_image_python_buffering = {
	.id = "image/python-buffering",
	.on = (const rlint_subscription[]){ { RLINT_STAGE, NULL }, { 0 } },
	.check = check_stage,
};
