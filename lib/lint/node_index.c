/* The nodes of a tree by place: sorted by their starts, under a binary tree of their ends, so that
 * whatever does not reach the offset is passed over as a whole. */
#include "lib/lint/node_index.h"

#include <stdlib.h>

static int compare(const void *a, const void *b)
{
	uint64_t left = *(const uint64_t *)a;
	uint64_t right = *(const uint64_t *)b;

	return (left > right) - (left < right);
}

static uint32_t node_of(uint64_t start)
{
	return (uint32_t)(start & UINT32_MAX);
}

static uint32_t offset_of(uint64_t start)
{
	return (uint32_t)(start >> 32);
}

static void sort_starts(const struct node_index *index)
{
	uint32_t count = index->tree->nodes.count;
	bool is_sorted = true;

	for (uint32_t i = 0; i < count; i++) {
		index->starts[i] = (uint64_t)tree_node(index->tree, i)->span.start << 32 | i;
		is_sorted = is_sorted && (i == 0 || index->starts[i - 1] < index->starts[i]);
	}
	if (!is_sorted) {
		qsort(index->starts, count, sizeof *index->starts, compare);
	}
}

static void fill_ends(const struct node_index *index)
{
	uint32_t count = index->tree->nodes.count;

	for (uint32_t i = 0; i < index->width; i++) {
		index->ends[index->width + i] =
			i < count ? tree_node(index->tree, node_of(index->starts[i]))->span.end : 0;
	}
	for (uint32_t i = index->width - 1; i > 0; i--) {
		uint32_t left = index->ends[(size_t)2 * i];
		uint32_t right = index->ends[(size_t)2 * i + 1];

		index->ends[i] = left > right ? left : right;
	}
}

bool node_index_make(struct node_index *index, struct arena *arena, const struct tree *tree)
{
	uint32_t count = tree->nodes.count;

	*index = (struct node_index){ .tree = tree, .width = 1 };
	while (index->width < count) {
		index->width *= 2;
	}
	index->starts = arena_new(arena, count, sizeof *index->starts);
	index->ends = arena_new(arena, 2 * (size_t)index->width, sizeof *index->ends);
	if (!index->starts || !index->ends) {
		return false;
	}
	sort_starts(index);
	fill_ends(index);
	return true;
}

/* What is looked for, and the best so far. */
struct search {
	const struct node_index *index;
	uint32_t offset;
	uint32_t found, length;
};

static void take(struct search *search, uint32_t node)
{
	rlint_span span = tree_node(search->index->tree, node)->span;
	uint32_t length = span.end - span.start;

	if (search->found == NODE_NONE || length < search->length ||
		(length == search->length && node > search->found)) {
		search->found = node;
		search->length = length;
	}
}

/* Below `at`, whose leaves begin with `first` and are `width`: those that start at or before the
 * offset and end behind it. As deep as the binary tree. */
static void visit(struct search *search, uint32_t at, uint32_t first, uint32_t width)
{
	const struct node_index *index = search->index;

	if (first >= index->tree->nodes.count || index->ends[at] <= search->offset ||
		offset_of(index->starts[first]) > search->offset) {
		return;
	}
	if (width == 1) {
		take(search, node_of(index->starts[first]));
		return;
	}
	visit(search, 2 * at, first, width / 2);
	visit(search, 2 * at + 1, first + width / 2, width / 2);
}

uint32_t node_index_at(const struct node_index *index, uint32_t offset)
{
	struct search search = { index, offset, NODE_NONE, 0 };

	visit(&search, 1, 0, index->width);
	return search.found;
}
