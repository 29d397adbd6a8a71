/* What runs: RUN, and what CMD, ENTRYPOINT and HEALTHCHECK start. */
#include "lib/base/str.h"
#include "lib/facts/effects.h"

static void read_commands(struct docker_step *step)
{
	static const struct shell_state plain = { .shell = RLINT_SH };
	const struct stage_state *stage = step->docker->stage;
	const struct shell_state *shell = stage ? &stage->shell : &plain;
	struct command_context context = { .variables = step->scope,
		.directory = step->step->shown.directory,
		.shell = shell->shell,
		.shell_name = shell->name,
		.has_errexit = shell->has_errexit,
		.has_pipefail = shell->has_pipefail,
		.node = step->instruction->node };
	const rlint_script *script;

	commands_of_instruction(
		step->docker->facts, step->fact, step->docker->file, step->instruction, &context);
	for (size_t i = 0; (script = rlint_as_script(rlint_fact_at(step->fact, RLINT_SCRIPT, i)));
		i++) {
		step->fact->is_incomplete = step->fact->is_incomplete || script->is_opaque;
	}
}

void docker_run(struct docker_step *step)
{
	docker_mounts(step);
	read_commands(step);
	env_of_commands(step->fact, RLINT_AT_BUILD);
	effects_of_run(step);
	tools_learn_step(step);
}

void docker_start(struct docker_step *step)
{
	struct stage_state *stage = step->docker->stage;
	bool is_here = stage && !step->step->shown.is_onbuild;

	if (is_here && step->instruction->name == DOCKER_HEALTHCHECK) {
		stage->stage->healthcheck = step->fact;
	}
	if (step->step->shown.form == RLINT_NO_FORM) {
		return;
	}
	read_commands(step);
	env_of_commands(step->fact, RLINT_AT_RUN);
	if (!is_here) {
		return;
	}
	if (step->instruction->name == DOCKER_CMD) {
		stage->stage->command = step->fact;
		stage->has_own_command = true;
	} else if (step->instruction->name == DOCKER_ENTRYPOINT) {
		stage->stage->entrypoint = step->fact;
		if (!stage->has_own_command) {
			stage->stage->command = NULL;
		}
		stage->has_own_entrypoint = true;
	}
}
