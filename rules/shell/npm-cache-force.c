/* shell/npm-cache-force: npm refuses to clean its cache unless it is told twice. */
#include "../image/commands.h"

static void check_command(rlint_check *check, const rlint_fact *fact)
{
	const rlint_command *command = rlint_as_command(fact);
	const rlint_fact *step = rlint_fact_within(fact, RLINT_STEP);
	rlint_finding *finding;

	if (!step || !rlint_str_is(rlint_as_step(step)->instruction, RLINT_STR("RUN")) ||
		rlint_command_find(fact, "--force") || command->operand_count > 0) {
		return;
	}
	finding = rlint_report(check, fact, command_words(fact),
		"npm refuses to clean its cache without --force, and fails");
	if (!command->decides || command->is_run != RLINT_YES) {
		rlint_grade(finding, RLINT_INFO);
	}
	rlint_as(finding, "npmCacheCleanUseForce");
	command_add_option(finding, fact, true, "Clean it by force", "--force");
}

extern const rlint_rule rlint_rule_shell_npm_cache_force;
const rlint_rule rlint_rule_shell_npm_cache_force = {
	.id = "shell/npm-cache-force",
	.on = (const rlint_subscription[]){ { RLINT_COMMAND, "npm cache clean" },
		{ RLINT_COMMAND, "npm cache clear" }, { 0 } },
	.check = check_command,
};
