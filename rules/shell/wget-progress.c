/* shell/wget-progress: wget's progress bar in a build log. */
#include <reprolint/reprolint.h>

/* BusyBox's wget has no --progress, but is quiet where asked. */
static bool may_be_busybox(const rlint_fact *step)
{
	const rlint_stage *stage = rlint_as_stage(rlint_fact_within(step, RLINT_STAGE));
	const rlint_image *origin = stage ? rlint_as_image(stage->origin) : NULL;

	return origin && rlint_str_is(origin->sh, RLINT_STR("busybox"));
}

/* Is it GNU wget, in words of its own? BusyBox has no such option. */
static bool is_gnu(const rlint_fact *fact)
{
	const rlint_step *step = rlint_as_step(rlint_fact_within(fact, RLINT_STEP));
	const rlint_stage *stage = rlint_as_stage(rlint_fact_within(fact, RLINT_STAGE));
	const rlint_image *origin = stage ? rlint_as_image(stage->origin) : NULL;

	return step && step->form != RLINT_EXEC_FORM && origin &&
	       (rlint_str_is(origin->sh, RLINT_STR("dash")) ||
		       rlint_str_is(origin->sh, RLINT_STR("bash")));
}

static void check_command(rlint_check *check, const rlint_fact *fact)
{
	static const char *const quiet[] = { "--progress", "--quiet", "--no-verbose",
		"--output-file", "--append-output", "--spider" };
	const rlint_command *command = rlint_as_command(fact);
	const rlint_fact *step = rlint_fact_within(fact, RLINT_STEP);
	rlint_finding *finding;

	for (size_t i = 0; i < sizeof quiet / sizeof *quiet; i++) {
		if (rlint_command_find(fact, quiet[i])) {
			return;
		}
	}
	if (command->operand_count == 0 || !step ||
		!rlint_str_is(rlint_as_step(step)->instruction, RLINT_STR("RUN"))) {
		return;
	}
	finding = rlint_report(check, fact, command->name.span,
		may_be_busybox(step) ? "the progress bar fills the build's log: add -q"
				     : "the progress bar fills the build's log: add "
				       "--progress=dot:giga, or --quiet");
	rlint_as(finding, "DL3047");
	if (is_gnu(fact) && command->name.is_verbatim) {
		rlint_fix(finding, true, "Print a dot for each megabyte");
		rlint_edit(finding, (rlint_span){ command->name.span.end, command->name.span.end },
			" --progress=dot:giga");
	}
}

extern const rlint_rule rlint_rule_shell_wget_progress;
const rlint_rule rlint_rule_shell_wget_progress = {
	.id = "shell/wget-progress",
	.on = (const rlint_subscription[]){ { RLINT_COMMAND, "wget" }, { 0 } },
	.check = check_command,
};
