/* syntax/requirements: what a requirements file says that pip refuses. */
#include <reprolint/reprolint.h>

static rlint_finding *report(rlint_check *check, const rlint_fact *fact)
{
	const rlint_problem *problem = rlint_as_problem(fact);
	rlint_finding *finding;

	if (problem->repeats == 0) {
		return rlint_report_problem(check, fact);
	}
	finding = rlint_report(check, fact, rlint_fact_span(fact),
		"%S; %u more lines have the same fault", problem->message, problem->repeats);
	rlint_as_said(finding, problem->alias, problem->foreign);
	return finding;
}

static void check_problem(rlint_check *check, const rlint_fact *fact)
{
	const rlint_problem *problem = rlint_as_problem(fact);
	rlint_finding *finding;

	if (problem->is_repeat) {
		return;
	}
	finding = report(check, fact);
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
