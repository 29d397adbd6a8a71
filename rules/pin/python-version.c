/* pin/python-version: an application that does not say for which Python. */
#include <reprolint/reprolint.h>

/* The dependencies of the project themselves. */
static bool is_application(const rlint_fact *fact)
{
	const rlint_environment *environment = rlint_as_environment(fact);

	return rlint_document_kind(rlint_fact_document(fact)) == RLINT_FILE_PROJECT &&
	       environment->is_library == RLINT_NO && environment->audience == RLINT_FOR_USE &&
	       environment->name.state == RLINT_UNSET && !environment->is_constraints;
}

static bool takes_any(const rlint_value *python)
{
	static const rlint_str star = RLINT_STR_INIT("*");

	return python->state == RLINT_UNSET || rlint_str_is(python->text, star);
}

/* pyenv, uv, Poetry and others read it. */
static bool has_version_file(rlint_check *check, const rlint_fact *fact)
{
	static const char *const names[] = { ".python-version", ".tool-versions", "runtime.txt" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (rlint_lies_beside(check, rlint_fact_document(fact), names[i]) != RLINT_NO) {
			return true;
		}
	}
	return false;
}

static void check_environment(rlint_check *check, const rlint_fact *fact)
{
	const rlint_environment *environment = rlint_as_environment(fact);

	if (!is_application(fact) || !takes_any(&environment->python) ||
		rlint_fact_count(fact, RLINT_PACKAGE) == 0 || !rlint_fact_complete(fact) ||
		has_version_file(check, fact)) {
		return;
	}
	rlint_report(check, fact, rlint_fact_span(fact),
		"nothing here says which Python these packages are for, so each machine takes its "
		"own: state it, as requires-python does, or in .python-version");
}

extern const rlint_rule rlint_rule_pin_python_version;
const rlint_rule rlint_rule_pin_python_version = {
	.id = "pin/python-version",
	.on = (const rlint_subscription[]){ { RLINT_ENVIRONMENT, "pip" }, { 0 } },
	.check = check_environment,
	.asks_links = true,
};
