/* The packages of an environment by name. */
#include "names.h"

/* FNV-1a. */
static size_t hash_of(rlint_str name)
{
	uint32_t hash = 2166136261U;

	for (size_t i = 0; i < name.len; i++) {
		hash = (hash ^ (unsigned char)name.ptr[i]) * 16777619U;
	}
	return hash;
}

/* The slot of a name; it holds NULL where the name is new. */
static const rlint_fact **slot_of(const struct names *names, rlint_str name)
{
	size_t at = hash_of(name) & names->mask;

	while (names->slots[at] &&
		!rlint_str_is(rlint_as_package(names->slots[at])->canonical, name)) {
		at = (at + 1) & names->mask;
	}
	return &names->slots[at];
}

bool names_make(struct names *names, rlint_check *check, const rlint_fact *environment)
{
	size_t count = rlint_fact_count(environment, RLINT_PACKAGE);

	names->mask = 7;
	while (names->mask < 2 * count) {
		names->mask = 2 * names->mask + 1;
	}
	names->slots = rlint_scratch(check, (names->mask + 1) * sizeof(const rlint_fact *));
	for (size_t i = 0; names->slots && i < count; i++) {
		const rlint_fact *fact = rlint_fact_at(environment, RLINT_PACKAGE, i);
		rlint_str name = rlint_as_package(fact)->canonical;

		if (name.len > 0) {
			*slot_of(names, name) = fact;
		}
	}
	return names->slots != NULL;
}

const rlint_fact *names_find(const struct names *names, rlint_str name)
{
	return *slot_of(names, name);
}

rlint_str names_version(const rlint_package *package)
{
	rlint_str version = package->version.text;

	while (version.len > 0 && (version.ptr[0] == '=' || version.ptr[0] == ' ')) {
		version.ptr++;
		version.len--;
	}
	return version;
}
