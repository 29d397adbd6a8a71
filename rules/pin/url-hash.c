/* pin/url-hash: a requirement that is fetched from an address without a hash. */
#include "locks.h"

/* A list of conda's has hundreds of them: the first tells of those behind it. */
static bool is_told(const rlint_fact *fact)
{
	const rlint_package *package = rlint_as_package(rlint_fact_previous(fact));

	return package && package->ecosystem == RLINT_CONDA_PACKAGES &&
	       package->source == RLINT_FROM_URL && package->pin == RLINT_EXACT;
}

static void check_package(rlint_check *check, const rlint_fact *fact)
{
	const rlint_package *package = rlint_as_package(fact);

	/* What a RUN fetches is pin/download's; what moves is pin/pip-package's. */
	if (package->applies == RLINT_NO || package->source != RLINT_FROM_URL ||
		package->pin != RLINT_EXACT ||
		rlint_document_kind(rlint_fact_document(fact)) == RLINT_FILE_DOCKERFILE ||
		is_told(fact) || locks_hold_source(check, fact)) {
		return;
	}
	rlint_report(check, fact, package->location.span,
		"nothing tells whether this address still serves the same file: add %s behind it",
		package->ecosystem == RLINT_CONDA_PACKAGES ? "#DIGEST (its MD5)"
							   : "#sha256=DIGEST");
}

extern const rlint_rule rlint_rule_pin_url_hash;
const rlint_rule rlint_rule_pin_url_hash = {
	.id = "pin/url-hash",
	.on = (const rlint_subscription[]){ { RLINT_PACKAGE, "pip" }, { RLINT_PACKAGE, "conda" },
		{ 0 } },
	.check = check_package,
	.asks_links = true,
};
