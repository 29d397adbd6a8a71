/* Python's string escapes (reference manual, 2.4.1.1):
 *
 *   literal = *( "\" escape | any byte but NUL and line ends )
 *   escape  = "x" 2 hex | "u" 4 hex | "U" 8 hex | "N{" name "}" | 1 to 3 octal digits
 *           | newline | "\" | "'" | '"' | "a" | "b" | "f" | "n" | "r" | "t" | "v"
 *           | any other byte, which stands for itself with the backslash
 */
#include "lib/syntax/python/literal.h"

#include "lib/base/utf8.h"

static size_t hex_digits(char kind)
{
	return kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
}

/* The value of a hexadecimal digit, or 16. */
static uint32_t hex_value(char byte)
{
	byte = byte_lower(byte);
	if (rlint_byte_is_digit(byte)) {
		return (uint32_t)(byte - '0');
	}
	return byte >= 'a' && byte <= 'f' ? (uint32_t)(byte - 'a') + 10 : 16;
}

/* The code point that `count` digits at `at` mean, or UTF8_BAD. */
static uint32_t hex_code(rlint_str text, size_t at, size_t count)
{
	uint32_t code = 0;

	if (text.len - at < count) {
		return UTF8_BAD;
	}
	for (size_t i = at; i < at + count; i++) {
		uint32_t digit = hex_value(text.ptr[i]);

		if (digit > 15) {
			return UTF8_BAD;
		}
		code = code << 4 | digit;
	}
	return code > 0x10FFFF ? UTF8_BAD : code;
}

static size_t octal_length(rlint_str text, size_t at)
{
	size_t end = at;

	while (end < text.len && end < at + 3 && text.ptr[end] >= '0' && text.ptr[end] <= '7') {
		end++;
	}
	return end - at;
}

/* The length of \N{NAME}, or 0. */
static size_t name_length(rlint_str text, size_t at)
{
	size_t close = str_find(text, '}', at);

	return at + 2 < text.len && text.ptr[at + 2] == '{' && close > at + 3 && close < text.len
		       ? close + 1 - at
		       : 0;
}

static bool is_line_end(char byte)
{
	return byte == '\n' || byte == '\r';
}

/* The length of the escape at a backslash, or 0 where Python refuses it. */
static size_t escape_length(rlint_str text, size_t at)
{
	size_t digits;

	if (at + 1 == text.len) {
		return 0;
	}
	if (text.ptr[at + 1] == 'N') {
		return name_length(text, at);
	}
	digits = hex_digits(text.ptr[at + 1]);
	if (digits > 0) {
		return hex_code(text, at + 2, digits) == UTF8_BAD ? 0 : 2 + digits;
	}
	if (rlint_str_starts(str_slice(text, at + 1, text.len), RLINT_STR("\r\n"))) {
		return 3;
	}
	digits = octal_length(text, at + 1);
	return digits > 0 ? 1 + digits : 2;
}

size_t literal_bad(rlint_str inside)
{
	size_t at = 0;

	while (at < inside.len) {
		size_t length = inside.ptr[at] == '\\' ? escape_length(inside, at) : 1;

		if (length == 0 || inside.ptr[at] == '\0' || is_line_end(inside.ptr[at])) {
			return at;
		}
		at += length;
	}
	return at;
}

static uint32_t octal_code(rlint_str text, size_t at)
{
	uint32_t code = 0;

	for (size_t i = 0; i < octal_length(text, at); i++) {
		code = code << 3 | (uint32_t)(text.ptr[at + i] - '0');
	}
	return code;
}

/* The byte that a letter means, or 0. */
static char simple_escape(char letter)
{
	static const char pairs[] = "\\\\''\"\"a\ab\bf\fn\nr\rt\tv\v";

	for (size_t i = 0; i + 1 < sizeof pairs; i += 2) {
		if (pairs[i] == letter) {
			return pairs[i + 1];
		}
	}
	return 0;
}

static void add_code(struct buffer *buffer, uint32_t code)
{
	char bytes[4];

	buffer_add(buffer, (rlint_str){ bytes, utf8_encode(code, bytes) });
}

/* What the escape of `length` bytes at `at` means. */
static void add_escape(struct buffer *buffer, rlint_str text, size_t at, size_t length)
{
	char kind = text.ptr[at + 1];

	if (hex_digits(kind) > 0) {
		add_code(buffer, hex_code(text, at + 2, hex_digits(kind)));
	} else if (octal_length(text, at + 1) > 0) {
		add_code(buffer, octal_code(text, at + 1));
	} else if (simple_escape(kind) != 0) {
		buffer_add_byte(buffer, simple_escape(kind));
	} else if (!is_line_end(kind)) {
		buffer_add(buffer, str_slice(text, at, at + length));
	}
}

rlint_str literal_value(struct arena *arena, rlint_str inside)
{
	struct buffer buffer = { .arena = arena };
	size_t at = 0;

	if (str_find(inside, '\\', 0) == inside.len) {
		return inside;
	}
	while (at < inside.len) {
		size_t next = str_find(inside, '\\', at);
		size_t length = next < inside.len ? escape_length(inside, next) : 0;

		buffer_add(&buffer, str_slice(inside, at, next));
		if (length > 0) {
			add_escape(&buffer, inside, next, length);
		}
		at = next + (length > 0 ? length : 1);
	}
	return buffer_str(&buffer);
}
