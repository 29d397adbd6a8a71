/* pin/lock-stale: a lock that is older than the project or environment file beside it. */
#include "locks.h"

/* Written for fewer than all: PDM locks the groups that it was asked for, pylock.toml is of one
 * installation. */
static bool is_partial(rlint_str name)
{
	static const rlint_str pdm = RLINT_STR_INIT("pdm.lock");
	static const rlint_str pylock = RLINT_STR_INIT("pylock.");

	return rlint_str_is(name, pdm) || rlint_str_starts(name, pylock);
}

static void report_other_version(
	rlint_check *check, const rlint_fact *fact, const rlint_fact *record)
{
	const rlint_package *package = rlint_as_package(fact);
	rlint_str lock = locks_file_name(record);
	rlint_finding *finding = rlint_report(check, fact, rlint_fact_span(fact),
		"%S holds %S at %S, which %S does not admit: %s", lock, package->name.text,
		rlint_as_package(record)->version.text, package->version.text, locks_command(lock));

	rlint_related(finding, record, rlint_as_package(record)->version.span, "locked here");
}

/* Left out on purpose: what no marker asks for here, extras and groups of a lock that has not all
 * of them, the project's own folders. */
static bool must_be_there(
	const rlint_environment *environment, const rlint_package *package, rlint_str lock)
{
	bool is_for_all = environment->audience == RLINT_FOR_USE && !package->is_optional;

	return package->applies == RLINT_YES && package->pin != RLINT_LOCAL &&
	       package->canonical.len > 0 && (is_for_all || !is_partial(lock));
}

static void check_package(rlint_check *check, const rlint_fact *fact, const rlint_fact *lock)
{
	const rlint_package *package = rlint_as_package(fact);
	const rlint_environment *environment = rlint_as_environment(rlint_fact_container(fact));
	rlint_str name = locks_file_name(lock);
	const rlint_fact *record = NULL;
	rlint_answer answer = rlint_linked(check, fact, RLINT_RECORDED_BY, &record);

	if (answer == RLINT_NO && must_be_there(environment, package, name)) {
		rlint_report(check, fact, rlint_fact_span(fact),
			"%S is not in %S, which is older than this line: %s", package->name.text,
			name, locks_command(name));
	}
	record = locks_record(check, fact);
	if (record && package->applies == RLINT_YES &&
		rlint_package_admits(fact, rlint_as_package(record)->version.text) == RLINT_NO) {
		report_other_version(check, fact, record);
	}
}

/* Files whose installers take the versions from a lock. */
static bool obeys_lock(const rlint_fact *fact)
{
	rlint_file_kind kind = rlint_document_kind(rlint_fact_document(fact));

	return kind == RLINT_FILE_PROJECT || kind == RLINT_FILE_CONDA;
}

static void check_environment(rlint_check *check, const rlint_fact *fact)
{
	const rlint_environment *environment = rlint_as_environment(fact);
	const rlint_fact *lock = NULL;

	if (!obeys_lock(fact) || environment->is_constraints ||
		environment->audience == RLINT_FOR_BUILDING ||
		rlint_linked(check, fact, RLINT_LOCKED_BY, &lock) != RLINT_YES) {
		return;
	}
	for (size_t i = 0; i < rlint_fact_count(fact, RLINT_PACKAGE); i++) {
		check_package(check, rlint_fact_at(fact, RLINT_PACKAGE, i), lock);
	}
}

extern const rlint_rule rlint_rule_pin_lock_stale;
const rlint_rule rlint_rule_pin_lock_stale = {
	.id = "pin/lock-stale",
	.on = (const rlint_subscription[]){ { RLINT_ENVIRONMENT, "pip" },
		{ RLINT_ENVIRONMENT, "conda" }, { 0 } },
	.check = check_environment,
	.asks_links = true,
};
