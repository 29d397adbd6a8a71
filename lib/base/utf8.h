/* UTF-8, RFC 3629. */
#ifndef LIB_BASE_UTF8_H
#define LIB_BASE_UTF8_H

#include <reprolint/base.h>

#define UTF8_BAD UINT32_MAX

/* Decodes the code point at `at` (< text.len) and writes its length in bytes. Overlong forms,
 * surrogates, values past U+10FFFF and cut sequences give UTF8_BAD and length 1. */
uint32_t utf8_decode(rlint_str text, size_t at, size_t *length);
/* Writes 1 to 4 bytes; returns how many. Surrogates and values past U+10FFFF are written as U+FFFD.
 */
size_t utf8_encode(uint32_t code_point, char out[4]);
/* The offset of the first byte that is not valid UTF-8, or text.len. */
size_t utf8_invalid(rlint_str text);
/* Has only bytes below 0x80? */
bool utf8_is_ascii(rlint_str text);
/* Unicode White_Space, as Go's unicode.IsSpace has it. */
bool utf8_is_space(uint32_t code_point);

#endif
