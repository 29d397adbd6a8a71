/* PEP 508's markers, as the packaging library reads them (_parser.py). Blanks (space, tab) may
 * stand between any two tokens.
 *
 *   marker   = atom *( ("and" | "or") atom )
 *   atom     = "(" marker ")" | operand operator operand
 *   operand  = variable | "'" *char "'" | '"' *char '"'
 *   operator = "<=" | "<" | "!=" | "==" | ">=" | ">" | "~=" | "===" | "in" | "not" blanks "in"
 *
 * Nesting needs no recursion here: a reader that only checks has to count. */
#include "lib/syntax/python/marker.h"

static const struct complaint no_operand = {
	"a marker variable (python_version, sys_platform ...) or a quoted string should stand here",
	"Expected a marker variable or quoted string",
	false,
};
static const struct complaint no_operator = {
	"a comparison (==, !=, <, <=, >, >=, ~=, in, not in) should stand here",
	"Expected marker operator, one of <=, <, !=, ==, >=, >, ~=, ===, not in, in",
	false,
};
static const struct complaint no_in = { "`in` should follow `not`", "Expected 'in' after 'not'",
	false };
static const struct complaint not_closed = {
	"this parenthesis of the marker is not closed",
	"Expected matching RIGHT_PARENTHESIS for LEFT_PARENTHESIS, after marker expression",
	false,
};
static const struct complaint no_end = {
	"the marker should end here, or go on with `and` or `or`",
	"Expected end of marker expression",
	false,
};
static const struct complaint bad_string = {
	"the backslash in this string begins no escape that Python knows",
	"invalid string literal",
	false,
};

/* The names of PEP 508, and the dotted ones of PEP 345 that are still taken. */
static bool take_variable(struct cursor *cursor)
{
	static const rlint_str names[] = {
		RLINT_STR_INIT("dependency_groups"),
		RLINT_STR_INIT("extra"),
		RLINT_STR_INIT("extras"),
		RLINT_STR_INIT("implementation_name"),
		RLINT_STR_INIT("implementation_version"),
		RLINT_STR_INIT("os.name"),
		RLINT_STR_INIT("os_name"),
		RLINT_STR_INIT("platform.machine"),
		RLINT_STR_INIT("platform.python_implementation"),
		RLINT_STR_INIT("platform.version"),
		RLINT_STR_INIT("platform_machine"),
		RLINT_STR_INIT("platform_python_implementation"),
		RLINT_STR_INIT("platform_release"),
		RLINT_STR_INIT("platform_system"),
		RLINT_STR_INIT("platform_version"),
		RLINT_STR_INIT("python_full_version"),
		RLINT_STR_INIT("python_implementation"),
		RLINT_STR_INIT("python_version"),
		RLINT_STR_INIT("sys.platform"),
		RLINT_STR_INIT("sys_platform"),
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (cursor_take_word(cursor, names[i])) {
			return true;
		}
	}
	return false;
}

static bool are_hex(rlint_str text, size_t at, size_t count)
{
	for (size_t i = at; i < at + count; i++) {
		if (i >= text.len ||
			(!byte_is_digit(text.ptr[i]) &&
				(byte_lower(text.ptr[i]) < 'a' || byte_lower(text.ptr[i]) > 'f'))) {
			return false;
		}
	}
	return true;
}

/* The length of the escape at a backslash, or 0 where Python refuses it. */
static size_t escape_length(rlint_str text, size_t at)
{
	size_t digits;
	size_t close;
	char kind;

	if (at + 1 == text.len) {
		return 0;
	}
	kind = text.ptr[at + 1];
	digits = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
	if (!are_hex(text, at + 2, digits)) {
		return 0;
	}
	if (kind == 'U' && !rlint_str_starts(str_slice(text, at + 2, text.len), RLINT_STR("000")) &&
		!rlint_str_starts(str_slice(text, at + 2, text.len), RLINT_STR("0010"))) {
		return 0;
	}
	if (kind == 'N') {
		close = str_find(text, '}', at);
		return at + 2 < text.len && text.ptr[at + 2] == '{' && close > at + 3 &&
				       close < text.len
			       ? close + 1 - at
			       : 0;
	}
	return 2 + digits;
}

/* Strings become Python literals: what stands between the quotes must be one. */
static bool check_string(struct cursor *cursor, size_t start, size_t end)
{
	rlint_str inside = str_slice(cursor->text, 0, end);

	if (str_find(inside, '\0', start) < end) {
		return cursor_fail(cursor, &bad_string, start, end);
	}
	for (size_t at = str_find(inside, '\\', start); at < end;) {
		size_t length = escape_length(inside, at);

		if (length == 0) {
			return cursor_fail(cursor, &bad_string, at, end);
		}
		at = str_find(inside, '\\', at + length);
	}
	return true;
}

static bool read_operand(struct cursor *cursor)
{
	size_t start = cursor->at;
	size_t end;

	if (take_variable(cursor)) {
		return true;
	}
	if (!cursor_is_at(cursor, '"') && !cursor_is_at(cursor, '\'')) {
		return cursor_fail_here(cursor, &no_operand);
	}
	end = str_find(cursor->text, cursor->text.ptr[start], start + 1);
	if (end == cursor->text.len) {
		return cursor_fail(cursor, &no_operand, start, end);
	}
	cursor->at = end + 1;
	return check_string(cursor, start + 1, end);
}

static bool read_operator(struct cursor *cursor)
{
	static const rlint_str operators[] = {
		RLINT_STR_INIT("==="),
		RLINT_STR_INIT("=="),
		RLINT_STR_INIT("~="),
		RLINT_STR_INIT("!="),
		RLINT_STR_INIT("<="),
		RLINT_STR_INIT(">="),
		RLINT_STR_INIT("<"),
		RLINT_STR_INIT(">"),
	};
	rlint_str rest = str_slice(cursor->text, cursor->at, cursor->text.len);

	if (cursor_take_word(cursor, RLINT_STR("in"))) {
		return true;
	}
	if (cursor_take_word(cursor, RLINT_STR("not"))) {
		return (cursor_blanks(cursor) && cursor_take_word(cursor, RLINT_STR("in"))) ||
		       cursor_fail_here(cursor, &no_in);
	}
	for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
		if (rlint_str_starts(rest, operators[i])) {
			cursor->at += operators[i].len;
			return true;
		}
	}
	return cursor_fail_here(cursor, &no_operator);
}

static bool read_comparison(struct cursor *cursor)
{
	if (!read_operand(cursor)) {
		return false;
	}
	cursor_blanks(cursor);
	if (!read_operator(cursor)) {
		return false;
	}
	cursor_blanks(cursor);
	return read_operand(cursor);
}

bool marker_read(struct cursor *cursor)
{
	size_t depth = 0;
	size_t opened = cursor->at;

	do {
		cursor_blanks(cursor);
		while (cursor_is_at(cursor, '(')) {
			opened = depth == 0 ? cursor->at : opened;
			cursor->at++;
			depth++;
			cursor_blanks(cursor);
		}
		if (!read_comparison(cursor)) {
			return false;
		}
		cursor_blanks(cursor);
		while (depth > 0 && cursor_take(cursor, ')')) {
			depth--;
			cursor_blanks(cursor);
		}
	} while (cursor_take_word(cursor, RLINT_STR("and")) ||
		 cursor_take_word(cursor, RLINT_STR("or")));
	return depth == 0 || cursor_fail(cursor, &not_closed, opened, cursor->text.len);
}

bool marker_read_whole(struct cursor *cursor)
{
	return marker_read(cursor) &&
	       (cursor->at == cursor->text.len || cursor_fail_here(cursor, &no_end));
}
