/* image/broken-list: a list of words that is no JSON, and so is given to a shell. */
#include "commands.h"

static void name_foreign(rlint_finding *finding, rlint_str instruction)
{
	rlint_as(finding, "34945ae8");
	if (!rlint_str_is(instruction, RLINT_STR("RUN"))) {
		rlint_as(finding, "DL3025");
	}
	if (rlint_str_is(instruction, RLINT_STR("CMD")) ||
		rlint_str_is(instruction, RLINT_STR("ENTRYPOINT"))) {
		rlint_as(finding, "DF025");
	}
}

static void check_step(rlint_check *check, const rlint_fact *step)
{
	if (step_is_broken_list(step)) {
		const rlint_command *command =
			rlint_as_command(rlint_fact_at(step, RLINT_COMMAND, 0));

		name_foreign(rlint_report(check, step, rlint_step_word(step, 0)->span,
				     "this list is no JSON, so a shell looks for a program named "
				     "%S: put each word in double quotes, with commas between",
				     command->name.text),
			rlint_as_step(step)->instruction);
	}
}

extern const rlint_rule rlint_rule_image_broken_list;
const rlint_rule rlint_rule_image_broken_list = {
	.id = "image/broken-list",
	.on = (const rlint_subscription[]){ { RLINT_STEP, "CMD" }, { RLINT_STEP, "ENTRYPOINT" },
		{ RLINT_STEP, "RUN" }, { RLINT_STEP, "HEALTHCHECK" }, { 0 } },
	.check = check_step,
};
