/* What the bytes of a file are before anyone parses them. */
#ifndef LIB_PROJECT_ENCODING_H
#define LIB_PROJECT_ENCODING_H

#include "lib/base/format.h"

enum encoding {
	ENCODING_UTF8, /* or ASCII, or something near it */
	ENCODING_UTF16_LE,
	ENCODING_UTF16_BE,
	ENCODING_UTF32_LE,
	ENCODING_UTF32_BE,
	ENCODING_BINARY
};

/* By byte order mark; a file full of control characters is binary. */
enum encoding encoding_of(rlint_str bytes);
const char *encoding_name(enum encoding encoding);
/* UTF-16 and UTF-32 as UTF-8, byte order mark left off; lone surrogates become U+FFFD. On failure
 * outside a guard ptr is NULL. */
rlint_str encoding_decode(struct arena *arena, rlint_str bytes, enum encoding encoding);

#endif
