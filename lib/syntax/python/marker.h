/* Environment markers of PEP 508. */
#ifndef LIB_SYNTAX_PYTHON_MARKER_H
#define LIB_SYNTAX_PYTHON_MARKER_H

#include "lib/base/vec.h"
#include "lib/syntax/python/cursor.h"

/* A variable by its name of today, or a string's value. */
struct marker_operand {
	bool is_variable;
	rlint_str text;
};

enum marker_kind { MARKER_COMPARISON, MARKER_AND, MARKER_OR, MARKER_OPEN, MARKER_CLOSE };

struct marker_item {
	enum marker_kind kind;
	struct marker_operand left, right; /* of a comparison */
	rlint_str operator; /* "==", "not in" ... */
	uint32_t joint_count; /* of a parenthesis that opens: the `and`s and `or`s right in it */
};

/* A marker as it was read: items in the order in which they stand. */
struct marker {
	struct arena *arena;
	struct vec items; /* struct marker_item */
	struct vec open; /* uint32_t: the parentheses that are open, while it is read */
	uint32_t joint_count; /* outside parentheses */
};

/* Reads a marker expression at the cursor and the blanks behind it; false with a complaint where it
 * is none. `out` (zeroed, with its arena) may be NULL. */
bool marker_read(struct cursor *cursor, struct marker *out);
/* The same for a text that holds nothing else. */
bool marker_read_whole(struct cursor *cursor, struct marker *out);

/* The marker as the packaging library writes it. */
rlint_str marker_text(const struct marker *marker);

/* What is known of an environment. */
struct marker_scope {
	/* Sets *out to the value of a variable; false where it is not known. */
	bool (*lookup)(const void *user, rlint_str name, rlint_str *out);
	/* Is the (normalised) name in the set: "extras", "dependency_groups"? NULL: not known. */
	rlint_answer (*holds)(const void *user, rlint_str set, rlint_str name);
	const void *user;
	bool is_complete; /* what is not known is not there: to ask for it makes no sense */
};

/* Does the marker hold there? Unknown too where any part of it makes no sense: pip then stops. */
rlint_answer marker_holds(const struct marker *marker, const struct marker_scope *scope);

#endif
