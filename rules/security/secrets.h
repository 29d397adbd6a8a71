/* What the rules about secrets share: what a secret looks like, by name and by value. */
#ifndef RULES_SECURITY_SECRETS_H
#define RULES_SECURITY_SECRETS_H

#include <reprolint/reprolint.h>

/* Does a variable of that name hold a secret, in an environment or on a command line? */
bool secret_is_named(rlint_str name);
/* Nothing yet, a switch or a small number: stands for a secret to come, or for none. */
bool secret_is_placeholder(rlint_str value);
bool secret_is_path_or_url(rlint_str value);
/* Written in place, not taken over from a variable. */
bool secret_is_literal(const rlint_value *value);

/* Case-blind: begins or ends with one of the words, is one, holds one anywhere. */
bool secret_starts_like(rlint_str text, const rlint_str *words, size_t count);
bool secret_ends_like(rlint_str text, const rlint_str *words, size_t count);
bool secret_is_like(rlint_str text, const rlint_str *words, size_t count);
bool secret_has_any(rlint_str text, const rlint_str *words, size_t count);

#endif
