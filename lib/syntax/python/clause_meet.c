/* Can one version be in all of a set's clauses? Where one can, one can that lies at or right beside
 * the version of a clause: those are tried. */
#include "lib/base/str.h"
#include "lib/syntax/python/clause.h"

/* What may follow epoch and release: the phases from the first to the last, and the next release. A
 * release candidate of 9999 is as good as any. */
static const rlint_str endings[] = {
	RLINT_STR_INIT(""),
	RLINT_STR_INIT(".0.0.0.0.1"),
	RLINT_STR_INIT(".post0"),
	RLINT_STR_INIT(".post9999"),
	RLINT_STR_INIT(".dev0"),
	RLINT_STR_INIT(".dev9999"),
	RLINT_STR_INIT("a0"),
	RLINT_STR_INIT("a9999"),
	RLINT_STR_INIT("b0"),
	RLINT_STR_INIT("b9999"),
	RLINT_STR_INIT("rc0"),
	RLINT_STR_INIT("rc9999"),
};

/* What may follow a version with all its phases. */
static const rlint_str tails[] = {
	RLINT_STR_INIT("9"), /* of the last number: a later one */
	RLINT_STR_INIT(".post0"),
	RLINT_STR_INIT(".post9999"),
	RLINT_STR_INIT(".dev0"),
	RLINT_STR_INIT(".post0.dev0"),
};

static bool admits(const struct vec *clauses, rlint_str version)
{
	return clauses_admit(clauses, version, PRERELEASES_ALLOWED);
}

static bool admits_any(const struct vec *clauses, struct arena *arena, rlint_str stem,
	const rlint_str *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (admits(clauses, arena_join(arena, stem, list[i]))) {
			return true;
		}
	}
	return false;
}

#define ANY_OF(clauses, arena, stem, list)                                                         \
	admits_any(clauses, arena, stem, list, sizeof(list) / sizeof *(list))

/* The number before `digits`, as text; digits of zeros have none: empty. */
static rlint_str number_before(struct arena *arena, rlint_str digits)
{
	char *bytes = arena_alloc(arena, digits.len + 1);
	size_t at = digits.len;

	for (size_t i = 0; i < digits.len; i++) {
		bytes[i] = digits.ptr[i];
	}
	while (at > 0 && bytes[at - 1] == '0') {
		bytes[--at] = '9';
	}
	if (at == 0) {
		return (rlint_str){ 0 };
	}
	bytes[at - 1]--;
	return (rlint_str){ bytes, digits.len };
}

/* Where the last number of the release begins that is not zero; SIZE_MAX where all are. */
static size_t last_number(rlint_str release, size_t *end)
{
	for (*end = release.len; *end > 0;) {
		size_t start = *end;
		bool is_zero = true;

		while (start > 0 && release.ptr[start - 1] != '.') {
			start--;
			is_zero = is_zero && release.ptr[start] == '0';
		}
		if (!is_zero) {
			return start;
		}
		*end = start > 0 ? start - 1 : 0;
	}
	return SIZE_MAX;
}

/* The last release below: 1.3.0 makes 1.2.99999999. */
static rlint_str release_below(struct arena *arena, rlint_str base)
{
	size_t epoch = str_find(base, '!', 0);
	rlint_str release = epoch < base.len ? str_slice(base, epoch + 1, base.len) : base;
	size_t offset = base.len - release.len;
	size_t end;
	size_t start = last_number(release, &end);
	struct buffer buffer = { .arena = arena };

	if (start == SIZE_MAX) {
		return (rlint_str){ 0 };
	}
	buffer_add(&buffer, str_slice(base, 0, offset + start));
	buffer_add(&buffer, number_before(arena, str_slice(release, start, end)));
	buffer_add(&buffer, RLINT_STR(".99999999"));
	return buffer_str(&buffer);
}

/* The version with the number of its last phase one less; empty where that is 0. */
static rlint_str phase_below(struct arena *arena, const struct version *version)
{
	struct version below = *version;
	rlint_str *number = version->has_dev    ? &below.dev_number
			    : version->has_post ? &below.post_number
						: &below.pre_number;

	*number = number_before(arena, *number);
	return number->len > 0 ? version_text(arena, &below, VERSION_PUBLIC) : *number;
}

/* A version of the epoch before. */
static rlint_str epoch_below(struct arena *arena, const struct version *version)
{
	rlint_str epoch = number_before(arena, version->epoch);

	return epoch.len > 0 ? arena_join(arena, epoch, RLINT_STR("!99999999")) : epoch;
}

static bool is_met_near(const struct vec *clauses, struct arena *arena, const struct clause *clause)
{
	const struct version *version = &clause->version;
	struct version early = *version;
	rlint_str base = version_text(arena, version, VERSION_BASE);
	rlint_str below = release_below(arena, base);
	rlint_str public = version_text(arena, version, VERSION_PUBLIC);

	early.has_post = early.has_dev = false;
	return ANY_OF(clauses, arena, base, endings) || ANY_OF(clauses, arena, public, tails) ||
	       (below.len > 0 && ANY_OF(clauses, arena, below, endings)) ||
	       admits(clauses, phase_below(arena, version)) ||
	       admits(clauses, phase_below(arena, &early)) ||
	       admits(clauses, epoch_below(arena, version));
}

bool clauses_can_meet(const struct vec *clauses, struct arena *arena)
{
	const struct clause *items = clauses->items;

	/* Most often one of the versions themselves does it, and costs nothing; where one is
	 * exact, nothing else can. */
	for (uint32_t i = 0; i < clauses->count; i++) {
		if (!items[i].version.is_prefix && admits(clauses, items[i].version_text)) {
			return true;
		}
	}
	if (clauses_are_exact(clauses)) {
		return false;
	}
	for (uint32_t i = 0; i < clauses->count; i++) {
		if (items[i].operator!= CLAUSE_IDENTICAL &&
			is_met_near(clauses, arena, &items[i])) {
			return true;
		}
	}
	return clauses->count == 0;
}
