/* Helpers on slices. */
#include "lib/base/str.h"

bool byte_is_one_of(char byte, const char *set)
{
	return byte != '\0' && strchr(set, byte) != NULL;
}

size_t str_find(rlint_str text, char byte, size_t from)
{
	const char *found;

	if (from >= text.len) {
		return text.len;
	}
	found = memchr(text.ptr + from, byte, text.len - from);
	return found ? (size_t)(found - text.ptr) : text.len;
}

size_t rlint_str_find_str(rlint_str text, rlint_str part)
{
	if (part.len == 0) {
		return 0;
	}
	for (size_t i = str_find(text, part.ptr[0], 0); i + part.len <= text.len;
		i = str_find(text, part.ptr[0], i + 1)) {
		if (memcmp(text.ptr + i, part.ptr, part.len) == 0) {
			return i;
		}
	}
	return text.len;
}

rlint_str str_trim(rlint_str text)
{
	while (text.len > 0 && byte_is_space(text.ptr[0])) {
		text = str_slice(text, 1, text.len);
	}
	while (text.len > 0 && byte_is_space(text.ptr[text.len - 1])) {
		text.len--;
	}
	return text;
}

int str_compare(rlint_str a, rlint_str b)
{
	size_t shared = a.len < b.len ? a.len : b.len;
	int order = 0;

	/* Searches in tables end at the first byte most times. */
	if (shared > 0) {
		order = (unsigned char)a.ptr[0] - (unsigned char)b.ptr[0];
		order = order != 0 ? order : memcmp(a.ptr, b.ptr, shared);
	}
	return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

uint32_t str_hash(rlint_str text)
{
	uint32_t hash = 2166136261U;

	for (size_t i = 0; i < text.len; i++) {
		hash = (hash ^ (unsigned char)text.ptr[i]) * 16777619U;
	}
	return hash;
}

bool str_to_u64(rlint_str text, uint64_t *out)
{
	uint64_t value = 0;

	for (size_t i = 0; i < text.len; i++) {
		uint64_t digit = (uint64_t)(text.ptr[i] - '0');

		if (!rlint_byte_is_digit(text.ptr[i]) || value > (UINT64_MAX - digit) / 10) {
			return false;
		}
		value = value * 10 + digit;
	}
	*out = value;
	return text.len > 0;
}

static bool has(rlint_str text, rlint_str part)
{
	return rlint_str_find_str(text, part) < text.len;
}

/* Is the question's answer yes for one of them? */
static inline bool any(rlint_str text, const rlint_str *list, size_t count,
	bool (*is_so)(rlint_str text, rlint_str item))
{
	for (size_t i = 0; i < count; i++) {
		if (is_so(text, list[i])) {
			return true;
		}
	}
	return false;
}

bool rlint_str_starts_one_of(rlint_str text, const rlint_str *list, size_t count)
{
	return any(text, list, count, rlint_str_starts);
}

bool rlint_str_ends_one_of(rlint_str text, const rlint_str *list, size_t count)
{
	return any(text, list, count, rlint_str_ends);
}

bool rlint_str_has_one_of(rlint_str text, const rlint_str *list, size_t count)
{
	return any(text, list, count, has);
}

bool rlint_str_is_digits(rlint_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (!rlint_byte_is_digit(text.ptr[i])) {
			return false;
		}
	}
	return text.len > 0;
}

rlint_str rlint_str_base(rlint_str path)
{
	size_t start = path.len;

	while (start > 0 && path.ptr[start - 1] != '/') {
		start--;
	}
	return str_slice(path, start, path.len);
}

rlint_str rlint_str_last_name(rlint_str path)
{
	while (path.len > 0 && path.ptr[path.len - 1] == '/') {
		path.len--;
	}
	return rlint_str_base(path);
}

extern inline bool rlint_str_is(rlint_str a, rlint_str b);
extern inline bool rlint_str_is_one_of(rlint_str text, const rlint_str *list, size_t count);
extern inline bool rlint_str_starts(rlint_str text, rlint_str prefix);
extern inline bool rlint_str_ends(rlint_str text, rlint_str suffix);

bool rlint_str_is_like(rlint_str a, rlint_str b)
{
	if (a.len != b.len) {
		return false;
	}
	for (size_t i = 0; i < a.len; i++) {
		if (byte_lower(a.ptr[i]) != byte_lower(b.ptr[i])) {
			return false;
		}
	}
	return true;
}

bool str_has_like(rlint_str text, rlint_str part)
{
	bool is_found = part.len == 0;
	char first = '\0';

	if (part.len > 0) {
		first = byte_lower(part.ptr[0]);
	}
	for (size_t at = 0; at + part.len <= text.len && !is_found; at++) {
		is_found = byte_lower(text.ptr[at]) == first &&
			   rlint_str_is_like(str_slice(text, at, at + part.len), part);
	}
	return is_found;
}
