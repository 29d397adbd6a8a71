/* What ${...} gives (POSIX 2.6.2, and bash's / and //). */
#include "lib/base/str.h"
#include "lib/facts/command_run.h"

#include <string.h>

/* Removing and replacing by pattern tries each place: longer texts are not worked out. */
enum { LONGEST_TEXT = 256, LONGEST_PATTERN = 64 };

/* Does the whole text match a pattern of `*`, `?` and plain bytes? */
static bool matches(rlint_str pattern, rlint_str text)
{
	size_t at = 0;
	size_t from = 0;
	size_t star = SIZE_MAX;
	size_t mark = 0;

	while (from < text.len) {
		if (at < pattern.len && pattern.ptr[at] == '*') {
			star = at++;
			mark = from;
		} else if (at < pattern.len &&
			   (pattern.ptr[at] == '?' || pattern.ptr[at] == text.ptr[from])) {
			at++;
			from++;
		} else if (star != SIZE_MAX) {
			at = star + 1;
			from = ++mark;
		} else {
			return false;
		}
	}
	while (at < pattern.len && pattern.ptr[at] == '*') {
		at++;
	}
	return at == pattern.len;
}

static bool is_simple_pattern(rlint_str pattern)
{
	return pattern.len <= LONGEST_PATTERN && str_find(pattern, '[', 0) == pattern.len &&
	       str_find(pattern, '(', 0) == pattern.len;
}

/* ${x%p} ${x%%p}: the shortest or longest end that matches goes. */
static rlint_str without_suffix(rlint_str text, rlint_str pattern, bool is_longest)
{
	for (size_t i = 0; i <= text.len; i++) {
		size_t start = is_longest ? i : text.len - i;

		if (matches(pattern, str_slice(text, start, text.len))) {
			return str_slice(text, 0, start);
		}
	}
	return text;
}

static rlint_str without_prefix(rlint_str text, rlint_str pattern, bool is_longest)
{
	for (size_t i = 0; i <= text.len; i++) {
		size_t end = is_longest ? text.len - i : i;

		if (matches(pattern, str_slice(text, 0, end))) {
			return str_slice(text, end, text.len);
		}
	}
	return text;
}

/* ${x/a/b}, ${x//a/b} with a plain `a`. */
static rlint_str replaced(
	struct arena *arena, rlint_str text, rlint_str from, rlint_str to, bool is_all)
{
	struct buffer buffer = { .arena = arena };
	size_t at = 0;

	while (at < text.len) {
		rlint_str rest = str_slice(text, at, text.len);
		size_t found = rlint_str_find_str(rest, from);

		if (found == rest.len || (at > 0 && !is_all)) {
			break;
		}
		buffer_add(&buffer, str_slice(rest, 0, found));
		buffer_add(&buffer, to);
		at += found + from.len;
	}
	buffer_add(&buffer, str_slice(text, at, text.len));
	return buffer_str(&buffer);
}

static rlint_value not_known(const struct shell_part *part)
{
	return value_uncertain((rlint_str){ "", 0 }, part->span, RLINT_COMPUTED);
}

static rlint_value replace(struct command_run *run, const struct shell_part *part,
	const rlint_value *value, rlint_str argument)
{
	size_t slash = str_find(argument, '/', 0);
	rlint_str from = str_slice(argument, 0, slash);
	rlint_value out = *value;

	if (from.len == 0 || str_find(from, '*', 0) < from.len ||
		str_find(from, '?', 0) < from.len) {
		return not_known(part);
	}
	out.definition = part->span;
	out.text = replaced(run->facts->arena, value->text, from,
		str_slice(argument, slash + 1, argument.len), part->operation.len == 2);
	return out;
}

/* The operations that need the value's text. */
static rlint_value edit(struct command_run *run, const struct shell_part *part,
	const rlint_value *value, rlint_str argument)
{
	rlint_value out = *value;
	bool is_double = part->operation.len == 2;

	if (value->text.len > LONGEST_TEXT || !is_simple_pattern(argument)) {
		return not_known(part);
	}
	out.definition = part->span;
	switch (part->operation.ptr[0]) {
	case '%':
		out.text = without_suffix(value->text, argument, is_double);
		return out;
	case '#':
		out.text = without_prefix(value->text, argument, is_double);
		return out;
	case '/':
		if (is_double && part->operation.ptr[1] != '/') {
			return not_known(part);
		}
		return replace(run, part, value, argument);
	default:
		return not_known(part);
	}
}

static bool is_known(const rlint_value *value)
{
	return rlint_value_has_text(value) || value->state == RLINT_UNSET;
}

/* Has x a value that counts for the operation? A colon wants text. */
static bool counts(const struct shell_part *part, const rlint_value *value)
{
	return rlint_value_has_text(value) && (value->text.len > 0 || part->operation.len == 1);
}

/* ${x:?message} */
static rlint_value demand(const struct shell_part *part, const rlint_value *value)
{
	rlint_value out = *value;

	if (is_known(value) && !counts(part, value)) {
		out.state = RLINT_MANDATORY;
	}
	return out;
}

/* ${x:-y}, ${x:+y} and their kin. */
static rlint_value choose(struct command_run *run, const struct shell_part *part,
	const rlint_value *value, unsigned depth)
{
	char kind = part->operation.ptr[part->operation.len - 1];
	bool is_set = counts(part, value);
	const struct shell_word *word =
		(const struct shell_word *)run->shell->words.items + part->argument_word;
	rlint_value out;

	if (kind == '+' && !is_known(value)) {
		return not_known(part);
	}
	if (kind == '+' && !is_set) {
		return value_known((rlint_str){ "", 0 }, part->span);
	}
	if (kind == '+') {
		return command_value_at(run, word, depth);
	}
	if (is_set || (!is_known(value) && value->reason != RLINT_BASE_IMAGE)) {
		return *value;
	}
	out = command_value_at(run, word, depth);
	if (!is_known(value) && out.state == RLINT_KNOWN) {
		out.state = RLINT_DEFAULT;
	}
	return out;
}

rlint_value command_parameter(
	struct command_run *run, const struct shell_part *part, unsigned depth)
{
	rlint_value value;
	rlint_value argument;
	char last;

	if (part->text.len == 0 || rlint_byte_is_digit(part->text.ptr[0]) ||
		!byte_is_name(part->text.ptr[0])) {
		return not_known(part);
	}
	value = command_variable(run, part->text);
	if (part->operation.len == 0) {
		if (value.state == RLINT_UNSET) {
			return value_known((rlint_str){ "", 0 }, part->span);
		}
		return value;
	}
	if (part->argument_word == NODE_NONE) {
		return not_known(part); /* ${#x}, ${!x} */
	}
	last = part->operation.ptr[part->operation.len - 1];
	if (last == '?') {
		return demand(part, &value);
	}
	if (strchr("-=+", last) != NULL) {
		return choose(run, part, &value, depth);
	}
	argument = command_value_at(run,
		(const struct shell_word *)run->shell->words.items + part->argument_word, depth);
	if (!rlint_value_has_text(&value) || !rlint_value_has_text(&argument)) {
		return not_known(part);
	}
	return edit(run, part, &value, argument.text);
}
