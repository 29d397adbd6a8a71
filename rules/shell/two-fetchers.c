/* shell/two-fetchers: a stage that fetches with curl and with wget. */
#include <reprolint/reprolint.h>

static const rlint_fact *first_of(const rlint_fact *step, rlint_str program)
{
	const rlint_fact *fact;

	for (size_t i = 0; (fact = rlint_fact_at(step, RLINT_COMMAND, i)); i++) {
		if (rlint_str_is(rlint_as_command(fact)->program, program)) {
			return fact;
		}
	}
	return NULL;
}

static void report(rlint_check *check, const rlint_fact *later, const rlint_fact *earlier)
{
	const rlint_command *command = rlint_as_command(later);
	rlint_finding *finding = rlint_report(check, later, command->name.span,
		"the stage fetches with %S too: one of the two is enough",
		rlint_as_command(earlier)->program);

	rlint_related(finding, earlier, rlint_as_command(earlier)->name.span, "first here");
	rlint_as(finding, "DL4001");
}

/* The first command of that program in the stage's RUNs, or NULL. */
static const rlint_fact *first_in_stage(const rlint_fact *stage, rlint_str program)
{
	const rlint_fact *step, *found = NULL;

	for (size_t i = 0; (step = rlint_fact_at(stage, RLINT_STEP, i)) && !found; i++) {
		if (rlint_str_is(rlint_as_step(step)->instruction, RLINT_STR("RUN"))) {
			found = first_of(step, program);
		}
	}
	return found;
}

/* The first curl and the first wget of the stage: the later one is spoken of. */
static void check_stage(rlint_check *check, const rlint_fact *stage)
{
	const rlint_fact *curl = first_in_stage(stage, RLINT_STR("curl"));
	const rlint_fact *wget = curl ? first_in_stage(stage, RLINT_STR("wget")) : NULL;

	if (wget && rlint_fact_span(curl).start < rlint_fact_span(wget).start) {
		report(check, wget, curl);
	} else if (wget) {
		report(check, curl, wget);
	}
}

extern const rlint_rule rlint_rule_shell_two_fetchers;
const rlint_rule rlint_rule_shell_two_fetchers = {
	.id = "shell/two-fetchers",
	.on = (const rlint_subscription[]){ { RLINT_STAGE, NULL }, { 0 } },
	.check = check_stage,
};
