/* Values: what a place in a file says, what it resolves to, and how sure that is. */
#ifndef REPROLINT_VALUE_H
#define REPROLINT_VALUE_H

#include <reprolint/source.h>
#include <reprolint/str.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum rlint_state {
	RLINT_UNSET, /* not written; the other fields are zero, but `definition` may say where one
			looks for it */
	RLINT_KNOWN,
	RLINT_DEFAULT, /* a default that the caller may override: ARG, ${X:-y} */
	RLINT_MANDATORY, /* must be given from outside: ???, ${X:?} */
	RLINT_UNCERTAIN /* cannot be known here; `reason` says why */
} rlint_state;

typedef enum rlint_reason {
	RLINT_NO_REASON,
	RLINT_BASE_IMAGE, /* may come from the base image */
	RLINT_HOST, /* environment or arguments of whoever builds or runs */
	RLINT_COMPUTED, /* a command substitution, a template */
	RLINT_OTHER_FILE,
	RLINT_TOO_LONG /* past the limit for expanded values */
} rlint_reason;

/* One piece of a written value. */
typedef struct rlint_part {
	bool is_reference; /* text is the name of a variable or key; else literal text, quotes
			      removed */
	rlint_span span;
	rlint_str text;
} rlint_part;

/* A value. The layout is frozen: facts embed it. */
typedef struct rlint_value {
	rlint_span span; /* where it is written */
	rlint_span definition; /* where the text comes from: the ARG's value, the same place if
				  literal */
	rlint_str text; /* resolved text; the known prefix where state is RLINT_UNCERTAIN */
	const rlint_part *parts; /* in order; parts of the value as written, not of its definition;
				    none where it is one literal run */
	uint32_t part_count;
	uint8_t state; /* rlint_state */
	uint8_t reason; /* rlint_reason */
	bool is_quoted; /* some of it stood in quotes */
	bool is_verbatim; /* span's bytes are exactly `text`: an edit may replace parts of it */
} rlint_value;

/* Has text that can be compared: known, or a default. */
RLINT_API bool rlint_value_has_text(const rlint_value *value);
/* Equal to, beginning with, ending with, containing `text`, byte for byte. A value whose prefix is
 * known may be told "no" or, for prefixes, "yes"; all else that is not known gives RLINT_UNKNOWN;
 * unset gives RLINT_NO. */
RLINT_API rlint_answer rlint_value_is(const rlint_value *value, rlint_str text);
RLINT_API rlint_answer rlint_value_starts(const rlint_value *value, rlint_str text);
RLINT_API rlint_answer rlint_value_ends(const rlint_value *value, rlint_str text);
RLINT_API rlint_answer rlint_value_has(const rlint_value *value, rlint_str text);

#ifdef __cplusplus
}
#endif
#endif
