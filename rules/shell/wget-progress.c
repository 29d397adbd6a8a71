/* shell/wget-progress: wget's progress bar in a build log. */
#include <reprolint/reprolint.h>

static void check_command(rlint_check *check, const rlint_fact *fact)
{
	static const char *const quiet[] = { "--progress", "--quiet", "--no-verbose",
		"--output-file", "--append-output", "--spider" };
	const rlint_command *command = rlint_as_command(fact);
	rlint_finding *finding;

	for (size_t i = 0; i < sizeof quiet / sizeof *quiet; i++) {
		if (rlint_command_find(fact, quiet[i])) {
			return;
		}
	}
	if (command->operand_count == 0) {
		return;
	}
	finding = rlint_report(check, fact, command->name.span,
		"the progress bar fills the build's log: add --progress=dot:giga, or --quiet");
	rlint_as(finding, "DL3047");
}

extern const rlint_rule rlint_rule_shell_wget_progress;
const rlint_rule rlint_rule_shell_wget_progress = {
	.id = "shell/wget-progress",
	.on = (const rlint_subscription[]){ { RLINT_COMMAND, "wget" }, { 0 } },
	.check = check_command,
};
