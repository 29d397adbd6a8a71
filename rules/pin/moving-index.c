/* pin/moving-index: installs that may take pre-releases, or any package from a second index. */
#include <reprolint/reprolint.h>

/* All that the command installs is of an exact version, and something is. */
static bool is_exact(const rlint_fact *command)
{
	const rlint_effect *effect;
	bool is_found = false;

	for (size_t i = 0; (effect = rlint_command_effect(command, i)); i++) {
		const rlint_package *package = rlint_as_package(effect->subject);

		if (effect->action != RLINT_INSTALLS) {
			continue;
		}
		if (!package || package->pin < RLINT_EXACT) {
			return false;
		}
		is_found = true;
	}
	return is_found;
}

/* The same of a file that states options for all its packages. */
static bool is_exact_file(const rlint_fact *environment)
{
	size_t count = rlint_fact_count(environment, RLINT_PACKAGE);

	for (size_t i = 0; i < count; i++) {
		if (rlint_as_package(rlint_fact_at(environment, RLINT_PACKAGE, i))->pin <
			RLINT_EXACT) {
			return false;
		}
	}
	return count > 0;
}

/* An option of a command or a file. */
struct stated {
	const rlint_fact *fact;
	rlint_span span;
	rlint_str name;
	const rlint_value *value;
	bool is_of_pip; /* uv takes the first index that has the name */
	bool is_exact_set;
	const char *way_out; /* from two indexes */
};

static void report_early(rlint_check *check, const struct stated *option)
{
	rlint_finding *finding = rlint_report(check, option->fact, option->span,
		"pre-releases of every package may be taken, dependencies too: name the one that "
		"is wanted by its version, without the option");

	rlint_grade(finding, option->is_exact_set ? RLINT_PEDANTIC : RLINT_WARNING);
}

static void report_index(rlint_check *check, const struct stated *option)
{
	rlint_finding *finding;

	if (rlint_value_has(option->value, RLINT_STR("/nightly")) == RLINT_YES) {
		finding = rlint_report(check, option->fact, option->span,
			"nightly builds are replaced each day and deleted after some weeks: take a "
			"release");
		rlint_grade(finding, option->is_exact_set ? RLINT_INFO : RLINT_WARNING);
	} else if (option->is_of_pip &&
		   rlint_str_is(option->name, RLINT_STR("--extra-index-url"))) {
		finding = rlint_report(check, option->fact, option->span,
			"any package may come from either index, whichever has the higher version: "
			"%s",
			option->way_out);
		rlint_grade(finding, option->is_exact_set ? RLINT_PEDANTIC : RLINT_INFO);
	}
}

static void check_option(rlint_check *check, const struct stated *option)
{
	if (rlint_str_is(option->name, RLINT_STR("--pre")) ||
		(rlint_str_is(option->name, RLINT_STR("--prerelease")) &&
			rlint_value_is(option->value, RLINT_STR("allow")) == RLINT_YES)) {
		report_early(check, option);
	} else if (rlint_str_is(option->name, RLINT_STR("--index-strategy")) &&
		   rlint_value_starts(option->value, RLINT_STR("unsafe-")) == RLINT_YES) {
		rlint_report(check, option->fact, option->span,
			"any package may come from any of the indexes, so a stranger's of the same "
			"name wins by its version: name the index of each in pyproject.toml, or "
			"install by commands of their own");
	} else if (rlint_str_is(option->name, RLINT_STR("--extra-index-url")) ||
		   rlint_str_is(option->name, RLINT_STR("--index-url")) ||
		   rlint_str_is(option->name, RLINT_STR("--find-links"))) {
		report_index(check, option);
	}
}

static void check_file(rlint_check *check, const rlint_fact *fact)
{
	const rlint_install_option *option = rlint_as_install_option(fact);
	struct stated stated = { fact, rlint_fact_span(fact), option->name, &option->value, true,
		is_exact_file(rlint_fact_container(fact)), "give every package an exact version" };

	check_option(check, &stated);
}

static void check_command(rlint_check *check, const rlint_fact *fact)
{
	const rlint_command *command = rlint_as_command(fact);
	struct stated stated = { .fact = fact,
		.way_out = "install what is meant by a command of its own, with --index-url" };
	const rlint_option *option;

	if (command->option_count == 0 || command->is_run == RLINT_NO ||
		!(rlint_str_ends(command->action, RLINT_STR("install")) ||
			rlint_str_ends(command->action, RLINT_STR("compile")) ||
			rlint_str_ends(command->action, RLINT_STR("sync")))) {
		return;
	}
	stated.is_exact_set = is_exact(fact);
	stated.is_of_pip = rlint_str_is(command->program, RLINT_STR("pip"));
	for (size_t i = 0; (option = rlint_command_option(fact, i)); i++) {
		stated.span = option->span;
		stated.name = option->name;
		stated.value = &option->value;
		check_option(check, &stated);
	}
}

static void check_fact(rlint_check *check, const rlint_fact *fact)
{
	if (rlint_as_command(fact)) {
		check_command(check, fact);
	} else {
		check_file(check, fact);
	}
}

extern const rlint_rule rlint_rule_pin_moving_index;
const rlint_rule rlint_rule_pin_moving_index = {
	.id = "pin/moving-index",
	.on = (const rlint_subscription[]){ { RLINT_COMMAND, "pip" }, { RLINT_COMMAND, "uv" },
		{ RLINT_INSTALL_OPTION, NULL }, { 0 } },
	.check = check_fact,
};
