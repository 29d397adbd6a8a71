/* Parts of a value as values of their own. */
#ifndef LIB_FACTS_VALUE_SLICE_H
#define LIB_FACTS_VALUE_SLICE_H

#include "lib/syntax/dockerfile/words.h"

/* Bytes [start, end) of `whole.text` with their own spans: of the written words where they stand
 * there, of the reference where a variable gives them, whose definition is then cut likewise. The
 * state is that of the parts that were touched; where `whole` is not known to its end, a slice that
 * reaches the end is not either. */
rlint_value value_slice(
	const rlint_value *whole, const struct word_scope *scope, size_t start, size_t end);
/* Bytes [start, end) of one literal part of a value, whatever comes before it. */
rlint_value value_of_part(const rlint_part *part, size_t start, size_t end);

#endif
