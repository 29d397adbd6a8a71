/* The ids of other linters' rules, and how those linters spell them.
 *
 *     trivy = [ "AVD-" ] "DS" [ "-" ] digits      leading zeros do not count
 *     kics  = 8 hex [ "-" 4 hex "-" 4 hex "-" 4 hex "-" 12 hex ]
 *
 * All else has one spelling. Sources: trivy-checks' metadata ("aliases"); KICS, "Queries". */
#include "lib/lint/alias.h"

/* Of a UUID, what tells a query of KICS from the others, and the whole. */
#define KICS_SHORT 8
#define KICS_WHOLE 36

/* Takes the prefix off, whatever its case. */
static bool take(rlint_str *text, rlint_str prefix)
{
	if (!rlint_str_is_like(str_slice(*text, 0, prefix.len), prefix)) {
		return false;
	}
	*text = str_slice(*text, prefix.len, text->len);
	return true;
}

/* The number of a rule of trivy's, leading zeros left out. */
static bool read_trivy(rlint_str text, rlint_str *number)
{
	size_t zeros = 0;

	take(&text, RLINT_STR("AVD-"));
	if (!take(&text, RLINT_STR("DS"))) {
		return false;
	}
	take(&text, RLINT_STR("-"));
	for (size_t i = 0; i < text.len; i++) {
		if (!rlint_byte_is_digit(text.ptr[i])) {
			return false;
		}
		zeros += zeros == i && text.ptr[i] == '0';
	}
	*number = str_slice(text, zeros, text.len);
	return number->len > 0;
}

static bool is_same_of_trivy(rlint_str alias, rlint_str word)
{
	rlint_str number, other;

	return read_trivy(alias, &number) && read_trivy(word, &other) &&
	       rlint_str_is(number, other);
}

static bool is_same_of_kics(rlint_str alias, rlint_str word)
{
	return alias.len == KICS_SHORT && word.len == KICS_WHOLE && word.ptr[KICS_SHORT] == '-' &&
	       rlint_str_is_like(alias, str_slice(word, 0, KICS_SHORT));
}

bool alias_is_of_kics(rlint_str alias)
{
	bool is_hex = alias.len == KICS_SHORT;

	for (size_t i = 0; i < alias.len && is_hex; i++) {
		is_hex = rlint_byte_is_digit(alias.ptr[i]) ||
			 (alias.ptr[i] >= 'a' && alias.ptr[i] <= 'f');
	}
	return is_hex;
}

bool alias_is(rlint_str alias, rlint_str word)
{
	return rlint_str_is_like(alias, word) || is_same_of_trivy(alias, word) ||
	       is_same_of_kics(alias, word);
}
