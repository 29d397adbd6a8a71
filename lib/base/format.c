/* The formatter of messages, free of locale. */
#include "lib/base/format.h"

#include <string.h>

#include "lib/base/str.h"
#include "lib/base/utf8.h"

static const char hex_digits[] = "0123456789abcdef";

bool buffer_grow(struct buffer *buffer, size_t more)
{
	size_t wanted = buffer->capacity < 64 ? 64 : buffer->capacity;
	char *bytes;

	while (wanted - buffer->len < more) {
		wanted = wanted > SIZE_MAX / 2 ? SIZE_MAX : wanted * 2;
	}
	bytes = arena_grow(buffer->arena, buffer->bytes, buffer->capacity, wanted);
	if (!bytes) {
		buffer->has_failed = true;
		return false;
	}
	buffer->bytes = bytes;
	buffer->capacity = wanted;
	return true;
}

void buffer_add_u64(struct buffer *buffer, uint64_t number)
{
	char digits[20];
	size_t at = sizeof digits;

	do {
		digits[--at] = (char)('0' + number % 10);
		number /= 10;
	} while (number > 0);
	buffer_add(buffer, (rlint_str){ digits + at, sizeof digits - at });
}

static void add_hex(struct buffer *buffer, rlint_str before, unsigned char byte)
{
	buffer_add(buffer, before);
	buffer_add_byte(buffer, hex_digits[byte >> 4]);
	buffer_add_byte(buffer, hex_digits[byte & 0x0FU]);
}

/* C0, DEL, C1 and the direction marks that can make a terminal lie about the order of text. */
static bool is_unsafe(uint32_t code)
{
	return code < 0x20 || (code >= 0x7F && code <= 0x9F) ||
	       (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) ||
	       code == 0x200E || code == 0x200F;
}

static void add_visible(struct buffer *buffer, rlint_str bytes)
{
	static const char names[] = "\aa\bb\tt\nn\vv\ff\rr";
	const char *name = bytes.len == 1 && bytes.ptr[0] ? strchr(names, bytes.ptr[0]) : NULL;

	if (name && (name - names) % 2 == 0) {
		buffer_add_byte(buffer, '\\');
		buffer_add_byte(buffer, name[1]);
		return;
	}
	for (size_t i = 0; i < bytes.len; i++) {
		add_hex(buffer, RLINT_STR("\\x"), (unsigned char)bytes.ptr[i]);
	}
}

/* The offset of the first byte at or after `at` that is no printable one of ASCII. */
static size_t skip_printable(rlint_str text, size_t at)
{
	while (at < text.len && text.ptr[at] >= ' ' && text.ptr[at] <= '~') {
		at++;
	}
	return at;
}

void buffer_add_escaped(struct buffer *buffer, rlint_str text)
{
	size_t done = 0;
	size_t at = 0;

	while ((at = skip_printable(text, at)) < text.len) {
		size_t length;
		uint32_t code = utf8_decode(text, at, &length);

		if (code == UTF8_BAD || is_unsafe(code)) {
			buffer_add(buffer, str_slice(text, done, at));
			add_visible(buffer, str_slice(text, at, at + length));
			done = at + length;
		}
		at += length;
	}
	buffer_add(buffer, str_slice(text, done, text.len));
}

static void add_json_escape(struct buffer *buffer, uint32_t code)
{
	static const char pairs[] = "\"\"\\\\\bb\ff\nn\rr\tt";

	if (code == UTF8_BAD) {
		buffer_add(buffer, RLINT_STR("\xEF\xBF\xBD"));
		return;
	}
	for (size_t i = 0; i + 1 < sizeof pairs; i += 2) {
		if (code == (unsigned char)pairs[i]) {
			buffer_add_byte(buffer, '\\');
			buffer_add_byte(buffer, pairs[i + 1]);
			return;
		}
	}
	add_hex(buffer, RLINT_STR("\\u00"), (unsigned char)code);
}

/* Does the byte stand for itself in a JSON string, whatever is around it? */
static bool is_plain_json(unsigned char byte)
{
	return byte >= 0x20 && byte < 0x7F && byte != '"' && byte != '\\';
}

#define WORD_OF(byte) (UINT64_MAX / 0xFF * (byte))

/* Has the word a byte below n (at most 128)? May say yes for bytes from 128 on. */
static uint64_t has_less(uint64_t word, uint64_t n)
{
	return (word - WORD_OF(1) * n) & WORD_OF(0x80);
}

/* Do eight bytes stand for themselves? May be no where they do, never yes where they do not. */
static bool are_plain_json(const char *bytes)
{
	uint64_t word;

	memcpy(&word, bytes, sizeof word);
	return (((word | (word + WORD_OF(1))) & WORD_OF(0x80)) | has_less(word, 0x20) |
		       has_less(word ^ WORD_OF('"'), 1) | has_less(word ^ WORD_OF('\\'), 1)) == 0;
}

/* The offset of the first byte at or after `at` that has to be looked at. */
static size_t skip_plain_json(rlint_str text, size_t at)
{
	while (text.len - at >= sizeof(uint64_t) && are_plain_json(text.ptr + at)) {
		at += sizeof(uint64_t);
	}
	while (at < text.len && is_plain_json((unsigned char)text.ptr[at])) {
		at++;
	}
	return at;
}

void buffer_add_json(struct buffer *buffer, rlint_str text)
{
	size_t done = 0;
	size_t at = 0;

	while ((at = skip_plain_json(text, at)) < text.len) {
		size_t length;
		uint32_t code = utf8_decode(text, at, &length);
		if (code == UTF8_BAD || code < 0x80) {
			buffer_add(buffer, str_slice(text, done, at));
			add_json_escape(buffer, code);
			done = at + length;
		}
		at += length;
	}
	buffer_add(buffer, str_slice(text, done, text.len));
}

rlint_str buffer_str(const struct buffer *buffer)
{
	return (rlint_str){ buffer->bytes ? buffer->bytes : "", buffer->len };
}

/* Adds one conversion; returns the place after it. The list comes by address, as C11 7.16 allows;
 * the analyzer of clang 14 does not follow it there. */
/* NOLINTBEGIN(clang-analyzer-valist.Uninitialized) */
static const char *add_conversion(struct buffer *buffer, const char *at, va_list *arguments)
{
	switch (*at) {
	case 'S':
		buffer_add_escaped(buffer, va_arg(*arguments, rlint_str));
		return at + 1;
	case 's':
		buffer_add(buffer, str_from(va_arg(*arguments, const char *)));
		return at + 1;
	case 'u':
		buffer_add_u64(buffer, va_arg(*arguments, unsigned));
		return at + 1;
	case 'z':
		buffer_add_u64(buffer, va_arg(*arguments, size_t));
		return at + (at[1] == 'u' ? 2 : 1);
	case 'c':
		buffer_add_byte(buffer, (char)va_arg(*arguments, int));
		return at + 1;
	default:
		buffer_add_byte(buffer, '%');
		return *at == '%' ? at + 1 : at;
	}
}
/* NOLINTEND(clang-analyzer-valist.Uninitialized) */

void buffer_add_format(struct buffer *buffer, const char *format, va_list arguments)
{
	va_list rest;

	va_copy(rest, arguments);
	while (*format) {
		const char *mark = strchr(format, '%');
		size_t plain = mark ? (size_t)(mark - format) : strlen(format);

		buffer_add(buffer, (rlint_str){ format, plain });
		format += plain;
		if (mark) {
			format = add_conversion(buffer, mark + 1, &rest);
		}
	}
	va_end(rest);
}

rlint_str format_list(struct arena *arena, const char *format, va_list arguments)
{
	struct buffer buffer = { .arena = arena };

	buffer_add_format(&buffer, format, arguments);
	return buffer.has_failed ? (rlint_str){ 0 } : buffer_str(&buffer);
}

rlint_str format_str(struct arena *arena, const char *format, ...)
{
	va_list arguments;
	rlint_str text;

	va_start(arguments, format);
	text = format_list(arena, format, arguments);
	va_end(arguments);
	return text;
}
