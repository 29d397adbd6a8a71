/* The frame that parsers of configs run in. */
#include "lib/syntax/config/frame.h"

void frame_open(struct parse_frame *frame, struct config *out, struct arena *arena,
	const struct limits *limits, rlint_str source)
{
	*out = (struct config){ 0 };
	tree_init(&out->tree, arena, limits, source);
	*frame = (struct parse_frame){ .arena = arena, .outer = arena->guard };
	arena_init(&frame->scratch, arena->alloc, &frame->own);
	arena->guard = &frame->own;
}

void frame_close(struct parse_frame *frame)
{
	frame->arena->guard = frame->outer;
	arena_free(&frame->scratch);
}
