/* Problems: what the reader of a file refuses, or reads not as meant. */
#ifndef REPROLINT_PROBLEM_H
#define REPROLINT_PROBLEM_H

#include <reprolint/fact.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct rlint_problem {
	rlint_str message; /* what is wrong, then what to do */
	rlint_str foreign; /* the wording of the tool whose rules are followed (BuildKit, pip), or
			      empty */
	rlint_str foreign_id; /* its name for it, or empty */
	bool is_grave; /* the reader stops, or does what nobody wants; else it is read, but not as
			  meant */
	bool is_limit; /* a limit of this library was passed, not a rule of the language */
	rlint_span related; /* another place that explains it, or empty */
	rlint_str related_message;
	bool has_fix; /* one safe fix: replace fix_span by fix_text, and insert insert_text at
			 insert_at */
	rlint_str fix_title;
	rlint_span fix_span;
	rlint_str fix_text;
	uint32_t insert_at;
	rlint_str insert_text;
	rlint_str alias; /* the rule of another linter that is about just this, or empty */
	uint32_t repeats; /* how many later problems of the file have the same words, where there
			     are many; they are marked */
	bool is_repeat; /* one of those: the first may tell of it */
} rlint_problem;

RLINT_API const rlint_problem *rlint_as_problem(const rlint_fact *fact); /* NULL for another kind */

#ifdef __cplusplus
}
#endif
#endif
