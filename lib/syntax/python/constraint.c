/* Version constraints as Poetry reads them (poetry-core, constraints/version/parser.py), a superset
 * of PEP 440's sets of clauses.
 *
 *   constraint  = alternative { "|" [ "|" ] alternative }
 *   alternative = term { separator term }
 *   separator   = blanks | [ blanks ] "," [ blanks ]
 *   term        = "*" { ".*" } | ( "^" | "~" ) version | [ "=" | "<>" | operator ] version
 *
 * `operator` and `version` are PEP 440's, see clause.c. */
#include "lib/syntax/python/constraint.h"

#include "lib/syntax/python/clause.h"

/* The first version that `^` and `~` leave out. */
#define BOUND_MOST 64

struct term {
	struct clause clauses[2];
	uint32_t clause_count; /* 0: any version */
	char bound[BOUND_MOST];
	size_t start, end;
	const char *error;
};

static size_t past_blanks(rlint_str text, size_t at)
{
	while (at < text.len && byte_is_space(text.ptr[at])) {
		at++;
	}
	return at;
}

/* Where the term that starts at `at` ends: blanks behind an operator belong to it. */
static size_t term_end(rlint_str text, size_t at)
{
	while (at < text.len && byte_is_one_of(text.ptr[at], "<>=!~^")) {
		at++;
	}
	at = past_blanks(text, at);
	while (at < text.len && !byte_is_space(text.ptr[at]) && text.ptr[at] != ',' &&
		text.ptr[at] != '|') {
		at++;
	}
	return at;
}

/* "*", "x", "*.*" */
static bool is_star(rlint_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		bool is_dot = i % 2 == 1;

		if (is_dot ? text.ptr[i] != '.' : text.ptr[i] != '*' && text.ptr[i] != 'x') {
			return false;
		}
	}
	return text.len % 2 == 1;
}

/* The numbers of a release, cut off one by one. */
static bool cut_number(rlint_str *release, uint64_t *out)
{
	size_t dot = str_find(*release, '.', 0);
	bool is_number = str_to_u64(str_slice(*release, 0, dot), out);

	*release = str_slice(*release, dot + 1, release->len);
	return is_number;
}

/* The index of the number that the first version left out raises: of `^`, the first that is not
 * zero; of `~`, the second, or the only one. */
static size_t raised_index(rlint_str release, bool is_caret)
{
	uint64_t number = 0;
	size_t index = 0;

	while (release.len > 0) {
		if (!cut_number(&release, &number) || (is_caret ? number > 0 : index == 1) ||
			release.len == 0) {
			break;
		}
		index++;
	}
	return index;
}

/* Writes a number in decimal digits; the offset behind it, or BOUND_MOST where it does not fit. */
static size_t write_number(char *out, size_t at, uint64_t number)
{
	char digits[20];
	size_t count = 0;

	do {
		digits[count++] = "0123456789"[number % 10];
		number /= 10;
	} while (number > 0);
	if (at + count + 1 >= BOUND_MOST) {
		return BOUND_MOST;
	}
	while (count > 0) {
		out[at++] = digits[--count];
	}
	return at;
}

/* The first version that `^` or `~` leave out: the release up to the number that is raised. */
static bool make_bound(struct term *term, const struct version *low, bool is_caret)
{
	rlint_str release = low->release;
	size_t index = raised_index(release, is_caret);
	size_t at = 0;

	if (low->epoch.len > 0) {
		return false;
	}
	for (size_t i = 0; i <= index && at < BOUND_MOST; i++) {
		uint64_t number;

		if (!cut_number(&release, &number) || number == UINT64_MAX) {
			return false;
		}
		if (i > 0) {
			term->bound[at++] = '.';
		}
		at = write_number(term->bound, at, i == index ? number + 1 : number);
	}
	if (at >= BOUND_MOST) {
		return false;
	}
	term->clauses[1] = (struct clause){ .operator= CLAUSE_BELOW };
	term->clauses[1].version_text = (rlint_str){ term->bound, at };
	return version_parse(&term->clauses[1].version, term->clauses[1].version_text);
}

static bool fail(struct term *term, const char *error)
{
	term->error = error;
	return false;
}

/* ^1.2, ~1.2 */
static bool read_caret(struct term *term, rlint_str words)
{
	rlint_str text = str_trim(str_slice(words, 1, words.len));
	struct clause *low = &term->clauses[0];

	if (!version_parse(&low->version, text)) {
		return fail(term, "no version that PEP 440 knows follows the operator");
	}
	low->operator= CLAUSE_AT_LEAST;
	low->version_text = text;
	term->clause_count = 2;
	return make_bound(term, &low->version, words.ptr[0] == '^') ||
	       fail(term, "the numbers of this version are too large");
}

/* A version alone, or behind "=" or "<>", which PEP 440 does not have. */
static bool read_bare(struct term *term, rlint_str words)
{
	struct clause *clause = &term->clauses[0];
	size_t skipped = words.ptr[0] == '=' ? 1 : words.ptr[0] == '<' ? 2 : 0;
	rlint_str text = str_trim(str_slice(words, skipped, words.len));
	size_t end = version_scan(&clause->version, text, 0, VERSION_PREFIX | VERSION_LOCAL);

	clause->operator= skipped == 2 ? CLAUSE_UNEQUAL : CLAUSE_EQUAL;
	clause->version_text = text;
	term->clause_count = 1;
	return (end == text.len && end > 0) ||
	       fail(term, "this is no version, and no operator followed by one");
}

static bool read_clause(struct term *term, rlint_str words)
{
	term->clause_count = 1;
	return clause_scan(&term->clauses[0], words, 0) == words.len ||
	       fail(term, "no version that PEP 440 knows follows the operator");
}

static bool read_term(struct term *term, rlint_str text, size_t at)
{
	rlint_str words;
	char first;
	char second = '\0';

	*term = (struct term){ .start = at, .end = term_end(text, at) };
	words = str_slice(text, at, term->end);
	if (words.len == 0) {
		term->end = at < text.len ? at + 1 : at;
		return fail(term, "a version or a range should stand here");
	}
	first = words.ptr[0];
	if (words.len > 1) {
		second = words.ptr[1];
	}
	if (is_star(words)) {
		return true;
	}
	if (first == '^' || (first == '~' && second != '=')) {
		return read_caret(term, words);
	}
	if (byte_is_one_of(first, "<>=!~") && !(first == '=' && second != '=') &&
		!(first == '<' && second == '>')) {
		return read_clause(term, words);
	}
	return read_bare(term, words);
}

static bool is_exact(const struct term *term)
{
	const struct clause *clause = &term->clauses[0];

	return term->clause_count == 1 &&
	       (clause->operator== CLAUSE_IDENTICAL ||(
		       clause->operator== CLAUSE_EQUAL && !clause->version.is_prefix));
}

/* The next term of the alternative, or false at its end. */
static bool has_next(rlint_str text, size_t *at)
{
	*at = past_blanks(text, *at);
	if (*at < text.len && text.ptr[*at] == ',') {
		*at = past_blanks(text, *at + 1);
	}
	return *at < text.len && text.ptr[*at] != '|';
}

/* Past "|" or "||"; false at the end of the text. */
static bool take_or(rlint_str text, size_t *at)
{
	if (*at >= text.len) {
		return false;
	}
	*at += *at + 1 < text.len && text.ptr[*at + 1] == '|' ? 2 : 1;
	*at = past_blanks(text, *at);
	return true;
}

/* A constraint, term by term. */
struct reading {
	rlint_str text;
	size_t at;
	struct term term;
	bool is_first; /* the term begins an alternative */
	bool has_failed;
};

static struct reading begin(rlint_str text)
{
	return (struct reading){ .text = text, .at = past_blanks(text, 0) };
}

/* The next term; false at the end, or where one cannot be read. */
static bool next_term(struct reading *reading)
{
	bool is_start = reading->term.end == 0 && !reading->is_first;

	reading->is_first = is_start || !has_next(reading->text, &reading->at);
	if (!is_start && reading->is_first && !take_or(reading->text, &reading->at)) {
		return false;
	}
	reading->has_failed = !read_term(&reading->term, reading->text, reading->at);
	reading->at = reading->term.end;
	return !reading->has_failed;
}

bool constraint_read(struct constraint *out, rlint_str text)
{
	struct reading reading = begin(text);
	size_t alternatives = 0;

	*out = (struct constraint){ .level = CONSTRAINT_ANY };
	while (next_term(&reading)) {
		alternatives += reading.is_first;
		if (reading.term.clause_count > 0 && out->level != CONSTRAINT_EXACT) {
			out->level = is_exact(&reading.term) ? CONSTRAINT_EXACT : CONSTRAINT_RANGE;
		}
	}
	if (alternatives > 1 && out->level == CONSTRAINT_EXACT) {
		out->level = CONSTRAINT_RANGE;
	}
	out->error = reading.term.error;
	out->bad_start = reading.term.start;
	out->bad_end = reading.term.end;
	return !reading.has_failed;
}

rlint_answer constraint_admits(rlint_str text, rlint_str version)
{
	struct reading reading = begin(text);
	struct version candidate;
	bool is_admitted = false; /* by the alternative so far */
	bool was_admitted = false; /* by one before it */

	if (!version_parse(&candidate, version)) {
		return RLINT_UNKNOWN;
	}
	while (next_term(&reading)) {
		struct vec clauses = { reading.term.clauses, reading.term.clause_count, 2 };
		bool admits = clauses_admit(&clauses, version, PRERELEASES_ALLOWED);

		was_admitted = was_admitted || (reading.is_first && is_admitted);
		is_admitted = admits && (reading.is_first || is_admitted);
	}
	if (reading.has_failed) {
		return RLINT_UNKNOWN;
	}
	return was_admitted || is_admitted ? RLINT_YES : RLINT_NO;
}

/* The offset of the last dot, or 0. */
static size_t last_dot(rlint_str text)
{
	size_t at = text.len;

	while (at > 0 && text.ptr[at - 1] != '.') {
		at--;
	}
	return at > 0 ? at - 1 : 0;
}

/* Do the versions from `low` on that begin with the prefix lie at the bound or after it? */
static rlint_answer stretch_side(
	const struct version *low, const struct version *prefix, const struct version *bound)
{
	if (version_compare(low, bound) >= 0) {
		return RLINT_YES;
	}
	return version_has_prefix(bound, prefix) ? RLINT_UNKNOWN : RLINT_NO;
}

/* Does a clause leave out what lies before the bound (yes), or what does not (no)? One number more
 * than is written may follow everywhere, as with conda's `=1.2`. */
static rlint_answer clause_side(const struct clause *clause, const struct version *bound)
{
	struct version written = clause->version;
	struct version prefix;

	written.is_prefix = false;
	prefix = written;
	switch (clause->operator) {
	case CLAUSE_COMPATIBLE:
		prefix.release = str_slice(prefix.release, 0, last_dot(prefix.release));
		return stretch_side(&written, &prefix, bound);
	case CLAUSE_EQUAL:
		return stretch_side(&written, &prefix, bound);
	case CLAUSE_AT_LEAST:
	case CLAUSE_ABOVE:
		return version_compare(&written, bound) < 0 ? RLINT_UNKNOWN : RLINT_YES;
	case CLAUSE_BELOW:
		return version_compare(&written, bound) > 0 ? RLINT_UNKNOWN : RLINT_NO;
	case CLAUSE_AT_MOST:
		return stretch_side(&written, &prefix, bound) == RLINT_NO ? RLINT_NO
									  : RLINT_UNKNOWN;
	case CLAUSE_IDENTICAL:
	case CLAUSE_UNEQUAL:
		break;
	}
	return RLINT_UNKNOWN;
}

static rlint_answer term_side(const struct term *term, const struct version *bound)
{
	rlint_answer answer = RLINT_UNKNOWN;

	for (uint32_t i = 0; i < term->clause_count && answer == RLINT_UNKNOWN; i++) {
		answer = clause_side(&term->clauses[i], bound);
	}
	return answer;
}

rlint_answer constraint_is_since(rlint_str text, rlint_str release)
{
	struct reading reading = begin(text);
	rlint_answer answer = RLINT_UNKNOWN;
	struct version bound;
	size_t alternatives = 0;

	if (!version_parse(&bound, release)) {
		return RLINT_UNKNOWN;
	}
	while (next_term(&reading)) {
		alternatives += reading.is_first;
		if (answer == RLINT_UNKNOWN) {
			answer = term_side(&reading.term, &bound);
		}
	}
	return reading.has_failed || alternatives > 1 ? RLINT_UNKNOWN : answer;
}
