/* shell/replaced-sh: /bin/sh linked to another shell. */
#include <reprolint/reprolint.h>

static void check_command(rlint_check *check, const rlint_fact *fact)
{
	const rlint_value *operand, *last = NULL;
	rlint_finding *finding;

	for (size_t i = 0; (operand = rlint_command_operand(fact, i)); i++) {
		last = operand;
	}
	if (!last || rlint_value_is(last, RLINT_STR("/bin/sh")) != RLINT_YES) {
		return;
	}
	finding = rlint_report(check, fact, rlint_as_command(fact)->line,
		"every script of the image gets another sh: choose the shell of RUNs with SHELL "
		"[\"/bin/bash\", \"-c\"]");
	rlint_as(finding, "DL4005");
}

extern const rlint_rule rlint_rule_shell_replaced_sh;
const rlint_rule rlint_rule_shell_replaced_sh = {
	.id = "shell/replaced-sh",
	.on = (const rlint_subscription[]){ { RLINT_COMMAND, "ln" }, { 0 } },
	.check = check_command,
};
