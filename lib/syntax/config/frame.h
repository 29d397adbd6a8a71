/* What every parser of configs is run in: a guard of its own, whether it is called inside a
 * protected call or outside, and working memory that goes when it is done. */
#ifndef LIB_SYNTAX_CONFIG_FRAME_H
#define LIB_SYNTAX_CONFIG_FRAME_H

#include "lib/syntax/config/config.h"

struct parse_frame {
	struct arena *arena; /* of the tree */
	struct arena scratch;
	struct guard own, *outer;
};

/* Begins an empty config in `out`, with the tree's root to be added. What is parsed then runs in
 * protect(&frame->own, ...). */
void frame_open(struct parse_frame *frame, struct config *out, struct arena *arena,
	const struct limits *limits, rlint_str source);
void frame_close(struct parse_frame *frame);

#endif
