/* Results: the findings of one file. They keep the documents they speak of, and outlive workspace
 * and overlay; the registry must outlive them. */
#ifndef REPROLINT_RESULTS_H
#define REPROLINT_RESULTS_H

#include <reprolint/rule.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct rlint_results rlint_results;

typedef enum rlint_outcome_of_file {
	RLINT_LINTED,
	RLINT_SKIPPED, /* of no known kind */
	RLINT_FAILED, /* could not be read */
	RLINT_MISCONFIGURED /* not linted: its configuration file is wrong; the reason has a line
			     * "PATH:LINE:COLUMN: MESSAGE" for each problem */
} rlint_outcome_of_file;

/* What became of the file; *reason (may be NULL) gets a text for all but the first. */
RLINT_API rlint_outcome_of_file rlint_results_outcome(
	const rlint_results *results, rlint_str *reason);
/* Was the file read whole? Not where its reader would stop with an error. */
RLINT_API bool rlint_results_complete(const rlint_results *results);
/* The file that was linted; NULL where it was not read. */
RLINT_API const rlint_document *rlint_results_document(const rlint_results *results);
RLINT_API rlint_str rlint_results_path(const rlint_results *results);
/* The configuration file that was in force, NUL-terminated behind its length; empty where there is
 * none. */
RLINT_API rlint_str rlint_results_config(const rlint_results *results);
/* Does that file say from which level on a run is to fail? *level: an rlint_severity, or
 * RLINT_ERROR + 1 for never. */
RLINT_API bool rlint_results_fail_on(const rlint_results *results, int *level);
RLINT_API void rlint_results_free(rlint_results *results); /* NULL is accepted */

/* A place with words to say. */
typedef struct rlint_place {
	const rlint_document *document;
	rlint_span span;
	rlint_str message;
} rlint_place;

/* What another tool says here. */
typedef struct rlint_foreign {
	rlint_str id; /* "InvalidDefinitionDescription"; empty where its finding has no name */
	rlint_str message; /* its wording */
} rlint_foreign;

typedef struct rlint_edit_info {
	const rlint_document *document;
	rlint_span span;
	rlint_str text;
} rlint_edit_info;

typedef struct rlint_fix_info {
	rlint_str title;
	bool is_safe;
	size_t edit_count;
	const rlint_edit_info *edits;
} rlint_fix_info;

typedef struct rlint_result {
	size_t rule; /* index in the registry */
	rlint_str rule_id;
	rlint_severity severity;
	rlint_place place; /* message: the finding's */
	size_t alias_count, foreign_count, related_count, fix_count;
	const rlint_str *aliases; /* foreign ids whose condition holds here: "DL3007" */
	const rlint_foreign *foreign; /* where another tool's wording is followed */
	const rlint_place *related;
	const rlint_fix_info *fixes; /* alternatives, best first */
} rlint_result;

/* Findings by index, sorted by place, then rule; suppressed ones and, unless asked for, pedantic
 * ones are left out. NULL past the end. */
RLINT_API size_t rlint_results_count(const rlint_results *results);
RLINT_API const rlint_result *rlint_results_at(const rlint_results *results, size_t index);

#ifdef __cplusplus
}
#endif
#endif
