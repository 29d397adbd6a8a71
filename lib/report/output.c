/* Bytes on their way to a sink. */
#include "lib/report/output.h"

#include "lib/base/str.h"
#include "lib/base/utf8.h"

/* How much is held back before the sink is called. */
#define HELD_MOST ((size_t)64 * 1024)

void output_init(struct output *output, const rlint_alloc *alloc, const rlint_sink *sink)
{
	*output = (struct output){ .sink = *sink };
	arena_init(&output->arena, alloc, NULL);
	output->buffer.arena = &output->arena;
}

void output_free(struct output *output)
{
	arena_free(&output->arena);
}

rlint_status output_flush(struct output *output)
{
	if (output->buffer.has_failed) {
		return RLINT_NOMEM;
	}
	if (output->buffer.len > 0 && !output->is_refused) {
		output->is_refused =
			!output->sink.write(output->sink.user, buffer_str(&output->buffer));
	}
	output->buffer.len = 0;
	return output->is_refused ? RLINT_IO : RLINT_OK;
}

void output_relieve(struct output *output)
{
	if (output->buffer.len >= HELD_MOST) {
		output_flush(output);
	}
}

void output_str(struct output *output, rlint_str text)
{
	buffer_add(&output->buffer, text);
}

void output_number(struct output *output, uint64_t number)
{
	buffer_add_u64(&output->buffer, number);
}

void output_visible(struct output *output, rlint_str text)
{
	buffer_add_escaped(&output->buffer, text);
}

void output_json(struct output *output, rlint_str text)
{
	buffer_add_byte(&output->buffer, '"');
	buffer_add_json(&output->buffer, text);
	buffer_add_byte(&output->buffer, '"');
}

void output_key(struct output *output, const char *key)
{
	buffer_add_byte(&output->buffer, '"');
	output_text(output, key);
	output_text(output, "\":");
}

void output_next_key(struct output *output, const char *key)
{
	buffer_add_byte(&output->buffer, ',');
	output_key(output, key);
}

void output_pair(struct output *output, const char *key, rlint_str text)
{
	output_next_key(output, key);
	output_json(output, text);
}

void output_number_pair(struct output *output, const char *key, uint64_t number)
{
	output_next_key(output, key);
	output_number(output, number);
}

rlint_position cursor_position(
	struct column_cursor *cursor, const rlint_document *document, uint32_t offset)
{
	bool goes_on = cursor->document == document && offset >= cursor->offset &&
		       !document->is_ascii &&
		       offset < document_line_span(document, cursor->position.line - 1).end;
	size_t length;

	if (!goes_on) {
		cursor->position = rlint_position_of(document, offset, cursor->unit);
	} else {
		for (size_t at = cursor->offset; at < offset; at += length) {
			uint32_t code = utf8_decode(document->text, at, &length);
			bool is_pair =
				cursor->unit == RLINT_UTF16 && code != UTF8_BAD && code > 0xFFFF;

			cursor->position.column += is_pair ? 2 : 1;
		}
	}
	cursor->document = document;
	cursor->offset = offset;
	return cursor->position;
}
