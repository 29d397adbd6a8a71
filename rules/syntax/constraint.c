/* syntax/constraint: what pip refuses in a constraints file. */
#include <reprolint/reprolint.h>

static const char *fault_of(const rlint_package *package)
{
	if (package->is_editable) {
		return "a constraint cannot be editable: take -e away, or name the project in the "
		       "requirements";
	}
	if (package->name.state == RLINT_UNSET) {
		return "a constraint must name its package: write NAME @ before the address";
	}
	if (package->extra_count > 0) {
		return "a constraint cannot have extras, and pip stops at that: leave the brackets "
		       "to the requirements";
	}
	return NULL;
}

static void check_package(rlint_check *check, const rlint_fact *fact)
{
	const rlint_package *package = rlint_as_package(fact);
	const char *fault = package->is_constraint ? fault_of(package) : NULL;

	if (fault && rlint_document_kind(rlint_fact_document(fact)) == RLINT_FILE_REQUIREMENTS) {
		rlint_report(check, fact, rlint_fact_span(fact), "%s", fault);
	}
}

extern const rlint_rule rlint_rule_syntax_constraint;
const rlint_rule rlint_rule_syntax_constraint = {
	.id = "syntax/constraint",
	.on = (const rlint_subscription[]){ { RLINT_PACKAGE, "pip" }, { 0 } },
	.check = check_package,
};
