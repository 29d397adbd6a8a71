/* shell/change-directory: cd where WORKDIR would do. */
#include <reprolint/reprolint.h>

/* cd at the end of a RUN is shell/lost-state's. */
static void check_step(rlint_check *check, const rlint_fact *step)
{
	size_t count = rlint_fact_count(step, RLINT_COMMAND);

	for (size_t i = 0; i + 1 < count; i++) {
		const rlint_fact *fact = rlint_fact_at(step, RLINT_COMMAND, i);
		const rlint_command *command = rlint_as_command(fact);

		if (rlint_str_is(command->program, RLINT_STR("cd")) && !command->in_substitution) {
			rlint_finding *finding = rlint_report(check, fact, command->line,
				"the commands behind this run in another directory: WORKDIR says "
				"so "
				"to readers and to the next instruction");

			rlint_as(finding, "DL3003");
		}
	}
}

extern const rlint_rule rlint_rule_shell_change_directory;
const rlint_rule rlint_rule_shell_change_directory = {
	.id = "shell/change-directory",
	.on = (const rlint_subscription[]){ { RLINT_STEP, "RUN" }, { 0 } },
	.check = check_step,
};
