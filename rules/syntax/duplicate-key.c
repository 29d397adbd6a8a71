/* syntax/duplicate-key: one key twice in a mapping. */
#include <reprolint/reprolint.h>

static void check_problem(rlint_check *check, const rlint_fact *fact)
{
	const rlint_problem *problem = rlint_as_problem(fact);
	rlint_finding *finding = rlint_report_problem(check, fact);

	/* The parser calls it grave where the two values differ. */
	if (!problem->is_grave) {
		rlint_grade(finding, RLINT_INFO);
	}
}

extern const rlint_rule rlint_rule_syntax_duplicate_key;
const rlint_rule rlint_rule_syntax_duplicate_key = {
	.id = "syntax/duplicate-key",
	.on = (const rlint_subscription[]){ { RLINT_PROBLEM, "duplicate-key" }, { 0 } },
	.check = check_problem,
};
