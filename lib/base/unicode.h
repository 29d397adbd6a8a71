/* Classes and cases of code points, whatever the locale. */
#ifndef LIB_BASE_UNICODE_H
#define LIB_BASE_UNICODE_H

#include <stdbool.h>
#include <stdint.h>

bool unicode_is_letter(uint32_t code_point); /* category L */
bool unicode_is_digit(uint32_t code_point); /* category Nd */
/* Has a glyph of its own: categories L, M, N, P, S, and U+0020. */
bool unicode_is_print(uint32_t code_point);
/* The simple lower-case mapping; the code point itself where it has none. */
uint32_t unicode_lower(uint32_t code_point);

#endif
