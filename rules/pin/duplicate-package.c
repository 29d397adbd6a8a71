/* pin/duplicate-package: one package asked for twice in one environment. */
#include <reprolint/reprolint.h>

static bool is_same(const rlint_value *a, const rlint_value *b)
{
	return a->state == b->state && rlint_str_is(a->text, b->text);
}

/* Extras are asked for one by one, markers choose, and groups add to each other. */
static bool is_needless(const rlint_package *package, const rlint_package *earlier)
{
	return earlier && package->applies != RLINT_NO && package->extra_count == 0 &&
	       earlier->extra_count == 0 && !package->is_optional && !earlier->is_optional &&
	       is_same(&package->marker, &earlier->marker);
}

static void check_package(rlint_check *check, const rlint_fact *fact)
{
	const rlint_package *package = rlint_as_package(fact);
	const rlint_package *earlier = rlint_as_package(package->earlier);
	rlint_finding *finding;

	/* A project file may say of one package in a second table where it comes from. */
	if (!is_needless(package, earlier) || package->contradicts ||
		rlint_document_kind(rlint_fact_document(fact)) == RLINT_FILE_PROJECT) {
		return;
	}
	finding = rlint_report(check, fact, rlint_fact_span(fact),
		"%S stands here a second time: keep the line that is meant, so that a change of "
		"one does not leave the other behind",
		package->name.text);
	rlint_related(finding, package->earlier, rlint_fact_span(package->earlier), "the first");
}

extern const rlint_rule rlint_rule_pin_duplicate_package;
const rlint_rule rlint_rule_pin_duplicate_package = {
	.id = "pin/duplicate-package",
	.on = (const rlint_subscription[]){ { RLINT_PACKAGE, "pip" }, { RLINT_PACKAGE, "conda" },
		{ 0 } },
	.check = check_package,
};
