/* syntax/project: what a Python project file says that its readers refuse. */
#include <reprolint/reprolint.h>

static void check_problem(rlint_check *check, const rlint_fact *fact)
{
	const rlint_problem *problem = rlint_as_problem(fact);
	rlint_finding *finding = rlint_report_problem(check, fact);

	if (!problem->is_grave) {
		rlint_grade(finding, RLINT_WARNING);
	}
}

extern const rlint_rule rlint_rule_syntax_project;
const rlint_rule rlint_rule_syntax_project = {
	.id = "syntax/project",
	.on = (const rlint_subscription[]){ { RLINT_PROBLEM, "project" }, { 0 } },
	.check = check_problem,
};
