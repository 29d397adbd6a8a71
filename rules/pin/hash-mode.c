/* pin/hash-mode: a file in pip's hash mode that names something which the mode refuses. */
#include <reprolint/reprolint.h>

/* One --hash anywhere turns the mode on for all. */
static bool has_a_hash(const rlint_fact *environment)
{
	size_t count = rlint_fact_count(environment, RLINT_PACKAGE);

	for (size_t i = 0; i < count; i++) {
		const rlint_package *package =
			rlint_as_package(rlint_fact_at(environment, RLINT_PACKAGE, i));

		if (package->hash_count > 0) {
			return true;
		}
	}
	return false;
}

static const rlint_fact *find_option(const rlint_fact *environment, rlint_str name)
{
	size_t count = rlint_fact_count(environment, RLINT_INSTALL_OPTION);

	for (size_t i = 0; i < count; i++) {
		const rlint_fact *fact = rlint_fact_at(environment, RLINT_INSTALL_OPTION, i);

		if (rlint_str_is(rlint_as_install_option(fact)->name, name)) {
			return fact;
		}
	}
	return NULL;
}

static bool is_in_mode(const rlint_fact *environment)
{
	return !find_option(environment, RLINT_STR("--no-require-hashes")) &&
	       (has_a_hash(environment) || find_option(environment, RLINT_STR("--require-hashes")));
}

/* pip wants one clause with == or ===, whatever the hashes say. */
static bool is_loose(const rlint_package *package)
{
	rlint_str version = package->version.text;

	if (package->source != RLINT_FROM_INDEX || package->pin == RLINT_PIN_UNKNOWN) {
		return false;
	}
	for (size_t i = 0; i < version.len; i++) {
		if (version.ptr[i] == ',') {
			return true;
		}
	}
	return !rlint_str_starts(version, RLINT_STR("=="));
}

/* A URL may bear its hash behind the `#`; then it needs no other. */
static bool bears_hash(const rlint_package *package)
{
	return package->hash_count > 0 ||
	       (package->source == RLINT_FROM_URL && package->pin == RLINT_IMMUTABLE);
}

/* What is wrong with it in this mode; NULL: nothing. */
static const char *fault_of(const rlint_package *package)
{
	/* What its marker keeps out, pip drops before it looks for hashes. */
	if (package->applies == RLINT_NO) {
		return NULL;
	}
	if (package->is_editable) {
		return "is editable, which hashes cannot hold";
	}
	if (package->source == RLINT_FROM_VCS) {
		return "comes from version control, whose files have no hash";
	}
	if (is_loose(package)) {
		return "names no exact version";
	}
	if (package->source == RLINT_FROM_PATH || package->source == RLINT_SOURCE_UNKNOWN ||
		package->pin == RLINT_PIN_UNKNOWN) {
		return NULL;
	}
	return bears_hash(package) ? NULL : "has no hash";
}

static void check_environment(rlint_check *check, const rlint_fact *environment)
{
	size_t count = rlint_fact_count(environment, RLINT_PACKAGE);

	if (!rlint_fact_complete(environment) || !is_in_mode(environment)) {
		return;
	}
	for (size_t i = 0; i < count; i++) {
		const rlint_fact *fact = rlint_fact_at(environment, RLINT_PACKAGE, i);
		const rlint_package *package = rlint_as_package(fact);
		const char *fault = fault_of(package);

		if (fault) {
			rlint_report(check, fact, rlint_fact_span(fact),
				"%S %s, and pip refuses the whole file, which has hashes: give "
				"every requirement its version and --hash, or none",
				package->name.text.len > 0 ? package->name.text
							   : package->location.text,
				fault);
		}
	}
}

extern const rlint_rule rlint_rule_pin_hash_mode;
const rlint_rule rlint_rule_pin_hash_mode = {
	.id = "pin/hash-mode",
	.on = (const rlint_subscription[]){ { RLINT_ENVIRONMENT, "pip" }, { 0 } },
	.check = check_environment,
};
