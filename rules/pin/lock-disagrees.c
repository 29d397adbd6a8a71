/* pin/lock-disagrees: a requirements file and the lock beside it that bring different versions. */
#include "locks.h"

/* "2.4.1+cu121": the same release from another index. */
static bool has_local_part(rlint_str version)
{
	for (size_t i = 0; i < version.len; i++) {
		if (version.ptr[i] == '+') {
			return true;
		}
	}
	return false;
}

static void check_package(rlint_check *check, const rlint_fact *fact)
{
	const rlint_package *package = rlint_as_package(fact);
	const rlint_fact *record;
	rlint_finding *finding;
	rlint_str lock;

	if (rlint_document_kind(rlint_fact_document(fact)) != RLINT_FILE_REQUIREMENTS ||
		package->applies != RLINT_YES || has_local_part(package->version.text)) {
		return;
	}
	record = locks_record(check, fact);
	if (!record || rlint_document_kind(rlint_fact_document(record)) != RLINT_FILE_LOCK ||
		rlint_package_admits(fact, rlint_as_package(record)->version.text) != RLINT_NO) {
		return;
	}
	lock = locks_file_name(record);
	finding = rlint_report(check, fact, rlint_fact_span(fact),
		"%S holds %S at %S, so that this file installs another version than the lock: make "
		"it from the lock, or drop one of them",
		lock, package->name.text, rlint_as_package(record)->version.text);
	rlint_related(finding, record, rlint_as_package(record)->version.span, "locked here");
}

extern const rlint_rule rlint_rule_pin_lock_disagrees;
const rlint_rule rlint_rule_pin_lock_disagrees = {
	.id = "pin/lock-disagrees",
	.on = (const rlint_subscription[]){ { RLINT_PACKAGE, "pip" }, { 0 } },
	.check = check_package,
	.asks_links = true,
};
