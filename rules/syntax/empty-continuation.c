/* syntax/empty-continuation: a blank line behind a backslash. */
#include <reprolint/reprolint.h>

static void check_problem(rlint_check *check, const rlint_fact *fact)
{
	rlint_report_problem(check, fact);
}

extern const rlint_rule rlint_rule_syntax_empty_continuation;
const rlint_rule rlint_rule_syntax_empty_continuation = {
	.id = "syntax/empty-continuation",
	.on = (const rlint_subscription[]){ { RLINT_PROBLEM, "empty-continuation" }, { 0 } },
	.check = check_problem,
};
