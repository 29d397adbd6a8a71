/* The tree that every format is parsed to. */
#include "lib/syntax/tree.h"

#include "lib/base/str.h"

void tree_init(
	struct tree *tree, struct arena *arena, const struct limits *limits, rlint_str source)
{
	*tree = (struct tree){ .arena = arena, .limits = limits, .source = source };
}

uint32_t tree_append(
	struct tree *tree, uint32_t parent, uint32_t previous, uint16_t kind, rlint_span span)
{
	uint32_t index = tree->nodes.count;

	if (index == tree->nodes.capacity) {
		vec_grow(&tree->nodes, tree->arena, sizeof(struct node));
	}
	tree->nodes.count++;
	*tree_node(tree, index) = (struct node){ .kind = kind,
		.span = span,
		.parent = parent,
		.next = NODE_NONE,
		.payload = NODE_NONE };
	if (previous != NODE_NONE) {
		tree_node(tree, previous)->next = index;
	} else if (parent != NODE_NONE) {
		tree_node(tree, parent)->flags |= NODE_HAS_CHILD;
	}
	return index;
}

uint32_t tree_add(struct tree *tree, uint32_t parent, uint16_t kind, rlint_span span)
{
	uint32_t *own_last = vec_add(&tree->last_children, tree->arena, sizeof *own_last);
	uint32_t *last =
		parent == NODE_NONE ? NULL : (uint32_t *)tree->last_children.items + parent;
	uint32_t index = tree_append(tree, parent, last ? *last : NODE_NONE, kind, span);

	*own_last = NODE_NONE;
	if (last) {
		*last = index;
	}
	return index;
}

uint32_t tree_find(const struct tree *tree, uint32_t index, uint16_t kind)
{
	while (index != NODE_NONE && tree_node(tree, index)->kind != kind) {
		index = tree_node(tree, index)->next;
	}
	return index;
}

struct problem *tree_problem(
	struct tree *tree, uint32_t node, const char *rule, rlint_span span, bool is_grave)
{
	struct problem *problem = vec_add(&tree->problems, tree->arena, sizeof *problem);

	problem->rule = rule;
	problem->node = node;
	problem->span = span;
	problem->is_grave = is_grave;
	return problem;
}

struct comment *tree_comment(struct tree *tree, rlint_span span)
{
	struct comment *comment = vec_add(&tree->comments, tree->arena, sizeof *comment);

	*comment = (struct comment){ .span = span, .precedes = NODE_NONE, .trails = NODE_NONE };
	return comment;
}

void tree_gap(struct tree *tree, rlint_span span)
{
	rlint_span *gap = vec_add(&tree->gaps, tree->arena, sizeof *gap);

	*gap = span;
}
