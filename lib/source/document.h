/* A text with its line index, shared by reference count. */
#ifndef LIB_SOURCE_DOCUMENT_H
#define LIB_SOURCE_DOCUMENT_H

#include <stdatomic.h>

#include "lib/base/arena.h"

#include <reprolint/source.h>

struct rlint_document {
	const rlint_alloc *alloc;
	atomic_uint references;
	rlint_file_kind kind;
	rlint_str path, text;
	uint32_t *lines; /* offsets of line starts; lines[0] == 0 */
	uint32_t line_count;
	bool is_ascii;
	bool has_cr_lines; /* a lone CR ends a line too */
};

/* Copies path and text (at most 4 GiB - 1) and indexes the lines; one reference. NULL: out of
 * memory. */
rlint_document *document_new(
	const rlint_alloc *alloc, rlint_file_kind kind, rlint_str path, rlint_str text);
/* One more reference; NULL is accepted. Threads may do so at once. */
const rlint_document *document_ref(const rlint_document *document);
/* One less; the last frees. NULL is accepted. */
void document_unref(const rlint_document *document);
/* The number of the line, from 0, that holds the offset. */
uint32_t document_line(const rlint_document *document, uint32_t offset);
/* The line's bytes, its end left off. */
rlint_span document_line_span(const rlint_document *document, uint32_t line);
/* The line ending that the file uses: "\r\n" where its first line has it, else "\n". */
rlint_str document_line_end(const rlint_document *document);

#endif
