/* PEP 508 as the packaging library reads it (_parser.py, _tokenizer.py, specifiers.py). Blanks
 * (space, tab) may stand between any two tokens, except where a rule says `blanks`.
 *
 *   requirement = name [extras] ( "@" url [ blanks [ ";" marker ] ] | versions [ ";" marker ] )
 *   name        = alnum *( alnum | "." | "-" | "_" ), ending in a letter, digit or "_"
 *   extras      = "[" [ name *( "," name ) ] "]"
 *   url         = 1*( any byte but a blank )
 *   versions    = [ list ] | "(" [ list ] ")"
 *   list        = clause *( "," clause ) [ "," ]
 *   clause      : see clause.c
 */
#include "lib/syntax/python/pep508.h"

#include "lib/syntax/python/clause.h"
#include "lib/syntax/python/marker.h"
#include "lib/syntax/python/space.h"

static const struct complaint no_name = {
	"a package name should stand here",
	"Expected package name at the start of dependency specifier",
	false,
};
static const struct complaint no_comma_between_extras = {
	"a comma is missing between the extras",
	"Expected comma between extra names",
	false,
};
static const struct complaint no_extra = {
	"the name of an extra should follow the comma",
	"Expected extra name after comma",
	false,
};
static const struct complaint extras_not_closed = {
	"the bracket of the extras is not closed here",
	"Expected matching RIGHT_BRACKET for LEFT_BRACKET, after extras",
	false,
};
static const struct complaint versions_not_closed = {
	"the parenthesis of the versions is not closed here",
	"Expected matching RIGHT_PARENTHESIS for LEFT_PARENTHESIS, after version specifier",
	false,
};
static const struct complaint no_url = { "a URL should follow the @", "Expected URL after @",
	false };
static const struct complaint after_url = {
	"only `;` and a marker may follow the URL",
	"Expected semicolon (after URL and whitespace) or end",
	false,
};
static const struct complaint after_name = {
	"only a version specifier such as ==1.2, or `;` and a marker, may follow the name",
	"Expected semicolon (after name with no version specifier) or end",
	false,
};
static const struct complaint bad_version = {
	"no version that PEP 440 knows follows the operator",
	"Expected semicolon (after name with no version specifier) or end",
	false,
};
static const struct complaint short_release = {
	"~= needs a version of two numbers at least, such as ~=1.2",
	"Expected semicolon (after name with no version specifier) or end",
	false,
};
static const struct complaint single_equals = {
	"= is no operator here: write ==",
	"Expected semicolon (after name with no version specifier) or end",
	false,
};
static const struct complaint conda_build = {
	"NAME=VERSION=BUILD is how conda writes its lists, which pip does not read: write "
	"NAME==VERSION, or give the list to conda",
	"Expected semicolon (after name with no version specifier) or end",
	false,
};
static const struct complaint turned_operator = {
	"the operator is turned round: write >= or <=",
	"Expected semicolon (after name with no version specifier) or end",
	false,
};
static const struct complaint after_version = {
	"only a comma and another version, or `;` and a marker, may follow the version",
	"Expected comma (within version specifier), semicolon (after version specifier) or end",
	false,
};
static const struct complaint needless_prefix = {
	".* may follow a version only after == or !=",
	".* suffix can only be used with `==` or `!=` operators",
	false,
};
static const struct complaint needless_local = {
	"a local part (+...) may follow a version only after == or !=",
	"Local version label can only be used with `==` or `!=` operators",
	false,
};

static struct range range_of(size_t start, size_t end)
{
	return (struct range){ (uint32_t)start, (uint32_t)end };
}

/* name, or nothing */
static size_t take_identifier(struct cursor *cursor)
{
	size_t start = cursor->at;

	cursor->at = identifier_end(cursor->text, start);
	return cursor->at - start;
}

static bool read_extra_list(struct requirement *out, struct cursor *cursor)
{
	size_t probe;

	if (take_identifier(cursor) == 0) {
		return true;
	}
	out->extra_count = 1;
	for (;;) {
		cursor_blanks(cursor);
		probe = identifier_end(cursor->text, cursor->at);
		if (probe > cursor->at) {
			return cursor_fail(cursor, &no_comma_between_extras, cursor->at, probe);
		}
		if (!cursor_take(cursor, ',')) {
			return true;
		}
		cursor_blanks(cursor);
		if (take_identifier(cursor) == 0) {
			return cursor_fail_here(cursor, &no_extra);
		}
		out->extra_count++;
	}
}

static bool read_extras(struct requirement *out, struct cursor *cursor)
{
	size_t start = cursor->at;

	if (!cursor_take(cursor, '[')) {
		return true;
	}
	cursor_blanks(cursor);
	if (!read_extra_list(out, cursor)) {
		return false;
	}
	cursor_blanks(cursor);
	if (!cursor_take(cursor, ']')) {
		return cursor_fail(cursor, &extras_not_closed, start,
			cursor->at < cursor->text.len ? cursor->at + 1 : cursor->at);
	}
	out->extras = range_of(start, cursor->at);
	return true;
}

/* Where a version with ${NAME} in it ends; `at` where there is no such name. */
static size_t variable_end(rlint_str text, size_t at)
{
	size_t end = at;

	while (end < text.len && text.ptr[end] != ',' && text.ptr[end] != ';' &&
		text.ptr[end] != ')' && text.ptr[end] != ' ' && text.ptr[end] != '\t') {
		end++;
	}
	return rlint_str_find_str(str_slice(text, at, end), RLINT_STR("${")) < end - at ? end : at;
}

static void add_specifier(struct requirement *out, struct arena *arena, struct specifier specifier)
{
	if (out->specifier_list.count == 0) {
		vec_reserve(&out->specifier_list, arena, 1, sizeof specifier);
		out->specifiers.start = specifier.whole.start;
	}
	out->specifiers.end = specifier.whole.end;
	*(struct specifier *)vec_add(&out->specifier_list, arena, sizeof specifier) = specifier;
}

/* One clause; false, with the cursor unmoved, where there is none. */
static bool read_clause(struct requirement *out, struct arena *arena, struct cursor *cursor)
{
	size_t start = cursor->at;
	size_t end;
	size_t operator_end;
	size_t version;
	enum clause_operator operator;
	struct clause clause;

	if (!clause_operator_at(&operator, cursor->text, start, &operator_end)) {
		return false;
	}
	end = clause_scan(&clause, cursor->text, start);
	version = (size_t)(clause.version_text.ptr - cursor->text.ptr);
	if (cursor->takes_variables) {
		size_t stop = variable_end(cursor->text, version);

		end = stop > end && stop > version ? stop : end;
	}
	if (end == start) {
		return false;
	}
	add_specifier(out, arena,
		(struct specifier){ range_of(start, operator_end), range_of(version, end),
			range_of(start, end) });
	cursor->at = end;
	return true;
}

/* What packaging looks for right behind a clause, to explain it. */
static bool check_tail(struct cursor *cursor, size_t start)
{
	rlint_str tail = str_slice(cursor->text, cursor->at, cursor->at + 2);

	if (rlint_str_is(tail, RLINT_STR(".*"))) {
		return cursor_fail(cursor, &needless_prefix, start, cursor->at + 2);
	}
	if (tail.len == 2 && tail.ptr[0] == '+' &&
		(rlint_byte_is_letter(tail.ptr[1]) || rlint_byte_is_digit(tail.ptr[1]))) {
		return cursor_fail(cursor, &needless_local, start, cursor->at + 2);
	}
	return true;
}

static bool read_list(struct requirement *out, struct arena *arena, struct cursor *cursor)
{
	size_t start = cursor->at;

	while (read_clause(out, arena, cursor)) {
		if (!check_tail(cursor, start)) {
			return false;
		}
		cursor_blanks(cursor);
		if (!cursor_take(cursor, ',')) {
			break;
		}
		cursor_blanks(cursor);
		start = cursor->at;
	}
	return true;
}

static bool read_versions(struct requirement *out, struct arena *arena, struct cursor *cursor)
{
	size_t opened = cursor->at;

	if (!cursor_take(cursor, '(')) {
		return read_list(out, arena, cursor);
	}
	cursor_blanks(cursor);
	if (!read_list(out, arena, cursor)) {
		return false;
	}
	cursor_blanks(cursor);
	return cursor_take(cursor, ')') ||
	       cursor_fail(cursor, &versions_not_closed, opened, cursor->text.len);
}

/* The best words for what stands where a clause or the end should. */
static const struct complaint *explain(const struct requirement *out, const struct cursor *cursor)
{
	enum clause_operator operator;
	size_t end;
	rlint_str rest = str_slice(cursor->text, cursor->at, cursor->text.len);

	if (out->specifier_list.count > 0) {
		return &after_version;
	}
	if (clause_operator_at(&operator, cursor->text, cursor->at, &end)) {
		return operator== CLAUSE_COMPATIBLE && end<cursor->text.len &&
			       rlint_byte_is_digit(cursor->text.ptr[end])
			       ? &short_release
			       : &bad_version;
	}
	if (rlint_str_starts(rest, RLINT_STR("=>")) || rlint_str_starts(rest, RLINT_STR("=<"))) {
		return &turned_operator;
	}
	if (!rlint_str_starts(rest, RLINT_STR("="))) {
		return &after_name;
	}
	return str_find(rest, '=', 1) < rest.len ? &conda_build : &single_equals;
}

static bool read_marker(struct requirement *out, struct cursor *cursor)
{
	size_t start;
	size_t end;

	cursor->at++;
	cursor_blanks(cursor);
	start = cursor->at;
	if (!marker_read_whole(cursor, NULL)) {
		return false;
	}
	end = cursor->at;
	space_strip(cursor->text, &start, &end);
	out->marker = range_of(start, end);
	return true;
}

/* Behind the @. */
static bool read_url(struct requirement *out, struct cursor *cursor)
{
	size_t start;

	cursor_blanks(cursor);
	start = cursor->at;
	while (cursor->at < cursor->text.len && !cursor_is_at(cursor, ' ') &&
		!cursor_is_at(cursor, '\t')) {
		cursor->at++;
	}
	if (cursor->at == start) {
		return cursor_fail(cursor, &no_url, start > 0 ? start - 1 : 0, start);
	}
	out->url = range_of(start, cursor->at);
	out->kind = REQUIREMENT_DIRECT;
	cursor_blanks(cursor);
	if (cursor->at == cursor->text.len) {
		return true;
	}
	return cursor_is_at(cursor, ';') ? read_marker(out, cursor)
					 : cursor_fail_here(cursor, &after_url);
}

bool pep508_read(struct requirement *out, struct arena *arena, struct cursor *cursor)
{
	size_t start;

	cursor_blanks(cursor);
	start = cursor->at;
	if (take_identifier(cursor) == 0) {
		return cursor_fail_here(cursor, &no_name);
	}
	out->kind = REQUIREMENT_NAMED;
	out->name = range_of(start, cursor->at);
	cursor_blanks(cursor);
	if (!read_extras(out, cursor)) {
		return false;
	}
	cursor_blanks(cursor);
	if (cursor_take(cursor, '@')) {
		return read_url(out, cursor);
	}
	if (!read_versions(out, arena, cursor)) {
		return false;
	}
	cursor_blanks(cursor);
	if (cursor->at == cursor->text.len) {
		return true;
	}
	return cursor_is_at(cursor, ';') ? read_marker(out, cursor)
					 : cursor_fail_here(cursor, explain(out, cursor));
}
