/* Bytes on their way to a sink. */
#ifndef LIB_REPORT_OUTPUT_H
#define LIB_REPORT_OUTPUT_H

#include "lib/base/format.h"
#include "lib/base/str.h"
#include "lib/source/document.h"

#include <reprolint/writer.h>

/* Collects what is written and passes it on in large pieces. */
struct output {
	struct arena arena;
	struct buffer buffer;
	rlint_sink sink;
	bool is_refused; /* the sink wants no more */
};

void output_init(struct output *output, const rlint_alloc *alloc, const rlint_sink *sink);
void output_free(struct output *output);
/* Passes all on; the status of everything so far. */
rlint_status output_flush(struct output *output);
/* Passes on what is too much to hold. */
void output_relieve(struct output *output);

/* Inline: the length of a literal is known. */
static inline void output_text(struct output *output, const char *text)
{
	buffer_add(&output->buffer, str_from(text));
}

void output_str(struct output *output, rlint_str text);
void output_number(struct output *output, uint64_t number);
/* For people: control characters made visible. */
void output_visible(struct output *output, rlint_str text);
/* JSON: a string with its quotes; `"key":` and the same with a comma before. */
void output_json(struct output *output, rlint_str text);
void output_key(struct output *output, const char *key);
void output_next_key(struct output *output, const char *key);
/* `"key":"text"` and `"key":number`, a comma before. */
void output_pair(struct output *output, const char *key, rlint_str text);
void output_number_pair(struct output *output, const char *key, uint64_t number);

/* Positions asked for in rising order, one file at a time, each from the one before: a long line is
 * gone through once. */
struct column_cursor {
	const rlint_document *document;
	uint32_t offset;
	rlint_position position;
	rlint_unit unit;
};

rlint_position cursor_position(
	struct column_cursor *cursor, const rlint_document *document, uint32_t offset);

#endif
