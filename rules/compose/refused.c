/* compose/refused: what Compose refuses to start. */
#include <reprolint/reprolint.h>

static void check_problem(rlint_check *check, const rlint_fact *problem)
{
	rlint_report_problem(check, problem);
}

extern const rlint_rule rlint_rule_compose_refused;
const rlint_rule rlint_rule_compose_refused = {
	.id = "compose/refused",
	.on = (const rlint_subscription[]){ { RLINT_PROBLEM, "compose" }, { 0 } },
	.check = check_problem,
};
