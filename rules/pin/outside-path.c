/* pin/outside-path: Python packages from folders beside the project. */
#include <reprolint/reprolint.h>

/* Without file: and the slashes before the path. */
static rlint_str path_of(rlint_str location)
{
	static const rlint_str scheme = RLINT_STR_INIT("file:");
	static const rlint_str host = RLINT_STR_INIT("//");

	if (rlint_str_starts(location, scheme)) {
		location.ptr += scheme.len;
		location.len -= scheme.len;
		if (rlint_str_starts(location, host)) {
			location.ptr += host.len;
			location.len -= host.len;
		}
	}
	return location;
}

static bool climbs(rlint_str path)
{
	static const rlint_str up = RLINT_STR_INIT("..");

	return rlint_str_starts(path, up);
}

static void check_package(rlint_check *check, const rlint_fact *fact)
{
	const rlint_package *package = rlint_as_package(fact);
	rlint_str path = path_of(package->location.text);
	rlint_span span = package->location.span;

	if (package->source != RLINT_FROM_PATH || package->location.state != RLINT_KNOWN ||
		rlint_document_kind(rlint_fact_document(fact)) == RLINT_FILE_DOCKERFILE) {
		return;
	}
	if (climbs(path) && rlint_is_inside(check, fact, path) == RLINT_NO) {
		rlint_report(check, fact, span,
			"%S lies outside of the project, so whoever clones it lacks it: take the "
			"package from an index or a repository",
			package->location.text);
	}
}

extern const rlint_rule rlint_rule_pin_outside_path;
const rlint_rule rlint_rule_pin_outside_path = {
	.id = "pin/outside-path",
	.on = (const rlint_subscription[]){ { RLINT_PACKAGE, "pip" }, { 0 } },
	.check = check_package,
	.asks_links = true,
};
