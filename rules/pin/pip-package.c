/* pin/pip-package: Python packages whose version the next install may choose anew. */
#include "packages.h"

static bool is_project_manager(rlint_str program)
{
	static const rlint_str managers[] = { RLINT_STR_INIT("pipenv"), RLINT_STR_INIT("poetry"),
		RLINT_STR_INIT("pdm"), RLINT_STR_INIT("uvx") };
	return rlint_str_is_one_of(program, RLINT_LIST(managers));
}

/* The command that names the package is one of a manager of projects. */
static bool is_of_project(const rlint_fact *fact)
{
	const rlint_fact *step = rlint_fact_within(fact, RLINT_STEP);
	rlint_span line = rlint_as_package(fact)->line;
	const rlint_command *command;

	for (size_t i = 0; (command = rlint_as_command(rlint_fact_at(step, RLINT_COMMAND, i)));
		i++) {
		if (command->line.start == line.start) {
			return is_project_manager(command->program);
		}
	}
	return false;
}

/* The other linters read Dockerfiles alone, and take a range or a URL for a
 * version. */
static void name_foreign(rlint_finding *finding, const rlint_fact *fact)
{
	const rlint_package *package = rlint_as_package(fact);

	if (package->pin == RLINT_FLOATING && package->source != RLINT_FROM_URL &&
		rlint_fact_within(fact, RLINT_STEP) && !rlint_fact_within(fact, RLINT_SERVICE) &&
		!is_of_project(fact)) {
		rlint_as(finding, "DL3013");
	}
}

/* PIP_CONSTRAINT names a file of versions, which lies in the image and is not read here. */
static bool is_constrained(const rlint_fact *step)
{
	rlint_value pip = { 0 }, uv = { 0 };

	if (!step) {
		return false;
	}
	rlint_step_variable(step, RLINT_STR("PIP_CONSTRAINT"), &pip);
	rlint_step_variable(step, RLINT_STR("UV_CONSTRAINT"), &uv);
	return pip.text.len > 0 || uv.text.len > 0;
}

static void check_environment(rlint_check *check, const rlint_fact *environment)
{
	static const struct package_wording wording = { "==VERSION", name_foreign };

	if (!is_constrained(rlint_fact_within(environment, RLINT_STEP))) {
		packages_check(check, environment, &wording);
	}
}

extern const rlint_rule rlint_rule_pin_pip_package;
const rlint_rule rlint_rule_pin_pip_package = {
	.id = "pin/pip-package",
	.on = (const rlint_subscription[]){ { RLINT_ENVIRONMENT, "pip" }, { 0 } },
	.check = check_environment,
	.asks_links = true,
	.follows_builds = true,
};
