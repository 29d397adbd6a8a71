/* Which nodes a comment speaks of. */
#include "lib/base/str.h"
#include "lib/syntax/config/build.h"

/* An entry of a mapping or an item of a sequence: what an ignore comment covers. */
static bool is_member(const struct tree *tree, uint32_t index)
{
	const struct node *node = tree_node(tree, index);

	return node->kind == CONFIG_ENTRY ||
	       (node->parent != NODE_NONE &&
		       tree_node(tree, node->parent)->kind == CONFIG_SEQUENCE);
}

static uint32_t line_start(rlint_str source, uint32_t at)
{
	while (at > 0 && source.ptr[at - 1] != '\n') {
		at--;
	}
	return at;
}

/* The largest member that ends on the comment's line, else the smallest that begins there; `last`
 * is the last node that starts before the comment. */
static uint32_t trailed(const struct tree *tree, uint32_t last, uint32_t at)
{
	uint32_t line = line_start(tree->source, at);
	uint32_t found = NODE_NONE;

	if (str_trim(str_slice(tree->source, line, at)).len == 0) {
		return NODE_NONE;
	}
	for (; last != NODE_NONE; last = tree_node(tree, last)->parent) {
		rlint_span span = tree_node(tree, last)->span;
		bool is_ended = span.end > line && span.end <= at;

		if (is_member(tree, last) && (is_ended || (found == NODE_NONE && span.end > line &&
								  span.start >= line))) {
			found = last;
		}
	}
	return found;
}

void config_place_comments(struct config *config)
{
	struct tree *tree = &config->tree;
	struct comment *comments = tree->comments.items;
	uint32_t before = 0;
	uint32_t behind = 0;

	for (uint32_t i = 0; i < tree->comments.count; i++) {
		rlint_span span = comments[i].span;

		while (before + 1 < tree->nodes.count &&
			tree_node(tree, before + 1)->span.start < span.start) {
			before++;
		}
		while (behind < tree->nodes.count &&
			(tree_node(tree, behind)->span.start < span.end ||
				!is_member(tree, behind))) {
			behind++;
		}
		comments[i].trails = trailed(tree, before, span.start);
		comments[i].precedes = behind < tree->nodes.count ? behind : NODE_NONE;
	}
}
