/* Bytes that YAML refuses. */
#include <string.h>

#include "lib/base/str.h"
#include "lib/base/utf8.h"
#include "lib/syntax/config/yaml.h"

/* Is the code point one of c-printable (YAML 1.1, section 5.1)? */
static bool is_taken(uint32_t code)
{
	return code == '\t' || code == '\n' || code == '\r' || (code >= ' ' && code <= 0x7E) ||
	       code == 0x85 || (code >= 0xA0 && code <= 0xD7FF) ||
	       (code >= 0xE000 && code <= 0xFFFD) || (code >= 0x10000 && code <= 0x10FFFF);
}

/* Does any of eight bytes need a closer look: below space, DEL, or above ASCII? */
static bool is_plain_word(const char *bytes)
{
	const uint64_t low = 0x0101010101010101U;
	const uint64_t high = 0x8080808080808080U;
	uint64_t word;

	memcpy(&word, bytes, sizeof word);
	/* A byte below 0x20 borrows into its high bit; one that is 0x7F carries into it. */
	return ((word | (word - low * 0x20) | (word + low)) & high) == 0;
}

/* The first byte at or behind `at` that is no printable ASCII, tab or line break: nearly all are,
 * eight at once. */
static size_t pass_plain(rlint_str source, size_t at)
{
	while (at < source.len) {
		size_t stop = at + 8;

		if (stop <= source.len && is_plain_word(source.ptr + at)) {
			at = stop;
			continue;
		}
		stop = stop < source.len ? stop : source.len;
		while (at < stop && (unsigned char)source.ptr[at] < 0x80 &&
			is_taken((unsigned char)source.ptr[at])) {
			at++;
		}
		if (at < stop) {
			return at;
		}
	}
	return source.len;
}

/* The offset of the first byte at or after `at` that YAML refuses, with its length. */
static size_t next_refused(rlint_str source, size_t at, size_t *length)
{
	for (at = pass_plain(source, at); at < source.len; at = pass_plain(source, at + *length)) {
		if (!is_taken(utf8_decode(source, at, length))) {
			return at;
		}
	}
	return source.len;
}

static bool is_nul_run(rlint_str source, size_t start, size_t end)
{
	while (start < end && source.ptr[start] == '\0') {
		start++;
	}
	return start == end;
}

static void report(struct tree *tree, rlint_str source, size_t start, size_t end)
{
	rlint_span span = { (uint32_t)start, (uint32_t)end };
	size_t length;
	rlint_str message = RLINT_STR("YAML allows no control characters; write an escape in "
				      "double quotes (\"\\x1b\"), or take them out");

	if (is_nul_run(source, start, end)) {
		message = RLINT_STR("YAML allows no NUL bytes; take them out");
	} else if (utf8_decode(source, start, &length) == UTF8_BAD) {
		message = RLINT_STR("these bytes are no UTF-8; save the file as UTF-8");
	}
	config_problem(tree, 0, span, true, message);
	tree_gap(tree, span);
}

void yaml_check_bytes(struct tree *tree, rlint_str source)
{
	size_t length;
	size_t at = next_refused(source, 0, &length);

	while (at < source.len) {
		size_t start = at;
		size_t next = at;

		while (next == at && at < source.len) {
			at += length;
			next = next_refused(source, at, &length);
		}
		if (!config_problems_full(tree)) {
			report(tree, source, start, at);
		}
		at = next;
	}
}
