/* Trees in which tables may be added to at any place: from the order of the source to preorder. */
#include "lib/base/str.h"
#include "lib/syntax/config/tables.h"

static struct node *node_of(const struct tables *tables, uint32_t index)
{
	return tree_node(&tables->config->tree, index);
}

/* Parents stand before their children in the source's order too, so one pass from the end does. */
static void stretch(struct tables *tables)
{
	for (uint32_t i = tables->config->tree.nodes.count; --i > 0;) {
		const struct node *node = node_of(tables, i);
		struct node *parent = node_of(tables, node->parent);

		if (parent->span.start > node->span.start) {
			parent->span.start = node->span.start;
		}
		if (parent->span.end < node->span.end) {
			parent->span.end = node->span.end;
		}
	}
}

/* The largest member that ends on the line before its comment, where `line` ends, else the smallest
 * that begins there, of the one key and value that the line belongs to: a table that ends here is
 * not meant. */
static uint32_t trailed(const struct tables *tables, uint32_t latest, rlint_span line)
{
	uint32_t found = NODE_NONE;

	while (latest != NODE_NONE) {
		const struct node *node = node_of(tables, latest);
		const struct table *around = tables_of(tables, node->parent);
		bool is_item = node->parent != NODE_NONE &&
			       node_of(tables, node->parent)->kind == CONFIG_SEQUENCE;
		bool is_member = node->kind == CONFIG_ENTRY || is_item;
		bool is_ended = node->span.end > line.start && node->span.end <= line.end;
		bool is_begun = node->span.end > line.start && node->span.start >= line.start &&
				node->span.start < line.end;

		if (is_member && (is_ended || (is_begun && found == NODE_NONE))) {
			found = latest;
		}
		if (around && around->state != TABLE_INLINE && around->state != TABLE_LIST) {
			break;
		}
		latest = node->parent;
	}
	return found;
}

/* Until here a comment's `trails` is the node that was read last. */
static void place_comments(struct tables *tables)
{
	struct tree *tree = &tables->config->tree;
	struct comment *comments = tree->comments.items;
	rlint_span line = { 0, 0 };

	for (uint32_t i = 0; i < tree->comments.count; i++) {
		uint32_t start = comments[i].span.start;

		for (; line.end < start; line.end++) {
			line.start = tree->source.ptr[line.end] == '\n' ? line.end + 1 : line.start;
		}
		comments[i].trails = str_trim(str_slice(tree->source, line.start, start)).len == 0
					     ? NODE_NONE
					     : trailed(tables, comments[i].trails, line);
	}
}

static uint32_t first_child(const struct tables *tables, uint32_t index)
{
	const struct table *table = tables_of(tables, index);

	if ((node_of(tables, index)->flags & NODE_HAS_CHILD) == 0) {
		return NODE_NONE;
	}
	return table ? table->first : index + 1;
}

/* The next node in preorder, or NODE_NONE. */
static uint32_t following(const struct tables *tables, uint32_t index)
{
	uint32_t child = first_child(tables, index);

	while (child == NODE_NONE && index != NODE_NONE) {
		child = node_of(tables, index)->next;
		index = node_of(tables, index)->parent;
	}
	return child;
}

static bool is_ordered(const struct tables *tables)
{
	uint32_t index = 0;
	uint32_t next = following(tables, 0);

	while (next == index + 1) {
		index = next;
		next = following(tables, index);
	}
	return next == NODE_NONE;
}

static uint32_t moved(const uint32_t *order, uint32_t index)
{
	return index == NODE_NONE ? NODE_NONE : order[index];
}

static void move_names(const struct tables *tables, const uint32_t *order)
{
	struct tree *tree = &tables->config->tree;
	struct comment *comments = tree->comments.items;
	struct problem *problems = tree->problems.items;

	for (uint32_t i = 0; i < tree->nodes.count; i++) {
		struct node *node = tree_node(tree, i);

		node->parent = moved(order, node->parent);
		node->next = moved(order, node->next);
	}
	for (uint32_t i = 0; i < tree->comments.count; i++) {
		comments[i].precedes = moved(order, comments[i].precedes);
		comments[i].trails = moved(order, comments[i].trails);
	}
	for (uint32_t i = 0; i < tree->problems.count; i++) {
		problems[i].node = moved(order, problems[i].node);
	}
}

/* Moves every node to its place, cycle by cycle. */
static void move_nodes(const struct tables *tables, uint32_t *order)
{
	for (uint32_t i = 0; i < tables->config->tree.nodes.count; i++) {
		while (order[i] != i) {
			uint32_t to = order[i];
			struct node kept = *node_of(tables, to);

			*node_of(tables, to) = *node_of(tables, i);
			*node_of(tables, i) = kept;
			order[i] = order[to];
			order[to] = to;
		}
	}
}

static void put_in_order(struct tables *tables)
{
	uint32_t count = tables->config->tree.nodes.count;
	uint32_t *order = arena_alloc(tables->scratch, count * sizeof *order);
	uint32_t place = 0;

	for (uint32_t i = 0; i != NODE_NONE; i = following(tables, i)) {
		order[i] = place++;
	}
	move_names(tables, order);
	move_nodes(tables, order);
}

void tables_finish(struct tables *tables)
{
	struct tree *tree = &tables->config->tree;

	stretch(tables);
	place_comments(tables);
	if (!is_ordered(tables)) {
		put_in_order(tables);
	}
	for (uint32_t i = 0; i < tree->nodes.count; i++) {
		if (tree_node(tree, i)->kind != CONFIG_SCALAR) {
			tree_node(tree, i)->payload = NODE_NONE;
		}
	}
}
