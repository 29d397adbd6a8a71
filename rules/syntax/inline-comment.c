/* syntax/inline-comment: a `#` behind an instruction, where it is no comment. */
#include <reprolint/reprolint.h>

static void check_problem(rlint_check *check, const rlint_fact *fact)
{
	const rlint_problem *problem = rlint_as_problem(fact);
	rlint_finding *finding = rlint_report_problem(check, fact);

	/* The build goes on, but with other words than were meant. */
	if (!problem->is_grave) {
		rlint_grade(finding, RLINT_WARNING);
	}
}

extern const rlint_rule rlint_rule_syntax_inline_comment;
const rlint_rule rlint_rule_syntax_inline_comment = {
	.id = "syntax/inline-comment",
	.on = (const rlint_subscription[]){ { RLINT_PROBLEM, "inline-comment" }, { 0 } },
	.check = check_problem,
};
