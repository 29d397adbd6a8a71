/* shell/pipefail: a pipe whose left side may fail unseen. */
#include <reprolint/reprolint.h>

/* How many commands on the end of a pipeline is looked for: others may stand within it. */
enum { COMMANDS_AHEAD = 16 };

/* The last command of the pipeline that the one at `index` stands in, or NULL. */
static const rlint_fact *end_of_pipe(const rlint_fact *step, size_t index)
{
	const rlint_fact *fact = rlint_fact_at(step, RLINT_COMMAND, index);
	uint32_t length = rlint_as_command(fact)->pipe_length;

	for (size_t i = index + 1; i < index + COMMANDS_AHEAD; i++) {
		const rlint_command *command;

		fact = rlint_fact_at(step, RLINT_COMMAND, i);
		command = fact ? rlint_as_command(fact) : NULL;
		if (!command || (command->pipe_length == length &&
					command->pipe_index + 1 == command->pipe_length)) {
			return fact;
		}
	}
	return NULL;
}

/* What to do about it: Alpine and BusyBox have no bash. */
static const char *wording(const rlint_fact *step)
{
	const rlint_stage *stage = rlint_as_stage(rlint_fact_within(step, RLINT_STAGE));
	const rlint_image *origin = stage ? rlint_as_image(stage->origin) : NULL;

	if (rlint_as_step(step)->shell == RLINT_BASH) {
		return "where %S fails the RUN goes on, as only the pipe's end counts: begin with "
		       "set -o pipefail";
	}
	if (origin && rlint_str_is(origin->sh, RLINT_STR("busybox"))) {
		return "where %S fails the RUN goes on, as only the pipe's end counts: set SHELL "
		       "[\"/bin/ash\", \"-eo\", \"pipefail\", \"-c\"] before it";
	}
	return "where %S fails the RUN goes on, as only the pipe's end counts: set SHELL "
	       "[\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"] before it";
}

static void report(rlint_check *check, const rlint_fact *step, const rlint_fact *left,
	const rlint_command *end)
{
	const rlint_command *command = rlint_as_command(left);
	rlint_finding *finding =
		rlint_report(check, left, command->line, wording(step), command->program);

	rlint_as(finding, "DL4006");
	/* Of an empty pipe tar and gpg say that they failed. */
	if (!command->is_fetcher || !end->is_lenient) {
		rlint_grade(finding, RLINT_PEDANTIC);
	}
}

static bool may_be_lost(const rlint_command *command)
{
	return command->pipe_index + 1 < command->pipe_length && !command->decides &&
	       !command->in_substitution && command->program.len > 0 && !command->is_harmless;
}

/* One finding a step: the first pipe. */
static void check_step(rlint_check *check, const rlint_fact *step)
{
	const rlint_step *shown = rlint_as_step(step);
	const rlint_fact *fact;

	if (shown->has_pipefail || (shown->shell != RLINT_SH && shown->shell != RLINT_BASH)) {
		return;
	}
	for (size_t i = 0; (fact = rlint_fact_at(step, RLINT_COMMAND, i)); i++) {
		const rlint_fact *end =
			may_be_lost(rlint_as_command(fact)) ? end_of_pipe(step, i) : NULL;

		if (end && rlint_as_command(end)->decides) {
			report(check, step, fact, rlint_as_command(end));
			return;
		}
	}
}

extern const rlint_rule rlint_rule_shell_pipefail;
const rlint_rule rlint_rule_shell_pipefail = {
	.id = "shell/pipefail",
	.on = (const rlint_subscription[]){ { RLINT_STEP, "RUN" }, { 0 } },
	.check = check_step,
};
