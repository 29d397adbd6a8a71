/* A place in a text that is being read, and what is wrong there. */
#ifndef LIB_SYNTAX_PYTHON_CURSOR_H
#define LIB_SYNTAX_PYTHON_CURSOR_H

#include "lib/base/str.h"

/* Why a reader stopped: in our words, and in those of the packaging library. */
struct complaint {
	const char *plain, *foreign;
	bool is_mild; /* what follows is read all the same: only some readers refuse it */
};

struct cursor {
	rlint_str text;
	size_t at;
	bool takes_variables; /* ${NAME} may stand for a version */
	const struct complaint *complaint; /* NULL: nothing wrong yet */
	size_t bad_start, bad_end;
};

/* Notes what is wrong, unless something graver was noted before; returns false. */
bool cursor_fail(
	struct cursor *cursor, const struct complaint *complaint, size_t start, size_t end);
/* The same for whatever stands at the cursor, up to the next blank. */
bool cursor_fail_here(struct cursor *cursor, const struct complaint *complaint);
/* Past spaces and tabs; returns whether there were any. */
bool cursor_blanks(struct cursor *cursor);
bool cursor_is_at(const struct cursor *cursor, char byte);
/* Past the byte, if it is there. */
bool cursor_take(struct cursor *cursor, char byte);
/* Past the word, if it is there and ends there. */
bool cursor_take_word(struct cursor *cursor, rlint_str word);
/* The end of the identifier (\b[a-zA-Z0-9][a-zA-Z0-9._-]*\b) that starts at `at`; `at` if none. */
size_t identifier_end(rlint_str text, size_t at);

#endif
