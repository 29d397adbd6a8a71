/* PEP 440's version specifiers, as the packaging library reads them (specifiers.py); white space,
 * in Unicode's sense, may stand round operator and version:
 *
 *   set    = [ clause ] *( "," [ clause ] )
 *   clause = "===" *( any but white space, ";", ")", "," )
 *          | ( "==" | "!=" ) version that may end in ".*" or have a local part
 *          | "~=" version of two numbers or more
 *          | ( "<=" | ">=" | "<" | ">" ) version
 */
#include "lib/syntax/python/clause.h"

#include "lib/syntax/python/space.h"

struct operator_row {
	rlint_str text;
	enum clause_operator operator;
	unsigned allowed; /* enum version_allowed */
};

/* Longer ones before what they begin with. */
static const struct operator_row rows[] = {
	{ RLINT_STR_INIT("==="), CLAUSE_IDENTICAL, 0 },
	{ RLINT_STR_INIT("=="), CLAUSE_EQUAL, VERSION_PREFIX | VERSION_LOCAL },
	{ RLINT_STR_INIT("!="), CLAUSE_UNEQUAL, VERSION_PREFIX | VERSION_LOCAL },
	{ RLINT_STR_INIT("~="), CLAUSE_COMPATIBLE, VERSION_TWO_NUMBERS },
	{ RLINT_STR_INIT("<="), CLAUSE_AT_MOST, 0 },
	{ RLINT_STR_INIT(">="), CLAUSE_AT_LEAST, 0 },
	{ RLINT_STR_INIT("<"), CLAUSE_BELOW, 0 },
	{ RLINT_STR_INIT(">"), CLAUSE_ABOVE, 0 },
};

static const struct operator_row *row_at(rlint_str text, size_t at)
{
	/* What most often stands here is the end. */
	if (at >= text.len || !byte_is_one_of(text.ptr[at], "=<>!~")) {
		return NULL;
	}
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (rlint_str_is(str_slice(text, at, at + rows[i].text.len), rows[i].text)) {
			return &rows[i];
		}
	}
	return NULL;
}

bool clause_operator_at(enum clause_operator *out, rlint_str text, size_t at, size_t *end)
{
	const struct operator_row *row = row_at(text, at);

	if (row) {
		*out = row->operator;
		*end = at + row->text.len;
	}
	return row != NULL;
}

static size_t identity_end(rlint_str text, size_t at)
{
	while (at < text.len && text.ptr[at] != ';' && text.ptr[at] != ')' && text.ptr[at] != ',' &&
		space_at(text, at) == 0) {
		at++;
	}
	return at;
}

static size_t past_space(rlint_str text, size_t at)
{
	size_t length;

	while ((length = space_at(text, at)) > 0) {
		at += length;
	}
	return at;
}

size_t clause_scan(struct clause *out, rlint_str text, size_t at)
{
	const struct operator_row *row = row_at(text, at);
	size_t start;
	size_t end;

	*out = (struct clause){ 0 };
	if (!row) {
		return at;
	}
	start = past_space(text, at + row->text.len);
	end = row->operator== CLAUSE_IDENTICAL
		      ? identity_end(text, start)
		      : version_scan(&out->version, text, start, row->allowed);
	out->operator= row->operator;
	out->operator_text = str_slice(text, at, at + row->text.len);
	out->version_text = str_slice(text, start, end);
	return end == start && row->operator!= CLAUSE_IDENTICAL ? at : end;
}

bool clauses_read(struct vec *out, struct arena *arena, rlint_str text)
{
	for (size_t at = 0; at < text.len;) {
		size_t stop = str_find(text, ',', at);
		size_t start = at;
		size_t end = stop;
		struct clause clause;

		space_strip(text, &start, &end);
		if (start < end && clause_scan(&clause, str_slice(text, 0, end), start) != end) {
			return false;
		}
		if (start < end) {
			*(struct clause *)vec_add(out, arena, sizeof clause) = clause;
		}
		at = stop + 1;
	}
	return true;
}

bool clauses_are_exact(const struct vec *clauses)
{
	const struct clause *items = clauses->items;

	for (uint32_t i = 0; i < clauses->count; i++) {
		if (items[i].operator== CLAUSE_IDENTICAL ||(
			    items[i].operator== CLAUSE_EQUAL && !items[i].version.is_prefix)) {
			return true;
		}
	}
	return false;
}

bool clauses_name_prerelease(const struct vec *clauses)
{
	const struct clause *items = clauses->items;

	for (uint32_t i = 0; i < clauses->count; i++) {
		struct version named = items[i].version;

		if (items[i].operator== CLAUSE_UNEQUAL || named.is_prefix) {
			continue;
		}
		if (items[i].operator==
			CLAUSE_IDENTICAL && !version_parse(&named, items[i].version_text)) {
			continue;
		}
		if (version_is_prerelease(&named)) {
			return true;
		}
	}
	return false;
}

/* ---- is a version in a set? ---- */

static struct version without_local(struct version version)
{
	version.local = (rlint_str){ 0 };
	return version;
}

/* Epoch and release alone. */
static struct version base_of(const struct version *version)
{
	return (struct version){ .epoch = version->epoch, .release = version->release };
}

static bool has_same_base(const struct version *a, const struct version *b)
{
	struct version left = base_of(a);
	struct version right = base_of(b);

	return version_compare(&left, &right) == 0;
}

/* == with a local part compares it, without one leaves the candidate's out. */
static bool is_equal(const struct version *candidate, const struct version *named)
{
	struct version left = named->local.len > 0 ? *candidate : without_local(*candidate);

	return named->is_prefix ? version_has_prefix(candidate, named)
				: version_compare(&left, named) == 0;
}

/* ~=1.2.3 is >=1.2.3, ==1.2.* */
static bool is_compatible(const struct version *candidate, const struct version *named)
{
	struct version left = without_local(*candidate);
	struct version prefix = base_of(named);

	while (prefix.release.ptr[prefix.release.len - 1] != '.') {
		prefix.release.len--;
	}
	prefix.release.len--;
	return version_compare(&left, named) >= 0 && version_has_prefix(candidate, &prefix);
}

/* Is it a prerelease of the version named, which is none? 1.0.post1 has only 1.0.post1.devN. */
static bool is_prerelease_of(const struct version *candidate, const struct version *named)
{
	struct version final = without_local(*candidate);

	if (!named->has_post) {
		return version_is_prerelease(candidate) && has_same_base(candidate, named);
	}
	final.has_dev = false;
	final.dev_number = (rlint_str){ 0 };
	return candidate->has_dev && version_compare(&final, named) == 0;
}

/* <1.0 leaves out the prereleases of 1.0, unless it names one. */
static bool is_below(const struct version *candidate, const struct version *named)
{
	return version_compare(candidate, named) < 0 &&
	       (version_is_prerelease(named) || !is_prerelease_of(candidate, named));
}

/* >1.0 leaves out 1.0.post1, unless it names a post-release, and 1.0+local. */
static bool is_above(const struct version *candidate, const struct version *named)
{
	struct version public = without_local(*candidate);
	struct version earlier = public;

	earlier.has_post = false;
	earlier.has_dev = false;
	earlier.post_number = (rlint_str){ 0 };
	earlier.dev_number = (rlint_str){ 0 };
	return version_compare(&public, named) > 0 &&
	       !(candidate->has_post && !named->has_post && version_compare(&earlier, named) == 0);
}

static bool admits(const struct clause *clause, const struct version *candidate)
{
	struct version public = without_local(*candidate);

	switch (clause->operator) {
	case CLAUSE_EQUAL:
		return is_equal(candidate, &clause->version);
	case CLAUSE_UNEQUAL:
		return !is_equal(candidate, &clause->version);
	case CLAUSE_COMPATIBLE:
		return is_compatible(candidate, &clause->version);
	case CLAUSE_AT_MOST:
		return version_compare(&public, &clause->version) <= 0;
	case CLAUSE_AT_LEAST:
		return version_compare(&public, &clause->version) >= 0;
	case CLAUSE_BELOW:
		return is_below(candidate, &clause->version);
	case CLAUSE_ABOVE:
		return is_above(candidate, &clause->version);
	case CLAUSE_IDENTICAL:
		break;
	}
	return false;
}

bool clauses_admit(
	const struct vec *clauses, rlint_str version, enum clause_prereleases prereleases)
{
	const struct clause *items = clauses->items;
	struct version candidate;
	bool is_version = version_parse(&candidate, version);

	if (is_version && prereleases == PRERELEASES_REFUSED && version_is_prerelease(&candidate)) {
		return false;
	}
	for (uint32_t i = 0; i < clauses->count; i++) {
		bool is_admitted = items[i].operator== CLAUSE_IDENTICAL
					   ? rlint_str_is_like(version, items[i].version_text)
					   : is_version && admits(&items[i], &candidate);

		if (!is_admitted) {
			return false;
		}
	}
	return true;
}
