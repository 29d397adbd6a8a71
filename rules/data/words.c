/* What the rules about data share: questions to a text and a list of words. */
#include "words.h"

static bool any(rlint_str text, const rlint_str *words, size_t count,
	bool (*is_so)(rlint_str text, rlint_str word))
{
	bool is_found = false;

	for (size_t i = 0; i < count && !is_found; i++) {
		is_found = is_so(text, words[i]);
	}
	return is_found;
}

bool words_start(rlint_str text, const rlint_str *words, size_t count)
{
	return any(text, words, count, rlint_str_starts);
}

bool words_end(rlint_str text, const rlint_str *words, size_t count)
{
	return any(text, words, count, rlint_str_ends);
}

bool words_are(rlint_str text, const rlint_str *words, size_t count)
{
	return any(text, words, count, rlint_str_is);
}

bool words_are_in(rlint_str text, const rlint_str *words, size_t count)
{
	bool is_found = false;

	for (size_t at = 0; at < text.len && !is_found; at++) {
		is_found = words_start((rlint_str){ text.ptr + at, text.len - at }, words, count);
	}
	return is_found;
}
