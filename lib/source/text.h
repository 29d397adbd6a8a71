/* Texts made of pieces: what a lexer reads, with the way back to the source.
 *
 * The bytes are contiguous (a slice of the source where that is enough, else a copy in an arena);
 * pieces say which source bytes each run came from, and whether it was taken verbatim or decoded.
 * So a joined RUN, a JSON string inside it and the argument of `sh -c` inside that all keep exact
 * source offsets. */
#ifndef LIB_SOURCE_TEXT_H
#define LIB_SOURCE_TEXT_H

#include "lib/base/format.h"
#include "lib/base/vec.h"
#include "lib/source/document.h"

struct piece {
	uint32_t at; /* offset of its first byte in the whole text that the pieces belong to */
	rlint_span source;
	bool is_verbatim; /* else decoded: the source span as a whole means these bytes */
};

struct text {
	rlint_str bytes;
	const struct piece *pieces; /* NULL: verbatim from `base` on */
	uint32_t piece_count;
	uint32_t base; /* without pieces: source offset of the first byte; with: offset of the first
			  byte in the whole */
};

/* The source bytes of a span, verbatim. */
struct text text_of(rlint_str source, rlint_span span);
/* Bytes [start, end) of a text, sharing its pieces. */
struct text text_sub(const struct text *text, size_t start, size_t end);
/* Where byte `at` came from; at == len gives the end of the last byte. */
uint32_t text_source(const struct text *text, size_t at);
/* From the source of the first byte to the end of the last one's. An empty range has an empty span.
 */
rlint_span text_span(const struct text *text, size_t start, size_t end);
/* Do the bytes stand in the source one after the other, exactly so? */
bool text_is_verbatim(const struct text *text, size_t start, size_t end);
/* The offset in the text of the first byte that comes from source offset `source` or behind it. */
size_t text_offset(const struct text *text, uint32_t source);

/* Builds a text from parts of others. Zero it, set the arena. A run of parts that follow each other
 * in memory costs no copy. */
struct text_builder {
	struct arena *arena;
	struct buffer buffer;
	struct vec pieces;
	const char *run; /* while nothing was copied: the verbatim bytes so far */
	size_t run_len;
	uint32_t run_base;
};

/* Room for so many bytes and pieces: a text that is known to be large leaves no copies behind in
 * the arena while it grows. */
void text_reserve(struct text_builder *builder, size_t bytes, uint32_t pieces);
/* Adds bytes [start, end) of `from` as they stand there. */
void text_add(struct text_builder *builder, const struct text *from, size_t start, size_t end);
/* Adds bytes that [start, end) of `from` mean. */
void text_add_decoded(struct text_builder *builder, rlint_str bytes, const struct text *from,
	size_t start, size_t end);
struct text text_end(struct text_builder *builder);

#endif
