/* pin/vcs-commit: a requirement from version control that names a tag or a short commit. */
#include "locks.h"

static bool is_hex(rlint_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char byte = text.ptr[i];

		if (!(byte >= '0' && byte <= '9') && !(byte >= 'a' && byte <= 'f') &&
			!(byte >= 'A' && byte <= 'F')) {
			return false;
		}
	}
	return text.len > 0;
}

/* The words that name the commit; of a project file's table, the address. */
static rlint_span words_of(const rlint_package *package)
{
	return package->reference.end > package->reference.start ? package->reference
								 : package->location.span;
}

/* Branches and no reference at all are pin/pip-package's. */
static void check_package(rlint_check *check, const rlint_fact *fact)
{
	const rlint_package *package = rlint_as_package(fact);
	rlint_span span = words_of(package);
	rlint_str words = rlint_text_of(rlint_fact_document(fact), span);
	rlint_finding *finding;

	if (package->applies == RLINT_NO || package->source != RLINT_FROM_VCS ||
		package->pin != RLINT_EXACT || locks_hold_source(check, fact)) {
		return;
	}
	if (is_hex(words)) {
		rlint_report(check, fact, span,
			"%S is the start of a commit, which others may come to share: write all "
			"40 digits",
			words);
		return;
	}
	finding = rlint_report(check, fact, span,
		"a tag can be moved to another commit: name the commit's 40 digits");
	rlint_grade(finding, RLINT_PEDANTIC);
}

extern const rlint_rule rlint_rule_pin_vcs_commit;
const rlint_rule rlint_rule_pin_vcs_commit = {
	.id = "pin/vcs-commit",
	.on = (const rlint_subscription[]){ { RLINT_PACKAGE, "pip" }, { 0 } },
	.check = check_package,
	.asks_links = true,
	.follows_builds = true,
};
