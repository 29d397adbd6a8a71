/* shell/not-in-sh: words of bash in a RUN that sh executes. */
#include <reprolint/reprolint.h>

/* Parts of names and tags of images whose sh is bash or BusyBox. */
static bool is_other(const rlint_image *image)
{
	static const rlint_str parts[] = { RLINT_STR_INIT("alpine"), RLINT_STR_INIT("busybox"),
		RLINT_STR_INIT("centos"), RLINT_STR_INIT("manylinux"), RLINT_STR_INIT("fedora"),
		RLINT_STR_INIT("rocky"), RLINT_STR_INIT("almalinux"), RLINT_STR_INIT("amazonlinux"),
		RLINT_STR_INIT("oraclelinux"), RLINT_STR_INIT("archlinux"), RLINT_STR_INIT("ubi"),
		RLINT_STR_INIT("suse"), RLINT_STR_INIT("rhel") };

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (rlint_value_has(&image->name, parts[i]) == RLINT_YES ||
			rlint_value_has(&image->tag, parts[i]) == RLINT_YES) {
			return true;
		}
	}
	return false;
}

/* Is /bin/sh of the image dash? Another tag than the table has may still say whose image it is. */
static rlint_answer is_dash(const rlint_image *image)
{
	if (image->sh.len > 0) {
		return rlint_str_is(image->sh, RLINT_STR("dash")) ? RLINT_YES : RLINT_NO;
	}
	return is_other(image)                                                  ? RLINT_NO
	       : rlint_value_has(&image->tag, RLINT_STR("ubuntu")) == RLINT_YES ? RLINT_YES
										: RLINT_UNKNOWN;
}

static rlint_answer stage_has_dash(const rlint_fact *fact)
{
	const rlint_stage *stage = rlint_as_stage(fact);

	return stage && stage->origin ? is_dash(rlint_as_image(stage->origin)) : RLINT_UNKNOWN;
}

/* The `==` of a test, or NULL. */
static const rlint_value *equality(const rlint_fact *command)
{
	const rlint_value *word;

	for (size_t i = 1; (word = rlint_command_word(command, i)); i++) {
		if (word->is_verbatim && !word->is_quoted &&
			rlint_str_is(word->text, RLINT_STR("=="))) {
			return word;
		}
	}
	return NULL;
}

static void grade(rlint_finding *finding, rlint_answer dash)
{
	rlint_as(finding, "DF066");
	rlint_grade(finding, dash == RLINT_YES ? RLINT_WARNING : RLINT_INFO);
}

static void check_command(rlint_check *check, const rlint_fact *fact, rlint_answer dash)
{
	const rlint_command *command = rlint_as_command(fact);
	const rlint_value *word;

	if (rlint_str_is(command->program, RLINT_STR("source"))) {
		grade(rlint_report(check, fact, command->name.span,
			      "source is not known to dash, the sh of Debian and Ubuntu: write a "
			      "dot instead, or set SHELL [\"/bin/bash\", \"-c\"]"),
			dash);
	} else if ((rlint_str_is(command->program, RLINT_STR("[")) ||
			   rlint_str_is(command->program, RLINT_STR("test"))) &&
		   (word = equality(fact))) {
		grade(rlint_report(check, fact, word->span,
			      "== is not known to dash, the sh of Debian and Ubuntu, so the test "
			      "fails: write ="),
			dash);
	}
}

/* The commands of `bash -c "..."` in the step are bash's. */
static bool runs_shell(const rlint_fact *step)
{
	return rlint_fact_count(step, RLINT_SCRIPT) != 1;
}

static void check_step(rlint_check *check, const rlint_fact *step)
{
	const rlint_step *shown = rlint_as_step(step);
	const rlint_fact *command;
	rlint_answer dash = RLINT_NO;

	if (shown->shell != RLINT_SH || shown->form != RLINT_SHELL_FORM || runs_shell(step)) {
		return;
	}
	for (size_t i = 0; (command = rlint_fact_at(step, RLINT_COMMAND, i)); i++) {
		if (i == 0) {
			dash = stage_has_dash(rlint_fact_within(step, RLINT_STAGE));
		}
		if (dash != RLINT_NO) {
			check_command(check, command, dash);
		}
	}
}

extern const rlint_rule rlint_rule_shell_not_in_sh;
const rlint_rule rlint_rule_shell_not_in_sh = {
	.id = "shell/not-in-sh",
	.on = (const rlint_subscription[]){ { RLINT_STEP, "RUN" }, { 0 } },
	.check = check_step,
};
