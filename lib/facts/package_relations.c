/* Packages of one environment that bear the same name: which comes after which, and which no
 * version satisfies together. */
#include "lib/base/str.h"
#include "lib/facts/make.h"
#include "lib/syntax/python/clause.h"
#include "lib/syntax/python/conda_version.h"

/* How many of the same name are held against each: more in one file is no list that anyone made. */
enum { PARTNERS_MOST = 4, CLAUSES_EXPECTED = 8 };

static bool is_of_index(const rlint_package *package)
{
	return package->source == RLINT_FROM_INDEX && package->canonical.len > 0;
}

/* Are both asked for at once? Markers may choose one of the two, unless they are the same. */
static bool stand_together(const rlint_package *a, const rlint_package *b)
{
	bool is_same = a->marker.state == RLINT_KNOWN && b->marker.state == RLINT_KNOWN &&
		       rlint_str_is(a->marker.text, b->marker.text);

	return (a->applies == RLINT_YES && b->applies == RLINT_YES) ||
	       (is_same && a->applies != RLINT_NO);
}

static bool add_clauses(struct vec *clauses, struct arena *arena, const rlint_package *package)
{
	return package->version.state == RLINT_UNSET ||
	       (package->version.state == RLINT_KNOWN &&
		       clauses_read(clauses, arena, package->version.text));
}

/* Is there no version for both? `b` may be `a`: then there is none for it alone. */
static bool exclude(struct arena *arena, const rlint_package *a, const rlint_package *b)
{
	struct clause room[CLAUSES_EXPECTED];
	struct vec clauses = { room, 0, CLAUSES_EXPECTED };

	return add_clauses(&clauses, arena, a) && (a == b || add_clauses(&clauses, arena, b)) &&
	       !clauses_can_meet(&clauses, arena);
}

/* The version that an exact spec of conda names. */
static rlint_str exact_version(const rlint_package *package)
{
	rlint_str version = package->version.text;
	size_t equals = 0;

	while (equals < version.len && version.ptr[equals] == '=') {
		equals++;
	}
	return str_trim(str_slice(version, equals, version.len));
}

static bool is_exact(const rlint_package *package)
{
	return package->version.state == RLINT_KNOWN &&
	       (package->pin == RLINT_EXACT || package->pin == RLINT_IMMUTABLE);
}

/* Of two ranges nothing is said. */
static bool exclude_in_conda(struct arena *arena, const rlint_package *a, const rlint_package *b)
{
	bool is_swapped = !is_exact(a);
	const rlint_package *exact = is_swapped ? b : a;
	const rlint_package *other = is_swapped ? a : b;

	return is_exact(exact) && other->version.state == RLINT_KNOWN &&
	       other->version.text.len > 0 &&
	       !conda_spec_admits(arena,
		       is_exact(other) ? exact_version(other) : other->version.text,
		       exact_version(exact));
}

static bool contradict(struct arena *arena, const rlint_package *a, const rlint_package *b)
{
	/* Who says the same, or nothing, contradicts no one. */
	if (!is_of_index(a) || !is_of_index(b) || !stand_together(a, b) ||
		b->version.state == RLINT_UNSET || rlint_str_is(a->version.text, b->version.text)) {
		return false;
	}
	return a->ecosystem == RLINT_PIP ? exclude(arena, a, b) : exclude_in_conda(arena, a, b);
}

static void relate(struct arena *arena, const rlint_fact *fact)
{
	rlint_package *package = fact_payload(fact);
	const rlint_fact *partner = package->earlier;

	if (package->version.state == RLINT_UNSET) {
		return;
	}
	for (int i = 0; partner && !package->contradicts && i < PARTNERS_MOST; i++) {
		const rlint_package *other = rlint_as_package(partner);

		if (contradict(arena, package, other)) {
			package->contradicts = partner;
		}
		partner = other->earlier;
	}
	/* One clause excludes none. */
	if (!package->contradicts && package->ecosystem == RLINT_PIP && is_of_index(package) &&
		str_find(package->version.text, ',', 0) < package->version.text.len &&
		exclude(arena, package, package)) {
		package->contradicts = fact;
	}
}

/* Packages by name: open addressing, at most half full; numbers from 1 on. */
struct names {
	uint32_t *slots;
	uint32_t mask;
};

static void make_names(struct names *names, struct arena *arena, size_t count)
{
	names->mask = 7;
	while (names->mask < 2 * count) {
		names->mask = 2 * names->mask + 1;
	}
	names->slots = arena_new(arena, (size_t)names->mask + 1, sizeof *names->slots);
}

/* The slot of a name, which holds 0 where it is new. */
static uint32_t *slot_of(const struct names *names, const rlint_fact *environment, rlint_str name)
{
	uint32_t at = str_hash(name) & names->mask;

	while (names->slots[at] > 0 &&
		!rlint_str_is(name, rlint_as_package(rlint_fact_at(environment, RLINT_PACKAGE,
							     names->slots[at] - 1))
					    ->canonical)) {
		at = (at + 1) & names->mask;
	}
	return &names->slots[at];
}

static void relate_all(struct facts *facts, const rlint_fact *environment)
{
	size_t count = rlint_fact_count(environment, RLINT_PACKAGE);
	struct names names = { 0 };

	if (count > 1) {
		make_names(&names, facts->arena, count);
	}
	for (size_t i = 0; i < count; i++) {
		const rlint_fact *fact = rlint_fact_at(environment, RLINT_PACKAGE, i);
		rlint_package *package = fact_payload(fact);
		uint32_t *slot = NULL;

		if (package->canonical.len == 0) {
			continue;
		}
		slot = count > 1 ? slot_of(&names, environment, package->canonical) : NULL;
		if (slot && *slot > 0) {
			package->earlier = rlint_fact_at(environment, RLINT_PACKAGE, *slot - 1);
		}
		if (slot) {
			*slot = (uint32_t)i + 1;
		}
		relate(facts->arena, fact);
	}
}

void facts_relate_packages(struct facts *facts)
{
	const struct vec *environments = &facts->all[RLINT_ENVIRONMENT];

	for (uint32_t i = 0; i < environments->count; i++) {
		const rlint_fact *fact = ((rlint_fact *const *)environments->items)[i];
		rlint_ecosystem ecosystem = rlint_as_environment(fact)->ecosystem;

		if (ecosystem == RLINT_PIP || ecosystem == RLINT_CONDA_PACKAGES) {
			relate_all(facts, fact);
		}
	}
}
