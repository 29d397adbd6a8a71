/* Image references: the grammar of distribution/reference, and what a tag promises. */
#ifndef LIB_FACTS_IMAGE_H
#define LIB_FACTS_IMAGE_H

#include "lib/facts/facts.h"
#include "lib/facts/value_slice.h"

/* Does the tag move by its own meaning (latest, nightly), name a version, or neither? */
rlint_tag_kind image_tag_kind(rlint_str tag);
/* Would the builder take the text for an image's name? */
bool image_is_reference(rlint_str text);
/* Fills registry, name, tag, digest, tag_kind and pin of an image that is pulled. `scope` is where
 * `reference` was expanded. */
void image_read(rlint_image *out, const rlint_value *reference, const struct word_scope *scope);

#endif
