/* Shell patterns (shell/lex.go, convertShellPatternToRegex).
 *
 *   pattern = { "*" | "?" | "\" ( "*" | "?" | "\" | "}" | "/" ) | character }
 *
 * BuildKit turns them into regular expressions. Without brackets and alternatives a pattern is a
 * list of runs between stars: the shortest match puts each run at its first place, the longest puts
 * the last run at its last. */
#include "lib/syntax/dockerfile/pattern.h"

#include <string.h>

#include "lib/base/str.h"
#include "lib/base/unicode.h"
#include "lib/base/utf8.h"

#define NO_MATCH SIZE_MAX

/* The token at `at`; *length 0 where an escape is not allowed. */
static uint32_t token_at(rlint_str text, size_t at, size_t *length)
{
	uint32_t code = utf8_decode(text, at, length);

	if (code == '*') {
		return PATTERN_STAR;
	}
	if (code == '?') {
		return PATTERN_ANY;
	}
	if (code == '\\') {
		char next = (char)(at + 1 < text.len ? text.ptr[at + 1] : '\0');

		*length = next != '\0' && strchr("*?\\}/", next) ? 2 : 0;
		return (unsigned char)next;
	}
	return code == UTF8_BAD ? 0xFFFD : code;
}

bool pattern_read(struct pattern *out, struct arena *arena, rlint_str text)
{
	uint32_t *tokens = arena_alloc(arena, (text.len + 1) * sizeof *tokens);
	size_t count = 0;
	size_t length;

	for (size_t at = 0; at < text.len; at += length) {
		tokens[count++] = token_at(text, at, &length);
		if (length == 0) {
			return false;
		}
	}
	*out = (struct pattern){ tokens, count };
	return true;
}

/* A value read from its start or from its end; positions count bytes from where reading starts. */
struct reading {
	rlint_str value;
	bool is_backward;
};

/* The code point at a position before the end. */
static uint32_t code_at(const struct reading *reading, size_t position, size_t *length)
{
	rlint_str value = reading->value;
	size_t at = position;
	uint32_t code;

	if (reading->is_backward) {
		size_t end = value.len - position;

		at = end - 1;
		while (at > 0 && end - at < 4 && ((unsigned char)value.ptr[at] & 0xC0U) == 0x80U) {
			at--;
		}
		value.len = end;
		code = utf8_decode(value, at, length);
		if (at + *length != end) {
			*length = 1;
			code = UTF8_BAD;
		}
	} else {
		code = utf8_decode(value, at, length);
	}
	return code == UTF8_BAD ? 0xFFFD : code;
}

/* Where tokens [from, to), of which none is a star, end when they start at a position. */
static size_t match_run(const struct pattern *pattern, size_t from, size_t to,
	const struct reading *reading, size_t position)
{
	for (; from < to; from++) {
		size_t length;
		uint32_t code;

		if (position == reading->value.len) {
			return NO_MATCH;
		}
		code = code_at(reading, position, &length);
		if (pattern->tokens[from] != PATTERN_ANY && pattern->tokens[from] != code) {
			return NO_MATCH;
		}
		position += length;
	}
	return position;
}

/* The same from the first, or last, position from which they match. */
static size_t find_run(const struct pattern *pattern, size_t from, size_t to,
	const struct reading *reading, size_t position, bool is_last)
{
	size_t found = match_run(pattern, from, to, reading, position);

	while ((is_last || found == NO_MATCH) && position < reading->value.len) {
		size_t length;
		size_t end;

		code_at(reading, position, &length);
		position += length;
		end = match_run(pattern, from, to, reading, position);
		found = end == NO_MATCH ? found : end;
	}
	return found;
}

static size_t run_end(const struct pattern *pattern, size_t at)
{
	while (at < pattern->count && pattern->tokens[at] != PATTERN_STAR) {
		at++;
	}
	return at;
}

/* Where the shortest or longest match that starts at a position ends. */
static size_t match_at(const struct pattern *pattern, const struct reading *reading,
	size_t position, bool is_longest)
{
	size_t at = run_end(pattern, 0);

	position = match_run(pattern, 0, at, reading, position);
	while (at < pattern->count && position != NO_MATCH) {
		size_t end = run_end(pattern, at + 1);

		position = find_run(pattern, at + 1, end, reading, position,
			is_longest && end == pattern->count);
		at = end;
	}
	return position;
}

rlint_str pattern_trim_start(const struct pattern *pattern, rlint_str value, bool is_longest)
{
	struct reading reading = { value, false };
	size_t end = match_at(pattern, &reading, 0, is_longest);

	return end == NO_MATCH ? value : str_slice(value, end, value.len);
}

rlint_str pattern_trim_end(
	struct arena *arena, const struct pattern *pattern, rlint_str value, bool is_longest)
{
	struct reading reading = { value, true };
	uint32_t *tokens = arena_alloc(arena, (pattern->count + 1) * sizeof *tokens);
	struct pattern reversed = { tokens, pattern->count };
	size_t end;

	for (size_t i = 0; i < pattern->count; i++) {
		tokens[i] = pattern->tokens[pattern->count - 1 - i];
	}
	end = match_at(&reversed, &reading, 0, is_longest);
	return end == NO_MATCH ? value : str_slice(value, 0, value.len - end);
}

/* The first match at or after a position. */
static bool find_match(
	const struct pattern *pattern, rlint_str value, size_t position, rlint_str *match)
{
	struct reading reading = { value, false };
	size_t end;

	for (;;) {
		size_t length;

		end = match_at(pattern, &reading, position, true);
		if (end != NO_MATCH) {
			*match = str_slice(value, position, end);
			return true;
		}
		if (position >= value.len) {
			return false;
		}
		code_at(&reading, position, &length);
		position += length;
	}
}

void pattern_replace(
	struct buffer *out, const struct pattern *pattern, rlint_str value, rlint_str replacement)
{
	rlint_str match;
	size_t start;

	if (!find_match(pattern, value, 0, &match)) {
		buffer_add(out, value);
		return;
	}
	start = (size_t)(match.ptr - value.ptr);
	buffer_add(out, str_slice(value, 0, start));
	buffer_add(out, replacement);
	buffer_add(out, str_slice(value, start + match.len, value.len));
}

/* The end of the name of letters, digits and `_` at `at`. */
static size_t name_end(rlint_str text, size_t at)
{
	while (at < text.len) {
		size_t length;
		uint32_t code = utf8_decode(text, at, &length);

		if (code != '_' && !unicode_is_letter(code) && !unicode_is_digit(code)) {
			break;
		}
		at += length;
	}
	return at;
}

/* What `$` at `at` of a template stands for; returns where the rest starts. No group is ever
 * captured, so all names but 0 are empty (regexp.Expand). */
static size_t expand_group(struct buffer *out, rlint_str template, size_t at, rlint_str match)
{
	bool has_brace = at + 1 < template.len && template.ptr[at + 1] == '{';
	size_t start = at + 1 + has_brace;
	size_t end = name_end(template, start);
	uint64_t number;

	if (end == start || (has_brace && (end == template.len || template.ptr[end] != '}'))) {
		buffer_add_byte(out, '$');
		return at + 1;
	}
	if (str_to_u64(str_slice(template, start, end), &number) && number == 0 &&
		(end - start == 1)) {
		buffer_add(out, match);
	}
	return end + has_brace;
}

static void expand_template(struct buffer *out, rlint_str template, rlint_str match)
{
	size_t at = 0;

	while (at < template.len) {
		size_t dollar = str_find(template, '$', at);

		buffer_add(out, str_slice(template, at, dollar));
		if (dollar == template.len) {
			return;
		}
		if (dollar + 1 < template.len && template.ptr[dollar + 1] == '$') {
			buffer_add_byte(out, '$');
			at = dollar + 2;
		} else {
			at = expand_group(out, template, dollar, match);
		}
	}
}

static size_t step_from(rlint_str value, size_t at)
{
	size_t length = 1;

	if (at < value.len) {
		utf8_decode(value, at, &length);
	}
	return at + length;
}

/* As regexp.ReplaceAllString: an empty match right after another match does not count. */
void pattern_replace_all(
	struct buffer *out, const struct pattern *pattern, rlint_str value, rlint_str replacement)
{
	size_t copied = 0;
	size_t at = 0;
	rlint_str match;

	while (at <= value.len && find_match(pattern, value, at, &match)) {
		size_t first = (size_t)(match.ptr - value.ptr);
		size_t behind = first + match.len;
		size_t next = step_from(value, at);

		buffer_add(out, str_slice(value, copied, first));
		if (behind > copied || first == 0) {
			expand_template(out, replacement, match);
		}
		copied = behind;
		at = next > behind ? next : behind;
	}
	buffer_add(out, str_slice(value, copied, value.len));
}
