/* The findings of one file, and how they are kept. */
#ifndef LIB_LINT_RESULTS_H
#define LIB_LINT_RESULTS_H

#include "lib/base/vec.h"
#include "lib/source/document.h"

#include <reprolint/results.h>

struct run;

/* A finding while its rule fills it, and after. */
struct rlint_finding {
	rlint_result result; /* arrays are set from the vecs when the file is done */
	struct run *run;
	uint32_t node; /* the anchor's; NODE_NONE if none */
	const rlint_fact *anchor; /* or NULL; read while the rules run */
	uint32_t order; /* as it was reported: sorting is stable */
	rlint_severity grade; /* the lowest that the rule gave it */
	struct vec aliases; /* rlint_str */
	struct vec foreign; /* rlint_foreign */
	struct vec related; /* rlint_place */
	struct vec fixes; /* rlint_fix_info; edits: those of `edits` */
	struct vec edits; /* struct draft_edit, of all fixes */
};

struct draft_edit {
	uint32_t fix; /* index in fixes */
	rlint_edit_info info;
};

struct rlint_results {
	const rlint_alloc *alloc;
	struct arena arena;
	rlint_outcome_of_file outcome;
	rlint_str reason, path;
	bool is_complete;
	rlint_str config_path; /* of the configuration file in force; empty: none */
	bool has_fail_on; /* it says where to fail: */
	int fail_on;
	const rlint_document *document;
	struct vec documents; /* const rlint_document *: one reference each */
	struct vec findings; /* rlint_finding * */
};

/* NULL: out of memory. */
rlint_results *results_new(const rlint_alloc *alloc);
/* Keeps the document alive as long as the results. False: out of memory. */
bool results_hold(rlint_results *results, const rlint_document *document);
/* By place and rule, as results_sort does first. */
int results_compare_places(const rlint_finding *a, const rlint_finding *b);
/* Sorts by place, rule and message, and drops doubles. */
void results_sort(rlint_results *results);

#endif
