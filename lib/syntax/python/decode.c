/* How pip decodes requirements files (pip/_internal/req/req_file.py): a byte order mark, else the
 * coding comment of PEP 263 in the first two lines, else UTF-8. */
#include "lib/base/format.h"
#include "lib/base/utf8.h"
#include "lib/syntax/python/requirements.h"

/* A wide encoding: bytes per unit, and whether the first byte is the low one. */
struct wide {
	rlint_str mark;
	size_t size;
	bool is_little;
};

/* UTF-32's little-endian mark begins with UTF-16's: longer ones first. */
static const struct wide wides[] = {
	{ { "\x00\x00\xFE\xFF", 4 }, 4, false },
	{ { "\xFF\xFE\x00\x00", 4 }, 4, true },
	{ { "\xFE\xFF", 2 }, 2, false },
	{ { "\xFF\xFE", 2 }, 2, true },
};

static uint32_t unit_at(rlint_str raw, size_t at, const struct wide *wide)
{
	uint32_t unit = 0;

	for (size_t i = 0; i < wide->size; i++) {
		size_t place = wide->is_little ? at + wide->size - 1 - i : at + i;

		unit = unit << 8 | (unsigned char)raw.ptr[place];
	}
	return unit;
}

static void add_code(struct buffer *buffer, uint32_t code)
{
	char bytes[4];

	buffer_add(buffer, (rlint_str){ bytes, utf8_encode(code, bytes) });
}

static bool is_high(uint32_t unit)
{
	return unit >= 0xD800 && unit < 0xDC00;
}

static bool is_low(uint32_t unit)
{
	return unit >= 0xDC00 && unit < 0xE000;
}

/* The code point at *at, which moves past it; UTF8_BAD where there is none or half a pair. */
static uint32_t next_code(rlint_str raw, size_t *at, const struct wide *wide)
{
	uint32_t unit = unit_at(raw, *at, wide);
	uint32_t low = 0;

	*at += wide->size;
	if (wide->size == 2 && is_high(unit) && *at < raw.len) {
		low = unit_at(raw, *at, wide);
		*at += wide->size;
		return is_low(low) ? 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00) : UTF8_BAD;
	}
	return unit > 0x10FFFF || is_high(unit) || is_low(unit) ? UTF8_BAD : unit;
}

/* False where the bytes are cut off or wrong. */
static bool decode_wide(struct buffer *buffer, rlint_str raw, const struct wide *wide)
{
	size_t at = wide->mark.len;

	if ((raw.len - at) % wide->size != 0) {
		return false;
	}
	while (at < raw.len) {
		uint32_t code = next_code(raw, &at, wide);

		if (code == UTF8_BAD) {
			return false;
		}
		add_code(buffer, code);
	}
	return true;
}

/* Windows-1252 where it differs from Latin-1: bytes 80 to 9F; 0 where Python knows none. */
static const uint16_t windows[32] = { 0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
	0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D,
	0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178 };

static bool decode_bytes(struct buffer *buffer, rlint_str raw, bool is_windows)
{
	for (size_t i = 0; i < raw.len; i++) {
		unsigned char byte = (unsigned char)raw.ptr[i];
		uint32_t code =
			is_windows && byte >= 0x80 && byte < 0xA0 ? windows[byte - 0x80] : byte;

		if (code == 0 && byte != 0) {
			return false;
		}
		add_code(buffer, code);
	}
	return true;
}

/* [:=]\s*([-\w.]+) at `at`, or empty. */
static rlint_str coding_name(rlint_str line, size_t at)
{
	size_t end;

	if (at >= line.len || (line.ptr[at] != ':' && line.ptr[at] != '=')) {
		return (rlint_str){ 0 };
	}
	do {
		at++;
	} while (at < line.len && byte_is_space(line.ptr[at]));
	end = at;
	while (end < line.len &&
		(byte_is_name(line.ptr[end]) || line.ptr[end] == '-' || line.ptr[end] == '.')) {
		end++;
	}
	return str_slice(line, at, end);
}

/* What follows the first "coding" that a name follows, in a line that begins with '#'; empty if not
 * there. */
static rlint_str coding_of(rlint_str line)
{
	rlint_str word = RLINT_STR("coding");
	rlint_str name = { 0 };
	size_t at = 0;

	while (name.len == 0 && at < line.len && line.ptr[0] == '#') {
		at += rlint_str_find_str(str_slice(line, at, line.len), word) + word.len;
		name = coding_name(line, at);
	}
	return name;
}

rlint_str requirements_coding_name(rlint_str raw)
{
	size_t first = str_find(raw, '\n', 0);
	size_t second = str_find(raw, '\n', first + 1);
	rlint_str found = coding_of(str_slice(raw, 0, first));

	return found.len > 0 ? found : coding_of(str_slice(raw, first + 1, second));
}

/* Python's names for one encoding differ in case, "-", "_" and blanks. */
static bool is_encoding(rlint_str name, rlint_str plain)
{
	size_t at = 0;

	for (size_t i = 0; i < name.len; i++) {
		if (name.ptr[i] == '-' || name.ptr[i] == '_') {
			continue;
		}
		if (at == plain.len || byte_lower(name.ptr[i]) != plain.ptr[at]) {
			return false;
		}
		at++;
	}
	return at == plain.len;
}

static bool is_one_of(rlint_str name, const rlint_str *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (is_encoding(name, list[i])) {
			return true;
		}
	}
	return false;
}

enum coding requirements_coding(rlint_str raw)
{
	static const rlint_str latin[] = { RLINT_STR_INIT("latin1"), RLINT_STR_INIT("latin"),
		RLINT_STR_INIT("iso88591"), RLINT_STR_INIT("l1"), RLINT_STR_INIT("cp819") };
	static const rlint_str windows_names[] = { RLINT_STR_INIT("cp1252"),
		RLINT_STR_INIT("windows1252"), RLINT_STR_INIT("1252") };
	static const rlint_str utf8[] = { RLINT_STR_INIT("utf8"), RLINT_STR_INIT("u8"),
		RLINT_STR_INIT("utf"), RLINT_STR_INIT("ascii"), RLINT_STR_INIT("usascii") };
	static const rlint_str wide_names[] = { RLINT_STR_INIT("utf16"), RLINT_STR_INIT("utf16le"),
		RLINT_STR_INIT("utf16be"), RLINT_STR_INIT("utf32"), RLINT_STR_INIT("utf32le"),
		RLINT_STR_INIT("utf32be"), RLINT_STR_INIT("u16"), RLINT_STR_INIT("u32") };
	rlint_str name;

	for (size_t i = 0; i < sizeof wides / sizeof *wides; i++) {
		if (rlint_str_starts(raw, wides[i].mark)) {
			return CODING_WIDE;
		}
	}
	name = rlint_str_starts(raw, RLINT_STR("\xEF\xBB\xBF")) ? (rlint_str){ 0 }
								: requirements_coding_name(raw);
	if (name.len == 0 || is_one_of(name, RLINT_LIST(utf8))) {
		return CODING_UTF8;
	}
	/* A comment in single bytes that declares wide ones: no decoder gets past it. */
	if (is_one_of(name, RLINT_LIST(wide_names))) {
		return CODING_WIDE;
	}
	if (is_one_of(name, RLINT_LIST(latin))) {
		return CODING_LATIN1;
	}
	return is_one_of(name, RLINT_LIST(windows_names)) ? CODING_WINDOWS : CODING_UNKNOWN;
}

bool requirements_decode(struct arena *arena, rlint_str raw, rlint_str *out)
{
	struct buffer buffer = { .arena = arena };
	enum coding coding = requirements_coding(raw);
	bool is_good = false;

	for (size_t i = 0; coding == CODING_WIDE && i < sizeof wides / sizeof *wides; i++) {
		if (rlint_str_starts(raw, wides[i].mark)) {
			is_good = decode_wide(&buffer, raw, &wides[i]);
			break;
		}
	}
	if (coding == CODING_LATIN1 || coding == CODING_WINDOWS) {
		is_good = decode_bytes(&buffer, raw, coding == CODING_WINDOWS);
	}
	*out = is_good ? buffer_str(&buffer) : raw;
	return is_good;
}
