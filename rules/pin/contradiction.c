/* pin/contradiction: two exact versions of one package, which no install can give. */
#include <reprolint/reprolint.h>

/* Packages by name: open addressing, at most half full. */
struct names {
	const rlint_fact **slots;
	size_t mask;
};

static size_t hash_of(rlint_str name)
{
	uint32_t hash = 2166136261U;

	for (size_t i = 0; i < name.len; i++) {
		hash = (hash ^ (unsigned char)name.ptr[i]) * 16777619U;
	}
	return hash;
}

/* The slot of the package's name; it holds NULL where the name is new. */
static const rlint_fact **slot_of(const struct names *names, rlint_str name)
{
	size_t at = hash_of(name) & names->mask;

	while (names->slots[at] &&
		!rlint_str_is(rlint_as_package(names->slots[at])->canonical, name)) {
		at = (at + 1) & names->mask;
	}
	return &names->slots[at];
}

/* The version without operator, local part and zeros at its end, which make no difference. */
static rlint_str plain_version(rlint_str version)
{
	rlint_str result = version;
	size_t len = 0;

	while (result.len > 0 && (result.ptr[0] == '=' || result.ptr[0] == ' ')) {
		result.ptr++;
		result.len--;
	}
	while (len < result.len && result.ptr[len] != '+') {
		len++;
	}
	while (len > 2 && result.ptr[len - 1] == '0' && result.ptr[len - 2] == '.') {
		len -= 2;
	}
	result.len = len;
	return result;
}

/* One exact version, whatever the environment: a marker may choose between two. */
static bool is_exact(const rlint_package *package)
{
	return (package->pin == RLINT_EXACT || package->pin == RLINT_IMMUTABLE) &&
	       package->source == RLINT_FROM_INDEX && package->version.state == RLINT_KNOWN &&
	       package->marker.state == RLINT_UNSET && package->canonical.len > 0;
}

static void report(rlint_check *check, const rlint_fact *later, const rlint_fact *earlier)
{
	const rlint_package *package = rlint_as_package(later);
	rlint_finding *finding = rlint_report(check, later, rlint_fact_span(later),
		"%S%S contradicts %S%S, and what asks for both cannot be installed: keep one",
		package->name.text, package->version.text, rlint_as_package(earlier)->name.text,
		rlint_as_package(earlier)->version.text);

	rlint_related(finding, earlier, rlint_fact_span(earlier), "the other version");
}

static void check_environment(rlint_check *check, const rlint_fact *environment)
{
	size_t count = rlint_fact_count(environment, RLINT_PACKAGE);
	struct names names = { .mask = 7 };

	while (names.mask < count * 2) {
		names.mask = names.mask * 2 + 1;
	}
	names.slots = count > 1
			      ? rlint_scratch(check, (names.mask + 1) * sizeof(const rlint_fact *))
			      : NULL;
	for (size_t i = 0; names.slots && i < count; i++) {
		const rlint_fact *fact = rlint_fact_at(environment, RLINT_PACKAGE, i);
		const rlint_package *package = rlint_as_package(fact);
		const rlint_fact **slot;

		if (!is_exact(package)) {
			continue;
		}
		slot = slot_of(&names, package->canonical);
		if (!*slot) {
			*slot = fact;
		} else if (!rlint_str_is_like(plain_version(package->version.text),
				   plain_version(rlint_as_package(*slot)->version.text))) {
			report(check, fact, *slot);
		}
	}
}

extern const rlint_rule rlint_rule_pin_contradiction;
const rlint_rule rlint_rule_pin_contradiction = {
	.id = "pin/contradiction",
	.on = (const rlint_subscription[]){ { RLINT_ENVIRONMENT, "pip" },
		{ RLINT_ENVIRONMENT, "conda" }, { 0 } },
	.check = check_environment,
};
