/* Look-ups in the table of command lines. */
#include "lib/facts/command_table.h"

#include "lib/base/str.h"

rlint_str command_text(struct pool_text text)
{
	return pool_str(command_pool, text);
}

static const struct command_program *find_exact(rlint_str name)
{
	size_t low = 0;
	size_t high = command_program_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_compare(name, command_text(command_programs[middle].name));

		if (order == 0) {
			return &command_programs[middle];
		}
		if (order > 0) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return NULL;
}

const struct command_program *command_find_program(rlint_str name)
{
	const struct command_program *program = find_exact(name);
	size_t len = name.len;

	if (program) {
		return program;
	}
	while (len > 0 && (rlint_byte_is_digit(name.ptr[len - 1]) || name.ptr[len - 1] == '.')) {
		len--;
	}
	if (len > 0 && len < name.len && name.ptr[len - 1] == '-') {
		len--;
	}
	if (len == name.len || len == 0) {
		return NULL;
	}
	program = find_exact(str_slice(name, 0, len));
	return program && (program->style & STYLE_VERSIONED) ? program : NULL;
}

/* The first action whose name is not before `name`. */
static size_t action_bound(const struct command_program *program, rlint_str name)
{
	size_t low = program->action_first;
	size_t high = low + program->action_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (str_compare(command_text(command_actions[middle].name), name) < 0) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low;
}

const struct command_action *command_find_action(
	const struct command_program *program, rlint_str name)
{
	size_t at = action_bound(program, name);

	if (at < (size_t)program->action_first + program->action_count &&
		rlint_str_is(command_text(command_actions[at].name), name)) {
		return &command_actions[at];
	}
	return NULL;
}

bool command_has_longer_action(const struct command_program *program, rlint_str first)
{
	size_t end = (size_t)program->action_first + program->action_count;

	for (size_t at = action_bound(program, first); at < end; at++) {
		rlint_str name = command_text(command_actions[at].name);

		if (!rlint_str_starts(name, first)) {
			return false;
		}
		if (name.len > first.len && name.ptr[first.len] == ' ') {
			return true;
		}
	}
	return false;
}

/* The first of the rows whose name is not before `name`. */
static size_t row_bound(size_t first, size_t count, rlint_str name)
{
	size_t low = first;
	size_t high = first + count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (str_compare(command_text(command_rows[middle].name), name) < 0) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low;
}

static const struct command_row *find_row(size_t first, size_t count, rlint_str name)
{
	size_t at = row_bound(first, count, name);

	return at < first + count && rlint_str_is(command_text(command_rows[at].name), name)
		       ? &command_rows[at]
		       : NULL;
}

/* The one option that begins so; several names of one option count once. */
static const struct command_row *find_prefix(size_t first, size_t count, rlint_str name)
{
	size_t at = row_bound(first, count, name);
	const struct command_row *found = NULL;

	for (; at < first + count && rlint_str_starts(command_text(command_rows[at].name), name);
		at++) {
		if (found && found->canonical.at != command_rows[at].canonical.at) {
			return NULL;
		}
		found = &command_rows[at];
	}
	return found;
}

const struct command_row *command_find_option(
	const struct command_program *program, const struct command_action *action, rlint_str name)
{
	const struct command_row *row =
		action ? find_row(action->row_first, action->row_count, name) : NULL;
	unsigned style = program->style | (action ? action->style : 0U);

	if (!row) {
		row = find_row(program->row_first, program->row_count, name);
	}
	if (row || !(style & STYLE_PREFIXES) || name.len < 3 ||
		!rlint_str_starts(name, RLINT_STR("--"))) {
		return row;
	}
	row = action ? find_prefix(action->row_first, action->row_count, name) : NULL;
	return row ? row : find_prefix(program->row_first, program->row_count, name);
}
