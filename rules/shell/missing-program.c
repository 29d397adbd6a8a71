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

static void check_command(rlint_check *check, const rlint_fact *fact, const rlint_step *step)
{
	const rlint_image *image = first_image(fact);
	rlint_finding *finding = image ? report(check, fact, step, image) : NULL;

	/* The pipe or the list goes on without it; or another base is given by the caller. */
	if (image && (!rlint_as_command(fact)->decides || image->reference.state != RLINT_KNOWN)) {
		rlint_grade(finding, RLINT_WARNING);
	}
}

/* How many programs of one step are told apart. */
enum { MOST_PROGRAMS = 16 };

/* Programs of a step that were spoken of: what follows the first does not come to run. */
struct spoken {
	rlint_str programs[MOST_PROGRAMS];
	size_t count;
};

static bool is_new(struct spoken *spoken, rlint_str program)
{
	for (size_t i = 0; i < spoken->count; i++) {
		if (rlint_str_is(spoken->programs[i], program)) {
			return false;
		}
	}
	if (spoken->count == MOST_PROGRAMS) {
		return false;
	}
	spoken->programs[spoken->count++] = program;
	return true;
}

static void check_step(rlint_check *check, const rlint_fact *fact)
{
	const rlint_step *step = rlint_as_step(fact);
	struct spoken spoken = { .count = 0 };
	const rlint_fact *at;

	for (size_t i = 0; !step->is_onbuild && (at = rlint_fact_at(fact, RLINT_COMMAND, i)); i++) {
		const rlint_command *command = rlint_as_command(at);

		if (command->is_there == RLINT_NO && command->is_run == RLINT_YES &&
			is_new(&spoken, command->program)) {
			check_command(check, at, step);
		}
	}
}

extern const rlint_rule rlint_rule_shell_missing_program;
const rlint_rule rlint_rule_shell_missing_program = {
	.id = "shell/missing-program",
	.on = (const rlint_subscription[]){ { RLINT_STEP, "RUN" }, { RLINT_STEP, "HEALTHCHECK" },
		{ RLINT_STEP, "CMD" }, { RLINT_STEP, "ENTRYPOINT" }, { 0 } },
	.check = check_step,
};
