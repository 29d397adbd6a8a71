/* shell/missing-program: a program that the base image lacks and no step brings. */
#include <reprolint/reprolint.h>

static bool is_step(const rlint_step *step, rlint_str instruction)
{
	return rlint_str_is(step->instruction, instruction);
}

static bool is_manager(rlint_str program)
{
	static const rlint_str names[] = { RLINT_STR_INIT("apt-get"), RLINT_STR_INIT("apt"),
		RLINT_STR_INIT("apk"), RLINT_STR_INIT("dnf"), RLINT_STR_INIT("yum") };

	return rlint_str_is_one_of(program, RLINT_LIST(names));
}

/* The word that is missing: the program, or sudo and its like in front of it. */
static const rlint_value *missing_of(const rlint_command *command)
{
	if (command->is_wrapper_there == RLINT_NO) {
		return &command->wrapper;
	}
	return command->is_there == RLINT_NO ? &command->name : NULL;
}

static const char *outcome_of(const rlint_step *step, const rlint_value *missing)
{
	if (is_step(step, RLINT_STR("HEALTHCHECK"))) {
		return "so the container never is healthy: install it, or ask with a program that "
		       "is there";
	}
	if (!is_step(step, RLINT_STR("RUN"))) {
		return "so the container does not start: install it";
	}
	return is_manager(missing->text) ? "so this fails: packages have another manager there"
	       : rlint_str_is(missing->text, RLINT_STR("sudo"))
		       ? "so this fails: leave it out where the RUN is root's"
		       : "so this fails: install it before";
}

static void report(rlint_check *check, const rlint_fact *fact, const rlint_step *step)
{
	const rlint_stage *stage = rlint_as_stage(rlint_fact_within(fact, RLINT_STAGE));
	const rlint_image *image = stage ? rlint_as_image(stage->origin) : NULL;
	const rlint_value *missing = missing_of(rlint_as_command(fact));
	rlint_finding *finding;

	if (!image) {
		return;
	}
	finding = rlint_report(check, fact, missing->span,
		"%S is not in %S and no step before brings it, %s", missing->text,
		image->reference.text, outcome_of(step, missing));
	/* The pipe or the list goes on without it; or another base is given by the caller. */
	if (!rlint_as_command(fact)->decides || image->reference.state != RLINT_KNOWN) {
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
		const rlint_value *missing = missing_of(command);

		if (missing && command->is_run == RLINT_YES && is_new(&spoken, missing->text)) {
			report(check, at, step);
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
