/* Questions about slices and bytes, as rules and readers ask them of every word. Letters and digits
 * are those of ASCII. What is inline is exported by the library all the same, where it is not
 * `static`. */
#ifndef REPROLINT_STR_H
#define REPROLINT_STR_H

#include <string.h>

#include <reprolint/base.h>

#ifdef __cplusplus
extern "C" {
#endif

static inline bool rlint_byte_is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static inline bool rlint_byte_is_letter(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* [start, end) of the text; both are clipped. */
static inline rlint_str rlint_str_slice(rlint_str text, size_t start, size_t end)
{
	rlint_str slice = text;

	end = end > text.len ? text.len : end;
	start = start > end ? end : start;
	if (start > 0) {
		slice.ptr += start;
	}
	slice.len = end - start;
	return slice;
}

/* Equality, also with letter case aside; prefix; suffix. */
RLINT_API inline bool rlint_str_is(rlint_str a, rlint_str b)
{
	if (a.len != b.len || a.len == 0) {
		return a.len == b.len;
	}
	/* Most that differ do so at once. */
	return a.ptr[0] == b.ptr[0] && memcmp(a.ptr, b.ptr, a.len) == 0;
}

RLINT_API bool rlint_str_is_like(rlint_str a, rlint_str b);

RLINT_API inline bool rlint_str_starts(rlint_str text, rlint_str prefix)
{
	if (text.len < prefix.len) {
		return false;
	}
	text.len = prefix.len;
	return rlint_str_is(text, prefix);
}

RLINT_API inline bool rlint_str_ends(rlint_str text, rlint_str suffix)
{
	if (text.len < suffix.len) {
		return false;
	}
	if (text.len > suffix.len) {
		text.ptr += text.len - suffix.len;
		text.len = suffix.len;
	}
	return rlint_str_is(text, suffix);
}

/* Is it, does it start with, end with or hold, one of `count` slices? RLINT_LIST gives an array's
 * last two arguments. */
#define RLINT_LIST(array) (array), RLINT_COUNT(array)
RLINT_API inline bool rlint_str_is_one_of(rlint_str text, const rlint_str *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (rlint_str_is(text, list[i])) {
			return true;
		}
	}
	return false;
}

RLINT_API bool rlint_str_starts_one_of(rlint_str text, const rlint_str *list, size_t count);
RLINT_API bool rlint_str_ends_one_of(rlint_str text, const rlint_str *list, size_t count);
RLINT_API bool rlint_str_has_one_of(rlint_str text, const rlint_str *list, size_t count);

/* The offset of the first occurrence of the part, or text.len. */
RLINT_API size_t rlint_str_find_str(rlint_str text, rlint_str part);
/* Digits alone, at least one? */
RLINT_API bool rlint_str_is_digits(rlint_str text);
/* What stands behind the last slash of a path; all of it where there is none. */
RLINT_API rlint_str rlint_str_base(rlint_str path);
/* The same with slashes at the path's end left out before: "b" of "a/b//". */
RLINT_API rlint_str rlint_str_last_name(rlint_str path);

#ifdef __cplusplus
}
#endif
#endif
