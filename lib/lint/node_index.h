/* The nodes of a tree by place: which is the innermost that holds an offset? */
#ifndef LIB_LINT_NODE_INDEX_H
#define LIB_LINT_NODE_INDEX_H

#include "lib/syntax/tree.h"

struct node_index {
	const struct tree *tree;
	uint64_t *starts; /* start and index of each node, sorted */
	uint32_t *
		ends; /* a binary tree of maxima: leaves, in the order of starts, from `width` on */
	uint32_t width;
};

/* False when out of memory. Nothing is promised of how nodes lie: TOML and INI come back to a
 * table, whose span then holds others that are no children of it. */
bool node_index_make(struct node_index *index, struct arena *arena, const struct tree *tree);
/* The shortest node that holds the offset, of equal ones the last; NODE_NONE if none does. In time
 * that grows with the depth at the place, not with the tree. */
uint32_t node_index_at(const struct node_index *index, uint32_t offset);

#endif
