/* What the rules about data share: questions to a text and a list of words. */
#ifndef RULES_DATA_WORDS_H
#define RULES_DATA_WORDS_H

#include <reprolint/reprolint.h>

/* Does the text begin with, end with, hold anywhere, or equal one of the words? */
bool words_start(rlint_str text, const rlint_str *words, size_t count);
bool words_end(rlint_str text, const rlint_str *words, size_t count);
bool words_are_in(rlint_str text, const rlint_str *words, size_t count);
bool words_are(rlint_str text, const rlint_str *words, size_t count);

#endif
