/* syntax/dockerignore: lines for which the builder refuses a .dockerignore. */
#include <reprolint/reprolint.h>

static void check_problem(rlint_check *check, const rlint_fact *fact)
{
	rlint_report_problem(check, fact);
}

extern const rlint_rule rlint_rule_syntax_dockerignore;
const rlint_rule rlint_rule_syntax_dockerignore = {
	.id = "syntax/dockerignore",
	.on = (const rlint_subscription[]){ { RLINT_PROBLEM, "dockerignore" }, { 0 } },
	.check = check_problem,
};
