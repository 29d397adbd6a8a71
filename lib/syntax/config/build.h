/* Builds a config's tree from events, with a stack of open containers instead of recursion. */
#ifndef LIB_SYNTAX_CONFIG_BUILD_H
#define LIB_SYNTAX_CONFIG_BUILD_H

#include "lib/syntax/config/config.h"

/* An open node: the file, a document, a mapping or a sequence. */
struct config_frame {
	uint32_t node, last; /* its last child so far, or NODE_NONE */
	uint32_t entry, key; /* of a mapping: the entry that still waits for its value */
};

struct config_builder {
	struct config *config;
	struct vec frames; /* struct config_frame */
	rlint_str text; /* what spans count in and verbatim scalars are: the source, made clean */
	bool is_full; /* the limit for nodes was passed */
};

void build_begin(struct config_builder *builder, struct config *config, rlint_str text);
struct config_frame *build_top(const struct config_builder *builder);
/* How many mappings and sequences are open. */
uint32_t build_depth(const struct config_builder *builder);
/* Adds a child to the open container; in a mapping children are keys and values in turn. `start` is
 * where an entry begins that it is the key of. */
uint32_t build_add(
	struct config_builder *builder, enum config_kind kind, rlint_span span, uint32_t start);
/* Adds a container and makes it the open one. */
uint32_t build_open(
	struct config_builder *builder, enum config_kind kind, rlint_span span, uint32_t start);
/* Opens a node again that was closed when it was the last of its parent, the open one. */
void build_reopen(struct config_builder *builder, uint32_t node);
/* To be called after a scalar or alias was added. */
void build_end_child(struct config_builder *builder);
/* Closes the open container. `end`: where it ends; 0: with its last child. */
void build_close(struct config_builder *builder, uint32_t end);
/* Closes containers until `depth` frames are left, all flagged as not read whole. */
void build_break_off(struct config_builder *builder, uint32_t depth);
/* Forgets all nodes that start at or behind an offset. Only the file may be open. */
void build_forget(struct config_builder *builder, uint32_t offset);
/* Words for the nesting limit. */
rlint_str build_nesting_message(const struct config_builder *builder);
/* Can no more be added? */
bool build_is_full(const struct config_builder *builder);

#define SCALAR_BLOCK 32U /* kept scalars in a block of config.scalars */

/* Keeps what a scalar's span does not say of it; returns the payload for its node. */
uint32_t config_keep(struct config *config, const struct config_scalar *scalar);
/* A problem of rule "config"; NULL past the limit for findings. A grave one leaves the tree
 * incomplete. */
struct problem *config_problem(
	struct tree *tree, uint32_t node, rlint_span span, bool is_grave, rlint_str message);
/* Problems are no longer taken. */
bool config_problems_full(const struct tree *tree);
/* Flags shadowed entries and reports equal keys, in all mappings. */
void config_find_duplicates(struct config *config);
/* Says which nodes each comment precedes and trails. */
void config_place_comments(struct config *config);
/* Does a template's `{{` or `{%` stand there? */
bool config_has_braces(rlint_str text);

#endif
