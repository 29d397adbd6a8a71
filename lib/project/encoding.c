/* What the bytes of a file are before anyone parses them. */
#include "lib/project/encoding.h"

#include "lib/base/str.h"
#include "lib/base/utf8.h"

/* How far to look, and which share of control characters (1 in so many, past a few) no text has. */
#define SAMPLE 8192
#define BINARY_SHARE 10
#define STRAY_CONTROLS 4

static bool is_control(unsigned char byte)
{
	return byte == 0x7F || (byte < 0x20 && !byte_is_space((char)byte) && byte != 0x1B);
}

static bool is_binary(rlint_str bytes)
{
	rlint_str sample = str_slice(bytes, 0, SAMPLE);
	size_t count = 0;

	/* What has no NUL byte is text, if of a strange kind. */
	if (str_find(sample, '\0', 0) == sample.len) {
		return false;
	}
	for (size_t i = 0; i < sample.len; i++) {
		count += is_control((unsigned char)sample.ptr[i]) ? 1 : 0;
	}
	return count > STRAY_CONTROLS + sample.len / BINARY_SHARE;
}

/* Unicode 15, section 23.8; the longer marks first, for that of UTF-16 begins that of UTF-32. */
enum encoding encoding_of(rlint_str bytes)
{
	if (rlint_str_starts(bytes, RLINT_STR("\xFF\xFE\0\0"))) {
		return ENCODING_UTF32_LE;
	}
	if (rlint_str_starts(bytes, RLINT_STR("\0\0\xFE\xFF"))) {
		return ENCODING_UTF32_BE;
	}
	if (rlint_str_starts(bytes, RLINT_STR("\xFF\xFE"))) {
		return ENCODING_UTF16_LE;
	}
	if (rlint_str_starts(bytes, RLINT_STR("\xFE\xFF"))) {
		return ENCODING_UTF16_BE;
	}
	return is_binary(bytes) ? ENCODING_BINARY : ENCODING_UTF8;
}

const char *encoding_name(enum encoding encoding)
{
	static const char *const names[] = {
		[ENCODING_UTF8] = "UTF-8",
		[ENCODING_UTF16_LE] = "UTF-16",
		[ENCODING_UTF16_BE] = "UTF-16",
		[ENCODING_UTF32_LE] = "UTF-32",
		[ENCODING_UTF32_BE] = "UTF-32",
		[ENCODING_BINARY] = "binary",
	};

	return names[encoding];
}

struct decoder {
	rlint_str bytes;
	size_t at, width; /* width: of a unit, 2 or 4 */
	bool is_big;
};

static uint32_t next_unit(struct decoder *decoder)
{
	uint32_t unit = 0;

	if (decoder->bytes.len - decoder->at < decoder->width) {
		decoder->at = decoder->bytes.len;
		return UTF8_BAD;
	}
	for (size_t i = 0; i < decoder->width; i++) {
		size_t index = decoder->is_big ? i : decoder->width - 1 - i;

		unit = unit << 8 | (unsigned char)decoder->bytes.ptr[decoder->at + index];
	}
	decoder->at += decoder->width;
	return unit;
}

/* RFC 2781: a high surrogate takes the low one that follows; alone it stays, to be replaced. */
static uint32_t next_code_point(struct decoder *decoder)
{
	uint32_t high = next_unit(decoder);
	size_t before = decoder->at;
	uint32_t low;

	if (decoder->width != 2 || high < 0xD800 || high > 0xDBFF) {
		return high;
	}
	low = next_unit(decoder);
	if (low < 0xDC00 || low > 0xDFFF) {
		decoder->at = before;
		return high;
	}
	return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
}

rlint_str encoding_decode(struct arena *arena, rlint_str bytes, enum encoding encoding)
{
	bool is_wide = encoding == ENCODING_UTF32_LE || encoding == ENCODING_UTF32_BE;
	struct decoder decoder = { .bytes = bytes,
		.width = is_wide ? 4 : 2,
		.is_big = encoding == ENCODING_UTF16_BE || encoding == ENCODING_UTF32_BE };
	struct buffer out = { .arena = arena };

	decoder.at = decoder.width;
	while (decoder.at < bytes.len) {
		char utf8[4];

		buffer_add(&out, (rlint_str){ utf8, utf8_encode(next_code_point(&decoder), utf8) });
	}
	return out.has_failed ? (rlint_str){ 0 } : buffer_str(&out);
}
