/* How firmly a URL or a version-control reference holds what it names. */
#ifndef LIB_FACTS_REFERENCE_H
#define LIB_FACTS_REFERENCE_H

#include <reprolint/input.h>

/* A branch, tag or commit; empty: none. A full commit is immutable, what looks like a version or a
 * short commit exact, a branch floating. */
rlint_pin pin_of_reference(rlint_str reference);
/* A plain URL: by its #sha256= and the like, by the reference in the addresses of code hosts, by a
 * version in the file's name. */
rlint_pin pin_of_url(rlint_str url);
/* As pin_of_url, for what is downloaded by hand: a version anywhere in the path, which publishers
 * put in folders too, counts. */
rlint_pin pin_of_download(rlint_str url);
/* A package manager's key or list of sources, by its usual names. */
bool is_key_url(rlint_str url);

#endif
