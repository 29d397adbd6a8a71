/* Comments that speak to a linter: reprolint's own, hadolint's, trivy's, checkov's and KICS's. */
#ifndef LIB_SYNTAX_PRAGMA_H
#define LIB_SYNTAX_PRAGMA_H

#include <reprolint/source.h>

enum pragma_kind { PRAGMA_IGNORE, PRAGMA_SHELL };

enum pragma_scope {
	PRAGMA_NEXT, /* what follows the comment, or holds it */
	PRAGMA_BLOCK, /* the stage, where its FROM follows the comment, else as PRAGMA_NEXT */
	PRAGMA_STAGE, /* from the comment on to the end of the stage that follows, or holds it */
	PRAGMA_FILE
};

struct pragma_comment {
	enum pragma_kind kind;
	enum pragma_scope scope;
	bool is_of_hadolint;
	bool is_all_of_kics; /* the list is empty: whatever KICS would say */
	rlint_str value; /* the list of what is ignored, and all behind it; or the shell */
};

/* Does the comment, from its `#` on, speak to a linter? */
bool pragma_read(rlint_str comment, struct pragma_comment *out);
/* The next word of a list; false at its end. */
bool pragma_next_word(rlint_str *list, rlint_str *word);
/* Where hadolint stops reading a list of its own form, to take the whole comment for a plain one:
 * writes the words there, which may be empty. False: it reads all. */
bool pragma_has_flaw(const struct pragma_comment *comment, rlint_str *flaw);

#endif
