/* Writers: results as text, JSON, SARIF, lines or annotations. */
#ifndef REPROLINT_WRITER_H
#define REPROLINT_WRITER_H

#include <reprolint/workspace.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum rlint_format {
	RLINT_FORMAT_TEXT,
	RLINT_FORMAT_JSON,
	RLINT_FORMAT_SARIF,
	RLINT_FORMAT_CONCISE, /* `path:line:column: severity: message [rule]` */
	RLINT_FORMAT_GITHUB /* workflow commands that GitHub shows as annotations */
} rlint_format;

/* Where bytes go; false: stop (a closed pipe, a full disk). */
typedef struct rlint_sink {
	bool (*write)(void *user, rlint_str bytes);
	void *user;
} rlint_sink;

typedef struct rlint_writer rlint_writer;

typedef struct rlint_writer_options {
	size_t size; /* sizeof(rlint_writer_options), for later growth */
	bool has_colour; /* text: ANSI colours */
	bool shows_all; /* text: do not fold many findings of a rule in a file */
	bool is_quiet; /* text: no summary */
	bool has_statistics; /* text: findings of each rule counted instead of shown; JSON: also
			      * counted; RLINT_ARGUMENT for other formats */
} rlint_writer_options;

/* Begins a report. `options` NULL: defaults. The registry must outlive the writer. */
RLINT_API rlint_status rlint_writer_new(const rlint_registry *registry, rlint_format format,
	const rlint_writer_options *options, const rlint_sink *sink, rlint_writer **out);
/* Adds the results of one file. They may be freed then. */
RLINT_API rlint_status rlint_writer_add(rlint_writer *writer, const rlint_results *results);
/* A path that never became results: a folder that could not be read. */
RLINT_API rlint_status rlint_writer_failed(rlint_writer *writer, rlint_str path, rlint_str reason);
/* So many findings were fixed, and will not be added: the summary tells it. */
RLINT_API void rlint_writer_fixed(rlint_writer *writer, size_t count);
/* Ends the report (summary, closing brackets). RLINT_IO where the sink refused something. */
RLINT_API rlint_status rlint_writer_end(rlint_writer *writer);
RLINT_API void rlint_writer_free(rlint_writer *writer); /* NULL is accepted */

/* All rules as a table (text) or as JSON: {"rules":[{"id","aliases","severity","default","fix",
 * "summary"}]}. RLINT_ARGUMENT for other formats, RLINT_IO where the sink refused something. */
RLINT_API rlint_status rlint_write_rules(
	const rlint_registry *registry, rlint_format format, const rlint_sink *sink);

typedef enum rlint_dump {
	RLINT_DUMP_TREE,
	RLINT_DUMP_TREE_JSON,
	RLINT_DUMP_FACTS,
	RLINT_DUMP_FACTS_JSON,
	RLINT_DUMP_BUILDKIT
} rlint_dump;

/* One document as a dump: its syntax tree, its facts (of a Dockerfile also its builds, see
 * rlint_build_at), or BuildKit's own form of the tree (of a file that BuildKit gives none for: the
 * tolerant tree). `out` gets results without findings: whether
 * the file was read, and whole. */
RLINT_API rlint_status rlint_dump_file(rlint_workspace *workspace, const char *path,
	rlint_dump form, const rlint_sink *sink, rlint_results **out);

#ifdef __cplusplus
}
#endif
#endif
