/* pin/compiled-stale: a compiled requirements file that is older than what it was compiled from. */
#include "locks.h"
#include "names.h"

/* What a marker, or a place on this machine, may have kept out. */
static bool must_be_there(const rlint_package *package)
{
	return package->canonical.len > 0 && package->applies == RLINT_YES &&
	       package->pin != RLINT_LOCAL && !package->is_constraint;
}

/* Is it there in one version, that the requirement does not let in? */
static bool is_other_version(const rlint_fact *fact, const rlint_package *compiled)
{
	return compiled->pin >= RLINT_EXACT && compiled->pin <= RLINT_IMMUTABLE &&
	       compiled->source == RLINT_FROM_INDEX && compiled->version.state == RLINT_KNOWN &&
	       rlint_package_admits(fact, names_version(compiled)) == RLINT_NO;
}

static void check_package(
	rlint_check *check, const rlint_fact *fact, const struct names *names, rlint_str path)
{
	const rlint_package *package = rlint_as_package(fact);
	const rlint_fact *compiled = names_find(names, package->canonical);
	const rlint_package *found = rlint_as_package(compiled);
	rlint_finding *finding;

	if (!found) {
		rlint_report(check, fact, rlint_fact_span(fact),
			"%S is not in %S, which is older than this line: compile it again",
			package->name.text, path);
		return;
	}
	if (is_other_version(fact, found)) {
		finding = rlint_report(check, fact, rlint_fact_span(fact),
			"%S holds %S at %S, which %S does not admit: compile it again", path,
			package->name.text, names_version(found), package->version.text);
		rlint_related(finding, compiled, rlint_fact_span(compiled), "compiled here");
	}
}

static void check_environment(rlint_check *check, const rlint_fact *environment)
{
	const rlint_fact *compiled;
	struct names names;

	if (rlint_linked(check, environment, RLINT_COMPILED_TO, &compiled) != RLINT_YES ||
		!rlint_fact_complete(compiled) || !names_make(&names, check, compiled)) {
		return;
	}
	for (size_t i = 0; i < rlint_fact_count(environment, RLINT_PACKAGE); i++) {
		const rlint_fact *fact = rlint_fact_at(environment, RLINT_PACKAGE, i);

		if (must_be_there(rlint_as_package(fact))) {
			check_package(check, fact, &names, locks_file_name(compiled));
		}
	}
}

extern const rlint_rule rlint_rule_pin_compiled_stale;
const rlint_rule rlint_rule_pin_compiled_stale = {
	.id = "pin/compiled-stale",
	.on = (const rlint_subscription[]){ { RLINT_ENVIRONMENT, "pip" }, { 0 } },
	.check = check_environment,
	.asks_links = true,
};
