/* YAML comments, which libyaml drops: a `#` that stands behind a blank, outside of scalars. */
#include <string.h>

#include "lib/base/str.h"
#include "lib/syntax/config/yaml.h"

static bool is_comment_start(rlint_str text, size_t at)
{
	return at == 0 || byte_is_one_of(text.ptr[at - 1], " \t\r\n") ||
	       (at == 3 && rlint_str_starts(text, RLINT_STR("\xEF\xBB\xBF")));
}

size_t yaml_comment_end(rlint_str text, size_t at)
{
	/* libyaml ends lines at these, too: CR, NEL, LS, PS. */
	static const rlint_str breaks[] = { RLINT_STR_INIT("\r"), RLINT_STR_INIT("\xC2\x85"),
		RLINT_STR_INIT("\xE2\x80\xA8"), RLINT_STR_INIT("\xE2\x80\xA9") };
	rlint_str comment = str_slice(text, at, str_find(text, '\n', at));

	for (size_t i = 0; i < sizeof breaks / sizeof *breaks; i++) {
		comment.len = rlint_str_find_str(comment, breaks[i]);
	}
	return at + comment.len;
}

/* Where a scalar that holds the offset lets go of it: a block's header line may end in a comment,
 * all else is text. */
static size_t text_end_in(rlint_str text, const struct node *node, size_t at)
{
	unsigned style = node->flags / CONFIG_STYLE;
	bool is_block = style == CONFIG_LITERAL || style == CONFIG_FOLDED;

	return is_block && at < str_find(text, '\n', node->span.start) ? at : node->span.end;
}

void yaml_find_comments(struct config *config, rlint_str text)
{
	struct tree *tree = &config->tree;
	size_t at = str_find(text, '#', 0);
	uint32_t node = 0;

	while (at < text.len) {
		const struct node *here = NULL;
		size_t end = at + 1;

		/* Nodes stand in the order of their starts: a scalar that holds `at` is the last
		 * that starts before it. */
		while (node < tree->nodes.count && (tree_node(tree, node)->kind != CONFIG_SCALAR ||
							   tree_node(tree, node)->span.end <= at)) {
			node++;
		}
		if (node < tree->nodes.count && tree_node(tree, node)->span.start <= at) {
			here = tree_node(tree, node);
		}
		if (here && text_end_in(text, here, at) > at) {
			end = here->span.end;
		} else if (is_comment_start(text, at)) {
			end = yaml_comment_end(text, at);
			tree_comment(tree, (rlint_span){ (uint32_t)at, (uint32_t)end });
		}
		at = str_find(text, '#', end);
	}
}
