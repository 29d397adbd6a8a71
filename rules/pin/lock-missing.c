/* pin/lock-missing: an application whose versions no lock holds. */
#include "locks.h"

/* One that comes from an index brings dependencies of its own, which are named nowhere. */
static bool has_index_package(const rlint_fact *environment)
{
	for (size_t i = 0; i < rlint_fact_count(environment, RLINT_PACKAGE); i++) {
		const rlint_package *package =
			rlint_as_package(rlint_fact_at(environment, RLINT_PACKAGE, i));

		if (package->source == RLINT_FROM_INDEX) {
			return true;
		}
	}
	return false;
}

/* The dependencies of an application themselves: no extra, no group, nothing that builds it. */
static bool is_application(const rlint_fact *fact)
{
	const rlint_environment *environment = rlint_as_environment(fact);

	return rlint_document_kind(rlint_fact_document(fact)) == RLINT_FILE_PROJECT &&
	       environment->is_library == RLINT_NO && environment->audience == RLINT_FOR_USE &&
	       environment->name.state == RLINT_UNSET && !environment->is_constraints;
}

/* Where everything comes from a compiled file, that is the lock. */
static bool takes_files(const rlint_fact *environment)
{
	return rlint_fact_count(environment, RLINT_INCLUDE) > 0;
}

/* Nothing holds it, and it leaves the version open: pin/pip-package asks for the lock. */
static bool is_loose(rlint_check *check, const rlint_fact *fact)
{
	rlint_pin pin = rlint_as_package(fact)->pin;

	return (pin == RLINT_FLOATING || pin == RLINT_BOUNDED) &&
	       rlint_applies(check, fact) != RLINT_NO;
}

/* Does the lock matter for what the packages bring along, and was it not asked for already? A
 * compiled requirements file may hold each of them. */
static bool is_for_others(rlint_check *check, const rlint_fact *environment)
{
	bool is_any_open = false;
	const rlint_fact *holder;

	for (size_t i = 0; i < rlint_fact_count(environment, RLINT_PACKAGE); i++) {
		const rlint_fact *fact = rlint_fact_at(environment, RLINT_PACKAGE, i);

		if (rlint_as_package(fact)->source != RLINT_FROM_INDEX ||
			rlint_linked(check, fact, RLINT_HELD_BY, &holder) != RLINT_NO) {
			continue;
		}
		if (is_loose(check, fact)) {
			return false;
		}
		is_any_open = true;
	}
	return is_any_open;
}

static void check_environment(rlint_check *check, const rlint_fact *fact)
{
	const rlint_environment *environment = rlint_as_environment(fact);
	rlint_str name = locks_name(environment->manager);
	const rlint_fact *lock;

	if (!is_application(fact) || !has_index_package(fact) || takes_files(fact) ||
		rlint_linked(check, fact, RLINT_LOCKED_BY, &lock) != RLINT_NO ||
		!is_for_others(check, fact)) {
		return;
	}
	if (name.len > 0) {
		rlint_report(check, fact, rlint_fact_span(fact),
			"no %S lies here, so each install resolves anew, also what these packages "
			"bring along: %s and commit it",
			name, locks_command(name));
	} else {
		rlint_report(check, fact, rlint_fact_span(fact),
			"no lock lies here, so each install resolves anew, also what these "
			"packages bring along: make one (`uv lock`, `pip lock`) and commit it");
	}
}

extern const rlint_rule rlint_rule_pin_lock_missing;
const rlint_rule rlint_rule_pin_lock_missing = {
	.id = "pin/lock-missing",
	.on = (const rlint_subscription[]){ { RLINT_ENVIRONMENT, "pip" }, { 0 } },
	.check = check_environment,
	.asks_links = true,
};
