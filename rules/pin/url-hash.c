/* pin/url-hash: a requirement that is fetched from an address without a hash. */
#include "locks.h"

static void check_package(rlint_check *check, const rlint_fact *fact)
{
	const rlint_package *package = rlint_as_package(fact);

	/* What a RUN fetches is pin/download's; what moves is pin/pip-package's. */
	if (package->source != RLINT_FROM_URL || package->pin != RLINT_EXACT ||
		rlint_document_kind(rlint_fact_document(fact)) == RLINT_FILE_DOCKERFILE ||
		locks_hold_source(check, fact)) {
		return;
	}
	rlint_report(check, fact, package->location.span,
		"nothing tells whether this address still serves the same file: add #sha256=DIGEST "
		"behind it");
}

extern const rlint_rule rlint_rule_pin_url_hash;
const rlint_rule rlint_rule_pin_url_hash = {
	.id = "pin/url-hash",
	.on = (const rlint_subscription[]){ { RLINT_PACKAGE, "pip" }, { RLINT_PACKAGE, "conda" },
		{ 0 } },
	.check = check_package,
	.asks_links = true,
};
