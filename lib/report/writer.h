/* What the report formats share. */
#ifndef LIB_REPORT_WRITER_H
#define LIB_REPORT_WRITER_H

#include "lib/base/vec.h"
#include "lib/report/output.h"

/* A format: how a report begins, what a file adds, how it ends. */
struct form {
	void (*begin)(rlint_writer *writer);
	void (*add)(rlint_writer *writer, const rlint_results *results);
	void (*end)(rlint_writer *writer);
};

/* A path without findings, and why. */
struct unread {
	rlint_str path, reason;
	bool is_skipped; /* else failed: */
	bool is_misconfigured; /* its configuration is wrong */
};

struct rlint_writer {
	const rlint_alloc *alloc;
	const rlint_registry *registry;
	const struct form *form;
	rlint_writer_options options;
	struct output output;
	struct arena arena; /* unread paths, counts by rule */
	size_t *rule_counts; /* text: findings of each rule in the file, made when needed */
	size_t *totals; /* findings of each rule, where statistics are asked for */
	struct vec unread; /* struct unread */
	size_t counts[RLINT_ERROR + 1]; /* findings by severity */
	size_t fixable[2]; /* findings with a safe fix, and with none but unsafe ones */
	size_t fixed;
	bool has_fixed; /* someone fixes */
	size_t files, findings;
	rlint_str foreign; /* the first file of another tool's settings that was heeded */
	struct column_cursor cursor;
	rlint_status status; /* NOMEM where a path was lost */
};

extern const struct form form_text, form_json, form_sarif, form_concise, form_github;

/* Counts the findings of a file by rule. False: out of memory, noted. */
bool writer_count_rules(rlint_writer *writer, const rlint_results *results);
/* What was counted: rows for people; `"statistics":[...]`, a comma before. */
void writer_add_table(rlint_writer *writer);
void writer_add_statistics(rlint_writer *writer);

/* The lists of paths: `"key":[...]`, a comma before. */
void writer_add_unread(rlint_writer *writer, const char *key, bool is_skipped);

/* A line's primaryLocationLineHash as GitHub's upload-sarif works it out: "HASH:COUNT", the count
 * being that of the same hash so far in the file. */
struct line_hash {
	uint64_t hash;
	uint32_t count;
};
struct line_hashes {
	struct vec lines; /* struct line_hash, by line */
};
/* False: out of memory. */
bool line_hashes_make(struct line_hashes *hashes, struct arena *arena, rlint_str text);

/* A source line for people, with marks under the span; `margin` columns are for the line number.
 */
struct excerpt_mark {
	rlint_span span;
	char mark; /* '^' or '-' */
	const char *colour; /* of the marks, or "" */
	rlint_str label; /* behind the marks */
	size_t start, end; /* columns: excerpt_write's own */
};
struct excerpt {
	const rlint_document *document;
	uint32_t line; /* from 0 */
	size_t margin;
	struct excerpt_mark *marks; /* by place; neighbours with one label share a row */
	size_t count; /* 1 to EXCERPT_MARKS */
};
#define EXCERPT_MARKS 16
void excerpt_write(struct output *output, struct excerpt *excerpt);

#endif
