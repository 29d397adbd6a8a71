/* Python's white space and line ends. */
#include "lib/syntax/python/space.h"

#include "lib/base/utf8.h"

size_t space_at(rlint_str text, size_t at)
{
	unsigned char byte;
	size_t length;

	if (at >= text.len) {
		return 0;
	}
	byte = (unsigned char)text.ptr[at];
	if (byte < 0x80) {
		return byte == ' ' || (byte >= '\t' && byte <= '\r') ||
		       (byte >= 0x1C && byte <= 0x1F);
	}
	/* No white space starts with other bytes. */
	if (byte != 0xC2 && byte != 0xE1 && byte != 0xE2 && byte != 0xE3) {
		return 0;
	}
	return utf8_is_space(utf8_decode(text, at, &length)) ? length : 0;
}

size_t space_before(rlint_str text, size_t at)
{
	if (at > 0 && (unsigned char)text.ptr[at - 1] < 0x80) {
		return space_at(text, at - 1);
	}
	for (size_t length = 2; length <= 3 && length <= at; length++) {
		if (space_at(text, at - length) == length) {
			return length;
		}
	}
	return 0;
}

void space_strip(rlint_str text, size_t *start, size_t *end)
{
	rlint_str inner = str_slice(text, 0, *end);
	size_t length;

	while ((length = space_at(inner, *start)) > 0) {
		*start += length;
	}
	while (*end > *start && (length = space_before(text, *end)) > 0) {
		*end -= length;
	}
}

/* The bytes with which a line end may begin. Most bytes are told by the first comparison. */
static bool may_end(unsigned char byte)
{
	return (byte <= 0x1E || byte >= 0xC2) &&
	       ((byte >= '\n' && byte <= '\r') || (byte >= 0x1C && byte <= 0x1E) || byte == 0xC2 ||
		       byte == 0xE2);
}

/* The length of the line end at `at`, or 0. */
static size_t end_length(rlint_str text, size_t at)
{
	unsigned char byte = (unsigned char)text.ptr[at];
	size_t length;
	uint32_t code;

	if (byte == '\r') {
		return at + 1 < text.len && text.ptr[at + 1] == '\n' ? 2 : 1;
	}
	if (byte < 0x80) {
		return 1;
	}
	code = utf8_decode(text, at, &length);
	return code == 0x85 || code == 0x2028 || code == 0x2029 ? length : 0;
}

size_t line_end(rlint_str text, size_t at, size_t *next)
{
	size_t length;

	while (at < text.len) {
		if (may_end((unsigned char)text.ptr[at]) && (length = end_length(text, at)) > 0) {
			*next = at + length;
			return at;
		}
		at++;
	}
	*next = text.len;
	return text.len;
}
