/* syntax/dockerfile: what a Dockerfile says that its reader refuses. */
#include <reprolint/reprolint.h>

static void check_problem(rlint_check *check, const rlint_fact *fact)
{
	const rlint_problem *problem = rlint_as_problem(fact);
	rlint_finding *finding = rlint_report_problem(check, fact);

	if (!problem->is_grave) {
		rlint_grade(finding, RLINT_WARNING);
	}
	/* BuildKit's own words are there where it is the one that refuses, and not a shell. */
	if (problem->is_grave && problem->foreign.len > 0) {
		rlint_as(finding, "DL1000");
	}
}

extern const rlint_rule rlint_rule_syntax_dockerfile;
const rlint_rule rlint_rule_syntax_dockerfile = {
	.id = "syntax/dockerfile",
	.on = (const rlint_subscription[]){ { RLINT_PROBLEM, "dockerfile" }, { 0 } },
	.check = check_problem,
};
