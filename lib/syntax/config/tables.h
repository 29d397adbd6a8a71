/* Trees of formats in which a table may be named, and added to, at any place of the file: TOML and
 * INI. While the file is read, nodes stand in the order of the source, and a hash of (table, key)
 * finds entries; tables_finish brings them to preorder. */
#ifndef LIB_SYNTAX_CONFIG_TABLES_H
#define LIB_SYNTAX_CONFIG_TABLES_H

#include "lib/syntax/config/build.h"

enum table_state {
	TABLE_IMPLICIT, /* named on the way to another only */
	TABLE_EXPLICIT, /* has its own header */
	TABLE_DOTTED, /* made by a dotted key */
	TABLE_INLINE, /* in braces: closed */
	TABLE_ARRAY, /* a sequence of tables, each with its own header */
	TABLE_LIST /* a sequence in brackets */
};

/* What a mapping or a sequence needs while it is read. */
struct table {
	uint32_t first, last; /* children, or NODE_NONE */
	uint32_t section; /* of a dotted one: where it was made */
	uint16_t state, depth;
};

/* A part of a key. */
struct key_name {
	rlint_str text; /* decoded */
	rlint_span span;
	uint32_t scalar; /* what config_keep gave, or NODE_NONE: the span says all */
	enum config_style style;
};

struct tables {
	struct config *config;
	struct arena *scratch; /* freed when the tree is done */
	struct vec list; /* struct table: a node's payload names its own until the end */
	uint32_t *slots; /* entries by (mapping, key); 0: empty */
	uint32_t slot_count, key_count;
	uint32_t root; /* the mapping of the whole file */
	uint32_t latest; /* the node whose line is being read: what a comment may trail */
	uint32_t unplaced; /* the first comment that waits for a member behind it */
	uint32_t most_nodes;
};

/* Adds the file, its document and the mapping of the whole. `start`: behind a byte order mark. */
void tables_begin(
	struct tables *tables, struct config *config, struct arena *scratch, uint32_t start);
/* Adds an entry, that begins at `start`, with its key; an equal one is shadowed. */
uint32_t tables_entry(
	struct tables *tables, uint32_t mapping, const struct key_name *name, uint32_t start);
/* Adds an entry's value or the next item of a sequence. */
uint32_t tables_value(
	struct tables *tables, uint32_t parent, enum config_kind kind, rlint_span span);
/* The same for a mapping or sequence, that holds nothing yet. An empty span moves to the first
 * child.
 */
uint32_t tables_open(
	struct tables *tables, uint32_t parent, rlint_span span, enum table_state state);
/* The last entry of the key in a mapping, or NODE_NONE. */
uint32_t tables_find(const struct tables *tables, uint32_t mapping, rlint_str key);
/* Of a mapping or a sequence; NULL of any other node or NODE_NONE. */
struct table *tables_of(const struct tables *tables, uint32_t node);
/* How many containers a node lies in, itself counted; the whole file's is none. */
uint32_t tables_depth(const struct tables *tables, uint32_t node);
/* A comment on its way: it may trail the latest node. */
void tables_comment(struct tables *tables, rlint_span span);
/* A member begins: comments that wait precede it. */
void tables_member(struct tables *tables, uint32_t node);
/* May no more nodes be added? Says so, once. */
bool tables_are_full(struct tables *tables, uint32_t at);
/* Makes containers reach around what they hold, and the order of nodes preorder. */
void tables_finish(struct tables *tables);

#endif
