/* syntax/include-loop: a file that, through the files it takes in, takes itself in again. */
#include <reprolint/reprolint.h>

static void check_include(rlint_check *check, const rlint_fact *fact)
{
	const rlint_include *include = rlint_as_include(fact);
	const rlint_document *own = rlint_fact_document(fact);
	const rlint_fact *last;
	rlint_str path;

	if (rlint_linked(check, fact, RLINT_LEADS_BACK, &last) != RLINT_YES) {
		return;
	}
	path = rlint_document_path(rlint_fact_document(last));
	if (rlint_str_is(path, rlint_document_path(own))) {
		rlint_report(check, fact, include->path.span,
			"%S is this file itself, so it is never read to its end: name the file "
			"that is meant",
			include->path.text);
		return;
	}
	rlint_report(check, fact, include->path.span,
		"%S leads back to this file through %S, so neither is read to its end: take one "
		"of the two out",
		include->path.text, path);
}

extern const rlint_rule rlint_rule_syntax_include_loop;
const rlint_rule rlint_rule_syntax_include_loop = {
	.id = "syntax/include-loop",
	.on = (const rlint_subscription[]){ { RLINT_INCLUDE, NULL }, { 0 } },
	.check = check_include,
	.asks_links = true,
};
