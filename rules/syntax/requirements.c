/* syntax/requirements: what a requirements file says that pip refuses. */
#include <reprolint/reprolint.h>

static void check_problem(rlint_check *check, const rlint_fact *fact)
{
	const rlint_problem *problem = rlint_as_problem(fact);
	rlint_finding *finding = rlint_report_problem(check, fact);

	if (!problem->is_grave) {
		rlint_grade(finding, RLINT_WARNING);
	}
}

extern const rlint_rule rlint_rule_syntax_requirements;
const rlint_rule rlint_rule_syntax_requirements = {
	.id = "syntax/requirements",
	.on = (const rlint_subscription[]){ { RLINT_PROBLEM, "requirements" }, { 0 } },
	.check = check_problem,
};
