/* The formatter of messages, free of locale. */
#ifndef LIB_BASE_FORMAT_H
#define LIB_BASE_FORMAT_H

#include <stdarg.h>
#include <string.h>

#include "lib/base/arena.h"

/* Bytes that grow in an arena. An all-zero buffer with its arena set is empty. */
struct buffer {
	struct arena *arena;
	char *bytes;
	size_t len, capacity;
	bool has_failed; /* out of memory outside a guard: contents are cut */
};

/* Room for more than there is; false: out of memory. */
bool buffer_grow(struct buffer *buffer, size_t more);

/* Inline: much of what is added is literal and short. */
static inline void buffer_add(struct buffer *buffer, rlint_str text)
{
	if (text.len > 0 &&
		(buffer->capacity - buffer->len >= text.len || buffer_grow(buffer, text.len))) {
		memcpy(buffer->bytes + buffer->len, text.ptr, text.len);
		buffer->len += text.len;
	}
}

static inline void buffer_add_byte(struct buffer *buffer, char byte)
{
	if (buffer->capacity > buffer->len || buffer_grow(buffer, 1)) {
		buffer->bytes[buffer->len++] = byte;
	}
}

void buffer_add_u64(struct buffer *buffer, uint64_t number);
/* The text with control characters and invalid UTF-8 made visible: \n \t \r \\xHH, U+FFFD-safe for
 * any terminal. */
void buffer_add_escaped(struct buffer *buffer, rlint_str text);
/* The text as the inside of a JSON string: quotes, backslashes and control characters escaped, each
 * invalid byte replaced by U+FFFD. */
void buffer_add_json(struct buffer *buffer, rlint_str text);
rlint_str buffer_str(const struct buffer *buffer);

/* %S rlint_str escaped, %s const char *, %u unsigned, %zu size_t, %c int (a char), %% a per cent
 * sign. */
void buffer_add_format(struct buffer *buffer, const char *format, va_list arguments);
/* The same into new memory; on failure outside a guard, ptr is NULL. */
rlint_str format_str(struct arena *arena, const char *format, ...);
rlint_str format_list(struct arena *arena, const char *format, va_list arguments);

#endif
