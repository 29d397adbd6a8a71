/* shell/no-meaning: commands that mean nothing while an image is built. */
#include <reprolint/reprolint.h>

static void check_command(rlint_check *check, const rlint_fact *fact)
{
	static const rlint_str names[] = { RLINT_STR_INIT("free"), RLINT_STR_INIT("kill"),
		RLINT_STR_INIT("mount"), RLINT_STR_INIT("ps"), RLINT_STR_INIT("service"),
		RLINT_STR_INIT("shutdown"), RLINT_STR_INIT("ssh"), RLINT_STR_INIT("top"),
		RLINT_STR_INIT("vim"), RLINT_STR_INIT("ifconfig"), RLINT_STR_INIT("systemctl") };
	const rlint_command *command = rlint_as_command(fact);
	const rlint_fact *step = rlint_fact_within(fact, RLINT_STEP);

	if (step && rlint_str_is(rlint_as_step(step)->instruction, RLINT_STR("RUN")) &&
		rlint_str_is_one_of(command->program, RLINT_LIST(names))) {
		rlint_as(rlint_report(check, fact, command->name.span,
				 "%S acts on a running system, and none runs while the image is "
				 "built: leave it out",
				 command->program),
			"DL3001");
	}
}

extern const rlint_rule rlint_rule_shell_no_meaning;
const rlint_rule rlint_rule_shell_no_meaning = {
	.id = "shell/no-meaning",
	.on = (const rlint_subscription[]){ { RLINT_COMMAND, NULL }, { 0 } },
	.check = check_command,
};
