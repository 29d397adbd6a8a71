/* Texts made of pieces. */
#include "lib/source/text.h"

#include "lib/base/str.h"

struct text text_of(rlint_str source, rlint_span span)
{
	return (struct text){ .bytes = str_slice(source, span.start, span.end),
		.base = span.start };
}

struct text text_sub(const struct text *text, size_t start, size_t end)
{
	struct text sub = *text;

	sub.bytes = str_slice(text->bytes, start, end);
	sub.base += (uint32_t)(start < text->bytes.len ? start : text->bytes.len);
	return sub;
}

/* The piece that holds offset `at` of the whole: the last that starts at or before it. */
static uint32_t piece_at(const struct text *text, uint32_t at)
{
	uint32_t low = 0;
	uint32_t high = text->piece_count;

	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;

		if (text->pieces[middle].at <= at) {
			low = middle;
		} else {
			high = middle;
		}
	}
	return low;
}

/* The source range of the one byte at offset `at` of the whole. */
static rlint_span byte_span(const struct text *text, uint32_t at)
{
	const struct piece *piece = &text->pieces[piece_at(text, at)];
	uint32_t start = piece->source.start + (at - piece->at);

	return piece->is_verbatim ? (rlint_span){ start, start + 1 } : piece->source;
}

uint32_t text_source(const struct text *text, size_t at)
{
	if (!text->pieces) {
		return text->base + (uint32_t)at;
	}
	if (at < text->bytes.len) {
		return byte_span(text, text->base + (uint32_t)at).start;
	}
	if (text->base + at == 0) {
		return text->pieces[0].source.start;
	}
	return byte_span(text, text->base + (uint32_t)at - 1).end;
}

rlint_span text_span(const struct text *text, size_t start, size_t end)
{
	uint32_t first = text_source(text, start);

	if (end <= start) {
		return (rlint_span){ first, first };
	}
	if (!text->pieces) {
		return (rlint_span){ first, text->base + (uint32_t)end };
	}
	return (rlint_span){ first, byte_span(text, text->base + (uint32_t)end - 1).end };
}

bool text_is_verbatim(const struct text *text, size_t start, size_t end)
{
	const struct piece *piece;
	uint32_t index;

	if (!text->pieces || end <= start) {
		return true;
	}
	index = piece_at(text, text->base + (uint32_t)start);
	piece = &text->pieces[index];
	return piece->is_verbatim &&
	       (index + 1 == text->piece_count || text->pieces[index + 1].at >= text->base + end);
}

size_t text_offset(const struct text *text, uint32_t source)
{
	size_t low = 0;
	size_t high = text->bytes.len;

	if (!text->pieces) {
		low = source > text->base ? source - text->base : 0;
		return low < high ? low : high;
	}
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (byte_span(text, text->base + (uint32_t)middle).end > source) {
			high = middle;
		} else {
			low = middle + 1;
		}
	}
	return low;
}

void text_reserve(struct text_builder *builder, size_t bytes, uint32_t pieces)
{
	struct buffer *buffer = &builder->buffer;

	if (!buffer->bytes && bytes > 0) {
		buffer->arena = builder->arena;
		buffer->bytes = arena_alloc(builder->arena, bytes);
		buffer->capacity = buffer->bytes ? bytes : 0;
	}
	vec_reserve(&builder->pieces, builder->arena, pieces, sizeof(struct piece));
}

/* Turns the run so far into a first piece, once a second one is needed. */
static void flush_run(struct text_builder *builder)
{
	struct piece *piece;

	if (!builder->run) {
		return;
	}
	builder->buffer.arena = builder->arena;
	piece = vec_add(&builder->pieces, builder->arena, sizeof *piece);
	if (piece) {
		*piece = (struct piece){ 0,
			{ builder->run_base, builder->run_base + (uint32_t)builder->run_len },
			true };
	}
	buffer_add(&builder->buffer, (rlint_str){ builder->run, builder->run_len });
	builder->run = NULL;
}

static void add_piece(
	struct text_builder *builder, rlint_str bytes, rlint_span source, bool is_verbatim)
{
	struct piece *last = builder->pieces.count > 0 ? (struct piece *)builder->pieces.items +
								 builder->pieces.count - 1
						       : NULL;

	builder->buffer.arena = builder->arena;
	if (last && is_verbatim && last->is_verbatim && last->source.end == source.start) {
		last->source.end = source.end;
	} else {
		struct piece *piece = vec_add(&builder->pieces, builder->arena, sizeof *piece);

		if (piece) {
			*piece = (struct piece){ (uint32_t)builder->buffer.len, source,
				is_verbatim };
		}
	}
	buffer_add(&builder->buffer, bytes);
}

/* Adds a range that is one verbatim run of the source. */
static void add_verbatim(struct text_builder *builder, rlint_str bytes, uint32_t source)
{
	bool is_empty = !builder->run && builder->pieces.count == 0;

	if (is_empty) {
		builder->run = bytes.ptr;
		builder->run_len = bytes.len;
		builder->run_base = source;
		return;
	}
	if (builder->run && builder->run_base + builder->run_len == source &&
		builder->run + builder->run_len == bytes.ptr) {
		builder->run_len += bytes.len;
		return;
	}
	flush_run(builder);
	add_piece(builder, bytes, (rlint_span){ source, source + (uint32_t)bytes.len }, true);
}

void text_add(struct text_builder *builder, const struct text *from, size_t start, size_t end)
{
	while (start < end) {
		const struct piece *piece;
		size_t stop = end;
		uint32_t index;

		if (!from->pieces) {
			add_verbatim(builder, str_slice(from->bytes, start, end),
				from->base + (uint32_t)start);
			return;
		}
		index = piece_at(from, from->base + (uint32_t)start);
		piece = &from->pieces[index];
		if (index + 1 < from->piece_count &&
			from->pieces[index + 1].at - from->base < end) {
			stop = from->pieces[index + 1].at - from->base;
		}
		if (piece->is_verbatim) {
			add_verbatim(builder, str_slice(from->bytes, start, stop),
				text_source(from, start));
		} else {
			text_add_decoded(
				builder, str_slice(from->bytes, start, stop), from, start, stop);
		}
		start = stop;
	}
}

void text_add_decoded(struct text_builder *builder, rlint_str bytes, const struct text *from,
	size_t start, size_t end)
{
	if (bytes.len == 0) {
		return;
	}
	flush_run(builder);
	add_piece(builder, bytes, text_span(from, start, end), false);
}

struct text text_end(struct text_builder *builder)
{
	if (builder->pieces.count == 0) {
		return (struct text){ .bytes = { builder->run ? builder->run : "",
					      builder->run_len },
			.base = builder->run_base };
	}
	return (struct text){ .bytes = buffer_str(&builder->buffer),
		.pieces = builder->pieces.items,
		.piece_count = builder->pieces.count };
}
