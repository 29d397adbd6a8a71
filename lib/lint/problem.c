/* Problems of parsers as findings: what every syntax/ rule does first. */
#include <reprolint/rule.h>

static void add_fix(rlint_finding *finding, const rlint_problem *problem)
{
	rlint_span insertion = { problem->insert_at, problem->insert_at };

	if (!problem->has_fix) {
		return;
	}
	rlint_fix_str(finding, true, problem->fix_title);
	rlint_edit_str(finding, problem->fix_span, problem->fix_text);
	if (problem->insert_text.len > 0) {
		rlint_edit_str(finding, insertion, problem->insert_text);
	}
}

rlint_finding *rlint_report_problem(rlint_check *check, const rlint_fact *fact)
{
	const rlint_problem *problem = rlint_as_problem(fact);
	rlint_finding *finding;

	if (!problem) {
		return NULL;
	}
	finding = rlint_report_str(check, fact, rlint_fact_span(fact), problem->message);
	if (problem->related.end > 0) {
		rlint_related_str(finding, fact, problem->related, problem->related_message);
	}
	if (problem->foreign_id.len > 0) {
		rlint_as_said(finding, problem->foreign_id, problem->foreign);
	}
	add_fix(finding, problem);
	return finding;
}
