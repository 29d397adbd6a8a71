/* Names of projects and extras. */
#include "lib/syntax/python/name.h"

#include "lib/base/format.h"
#include "lib/base/str.h"
#include "lib/base/unicode.h"
#include "lib/base/utf8.h"
#include "lib/syntax/python/cursor.h"

/* A run of these is written as one dash. */
static bool is_dash(char byte)
{
	return byte == '-' || byte == '_' || byte == '.';
}

/* Names outside ASCII, which file names and markers may hold: str.lower. */
static rlint_str normal_wide(struct arena *arena, rlint_str name)
{
	struct buffer buffer = { .arena = arena };
	size_t length = 1;

	for (size_t at = 0; at < name.len; at += length) {
		uint32_t code = utf8_decode(name, at, &length);
		char bytes[4];

		if (code == UTF8_BAD) {
			buffer_add_byte(&buffer, name.ptr[at]);
		} else if (code == 0x130) { /* the one letter that becomes two */
			buffer_add(&buffer, RLINT_STR("i\xCC\x87"));
		} else if (!is_dash(name.ptr[at])) {
			buffer_add(&buffer,
				(rlint_str){ bytes, utf8_encode(unicode_lower(code), bytes) });
		} else if (at == 0 || !is_dash(name.ptr[at - 1])) {
			buffer_add_byte(&buffer, '-');
		}
	}
	return buffer_str(&buffer);
}

rlint_str name_normal(struct arena *arena, rlint_str name)
{
	char *bytes = name.len > 0 ? arena_alloc(arena, name.len) : NULL;
	size_t len = 0;

	for (size_t i = 0; bytes && i < name.len; i++) {
		if ((unsigned char)name.ptr[i] >= 0x80) {
			return normal_wide(arena, name);
		}
		if (!is_dash(name.ptr[i])) {
			bytes[len++] = byte_lower(name.ptr[i]);
		} else if (len == 0 || bytes[len - 1] != '-') {
			bytes[len++] = '-';
		}
	}
	return (rlint_str){ bytes ? bytes : "", len };
}

rlint_str name_lower(struct arena *arena, rlint_str name)
{
	char *bytes = name.len > 0 ? arena_alloc(arena, name.len) : NULL;

	for (size_t i = 0; i < name.len; i++) {
		bytes[i] = byte_lower(name.ptr[i]);
	}
	return (rlint_str){ bytes ? bytes : "", name.len };
}

bool name_is_valid(rlint_str name)
{
	return name.len > 0 && identifier_end(name, 0) == name.len && name.ptr[name.len - 1] != '_';
}
