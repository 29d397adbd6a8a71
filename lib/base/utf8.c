/* UTF-8, RFC 3629. */
#include "lib/base/utf8.h"

#include <string.h>

static uint32_t continuation(unsigned char byte, bool *is_good)
{
	*is_good = *is_good && (byte & 0xC0U) == 0x80U;
	return byte & 0x3FU;
}

/* How long the sequence is that this byte begins; 0 where none does. */
static size_t length_from(unsigned char first)
{
	if (first < 0x80) {
		return 1;
	}
	if (first < 0xC2 || first > 0xF4) {
		return 0;
	}
	return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

/* Written longer than need be, a surrogate, or past the last code point. */
static bool is_refused(uint32_t code, size_t length)
{
	static const uint32_t smallest[5] = { 0, 0, 0x80, 0x800, 0x10000 };

	return code < smallest[length] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF);
}

uint32_t utf8_decode(rlint_str text, size_t at, size_t *length)
{
	static const unsigned char first_bits[5] = { 0, 0x7F, 0x1F, 0x0F, 0x07 };
	unsigned char first = (unsigned char)text.ptr[at];
	size_t size = length_from(first);
	bool is_good = size > 0 && size <= text.len - at;
	uint32_t code = first & (uint32_t)first_bits[size];

	*length = 1;
	for (size_t i = 1; is_good && i < size; i++) {
		code = code << 6 | continuation((unsigned char)text.ptr[at + i], &is_good);
	}
	if (!is_good || is_refused(code, size)) {
		return UTF8_BAD;
	}
	*length = size;
	return code;
}

size_t utf8_encode(uint32_t code, char out[4])
{
	if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) {
		code = 0xFFFD;
	}
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		out[0] = (char)(0xC0U | code >> 6);
		out[1] = (char)(0x80U | (code & 0x3FU));
		return 2;
	}
	if (code < 0x10000) {
		out[0] = (char)(0xE0U | code >> 12);
		out[1] = (char)(0x80U | (code >> 6 & 0x3FU));
		out[2] = (char)(0x80U | (code & 0x3FU));
		return 3;
	}
	out[0] = (char)(0xF0U | code >> 18);
	out[1] = (char)(0x80U | (code >> 12 & 0x3FU));
	out[2] = (char)(0x80U | (code >> 6 & 0x3FU));
	out[3] = (char)(0x80U | (code & 0x3FU));
	return 4;
}

/* The end of the run of ASCII bytes that starts at `at`, eight at a time. */
static size_t ascii_end(rlint_str text, size_t at)
{
	while (at + sizeof(uint64_t) <= text.len) {
		uint64_t word;

		memcpy(&word, text.ptr + at, sizeof word);
		if ((word & 0x8080808080808080U) != 0) {
			break;
		}
		at += sizeof word;
	}
	while (at < text.len && (unsigned char)text.ptr[at] < 0x80) {
		at++;
	}
	return at;
}

size_t utf8_invalid(rlint_str text)
{
	size_t at = ascii_end(text, 0);

	while (at < text.len) {
		size_t length;

		if (utf8_decode(text, at, &length) == UTF8_BAD) {
			return at;
		}
		at = ascii_end(text, at + length);
	}
	return text.len;
}

/* All bytes are looked at: compilers make that many at a time. */
bool utf8_is_ascii(rlint_str text)
{
	unsigned char all = 0;

	for (size_t i = 0; i < text.len; i++) {
		all |= (unsigned char)text.ptr[i];
	}
	return all < 0x80;
}

bool utf8_is_space(uint32_t code)
{
	return code == ' ' || (code >= '\t' && code <= '\r') || code == 0x85 || code == 0xA0 ||
	       code == 0x1680 || (code >= 0x2000 && code <= 0x200A) || code == 0x2028 ||
	       code == 0x2029 || code == 0x202F || code == 0x205F || code == 0x3000;
}
