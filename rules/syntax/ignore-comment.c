/* syntax/ignore-comment: comments that silence a finding, where a project wants none. */
#include <reprolint/reprolint.h>

static void check_pragma(rlint_check *check, const rlint_pragma *pragma)
{
	rlint_finding *finding;

	if (pragma->has_flaw) {
		return;
	}
	finding = rlint_report(check, NULL, pragma->comment,
		"this comment silences findings: mend what they speak of, or leave the rule out "
		"in the configuration");
	/* hadolint counts only what silences one instruction. */
	if (pragma->is_of_hadolint && !pragma->is_wide) {
		rlint_as(finding, "DL1001");
	}
}

static void check_document(rlint_check *check, const rlint_fact *document)
{
	(void)document;
	rlint_each_pragma(check, check_pragma);
}

extern const rlint_rule rlint_rule_syntax_ignore_comment;
const rlint_rule rlint_rule_syntax_ignore_comment = {
	.id = "syntax/ignore-comment",
	.on = (const rlint_subscription[]){ { RLINT_DOCUMENT, NULL }, { 0 } },
	.check = check_document,
};
