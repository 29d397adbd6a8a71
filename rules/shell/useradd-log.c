/* shell/useradd-log: useradd of a high number makes a large, sparse log. */
#include <reprolint/reprolint.h>

/* Behind a word of a list stands its quote. */
static bool is_exec_form(const rlint_fact *fact)
{
	const rlint_step *step = rlint_as_step(rlint_fact_within(fact, RLINT_STEP));

	return step && step->form == RLINT_EXEC_FORM;
}

static void check_command(rlint_check *check, const rlint_fact *fact)
{
	const rlint_option *number = rlint_command_find(fact, "--uid");
	rlint_finding *finding;

	/* Six digits and more: from there on the log is tens of megabytes. */
	if (!number || !rlint_value_has_text(&number->value) || number->value.text.len < 6 ||
		rlint_command_find(fact, "--no-log-init")) {
		return;
	}
	finding = rlint_report(check, fact, number->span,
		"for the number %S useradd writes a /var/log/lastlog of its size, which some "
		"builders store in full: add --no-log-init",
		number->value.text);
	rlint_as(finding, "DL3046");
	if (rlint_as_command(fact)->name.is_verbatim && !is_exec_form(fact)) {
		uint32_t end = rlint_as_command(fact)->name.span.end;

		rlint_fix(finding, true, "Keep the log from being made");
		rlint_edit(finding, (rlint_span){ end, end }, " --no-log-init");
	}
}

extern const rlint_rule rlint_rule_shell_useradd_log;
const rlint_rule rlint_rule_shell_useradd_log = {
	.id = "shell/useradd-log",
	.on = (const rlint_subscription[]){ { RLINT_COMMAND, "useradd" }, { 0 } },
	.check = check_command,
};
