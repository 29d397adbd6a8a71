/* What a version spec of conda admits (conda/models/version.py, VersionSpec and treeify).
 *
 *	spec = set { "|" set }
 *	set  = item { "," item }
 *	item = "(" spec ")" | term
 *	term = "*" | "^" regex "$" | relation version [ ".*" ] | version [ [ "." ] "*" ] | glob
 *
 * Like conda's, the reader works with a stack of operators and one of results, and takes the first
 * result. */
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

/* What is asked of a spec: whether it is one, or, with a version, what it says of it. */
struct question {
	struct arena *arena;
	rlint_str written;
	const struct vec *version; /* struct conda_piece; NULL: is it a spec at all? */
	bool is_version; /* else no relation holds */
};

enum verdict { VERDICT_BAD, VERDICT_NO, VERDICT_YES };

static enum verdict yes_if(bool is_so)
{
	return is_so ? VERDICT_YES : VERDICT_NO;
}

static enum verdict ask(const struct question *question, enum relation relation, rlint_str written)
{
	struct vec bound = { 0 };
	int order;

	if (!question->version) {
		return conda_version_is_valid(written) ? VERDICT_YES : VERDICT_BAD;
	}
	if (!conda_version_read(&bound, question->arena, written)) {
		return VERDICT_BAD;
	}
	order = conda_version_compare(question->version, &bound);
	switch (relation) {
	case FUZZY:
		return yes_if(conda_version_starts(question->version, &bound));
	case UNLIKE:
		return yes_if(!conda_version_starts(question->version, &bound));
	case EQUAL:
		return yes_if(order == 0);
	case UNEQUAL:
		return yes_if(order != 0);
	case AT_MOST:
		return yes_if(order <= 0);
	case AT_LEAST:
		return yes_if(order >= 0);
	case BELOW:
		return yes_if(order < 0);
	case ABOVE:
		return yes_if(order > 0);
	case COMPATIBLE:
		return yes_if(is_compatible(question->arena, written, question->version, &bound));
	}
	return VERDICT_BAD;
}

static enum verdict ask_version(
	const struct question *question, enum relation relation, rlint_str written)
{
	enum verdict verdict = ask(question, relation, written);

	return verdict == VERDICT_YES && question->version && !question->is_version ? VERDICT_NO
										    : verdict;
}

/* A star behind the version is superfluous but for `!=`, and not allowed for `~=`. */
static enum verdict ask_relation(const struct question *question, rlint_str term, bool *is_exact)
{
	bool has_star = rlint_str_ends(term, RLINT_STR(".*"));
	size_t index = 0;
	enum relation relation;

	while (index < sizeof relations / sizeof *relations &&
		!rlint_str_starts(term, relations[index].text)) {
		index++;
	}
	if (index == sizeof relations / sizeof *relations) {
		return VERDICT_BAD;
	}
	relation = relations[index].relation;
	term = str_slice(term, relations[index].text.len, term.len);
	if (term.len == 0 || byte_is_one_of(term.ptr[0], "=<>!~") ||
		str_find(term, ' ', 0) < term.len || (has_star && relation == COMPATIBLE)) {
		return VERDICT_BAD;
	}
	*is_exact = relation == EQUAL;
	if (has_star) {
		term = str_slice(term, 0, term.len - 2);
		relation = relation == UNEQUAL ? UNLIKE : relation;
	}
	return ask_version(question, relation, term);
}

static enum verdict ask_pattern(const struct question *question, rlint_str term)
{
	bool is_closed = term.len > 1 && term.ptr[0] == '^' && term.ptr[term.len - 1] == '$';

	if (!is_closed) {
		return VERDICT_BAD;
	}
	term = str_slice(term, 1, term.len - 1);
	return yes_if(is_too_much(term) || matches(term, true, question->written));
}

/* A version with a star at its end: `1.2*` and `1.2.*` alike. */
static enum verdict ask_prefix(const struct question *question, rlint_str term)
{
	term.len--;
	while (term.len > 0 && term.ptr[term.len - 1] == '.') {
		term.len--;
	}
	return ask_version(question, FUZZY, term);
}

static size_t stars_at_end(rlint_str term)
{
	size_t count = 0;

	while (count < term.len && term.ptr[term.len - 1 - count] == '*') {
		count++;
	}
	return count;
}

static enum verdict ask_term(const struct question *question, rlint_str term, bool *is_exact)
{
	size_t stars;

	*is_exact = false;
	term = str_trim(term);
	if (term.len == 0) {
		return VERDICT_BAD;
	}
	if (term.ptr[0] == '^' || term.ptr[term.len - 1] == '$') {
		return ask_pattern(question, term);
	}
	if (byte_is_one_of(term.ptr[0], "=<>!~")) {
		return ask_relation(question, term, is_exact);
	}
	if (rlint_str_is(term, RLINT_STR("*"))) {
		return VERDICT_YES;
	}
	stars = stars_at_end(term);
	if (str_find(term, '*', 0) < term.len - stars) {
		return yes_if(matches(term, false, question->written));
	}
	if (stars > 0) {
		return ask_prefix(question, term);
	}
	*is_exact = true;
	return str_find(term, '@', 0) < term.len ? yes_if(rlint_str_is(term, question->written))
						 : ask_version(question, EQUAL, term);
}

enum { DEEPEST = 64 };

/* Conda's two stacks. */
struct stacks {
	char operators[DEEPEST];
	bool results[DEEPEST];
	size_t operator_count, result_count;
	bool is_exact; /* the first result, while nothing is joined to it */
	bool is_bad;
};

static void push_result(struct stacks *stacks, bool result, bool is_exact)
{
	if (stacks->result_count == DEEPEST) {
		stacks->is_bad = true;
		return;
	}
	if (stacks->result_count == 0) {
		stacks->is_exact = is_exact;
	}
	stacks->results[stacks->result_count++] = result;
}

static void push_operator(struct stacks *stacks, char byte)
{
	if (stacks->operator_count == DEEPEST) {
		stacks->is_bad = true;
		return;
	}
	stacks->operators[stacks->operator_count++] = byte;
}

/* Works out what is waiting, up to an operator of the set. */
static void apply(struct stacks *stacks, const char *stops)
{
	while (stacks->operator_count > 0 && !stacks->is_bad &&
		!byte_is_one_of(stacks->operators[stacks->operator_count - 1], stops)) {
		bool right;
		bool *left;

		if (stacks->result_count < 2) {
			stacks->is_bad = true;
			return;
		}
		right = stacks->results[--stacks->result_count];
		left = &stacks->results[stacks->result_count - 1];
		*left = stacks->operators[--stacks->operator_count] == '|' ? *left || right
									   : *left && right;
		stacks->is_exact &= stacks->result_count > 1;
	}
}

static void take_operator(struct stacks *stacks, char byte)
{
	switch (byte) {
	case '|':
		apply(stacks, "(");
		push_operator(stacks, '|');
		break;
	case ',':
		apply(stacks, "|(");
		push_operator(stacks, ',');
		break;
	case '(':
		push_operator(stacks, '(');
		break;
	default:
		apply(stacks, "(");
		stacks->is_bad |= stacks->operator_count == 0;
		stacks->operator_count -= stacks->operator_count > 0;
	}
}

/* The end of the term at `at`: a pattern's "$", or the next operator. */
static size_t term_end(rlint_str spec, size_t at)
{
	size_t end = at;

	if (spec.ptr[at] == '^' && str_find(spec, '$', at) < spec.len) {
		return str_find(spec, '$', at) + 1;
	}
	while (end < spec.len && !byte_is_one_of(spec.ptr[end], "()|,")) {
		end++;
	}
	return end;
}

static enum verdict ask_spec(const struct question *question, rlint_str spec, bool *is_exact)
{
	struct stacks stacks = { .is_bad = false };

	for (size_t at = 0; at < spec.len && !stacks.is_bad;) {
		size_t end = at + 1;

		if (byte_is_space(spec.ptr[at])) {
			at++;
			continue;
		}
		if (byte_is_one_of(spec.ptr[at], "()|,")) {
			take_operator(&stacks, spec.ptr[at]);
		} else {
			bool is_term_exact;
			enum verdict verdict;

			end = term_end(spec, at);
			verdict = ask_term(question, str_slice(spec, at, end), &is_term_exact);
			stacks.is_bad |= verdict == VERDICT_BAD;
			push_result(&stacks, verdict == VERDICT_YES, is_term_exact);
		}
		at = end;
	}
	apply(&stacks, "(");
	*is_exact = stacks.is_exact;
	if (stacks.is_bad || stacks.operator_count > 0 || stacks.result_count == 0) {
		return VERDICT_BAD;
	}
	return yes_if(stacks.results[0]);
}

bool conda_spec_is_valid(rlint_str spec, bool *is_exact)
{
	struct question question = { .written = spec };

	return ask_spec(&question, spec, is_exact) != VERDICT_BAD;
}

bool conda_spec_admits(struct arena *arena, rlint_str spec, rlint_str version)
{
	struct vec pieces = { 0 };
	struct question question = { arena, version, &pieces, false };
	bool is_exact;

	question.is_version = conda_version_read(&pieces, arena, version);
	return ask_spec(&question, spec, &is_exact) == VERDICT_YES;
}
