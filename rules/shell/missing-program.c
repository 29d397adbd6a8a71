/* shell/missing-program: a program that the base image lacks and no step brings. */
#include <reprolint/reprolint.h>

/* The image that the chain of stages starts from. */
static const rlint_image *first_image(const rlint_fact *fact)
{
	const rlint_stage *stage = rlint_as_stage(rlint_fact_within(fact, RLINT_STAGE));

	while (stage && stage->parent) {
		stage = rlint_as_stage(stage->parent);
	}
	return stage ? rlint_as_image(stage->image) : NULL;
}

static bool is_step(const rlint_step *step, rlint_str instruction)
{
	return rlint_str_is(step->instruction, instruction);
}

static bool is_manager(rlint_str program)
{
	static const rlint_str names[] = { RLINT_STR_INIT("apt-get"), RLINT_STR_INIT("apt"),
		RLINT_STR_INIT("apk"), RLINT_STR_INIT("dnf"), RLINT_STR_INIT("yum") };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (rlint_str_is(program, names[i])) {
			return true;
		}
	}
	return false;
}

static rlint_finding *report(rlint_check *check, const rlint_fact *fact, const rlint_step *step,
	const rlint_image *image)
{
	const rlint_command *command = rlint_as_command(fact);
	rlint_str name = command->name.text;
	rlint_str reference = image->reference.text;

	if (is_step(step, RLINT_STR("RUN"))) {
		return rlint_report(check, fact, command->name.span,
			"%S is not in %S, and no step before brings it: %s", name, reference,
			is_manager(command->program) ? "packages have another manager there"
						     : "install it first");
	}
	return is_step(step, RLINT_STR("HEALTHCHECK"))
		       ? rlint_report(check, fact, command->name.span,
				 "%S is not in %S and no step brings it, so the container never is "
				 "healthy: install it, or ask with a program that is there",
				 name, reference)
		       : rlint_report(check, fact, command->name.span,
				 "%S is not in %S and no step brings it, so the container does not "
				 "start",
				 name, reference);
}

static void check_command(rlint_check *check, const rlint_fact *fact)
{
	const rlint_command *command = rlint_as_command(fact);
	const rlint_step *step = rlint_as_step(rlint_fact_within(fact, RLINT_STEP));
	const rlint_image *image;
	rlint_finding *finding;

	if (command->is_there != RLINT_NO || command->is_run != RLINT_YES || !step ||
		step->is_onbuild) {
		return;
	}
	image = first_image(fact);
	if (!image) {
		return;
	}
	finding = report(check, fact, step, image);
	/* The pipe or the list goes on without it; or another base is given by the caller. */
	if (!command->decides || image->reference.state != RLINT_KNOWN) {
		rlint_grade(finding, RLINT_WARNING);
	}
}

extern const rlint_rule rlint_rule_shell_missing_program;
const rlint_rule rlint_rule_shell_missing_program = {
	.id = "shell/missing-program",
	.on = (const rlint_subscription[]){ { RLINT_COMMAND, NULL }, { 0 } },
	.check = check_command,
};
