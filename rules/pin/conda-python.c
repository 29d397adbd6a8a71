/* pin/conda-python: a conda environment that leaves the version of Python to the day. */
#include <reprolint/reprolint.h>

static bool has_package(const rlint_fact *environment, rlint_str name)
{
	size_t count = rlint_fact_count(environment, RLINT_PACKAGE);

	for (size_t i = 0; i < count; i++) {
		const rlint_package *package =
			rlint_as_package(rlint_fact_at(environment, RLINT_PACKAGE, i));

		if (rlint_str_is(package->canonical, name)) {
			return true;
		}
	}
	return false;
}

/* Packages of a version that is told leave little to choose. */
static bool is_loose(const rlint_fact *environment)
{
	size_t count = rlint_fact_count(environment, RLINT_PACKAGE);

	for (size_t i = 0; i < count; i++) {
		const rlint_package *package =
			rlint_as_package(rlint_fact_at(environment, RLINT_PACKAGE, i));

		if (package->pin == RLINT_FLOATING && package->purpose != RLINT_INSTALLER) {
			return true;
		}
	}
	return false;
}

/* `pip:` needs a Python; where conda is not told which, it brings the newest. */
static void check_environment(rlint_check *check, const rlint_fact *pip)
{
	const rlint_fact *conda = rlint_fact_container(pip);
	rlint_finding *finding;

	if (!rlint_as_environment(conda) ||
		rlint_document_kind(rlint_fact_document(pip)) != RLINT_FILE_CONDA ||
		!rlint_fact_complete(conda) || rlint_fact_count(pip, RLINT_PACKAGE) == 0 ||
		has_package(conda, RLINT_STR("python")) || has_package(conda, RLINT_STR("pypy"))) {
		return;
	}
	finding = rlint_report(check, conda, rlint_fact_span(conda),
		"pip installs into whatever Python the solver takes: add python=VERSION to the "
		"dependencies");
	if (!is_loose(conda)) {
		rlint_grade(finding, RLINT_INFO);
	}
}

extern const rlint_rule rlint_rule_pin_conda_python;
const rlint_rule rlint_rule_pin_conda_python = {
	.id = "pin/conda-python",
	.on = (const rlint_subscription[]){ { RLINT_ENVIRONMENT, "pip" }, { 0 } },
	.check = check_environment,
};
