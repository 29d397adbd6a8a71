/* The words of TOML 1.0.0 that stand without quotes.
 *
 *	word      = "true" | "false" | integer | float | moment
 *	integer   = [ sign ] number | "0x" digits | "0o" digits | "0b" digits
 *	float     = [ sign ] ( number ( [ "." digits ] exponent | "." digits ) | "inf" | "nan" )
 *	exponent  = ( "e" | "E" ) [ sign ] digits
 *	number    = "0" | digit1-9 { [ "_" ] digit }
 *	digits    = digit { [ "_" ] digit }
 *	moment    = date [ ( "T" | "t" | " " ) time [ offset ] ] | time
 *	date      = 4 digit "-" 2 digit "-" 2 digit
 *	time      = 2 digit ":" 2 digit ":" 2 digit [ "." digit { digit } ]
 *	offset    = "Z" | "z" | sign 2 digit ":" 2 digit
 */
#include <string.h>

#include "lib/base/str.h"
#include "lib/syntax/config/toml.h"

static char byte_at(rlint_str word, size_t at)
{
	if (at < word.len) {
		return word.ptr[at];
	}
	return '\0';
}

static bool is_sign(char byte)
{
	return byte == '+' || byte == '-';
}

/* 16 for what is no digit to any base. */
static unsigned digit_value(char byte)
{
	char lower = byte_lower(byte);

	if (rlint_byte_is_digit(byte)) {
		return (unsigned)(byte - '0');
	}
	return lower >= 'a' && lower <= 'f' ? (unsigned)(lower - 'a') + 10 : 16;
}

/* The end of the digits from `at` on, each but the first behind an underscore at will; `at` itself
 * if there are none. */
static size_t digits_end(rlint_str word, size_t at, unsigned base)
{
	while (digit_value(byte_at(word, at)) < base) {
		at++;
		at += byte_at(word, at) == '_' && digit_value(byte_at(word, at + 1)) < base;
	}
	return at;
}

static struct config_number read_integer(rlint_str digits, unsigned base)
{
	struct config_number number = { .type = TYPE_INT };

	for (size_t i = 0; i < digits.len; i++) {
		unsigned value = digit_value(digits.ptr[i]);

		if (digits.ptr[i] == '_') {
			continue;
		}
		number.is_out_of_range =
			number.is_out_of_range || number.magnitude > (UINT64_MAX - value) / base;
		number.magnitude = number.magnitude * base + value;
	}
	return number;
}

/* The base that the letter behind a zero names, or 0. */
static unsigned digit_base(char letter)
{
	return letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 0;
}

static struct config_number read_based(rlint_str word)
{
	unsigned base = digit_base(word.ptr[1]);
	size_t end = digits_end(word, 2, base);

	if (end == 2 || end < word.len) {
		return (struct config_number){ .type = TYPE_UNKNOWN };
	}
	return read_integer(str_slice(word, 2, word.len), base);
}

/* The end of a fraction and an exponent, or 0. */
static size_t float_end(rlint_str word, size_t at)
{
	size_t end = at;

	if (byte_at(word, at) == '.') {
		end = digits_end(word, at + 1, 10);
		if (end == at + 1) {
			return 0;
		}
	}
	if (byte_lower(byte_at(word, end)) == 'e') {
		at = end + 1 + is_sign(byte_at(word, end + 1));
		end = digits_end(word, at, 10);
		if (end == at) {
			return 0;
		}
	}
	return end;
}

static struct config_number read_number(rlint_str word)
{
	size_t start = is_sign(byte_at(word, 0));
	size_t end = digits_end(word, start, 10);
	rlint_str rest = str_slice(word, start, word.len);
	struct config_number number = { .type = TYPE_UNKNOWN };

	if (rlint_str_is(rest, RLINT_STR("inf")) || rlint_str_is(rest, RLINT_STR("nan"))) {
		number.type = TYPE_FLOAT;
	} else if (end > start && (word.ptr[start] != '0' || end == start + 1)) {
		if (end == word.len) {
			number = read_integer(rest, 10);
		} else if (float_end(word, end) == word.len) {
			number.type = TYPE_FLOAT;
		}
	}
	number.is_negative = byte_at(word, 0) == '-';
	return number;
}

/* ---- dates and times ---- */

/* Reads so many digits, as a number up to `most`. */
static bool take_digits(rlint_str word, size_t *at, size_t count, unsigned most, unsigned *out)
{
	size_t end = *at + count;

	*out = 0;
	for (; *at < end; ++*at) {
		if (!rlint_byte_is_digit(byte_at(word, *at))) {
			return false;
		}
		*out = *out * 10 + (unsigned)(word.ptr[*at] - '0');
	}
	return *out <= most;
}

static bool take_byte(rlint_str word, size_t *at, const char *set)
{
	char byte = byte_at(word, *at);
	bool is_there = byte != '\0' && strchr(set, byte);

	*at += is_there;
	return is_there;
}

static unsigned days_of(unsigned year, unsigned month)
{
	static const unsigned days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month == 2 && is_leap ? 29 : days[month - 1];
}

static bool take_date(rlint_str word, size_t *at)
{
	unsigned year, month, day;

	return take_digits(word, at, 4, 9999, &year) && take_byte(word, at, "-") &&
	       take_digits(word, at, 2, 12, &month) && month > 0 && take_byte(word, at, "-") &&
	       take_digits(word, at, 2, days_of(year, month), &day) && day > 0;
}

static bool take_time(rlint_str word, size_t *at)
{
	unsigned ignored;
	size_t start;

	/* RFC 3339 has leap seconds. */
	if (!take_digits(word, at, 2, 23, &ignored) || !take_byte(word, at, ":") ||
		!take_digits(word, at, 2, 59, &ignored) || !take_byte(word, at, ":") ||
		!take_digits(word, at, 2, 60, &ignored)) {
		return false;
	}
	if (!take_byte(word, at, ".")) {
		return true;
	}
	for (start = *at; rlint_byte_is_digit(byte_at(word, *at));) {
		++*at;
	}
	return *at > start;
}

static bool take_offset(rlint_str word, size_t *at)
{
	unsigned ignored;

	return take_byte(word, at, "Zz") ||
	       (take_byte(word, at, "+-") && take_digits(word, at, 2, 23, &ignored) &&
		       take_byte(word, at, ":") && take_digits(word, at, 2, 59, &ignored));
}

static enum config_type read_moment(rlint_str word)
{
	size_t at = 0;

	if (byte_at(word, 2) == ':') {
		return take_time(word, &at) && at == word.len ? TYPE_LOCAL_TIME : TYPE_UNKNOWN;
	}
	if (!take_date(word, &at)) {
		return TYPE_UNKNOWN;
	}
	if (at == word.len) {
		return TYPE_LOCAL_DATE;
	}
	if (!take_byte(word, &at, "Tt ") || !take_time(word, &at)) {
		return TYPE_UNKNOWN;
	}
	if (at == word.len) {
		return TYPE_LOCAL_DATETIME;
	}
	return take_offset(word, &at) && at == word.len ? TYPE_DATETIME : TYPE_UNKNOWN;
}

/* Two digits and a colon, or four and a minus sign. */
static bool is_moment(rlint_str word)
{
	return rlint_byte_is_digit(byte_at(word, 0)) &&
	       (byte_at(word, 2) == ':' || byte_at(word, 4) == '-') &&
	       byte_lower(byte_at(word, 3)) != 'e';
}

struct config_number toml_number(rlint_str word)
{
	struct config_number number = { .type = TYPE_BOOL };

	if (rlint_str_is(word, RLINT_STR("true")) || rlint_str_is(word, RLINT_STR("false"))) {
		number.boolean = word.ptr[0] == 't';
		return number;
	}
	if (is_moment(word)) {
		number.type = read_moment(word);
		return number;
	}
	if (word.len > 1 && word.ptr[0] == '0' && digit_base(word.ptr[1]) > 0) {
		return read_based(word);
	}
	return read_number(word);
}

uint32_t toml_word_end(const struct toml_run *run)
{
	static const char ends[] = { ' ', '\t', '\r', '\n', ',', '[', ']', '{', '}', '#', '=', '"',
		'\'' };
	uint32_t end = run->at;

	while (end < run->source.len && !memchr(ends, run->source.ptr[end], sizeof ends)) {
		end++;
	}
	/* The blank between date and time. */
	if (end - run->at == 10 && toml_byte(run, run->at + 4) == '-' &&
		toml_byte(run, end) == ' ' && rlint_byte_is_digit(toml_byte(run, end + 1)) &&
		toml_byte(run, end + 3) == ':') {
		for (end++;
			rlint_byte_is_digit(toml_byte(run, end)) ||
			(toml_byte(run, end) != '\0' && strchr(":.Zz+-", toml_byte(run, end)));) {
			end++;
		}
	}
	return end;
}
