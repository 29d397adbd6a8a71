/* How far a misspelt word is from another: Levenshtein's distance, within a bound. */
#include "lib/base/distance.h"

#include "lib/base/str.h"

#include <reprolint/registry.h>

/* No id is longer; past it words are never near. */
#define WORD_MOST 64

static size_t smallest(size_t a, size_t b, size_t c)
{
	size_t least = a < b ? a : b;

	return least < c ? least : c;
}

size_t word_distance(rlint_str a, rlint_str b, size_t most)
{
	size_t row[WORD_MOST + 1]; /* distances of a's first i bytes from b's first j */

	if (a.len > WORD_MOST || b.len > WORD_MOST) {
		return most + 1;
	}
	for (size_t j = 0; j <= b.len; j++) {
		row[j] = j;
	}
	for (size_t i = 1; i <= a.len; i++) {
		size_t diagonal = row[0];

		row[0] = i;
		for (size_t j = 1; j <= b.len; j++) {
			bool is_same = byte_lower(a.ptr[i - 1]) == byte_lower(b.ptr[j - 1]);
			size_t replaced = diagonal + (is_same ? 0 : 1);

			diagonal = row[j];
			row[j] = smallest(row[j] + 1, row[j - 1] + 1, replaced);
		}
	}
	return row[b.len] <= most ? row[b.len] : most + 1;
}

size_t word_tolerance(rlint_str word)
{
	return word.len < 6 ? 2 : word.len / 3;
}

const char *rlint_nearest_word(rlint_str word, const char *const *words)
{
	size_t best = word_tolerance(word) + 1;
	const char *nearest = NULL;

	for (size_t i = 0; words[i] && best > 0; i++) {
		size_t distance = word_distance(word, str_from(words[i]), best - 1);

		if (distance < best) {
			best = distance;
			nearest = words[i];
		}
	}
	return nearest;
}
