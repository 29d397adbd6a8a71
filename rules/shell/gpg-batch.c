/* shell/gpg-batch: gpg that may ask. */
#include <reprolint/reprolint.h>

static void check_command(rlint_check *check, const rlint_fact *fact)
{
	const rlint_command *command = rlint_as_command(fact);
	const rlint_fact *step = rlint_fact_within(fact, RLINT_STEP);
	rlint_finding *finding;

	if (!step || !rlint_str_is(rlint_as_step(step)->instruction, RLINT_STR("RUN")) ||
		rlint_command_find(fact, "--batch") || command->option_count == 0) {
		return;
	}
	finding = rlint_report(check, fact, command->name.span,
		"gpg may ask, and a build has nobody to answer: add --batch");
	rlint_as(finding, "gpgUseBatchFlag");
	if (command->name.is_verbatim && rlint_as_step(step)->form != RLINT_EXEC_FORM) {
		rlint_fix(finding, true, "Never ask");
		rlint_edit(finding, (rlint_span){ command->name.span.end, command->name.span.end },
			" --batch");
	}
}

extern const rlint_rule rlint_rule_shell_gpg_batch;
const rlint_rule rlint_rule_shell_gpg_batch = {
	.id = "shell/gpg-batch",
	.on = (const rlint_subscription[]){ { RLINT_COMMAND, "gpg" }, { 0 } },
	.check = check_command,
};
