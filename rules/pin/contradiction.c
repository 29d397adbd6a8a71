/* pin/contradiction: two requirements of one package that no version satisfies. */
#include <reprolint/reprolint.h>

static void report_alone(rlint_check *check, const rlint_fact *fact)
{
	const rlint_package *package = rlint_as_package(fact);

	rlint_report(check, fact, package->version.span,
		"no version of %S is in %S, so it cannot be installed: correct the bounds",
		package->name.text, package->version.text);
}

static void check_package(rlint_check *check, const rlint_fact *fact)
{
	const rlint_package *package = rlint_as_package(fact);
	const rlint_package *other = rlint_as_package(package->contradicts);
	rlint_finding *finding;

	if (!other) {
		return;
	}
	if (other == package) {
		report_alone(check, fact);
		return;
	}
	finding = rlint_report(check, fact, rlint_fact_span(fact),
		"%S%S contradicts %S%S: no version is in both, so neither can be installed; keep "
		"one",
		package->name.text, package->version.text, other->name.text, other->version.text);
	rlint_related(finding, package->contradicts, rlint_fact_span(package->contradicts),
		"the other one");
}

extern const rlint_rule rlint_rule_pin_contradiction;
const rlint_rule rlint_rule_pin_contradiction = {
	.id = "pin/contradiction",
	.on = (const rlint_subscription[]){ { RLINT_PACKAGE, "pip" }, { RLINT_PACKAGE, "conda" },
		{ 0 } },
	.check = check_package,
};
