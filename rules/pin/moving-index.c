/* pin/moving-index: installs that may take pre-releases, or any package from a second index. */
#include <reprolint/reprolint.h>

/* All that the command installs is of an exact version, and something is. */
static bool is_exact(const rlint_fact *command)
{
	const rlint_fact *step = rlint_fact_within(command, RLINT_STEP);
	size_t count = step ? rlint_step_effects(step) : 0;
	bool is_found = false;

	for (size_t i = 0; i < count; i++) {
		const rlint_effect *effect = rlint_step_effect(step, i);
		const rlint_package *package = rlint_as_package(effect->subject);

		if (effect->command != command || effect->action != RLINT_INSTALLS) {
			continue;
		}
		if (!package || package->pin < RLINT_EXACT) {
			return false;
		}
		is_found = true;
	}
	return is_found;
}

static void report_early(rlint_check *check, const rlint_fact *command, const rlint_option *option,
	bool is_exact_set)
{
	rlint_finding *finding = rlint_report(check, command, option->span,
		"pre-releases of every package may be taken, dependencies too: name the one that "
		"is "
		"wanted by its version, without the option");

	rlint_grade(finding, is_exact_set ? RLINT_PEDANTIC : RLINT_WARNING);
}

static void report_index(rlint_check *check, const rlint_fact *command, const rlint_option *option,
	bool is_exact_set)
{
	rlint_finding *finding;

	if (rlint_value_has(&option->value, RLINT_STR("/nightly")) == RLINT_YES) {
		finding = rlint_report(check, command, option->span,
			"nightly builds are replaced each day and deleted after some weeks: take a "
			"release");
		rlint_grade(finding, is_exact_set ? RLINT_INFO : RLINT_WARNING);
	} else if (rlint_str_is(option->name, RLINT_STR("--extra-index-url")) &&
		   rlint_str_is(rlint_as_command(command)->program, RLINT_STR("pip"))) {
		/* uv takes the first index that has the name. */
		finding = rlint_report(check, command, option->span,
			"any package may come from either index, whichever has the higher version: "
			"install what is meant by an own command with --index-url");
		rlint_grade(finding, is_exact_set ? RLINT_PEDANTIC : RLINT_INFO);
	}
}

static void check_option(rlint_check *check, const rlint_fact *command, const rlint_option *option,
	bool is_exact_set)
{
	if (rlint_str_is(option->name, RLINT_STR("--pre")) ||
		(rlint_str_is(option->name, RLINT_STR("--prerelease")) &&
			rlint_value_is(&option->value, RLINT_STR("allow")) == RLINT_YES)) {
		report_early(check, command, option, is_exact_set);
	} else if (rlint_str_is(option->name, RLINT_STR("--index-strategy")) &&
		   rlint_value_starts(&option->value, RLINT_STR("unsafe-")) == RLINT_YES) {
		rlint_report(check, command, option->span,
			"any package may come from any of the indexes, so a stranger's of the same "
			"name wins by its version: name the index of each in pyproject.toml, or "
			"install by commands of their own");
	} else if (rlint_str_is(option->name, RLINT_STR("--extra-index-url")) ||
		   rlint_str_is(option->name, RLINT_STR("--index-url")) ||
		   rlint_str_is(option->name, RLINT_STR("--find-links"))) {
		report_index(check, command, option, is_exact_set);
	}
}

static void check_command(rlint_check *check, const rlint_fact *fact)
{
	const rlint_command *command = rlint_as_command(fact);
	const rlint_option *option;
	bool is_exact_set;

	if (command->option_count == 0 || command->is_run == RLINT_NO ||
		!(rlint_str_ends(command->action, RLINT_STR("install")) ||
			rlint_str_ends(command->action, RLINT_STR("compile")) ||
			rlint_str_ends(command->action, RLINT_STR("sync")))) {
		return;
	}
	is_exact_set = is_exact(fact);
	for (size_t i = 0; (option = rlint_command_option(fact, i)); i++) {
		check_option(check, fact, option, is_exact_set);
	}
}

extern const rlint_rule rlint_rule_pin_moving_index;
const rlint_rule rlint_rule_pin_moving_index = {
	.id = "pin/moving-index",
	.on = (const rlint_subscription[]){ { RLINT_COMMAND, "pip" }, { RLINT_COMMAND, "uv" },
		{ 0 } },
	.check = check_command,
};
