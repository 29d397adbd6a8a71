/* What lies behind steps, copies and patterns: the payloads of their facts. */
#ifndef LIB_FACTS_STEP_H
#define LIB_FACTS_STEP_H

#include "lib/facts/facts.h"
#include "lib/facts/scope.h"
#include "lib/syntax/ignore/wildcard.h"

struct step_flag {
	rlint_str name; /* without the dashes */
	rlint_value value; /* text empty where the flag has none */
};

/* The payload of an RLINT_STEP. */
struct step {
	rlint_step shown; /* first: what rlint_as_step gives */
	struct scope scope; /* the variables before it */
	rlint_value *words;
	rlint_value *defaults; /* of the words; NULL: as the words */
	struct step_flag *flags;
	uint32_t flag_count;
	const struct comment
		*comments; /* those before it that BuildKit takes for its description */
	uint32_t comment_count;
	struct vec references; /* rlint_reference */
	struct vec effects; /* rlint_effect */
	struct vec manifests; /* rlint_value */
};

/* The payload of an RLINT_PATTERN. */
struct pattern {
	rlint_pattern shown; /* first */
	struct wildcard wildcard;
};

/* The payload of an RLINT_COPY. */
struct copy {
	rlint_copy shown; /* first */
	rlint_value *sources;
	rlint_str *paths; /* of the sources, clean; empty: not known */
	const struct step_flag *flags; /* of the step: --exclude */
	uint32_t flag_count;
};

#endif
