/* syntax/missing-include: -r or -c names a file that is not there. */
#include <reprolint/reprolint.h>

/* In an image other files lie than here; and what continues a config is not always beside it. */
static bool is_read_beside(const rlint_fact *include)
{
	rlint_file_kind kind = rlint_document_kind(rlint_fact_document(include));

	return kind == RLINT_FILE_REQUIREMENTS || kind == RLINT_FILE_CONDA;
}

static void check_include(rlint_check *check, const rlint_fact *fact)
{
	const rlint_include *include = rlint_as_include(fact);
	const rlint_fact *other;

	if (is_read_beside(fact) && !include->is_optional &&
		rlint_linked(check, fact, RLINT_INCLUDES, &other) == RLINT_NO) {
		rlint_report(check, fact, include->path.span,
			"there is no file %S here, and pip stops at that: correct the path, which "
			"counts from this file's folder, or take the line out",
			include->path.text);
	}
}

extern const rlint_rule rlint_rule_syntax_missing_include;
const rlint_rule rlint_rule_syntax_missing_include = {
	.id = "syntax/missing-include",
	.on = (const rlint_subscription[]){ { RLINT_INCLUDE, NULL }, { 0 } },
	.check = check_include,
	.asks_links = true,
};
