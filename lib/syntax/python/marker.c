/* PEP 508's markers, as the packaging library reads them (_parser.py). Blanks (space, tab) may
 * stand between any two tokens.
 *
 *   marker   = atom *( ("and" | "or") atom )
 *   atom     = "(" marker ")" | operand operator operand
 *   operand  = variable | "'" *char "'" | '"' *char '"'
 *   operator = "<=" | "<" | "!=" | "==" | ">=" | ">" | "~=" | "===" | "in" | "not" blanks "in"
 *
 * Nesting needs no recursion: parentheses are counted, and kept as items among the others. */
#include "lib/syntax/python/marker.h"

#include "lib/syntax/python/literal.h"

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

struct variable_row {
	rlint_str name;
	rlint_str today; /* where the name is an old one */
};

/* The names of PEP 508, and those of PEP 345 that are still taken. */
static const struct variable_row variables[] = {
	{ RLINT_STR_INIT("dependency_groups"), { 0 } },
	{ RLINT_STR_INIT("extra"), { 0 } },
	{ RLINT_STR_INIT("extras"), { 0 } },
	{ RLINT_STR_INIT("implementation_name"), { 0 } },
	{ RLINT_STR_INIT("implementation_version"), { 0 } },
	{ RLINT_STR_INIT("os.name"), RLINT_STR_INIT("os_name") },
	{ RLINT_STR_INIT("os_name"), { 0 } },
	{ RLINT_STR_INIT("platform.machine"), RLINT_STR_INIT("platform_machine") },
	{ RLINT_STR_INIT("platform.python_implementation"),
		RLINT_STR_INIT("platform_python_implementation") },
	{ RLINT_STR_INIT("platform.version"), RLINT_STR_INIT("platform_version") },
	{ RLINT_STR_INIT("platform_machine"), { 0 } },
	{ RLINT_STR_INIT("platform_python_implementation"), { 0 } },
	{ RLINT_STR_INIT("platform_release"), { 0 } },
	{ RLINT_STR_INIT("platform_system"), { 0 } },
	{ RLINT_STR_INIT("platform_version"), { 0 } },
	{ RLINT_STR_INIT("python_full_version"), { 0 } },
	{ RLINT_STR_INIT("python_implementation"),
		RLINT_STR_INIT("platform_python_implementation") },
	{ RLINT_STR_INIT("python_version"), { 0 } },
	{ RLINT_STR_INIT("sys.platform"), RLINT_STR_INIT("sys_platform") },
	{ RLINT_STR_INIT("sys_platform"), { 0 } },
};

static bool take_variable(struct cursor *cursor, struct marker_operand *out)
{
	for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
		if (cursor_take_word(cursor, variables[i].name)) {
			*out = (struct marker_operand){ true, variables[i].today.len > 0
								      ? variables[i].today
								      : variables[i].name };
			return true;
		}
	}
	return false;
}

/* A string becomes a Python literal: what stands between its quotes must be one. */
static bool take_string(struct cursor *cursor, struct marker *marker, struct marker_operand *out)
{
	size_t start = cursor->at + 1;
	size_t end = str_find(cursor->text, cursor->text.ptr[start - 1], start);
	rlint_str inside = str_slice(cursor->text, start, end);
	size_t bad = literal_bad(inside);

	if (end == cursor->text.len) {
		return cursor_fail(cursor, &no_operand, start - 1, end);
	}
	if (bad < inside.len) {
		return cursor_fail(cursor, &bad_string, start + bad, end);
	}
	cursor->at = end + 1;
	*out = (struct marker_operand){ false,
		marker ? literal_value(marker->arena, inside) : inside };
	return true;
}

static bool read_operand(struct cursor *cursor, struct marker *marker, struct marker_operand *out)
{
	if (take_variable(cursor, out)) {
		return true;
	}
	if (cursor_is_at(cursor, '"') || cursor_is_at(cursor, '\'')) {
		return take_string(cursor, marker, out);
	}
	return cursor_fail_here(cursor, &no_operand);
}

static bool read_operator(struct cursor *cursor, rlint_str *out)
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

	*out = RLINT_STR("in");
	if (cursor_take_word(cursor, *out)) {
		return true;
	}
	if (cursor_take_word(cursor, RLINT_STR("not"))) {
		*out = RLINT_STR("not in");
		return (cursor_blanks(cursor) && cursor_take_word(cursor, RLINT_STR("in"))) ||
		       cursor_fail_here(cursor, &no_in);
	}
	for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
		if (rlint_str_starts(rest, operators[i])) {
			*out = operators[i];
			cursor->at += operators[i].len;
			return true;
		}
	}
	return cursor_fail_here(cursor, &no_operator);
}

static struct marker_item *add_item(struct marker *marker, enum marker_kind kind)
{
	struct marker_item *item = vec_add(&marker->items, marker->arena, sizeof *item);

	item->kind = kind;
	return item;
}

static bool read_comparison(struct cursor *cursor, struct marker *marker)
{
	struct marker_item item = { .kind = MARKER_COMPARISON };

	if (!read_operand(cursor, marker, &item.left)) {
		return false;
	}
	cursor_blanks(cursor);
	if (!read_operator(cursor, &item.operator)) {
		return false;
	}
	cursor_blanks(cursor);
	if (!read_operand(cursor, marker, &item.right)) {
		return false;
	}
	cursor_blanks(cursor);
	if (marker) {
		*add_item(marker, MARKER_COMPARISON) = item;
	}
	return true;
}

/* Parentheses that open before a comparison; how many. */
static size_t read_opening(struct cursor *cursor, struct marker *marker)
{
	size_t count = 0;

	cursor_blanks(cursor);
	while (cursor_take(cursor, '(')) {
		count++;
		if (marker) {
			*(uint32_t *)vec_add(&marker->open, marker->arena, sizeof(uint32_t)) =
				marker->items.count;
			add_item(marker, MARKER_OPEN);
		}
		cursor_blanks(cursor);
	}
	return count;
}

/* Those that close behind it, as many as are open. */
static size_t read_closing(struct cursor *cursor, struct marker *marker, size_t depth)
{
	size_t count = 0;

	while (count < depth && cursor_take(cursor, ')')) {
		count++;
		if (marker) {
			marker->open.count--;
			add_item(marker, MARKER_CLOSE);
		}
		cursor_blanks(cursor);
	}
	return count;
}

static bool read_joint(struct cursor *cursor, struct marker *marker)
{
	bool is_and = cursor_take_word(cursor, RLINT_STR("and"));
	struct marker_item *items;
	const uint32_t *open;

	if (!is_and && !cursor_take_word(cursor, RLINT_STR("or"))) {
		return false;
	}
	if (!marker) {
		return true;
	}
	add_item(marker, is_and ? MARKER_AND : MARKER_OR);
	items = marker->items.items;
	open = marker->open.items;
	if (marker->open.count > 0) {
		items[open[marker->open.count - 1]].joint_count++;
	} else {
		marker->joint_count++;
	}
	return true;
}

bool marker_read(struct cursor *cursor, struct marker *out)
{
	size_t depth = 0;
	size_t opened;

	cursor_blanks(cursor);
	opened = cursor->at;
	do {
		depth += read_opening(cursor, out);
		if (!read_comparison(cursor, out)) {
			return false;
		}
		depth -= read_closing(cursor, out, depth);
	} while (read_joint(cursor, out));
	return depth == 0 || cursor_fail(cursor, &not_closed, opened, cursor->text.len);
}

bool marker_read_whole(struct cursor *cursor, struct marker *out)
{
	return marker_read(cursor, out) &&
	       (cursor->at == cursor->text.len || cursor_fail_here(cursor, &no_end));
}
