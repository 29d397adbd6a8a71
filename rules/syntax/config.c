/* syntax/config: what a config says that its reader refuses. */
#include <reprolint/reprolint.h>

static void check_problem(rlint_check *check, const rlint_fact *fact)
{
	const rlint_problem *problem = rlint_as_problem(fact);
	rlint_finding *finding = rlint_report_problem(check, fact);

	/* Read in spite of it, as comments in JSON are. */
	if (!problem->is_grave) {
		rlint_grade(finding, RLINT_INFO);
	}
}

extern const rlint_rule rlint_rule_syntax_config;
const rlint_rule rlint_rule_syntax_config = {
	.id = "syntax/config",
	.on = (const rlint_subscription[]){ { RLINT_PROBLEM, "config" }, { 0 } },
	.check = check_problem,
};
