/* pin/held-apart: a file that another one is installed with asks for another version. */
#include "locks.h"
#include "names.h"

static bool is_plain(const rlint_package *package)
{
	return package->source == RLINT_FROM_INDEX && package->applies == RLINT_YES &&
	       package->canonical.len > 0;
}

static bool is_exact(const rlint_package *package)
{
	return is_plain(package) && package->version.state == RLINT_KNOWN &&
	       (package->pin == RLINT_EXACT || package->pin == RLINT_IMMUTABLE);
}

/* Can no version be both? One must be exact, so that the other can be asked. */
static bool exclude(const rlint_fact *a, const rlint_fact *b)
{
	const rlint_package *left = rlint_as_package(a);
	const rlint_package *right = rlint_as_package(b);

	if (!is_plain(left) || !is_plain(right)) {
		return false;
	}
	return (is_exact(right) && rlint_package_admits(a, names_version(right)) == RLINT_NO) ||
	       (is_exact(left) && rlint_package_admits(b, names_version(left)) == RLINT_NO);
}

static void report(rlint_check *check, const rlint_fact *own, const rlint_fact *other)
{
	const rlint_package *package = rlint_as_package(own);
	const rlint_package *partner = rlint_as_package(other);
	rlint_finding *finding = rlint_report(check, own, rlint_fact_span(own),
		"%S%S contradicts %S%S of %S, which is installed with it: no version is in both",
		package->name.text, package->version.text, partner->name.text,
		partner->version.text, locks_file_name(other));

	rlint_related(finding, other, rlint_fact_span(other), "the other one");
}

static void compare(rlint_check *check, const struct names *own, const rlint_fact *environment)
{
	size_t count = rlint_fact_count(environment, RLINT_PACKAGE);

	for (size_t i = 0; i < count; i++) {
		const rlint_fact *other = rlint_fact_at(environment, RLINT_PACKAGE, i);
		rlint_str name = rlint_as_package(other)->canonical;
		const rlint_fact *fact = name.len > 0 ? names_find(own, name) : NULL;

		if (fact && exclude(fact, other)) {
			report(check, fact, other);
		}
	}
}

static void check_environment(rlint_check *check, const rlint_fact *environment)
{
	size_t count = rlint_fact_count(environment, RLINT_INCLUDE);
	struct names own = { NULL, 0 };

	if (rlint_document_kind(rlint_fact_document(environment)) == RLINT_FILE_DOCKERFILE) {
		return;
	}
	for (size_t i = 0; i < count; i++) {
		const rlint_fact *include = rlint_fact_at(environment, RLINT_INCLUDE, i);
		const rlint_fact *other;

		if (rlint_linked(check, include, RLINT_INCLUDES, &other) != RLINT_YES ||
			rlint_fact_count(other, RLINT_ENVIRONMENT) == 0 ||
			(!own.slots && !names_make(&own, check, environment))) {
			continue;
		}
		compare(check, &own, rlint_fact_at(other, RLINT_ENVIRONMENT, 0));
	}
}

extern const rlint_rule rlint_rule_pin_held_apart;
const rlint_rule rlint_rule_pin_held_apart = {
	.id = "pin/held-apart",
	.on = (const rlint_subscription[]){ { RLINT_ENVIRONMENT, "pip" }, { 0 } },
	.check = check_environment,
	.asks_links = true,
};
