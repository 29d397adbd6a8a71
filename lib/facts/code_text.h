/* Calls in short programs of other languages: `python -c`, `R -e`, `julia -e`. */
#ifndef LIB_FACTS_CODE_TEXT_H
#define LIB_FACTS_CODE_TEXT_H

#include "lib/source/text.h"

/* How many arguments of a call are kept, and how many bytes of it are read. */
enum { CODE_ARGUMENTS = 16, CODE_CALL_BYTES = 4096 };

struct code_argument {
	rlint_str keyword; /* empty: by place */
	size_t start, end; /* of a string, inside its quotes; equal: no string */
	bool is_string;
	bool in_list; /* one of several: c("a", "b"), ["a", "b"] */
};

struct code_call {
	rlint_str
		function; /* with what it belongs to: "torch.hub.load", "remotes::install_github" */
	struct code_argument arguments[CODE_ARGUMENTS];
	uint32_t count;
};

/* A place in a program's text. */
struct code {
	const struct text *text;
	size_t at;
};

/* Reads on to the next call, in the order of their brackets, those inside of others too. False at
 * the end. */
bool code_next_call(struct code *code, struct code_call *call);
/* Does the call's function have that name, by itself or as the last part of one? */
bool code_calls(const struct code_call *call, rlint_str name);
rlint_str code_string(const struct code *code, const struct code_argument *argument);
/* The argument of that keyword, or NULL. */
const struct code_argument *code_keyword(const struct code_call *call, rlint_str keyword);

#endif
