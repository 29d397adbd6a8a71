/* What a version spec of conda admits (conda/models/version.py, VersionSpec).
 *
 *	spec = set { "|" set }
 *	set  = term { "," term }
 *	term = "*" | "^" regex "$" | relation version [ ".*" ] | version [ [ "." ] "*" ] | glob
 */
#include "lib/base/str.h"
#include "lib/syntax/python/conda_version.h"

enum relation { FUZZY, EQUAL, UNEQUAL, AT_MOST, AT_LEAST, BELOW, ABOVE, COMPATIBLE, UNLIKE };

static const struct {
	rlint_str text;
	enum relation relation;
} relations[] = {
	{ RLINT_STR_INIT("=="), EQUAL },
	{ RLINT_STR_INIT("!="), UNEQUAL },
	{ RLINT_STR_INIT("<="), AT_MOST },
	{ RLINT_STR_INIT(">="), AT_LEAST },
	{ RLINT_STR_INIT("~="), COMPATIBLE },
	{ RLINT_STR_INIT("="), FUZZY },
	{ RLINT_STR_INIT("<"), BELOW },
	{ RLINT_STR_INIT(">"), ABOVE },
};

/* One element of a pattern: a byte, any byte, or any number of bytes. */
struct element {
	enum { BYTE, ANY_BYTE, ANY_BYTES, TOO_MUCH } kind;
	char byte;
	size_t end;
};

static struct element element_at(rlint_str pattern, size_t at, bool is_regex)
{
	char byte = pattern.ptr[at];
	bool has_star = at + 1 < pattern.len && pattern.ptr[at + 1] == '*';

	if (!is_regex) {
		return (struct element){ byte == '*' ? ANY_BYTES : BYTE, byte, at + 1 };
	}
	if (byte == '.') {
		return (struct element){ has_star ? ANY_BYTES : ANY_BYTE, byte,
			at + (has_star ? 2 : 1) };
	}
	if (byte == '\\' && at + 1 < pattern.len && !byte_is_name(pattern.ptr[at + 1])) {
		return (struct element){ BYTE, pattern.ptr[at + 1], at + 2 };
	}
	return (struct element){ byte_is_one_of(byte, "[](){}*+?|\\") || has_star ? TOO_MUCH : BYTE,
		byte, at + 1 };
}

static bool is_too_much(rlint_str pattern)
{
	for (size_t at = 0; at < pattern.len;) {
		struct element element = element_at(pattern, at, true);

		if (element.kind == TOO_MUCH) {
			return true;
		}
		at = element.end;
	}
	return false;
}

/* Does the whole text match? Behind the last star that was met, another try with one byte more is
 * all that can help. */
static bool matches(rlint_str pattern, bool is_regex, rlint_str text)
{
	size_t star = SIZE_MAX;
	size_t star_at = 0;
	size_t at = 0;

	for (size_t i = 0; i < text.len || at < pattern.len;) {
		struct element element = { TOO_MUCH, '\0', 0 };

		if (at < pattern.len) {
			element = element_at(pattern, at, is_regex);
		}
		if (element.kind == ANY_BYTES) {
			star = at = element.end;
			star_at = i;
		} else if (i < text.len &&
			   (element.kind == ANY_BYTE ||
				   (element.kind == BYTE && element.byte == text.ptr[i]))) {
			at = element.end;
			i++;
		} else if (star != SIZE_MAX && star_at < text.len) {
			at = star;
			i = ++star_at;
		} else {
			return false;
		}
	}
	return true;
}

/* `~=1.2.3` is `>=1.2.3,1.2.*`. */
static bool is_compatible(
	struct arena *arena, rlint_str written, const struct vec *version, const struct vec *bound)
{
	struct vec prefix = { 0 };
	size_t dot = written.len;

	while (dot > 0 && written.ptr[dot - 1] != '.') {
		dot--;
	}
	return dot > 1 && conda_version_compare(version, bound) >= 0 &&
	       conda_version_read(&prefix, arena, str_slice(written, 0, dot - 1)) &&
	       conda_version_starts(version, &prefix);
}

static bool holds(
	struct arena *arena, enum relation relation, rlint_str written, const struct vec *version)
{
	struct vec bound = { 0 };
	int order;

	if (!conda_version_read(&bound, arena, written)) {
		return false;
	}
	order = conda_version_compare(version, &bound);
	switch (relation) {
	case FUZZY:
		return conda_version_starts(version, &bound);
	case UNLIKE:
		return !conda_version_starts(version, &bound);
	case EQUAL:
		return order == 0;
	case UNEQUAL:
		return order != 0;
	case AT_MOST:
		return order <= 0;
	case AT_LEAST:
		return order >= 0;
	case BELOW:
		return order < 0;
	case ABOVE:
		return order > 0;
	case COMPATIBLE:
		return is_compatible(arena, written, version, &bound);
	}
	return false;
}

/* Past the relation at the term's start, EQUAL where there is none. A star behind the version is
 * superfluous but for `!=`, and not allowed for `~=`. */
static bool admits_relation(struct arena *arena, rlint_str term, const struct vec *version)
{
	enum relation relation = EQUAL;
	bool has_star = rlint_str_ends(term, RLINT_STR(".*"));

	for (size_t i = 0; i < sizeof relations / sizeof *relations; i++) {
		if (rlint_str_starts(term, relations[i].text)) {
			relation = relations[i].relation;
			term = str_slice(term, relations[i].text.len, term.len);
			break;
		}
	}
	if (has_star) {
		term = str_slice(term, 0, term.len - 2);
		relation = relation == UNEQUAL ? UNLIKE : relation;
	}
	return !(has_star && relation == COMPATIBLE) && holds(arena, relation, term, version);
}

static bool admits_term(
	struct arena *arena, rlint_str term, rlint_str written, const struct vec *version)
{
	size_t star;

	term = str_trim(term);
	if (term.len == 0) {
		return false;
	}
	if (term.ptr[0] == '^') {
		term = str_slice(term, 1, term.len - (term.ptr[term.len - 1] == '$'));
		return is_too_much(term) || matches(term, true, written);
	}
	if (byte_is_one_of(term.ptr[0], "=<>!~")) {
		return admits_relation(arena, term, version);
	}
	star = str_find(term, '*', 0);
	if (star + 1 < term.len) {
		return matches(term, false, written);
	}
	if (star == term.len) {
		return holds(arena, EQUAL, term, version);
	}
	star -= star > 0 && term.ptr[star - 1] == '.';
	return star == 0 || holds(arena, FUZZY, str_slice(term, 0, star), version);
}

static bool admits_set(
	struct arena *arena, rlint_str set, rlint_str written, const struct vec *version)
{
	for (size_t at = 0; at <= set.len;) {
		size_t end = str_find(set, ',', at);

		if (!admits_term(arena, str_slice(set, at, end), written, version)) {
			return false;
		}
		at = end + 1;
	}
	return true;
}

bool conda_spec_admits(struct arena *arena, rlint_str spec, rlint_str version)
{
	struct vec pieces = { 0 };

	version = str_trim(version);
	if (!conda_version_read(&pieces, arena, version)) {
		return false;
	}
	for (size_t at = 0; at <= spec.len;) {
		size_t end = str_find(spec, '|', at);

		if (admits_set(arena, str_slice(spec, at, end), version, &pieces)) {
			return true;
		}
		at = end + 1;
	}
	return false;
}
