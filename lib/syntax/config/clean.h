/* What libyaml is fed: the source, made readable for it at equal length, and the way back from its
 * code points to bytes. */
#ifndef LIB_SYNTAX_CONFIG_CLEAN_H
#define LIB_SYNTAX_CONFIG_CLEAN_H

#include "lib/syntax/tree.h"

/* The source where it is clean, else a copy in which each byte that libyaml refuses is `?` (with a
 * problem for each run of them) and the `%` of a %YAML line is `#`. */
rlint_str yaml_clean(struct tree *tree, rlint_str source);

/* From code points to byte offsets: all bytes for ASCII, else every 64th code point is known. */
struct code_map {
	rlint_str text;
	uint32_t *marks; /* NULL: ASCII */
	uint32_t mark_count;
	uint32_t point, byte; /* the last answer: questions mostly go forward */
};

void code_map_init(struct code_map *map, struct arena *arena, rlint_str text);
/* Past the last code point: the text's length. */
uint32_t code_map_byte(struct code_map *map, uint64_t point);
/* The code point that starts at a byte. */
uint64_t code_map_point(const struct code_map *map, uint32_t byte);

#endif
