/* What the rules about locks share. */
#ifndef RULES_PIN_LOCKS_H
#define RULES_PIN_LOCKS_H

#include <reprolint/reprolint.h>

/* The name of a fact's file, without folders. */
rlint_str locks_file_name(const rlint_fact *fact);
/* The one name in the lock that holds, or records, a package of an index; NULL where there is none,
 * several, or nothing is known. */
const rlint_fact *locks_record(rlint_check *check, const rlint_fact *package);
/* Does a lock hold the very commit or file that a package is made from? */
bool locks_hold_source(rlint_check *check, const rlint_fact *package);
/* What brings a lock of that name up to date: "run `uv lock`". */
const char *locks_command(rlint_str name);
/* The name of the lock that a manager makes: "uv.lock" for "uv"; empty where it is not known. */
rlint_str locks_name(rlint_str manager);

#endif
