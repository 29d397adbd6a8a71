/* Classes and cases of code points. */
#include "lib/base/unicode.h"

#include <reprolint/base.h>

#include <stddef.h>

#include "lib/base/unicode_table.h"

static bool is_within(const struct code_range *ranges, size_t count, uint32_t code)
{
	size_t low = 0;
	size_t high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (ranges[middle].last < code) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low < count && ranges[low].first <= code;
}

bool unicode_is_letter(uint32_t code)
{
	if (code < 0x80) {
		return (code | 0x20U) >= 'a' && (code | 0x20U) <= 'z';
	}
	return is_within(letters, RLINT_COUNT(letters), code);
}

bool unicode_is_digit(uint32_t code)
{
	if (code < 0x80) {
		return code >= '0' && code <= '9';
	}
	return is_within(digits, RLINT_COUNT(digits), code);
}

bool unicode_is_print(uint32_t code)
{
	if (code < 0x80) {
		return code >= ' ' && code < 0x7F;
	}
	return is_within(graphics, RLINT_COUNT(graphics), code);
}

uint32_t unicode_lower(uint32_t code)
{
	size_t low = 0;
	size_t high = RLINT_COUNT(lower_cases);

	if (code < 0x80) {
		return code >= 'A' && code <= 'Z' ? code | 0x20U : code;
	}
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (lower_cases[middle].last < code) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	if (low == RLINT_COUNT(lower_cases) || lower_cases[low].first > code ||
		(code - lower_cases[low].first) % lower_cases[low].step != 0) {
		return code;
	}
	return (uint32_t)((int32_t)code + lower_cases[low].delta);
}
