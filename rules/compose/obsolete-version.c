/* compose/obsolete-version: the key `version`, which Compose ignores. */
#include <reprolint/reprolint.h>

static void check_problem(rlint_check *check, const rlint_fact *problem)
{
	rlint_report_problem(check, problem);
}

extern const rlint_rule rlint_rule_compose_obsolete_version;
const rlint_rule rlint_rule_compose_obsolete_version = {
	.id = "compose/obsolete-version",
	.on = (const rlint_subscription[]){ { RLINT_PROBLEM, "obsolete-version" }, { 0 } },
	.check = check_problem,
};
