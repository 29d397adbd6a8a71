/* Packages of one environment that bear the same name: which comes after which, and which no
 * version satisfies together. */
#include "lib/base/map.h"
#include "lib/base/str.h"
#include "lib/facts/make.h"
#include "lib/syntax/python/clause.h"
#include "lib/syntax/python/conda_version.h"

/* How many of the same name are held against each. */
enum { PARTNERS_MOST = 8, CLAUSES_EXPECTED = 8 };

static bool is_of_index(const rlint_package *package)
{
	return package->source == RLINT_FROM_INDEX && package->canonical.len > 0;
}

/* May both be asked for at once? Markers may choose one of the two, unless they are the same. */
static bool stand_together(const rlint_package *a, const rlint_package *b)
{
	return (a->marker.state == RLINT_UNSET && b->marker.state == RLINT_UNSET) ||
	       (a->marker.state == RLINT_KNOWN && b->marker.state == RLINT_KNOWN &&
		       rlint_str_is(a->marker.text, b->marker.text));
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
	if (!is_of_index(a) || !is_of_index(b) || !stand_together(a, b)) {
		return false;
	}
	return a->ecosystem == RLINT_PIP ? exclude(arena, a, b) : exclude_in_conda(arena, a, b);
}

static void relate(struct arena *arena, const rlint_fact *fact)
{
	rlint_package *package = fact_payload(fact);
	const rlint_fact *partner = package->earlier;

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

static void relate_all(struct facts *facts, const rlint_fact *environment)
{
	size_t count = rlint_fact_count(environment, RLINT_PACKAGE);
	struct map names = { 0 };

	for (size_t i = 0; i < count; i++) {
		const rlint_fact *fact = rlint_fact_at(environment, RLINT_PACKAGE, i);
		rlint_package *package = fact_payload(fact);
		uint32_t earlier = count > 1 ? map_get(&names, package->canonical) : MAP_NONE;

		if (package->canonical.len == 0) {
			continue;
		}
		if (earlier != MAP_NONE) {
			package->earlier = rlint_fact_at(environment, RLINT_PACKAGE, earlier);
		}
		if (count > 1) {
			map_set(&names, facts->arena, package->canonical, (uint32_t)i);
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
