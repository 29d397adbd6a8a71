/* syntax/unknown-rule: an ignore comment with a word that names no rule. */
#include <reprolint/reprolint.h>

static void report(rlint_check *check, rlint_span span, rlint_str nearest)
{
	if (nearest.len > 0) {
		rlint_report(check, NULL, span,
			"no rule has this name, so nothing is silenced: write %S", nearest);
	} else {
		rlint_report(check, NULL, span,
			"no rule has this name, so nothing is silenced: see `reprolint rules`");
	}
}

static void check_pragma(rlint_check *check, const rlint_pragma *pragma)
{
	if (!pragma->has_flaw) {
		return;
	}
	rlint_report(check, NULL,
		pragma->flaw.end > pragma->flaw.start ? pragma->flaw : pragma->comment,
		"hadolint cannot read this and takes the comment for a plain one, so nothing is "
		"silenced: name its codes alone (DL3008,DL3013), and a reason behind #");
}

static void check_document(rlint_check *check, const rlint_fact *document)
{
	(void)document;
	rlint_unknown_words(check, report);
	rlint_each_pragma(check, check_pragma);
}

extern const rlint_rule rlint_rule_syntax_unknown_rule;
const rlint_rule rlint_rule_syntax_unknown_rule = {
	.id = "syntax/unknown-rule",
	.on = (const rlint_subscription[]){ { RLINT_DOCUMENT, NULL }, { 0 } },
	.check = check_document,
};
