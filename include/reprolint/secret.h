/* What a secret looks like, by its name and by itself. */
#ifndef REPROLINT_SECRET_H
#define REPROLINT_SECRET_H

#include <reprolint/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Does a variable or key of that name hold a secret, by its last word, letter case aside? Yes:
 * PGPASSWORD, apiKey, hf_token. Unknown: the place decides; an environment's TOKEN or DB_PASS is
 * one, a config's pad_token or second_pass is none. */
RLINT_API rlint_answer rlint_names_secret(rlint_str name);
/* Is the value a secret under any name? Told by how those who issue tokens and keys write them. */
RLINT_API bool rlint_is_issued_secret(rlint_str value);

#ifdef __cplusplus
}
#endif
#endif
