/* Builds a config's tree from events. */
#include "lib/syntax/config/build.h"

#include <reprolint/registry.h>

#define LARGE_FILE ((size_t)64 * 1024)
/* One block of SAMPLE bytes in SAMPLE_STEP is looked at. */
#define SAMPLE ((size_t)4096)
#define SAMPLE_STEP 16U

/* How many nodes may be kept. They take 24 bytes each: a file of `a:` lines alone would take more
 * than 16 times its size and 16 MiB, which no file may, so dense files end somewhere. */
static uint32_t most_nodes(const struct tree *tree)
{
	uint64_t most = (uint64_t)tree->source.len / 2 + (uint64_t)128 * 1024;

	return (uint32_t)(most < UINT32_MAX ? most : UINT32_MAX);
}

/* About as many nodes as the text may have, from a sample of it: entries have a colon and a value,
 * items a dash or a comma. */
static uint32_t guess_nodes(const struct tree *tree)
{
	uint32_t most = most_nodes(tree);
	uint64_t count = 0;

	for (size_t i = 0; i < tree->source.len; i++) {
		char byte = tree->source.ptr[i];

		count += (byte == ':' ? 3U : 0U) + (byte == ',' || byte == '-' ? 1U : 0U);
		i += i % SAMPLE == 0 ? (SAMPLE_STEP - 1) * SAMPLE : 0;
	}
	count = count * SAMPLE_STEP * 5 / 4;
	return (uint32_t)(count < most ? count : most);
}

void build_begin(struct config_builder *builder, struct config *config, rlint_str text)
{
	struct config_frame *frame;

	*builder = (struct config_builder){ .config = config, .text = text };
	if (text.len > LARGE_FILE) {
		/* Room for all at once: an array that grows leaves its former places behind in the
		 * arena. Pages that are never touched cost nothing. */
		vec_reserve(&config->tree.nodes, config->tree.arena, guess_nodes(&config->tree),
			sizeof(struct node));
	}
	tree_add(&config->tree, NODE_NONE, CONFIG_FILE,
		(rlint_span){ 0, (uint32_t)config->tree.source.len });
	frame = vec_add(&builder->frames, config->tree.arena, sizeof *frame);
	*frame = (struct config_frame){ 0, NODE_NONE, NODE_NONE, NODE_NONE };
}

struct config_frame *build_top(const struct config_builder *builder)
{
	return (struct config_frame *)builder->frames.items + builder->frames.count - 1;
}

uint32_t build_depth(const struct config_builder *builder)
{
	return builder->frames.count > 2 ? builder->frames.count - 2 : 0;
}

/* The tree's own tree_add keeps the last child of every node; here open containers know theirs,
 * which saves four bytes a node. */
static uint32_t add_node(struct config_builder *builder, enum config_kind kind, rlint_span span,
	uint32_t parent, uint32_t previous)
{
	return tree_append(&builder->config->tree, parent, previous, (uint16_t)kind, span);
}

static uint32_t add_to_mapping(
	struct config_builder *builder, enum config_kind kind, rlint_span span, uint32_t start)
{
	struct config_frame *frame = build_top(builder);

	if (frame->entry == NODE_NONE) {
		frame->last = add_node(builder, CONFIG_ENTRY, (rlint_span){ start, span.end },
			frame->node, frame->last);
		frame->entry = frame->last;
		frame->key = NODE_NONE;
		return add_node(builder, kind, span, frame->entry, NODE_NONE);
	}
	return add_node(builder, kind, span, frame->entry, frame->key);
}

uint32_t build_add(
	struct config_builder *builder, enum config_kind kind, rlint_span span, uint32_t start)
{
	struct config_frame *frame = build_top(builder);

	if (tree_node(&builder->config->tree, frame->node)->kind == CONFIG_MAPPING) {
		return add_to_mapping(builder, kind, span, start);
	}
	frame->last = add_node(builder, kind, span, frame->node, frame->last);
	return frame->last;
}

uint32_t build_open(
	struct config_builder *builder, enum config_kind kind, rlint_span span, uint32_t start)
{
	uint32_t node = build_add(builder, kind, span, start);
	struct config_frame *frame =
		vec_add(&builder->frames, builder->config->tree.arena, sizeof *frame);

	*frame = (struct config_frame){ node, NODE_NONE, NODE_NONE, NODE_NONE };
	return node;
}

/* The last child of a node whose subtree is the last of the tree. */
static uint32_t last_child(const struct tree *tree, uint32_t node)
{
	uint32_t child = tree->nodes.count - 1;

	while (child != node && tree_node(tree, child)->parent != node) {
		child = tree_node(tree, child)->parent;
	}
	return child == node ? NODE_NONE : child;
}

void build_reopen(struct config_builder *builder, uint32_t node)
{
	struct tree *tree = &builder->config->tree;
	struct config_frame *frame = vec_add(&builder->frames, tree->arena, sizeof *frame);

	*frame = (struct config_frame){ node, last_child(tree, node), NODE_NONE, NODE_NONE };
}

/* A child that ends at `end` is complete: its container reaches so far. */
static void end_child(struct config_builder *builder, uint32_t child)
{
	struct tree *tree = &builder->config->tree;
	struct config_frame *frame = build_top(builder);
	uint32_t end = tree_node(tree, child)->span.end;
	struct node *container = tree_node(tree, frame->node);

	if (container->span.end < end) {
		container->span.end = end;
	}
	if (frame->entry == NODE_NONE) {
		return;
	}
	if (tree_node(tree, frame->entry)->span.end < end) {
		tree_node(tree, frame->entry)->span.end = end;
	}
	if (frame->key == NODE_NONE) {
		frame->key = child;
	} else {
		frame->entry = NODE_NONE;
	}
}

void build_end_child(struct config_builder *builder)
{
	end_child(builder, builder->config->tree.nodes.count - 1);
}

void build_close(struct config_builder *builder, uint32_t end)
{
	struct config_frame frame = *build_top(builder);
	struct node *node = tree_node(&builder->config->tree, frame.node);

	if (node->span.end < end) {
		node->span.end = end;
	}
	builder->frames.count--;
	end_child(builder, frame.node);
}

void build_break_off(struct config_builder *builder, uint32_t depth)
{
	struct tree *tree = &builder->config->tree;

	while (builder->frames.count > depth) {
		const struct config_frame *frame = build_top(builder);

		tree_node(tree, frame->node)->flags |= CONFIG_INCOMPLETE;
		if (frame->entry != NODE_NONE) {
			tree_node(tree, frame->entry)->flags |= CONFIG_INCOMPLETE;
		}
		build_close(builder, 0);
	}
	tree_node(tree, 0)->flags |= CONFIG_INCOMPLETE;
	tree->is_incomplete = true;
}

void build_forget(struct config_builder *builder, uint32_t offset)
{
	struct tree *tree = &builder->config->tree;
	uint32_t count = tree->nodes.count;
	uint32_t last;

	while (count > 1 && tree_node(tree, count - 1)->span.start >= offset) {
		count--;
	}
	tree->nodes.count = count;
	last = count - 1;
	if ((tree_node(tree, last)->flags & NODE_HAS_CHILD)) {
		tree_node(tree, last)->flags &= (uint16_t)~NODE_HAS_CHILD;
	}
	/* Only the last node and its ancestors may have a next one that is gone, or reach behind
	 * it. */
	for (uint32_t i = last; i != NODE_NONE; i = tree_node(tree, i)->parent) {
		struct node *node = tree_node(tree, i);

		if (node->next != NODE_NONE && node->next >= count) {
			node->next = NODE_NONE;
		}
		if (i != 0 && node->span.end > offset) {
			node->span.end = offset;
		}
	}
	build_top(builder)->last = last_child(tree, 0);
}

rlint_str build_nesting_message(const struct config_builder *builder)
{
	const struct tree *tree = &builder->config->tree;

	return format_str(tree->arena,
		"nested more than %zu deep: what lies deeper is not read (nesting limit); flatten "
		"it, or raise the limit",
		(size_t)tree->limits->values[RLINT_LIMIT_NESTING]);
}

bool build_is_full(const struct config_builder *builder)
{
	const struct tree *tree = &builder->config->tree;

	/* One event makes two nodes at most. */
	return tree->nodes.count + 2 >= most_nodes(tree);
}

uint32_t config_keep(struct config *config, const struct config_scalar *scalar)
{
	uint32_t index = config->scalar_count++;
	struct config_scalar **blocks;

	if (index % SCALAR_BLOCK == 0) {
		blocks = vec_add(
			&config->scalars, config->tree.arena, sizeof(struct config_scalar *));
		*blocks = arena_new(config->tree.arena, SCALAR_BLOCK, sizeof(struct config_scalar));
	}
	blocks = config->scalars.items;
	blocks[index / SCALAR_BLOCK][index % SCALAR_BLOCK] = *scalar;
	return index;
}

struct problem *config_problem(
	struct tree *tree, uint32_t node, rlint_span span, bool is_grave, rlint_str message)
{
	struct problem *problem;

	tree->is_incomplete = tree->is_incomplete || is_grave;
	if (config_problems_full(tree)) {
		return NULL;
	}
	problem = tree_problem(tree, node, "config", span, is_grave);
	problem->message = message;
	return problem;
}

bool config_problems_full(const struct tree *tree)
{
	return tree->problems.count >= tree->limits->values[RLINT_LIMIT_FINDINGS];
}
