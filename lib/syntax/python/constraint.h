/* Version constraints of project files: what PEP 440 has, and Poetry's `^1.2`, `~1.2`, `1.2`, `*`
 * and `||`. */
#ifndef LIB_SYNTAX_PYTHON_CONSTRAINT_H
#define LIB_SYNTAX_PYTHON_CONSTRAINT_H

#include "lib/base/str.h"

enum constraint_level {
	CONSTRAINT_ANY, /* every version */
	CONSTRAINT_RANGE,
	CONSTRAINT_EXACT /* one version */
};

struct constraint {
	enum constraint_level level;
	/* Of one that cannot be read: the words, and why. */
	size_t bad_start, bad_end;
	const char *error;
};

/* Reads a whole constraint; false with `error` where it is none. */
bool constraint_read(struct constraint *out, rlint_str text);
/* Does it admit the version? Unknown where either cannot be read. */
rlint_answer constraint_admits(rlint_str text, rlint_str version);
/* Are all the versions that it admits the given one or later ones (yes), or all earlier ones (no)?
 * Of `1.2` and `=1.2`, which may mean 1.2.3 too, with what may follow. Unknown of alternatives. */
rlint_answer constraint_is_since(rlint_str text, rlint_str release);

#endif
