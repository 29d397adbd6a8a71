/* Names of projects and extras. */
#include "lib/syntax/python/name.h"

#include "lib/base/str.h"
#include "lib/syntax/python/cursor.h"

rlint_str name_normal(struct arena *arena, rlint_str name)
{
	char *bytes = name.len > 0 ? arena_alloc(arena, name.len) : NULL;
	size_t len = 0;

	for (size_t i = 0; bytes && i < name.len; i++) {
		char byte = byte_lower(name.ptr[i]);

		if (byte == '_' || byte == '.') {
			byte = '-';
		}
		if (byte != '-' || len == 0 || bytes[len - 1] != '-') {
			bytes[len++] = byte;
		}
	}
	return (rlint_str){ bytes ? bytes : "", len };
}

bool name_is_valid(rlint_str name)
{
	return name.len > 0 && identifier_end(name, 0) == name.len && name.ptr[name.len - 1] != '_';
}
