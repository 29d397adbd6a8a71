/* Helpers on slices and bytes; see also <reprolint/str.h>. */
#ifndef LIB_BASE_STR_H
#define LIB_BASE_STR_H

#include <string.h>

#include <reprolint/str.h>

/* What every reader asks of every byte is inline. */

/* ASCII: space, \t \n \v \f \r */
static inline bool byte_is_space(char byte)
{
	return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static inline char byte_lower(char byte)
{
	if (byte >= 'A' && byte <= 'Z') {
		return (char)(byte - 'A' + 'a');
	}
	return byte;
}

static inline char byte_upper(char byte)
{
	if (byte >= 'a' && byte <= 'z') {
		return (char)(byte - 'a' + 'A');
	}
	return byte;
}

/* letter, digit, _ */
static inline bool byte_is_name(char byte)
{
	return rlint_byte_is_letter(byte) || rlint_byte_is_digit(byte) || byte == '_';
}

/* rlint_str_slice: what readers call most has a short name. */
static inline rlint_str str_slice(rlint_str text, size_t start, size_t end)
{
	return rlint_str_slice(text, start, end);
}

/* From a C string; NULL gives the empty slice. */
static inline rlint_str str_from(const char *text)
{
	return (rlint_str){ text, text ? strlen(text) : 0 };
}

/* The offset of the first such byte at or after `from`, or text.len. */
size_t str_find(rlint_str text, char byte, size_t from);
/* Does the text hold the part, letter case aside? */
bool str_has_like(rlint_str text, rlint_str part);
/* Without ASCII blanks (space, tab, CR, LF, VT, FF) at both ends. */
rlint_str str_trim(rlint_str text);
/* Order of memcmp, shorter first. */
int str_compare(rlint_str a, rlint_str b);
/* FNV-1a, 32 bits. */
uint32_t str_hash(rlint_str text);
/* The number that an all-digit slice means, or false (empty, other bytes, over 64 bits). */
bool str_to_u64(rlint_str text, uint64_t *out);

bool byte_is_one_of(char byte, const char *set); /* of a C string's bytes; NUL never is */

#endif
