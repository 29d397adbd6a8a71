/* image/gem-documents: documentation that gem makes of each gem. */
#include "../image/commands.h"

static const char *const answers[] = { "--no-document", "--document", "--minimal-deps", NULL };

static bool is_meant(const rlint_fact *command)
{
	const rlint_command *shown = rlint_as_command(command);

	return (rlint_str_is(shown->action, RLINT_STR("install")) ||
		       rlint_str_is(shown->action, RLINT_STR("update"))) &&
	       !command_has(command, answers) && shown->is_run != RLINT_NO;
}

/* gem reads its usual options from there. */
static bool writes_settings(const rlint_fact *step)
{
	const rlint_value *line = rlint_step_word(step, 0);

	return line && rlint_value_has(line, RLINT_STR("gemrc")) != RLINT_NO;
}

static void check_step(rlint_check *check, const rlint_fact *step)
{
	const rlint_fact *command;

	for (size_t i = 0; (command = rlint_fact_at(step, RLINT_COMMAND, i)); i++) {
		rlint_finding *finding;

		if (!rlint_str_is(rlint_as_command(command)->program, RLINT_STR("gem")) ||
			!is_meant(command)) {
			continue;
		}
		finding = rlint_report(check, command, command_words(command),
			"gem makes documentation that nobody reads in a container: add "
			"--no-document");
		rlint_as(finding, "gemUpdateNoDocument");
		command_add_option(
			finding, command, true, "Make no documentation", "--no-document");
	}
}

static void check_stage(rlint_check *check, const rlint_fact *stage)
{
	const rlint_fact *step;

	for (size_t i = 0; (step = rlint_fact_at(stage, RLINT_STEP, i)); i++) {
		if (!rlint_str_is(rlint_as_step(step)->instruction, RLINT_STR("RUN"))) {
			continue;
		}
		if (writes_settings(step)) {
			return;
		}
		check_step(check, step);
	}
}

extern const rlint_rule rlint_rule_image_gem_documents;
const rlint_rule rlint_rule_image_gem_documents = {
	.id = "image/gem-documents",
	.on = (const rlint_subscription[]){ { RLINT_STAGE, NULL }, { 0 } },
	.check = check_stage,
};
