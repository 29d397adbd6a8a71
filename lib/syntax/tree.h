/* The tree that every format is parsed to: small nodes in preorder. */
#ifndef LIB_SYNTAX_TREE_H
#define LIB_SYNTAX_TREE_H

#include "lib/source/text.h"

#define NODE_NONE UINT32_MAX

enum node_flag {
	NODE_HAS_CHILD = 1, /* the first child is the next node */
	NODE_IS_BAD = 2, /* the reader refuses it, or it was not read whole */
	NODE_FREE_FLAG = 4 /* flags from here on mean what the format says */
};

/* 24 bytes. `kind` is an enum of the format, `payload` an index into the side array that the format
 * keeps for the kind. */
struct node {
	uint16_t kind, flags;
	rlint_span span;
	uint32_t parent, next; /* NODE_NONE if none */
	uint32_t payload;
};

/* What a parser refuses, as it found it; becomes an rlint_problem fact. */
struct problem {
	const char *rule; /* which syntax/ rule reports it: "dockerfile", "inline-comment" ... */
	uint32_t
		node; /* the node it lies in: its container, for suppression; NODE_NONE: the file */
	rlint_span span;
	rlint_str message; /* our words: what is wrong, then what to do */
	rlint_str foreign, foreign_id; /* the followed tool's words and name; may be empty */
	rlint_str alias; /* the rule of another linter that is about just this, or empty */
	bool is_grave, is_limit;
	rlint_span related;
	rlint_str related_message;
	bool has_fix;
	rlint_str fix_title;
	rlint_span fix_span;
	rlint_str fix_text;
	uint32_t insert_at;
	rlint_str insert_text;
};

/* A comment: `#` to the end of its line. */
struct comment {
	rlint_span span;
	uint32_t precedes; /* the node (instruction, logical line, mapping entry) that starts after
			      it; NODE_NONE at the end */
	uint32_t trails; /* the node on whose line it stands, or NODE_NONE */
};

/* Limits that parsers obey; see rlint_limit. */
struct limits {
	uint64_t values[8]; /* by rlint_limit */
};

struct tree {
	struct arena *arena;
	const struct limits *limits;
	rlint_str source; /* the document's bytes */
	struct vec nodes; /* struct node; node 0 is the root */
	struct vec last_children; /* uint32_t, per node, while it is built */
	struct vec problems; /* struct problem */
	struct vec comments; /* struct comment, by place */
	struct vec gaps; /* rlint_span, by place: source bytes that no edit may touch or cross
			    (continuations, decoded escapes) */
	bool is_incomplete; /* something was not read: nothing may be called missing */
};

void tree_init(
	struct tree *tree, struct arena *arena, const struct limits *limits, rlint_str source);
/* Adds a node as the last child of `parent` (NODE_NONE: root). Parents before children, in source
 * order; a node's children must be added before its next sibling. Returns its index. */
uint32_t tree_add(struct tree *tree, uint32_t parent, uint16_t kind, rlint_span span);
/* The same for a maker that knows the parent's last child so far, `previous` (NODE_NONE: the new
 * node is the first): nothing is kept for it in last_children. A tree is made by one of the two. */
uint32_t tree_append(
	struct tree *tree, uint32_t parent, uint32_t previous, uint16_t kind, rlint_span span);

/* Inline: what every reader of trees asks. */
static inline struct node *tree_node(const struct tree *tree, uint32_t index)
{
	return (struct node *)tree->nodes.items + index;
}

static inline uint32_t tree_first_child(const struct tree *tree, uint32_t index)
{
	return (tree_node(tree, index)->flags & NODE_HAS_CHILD) ? index + 1 : NODE_NONE;
}

/* The next node of that kind in a sibling list, starting with `index` itself; NODE_NONE if none. */
uint32_t tree_find(const struct tree *tree, uint32_t index, uint16_t kind);
struct problem *tree_problem(
	struct tree *tree, uint32_t node, const char *rule, rlint_span span, bool is_grave);
struct comment *tree_comment(struct tree *tree, rlint_span span);
void tree_gap(struct tree *tree, rlint_span span);

#endif
