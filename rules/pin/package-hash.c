/* pin/package-hash: exact versions without hashes. */
#include <reprolint/reprolint.h>

/* The first package of the index that has an exact version alone; NULL where any has a hash. */
static const rlint_fact *first_exact(const rlint_fact *environment)
{
	size_t count = rlint_fact_count(environment, RLINT_PACKAGE);
	const rlint_fact *found = NULL;

	for (size_t i = 0; i < count; i++) {
		const rlint_fact *fact = rlint_fact_at(environment, RLINT_PACKAGE, i);
		const rlint_package *package = rlint_as_package(fact);

		if (package->hash_count > 0) {
			return NULL;
		}
		if (!found && package->source == RLINT_FROM_INDEX && package->pin == RLINT_EXACT) {
			found = fact;
		}
	}
	return found;
}

static void check_environment(rlint_check *check, const rlint_fact *environment)
{
	const rlint_fact *fact;

	if (rlint_document_kind(rlint_fact_document(environment)) != RLINT_FILE_REQUIREMENTS ||
		rlint_as_environment(environment)->is_constraints) {
		return;
	}
	fact = first_exact(environment);
	if (fact) {
		rlint_report(check, fact, rlint_fact_span(fact),
			"versions alone do not tell which files are meant, and an index may add "
			"or replace some: let `pip-compile --generate-hashes` or `uv export` "
			"write the hashes");
	}
}

extern const rlint_rule rlint_rule_pin_package_hash;
const rlint_rule rlint_rule_pin_package_hash = {
	.id = "pin/package-hash",
	.on = (const rlint_subscription[]){ { RLINT_ENVIRONMENT, "pip" }, { 0 } },
	.check = check_environment,
};
