/* YAML's tokens: slices of the source, read as far ahead as a key may reach. */
#ifndef LIB_SYNTAX_CONFIG_YAML_SCAN_H
#define LIB_SYNTAX_CONFIG_YAML_SCAN_H

#include "lib/syntax/config/config.h"
#include "lib/syntax/config/yaml_fault.h"

enum yaml_token_kind {
	TOKEN_END, /* of the file */
	TOKEN_VERSION, /* %YAML */
	TOKEN_TAG_DIRECTIVE, /* %TAG; behind the keyword */
	TOKEN_DOCUMENT_START,
	TOKEN_DOCUMENT_END,
	TOKEN_BLOCK_SEQUENCE, /* the first item, indented more than what is around it */
	TOKEN_BLOCK_MAPPING, /* the first key, likewise */
	TOKEN_BLOCK_END, /* less again */
	TOKEN_FLOW_SEQUENCE,
	TOKEN_FLOW_SEQUENCE_END,
	TOKEN_FLOW_MAPPING,
	TOKEN_FLOW_MAPPING_END,
	TOKEN_ITEM, /* - */
	TOKEN_COMMA,
	TOKEN_KEY, /* ? or, empty, before a key that has none */
	TOKEN_VALUE, /* : */
	TOKEN_ALIAS,
	TOKEN_ANCHOR,
	TOKEN_TAG,
	TOKEN_SCALAR
};

struct yaml_token {
	uint8_t kind, style; /* enum yaml_token_kind; of a scalar: enum config_style */
	bool is_verbatim; /* a scalar's value is its span, quotes left off */
	uint32_t start, end;
	uint32_t detail; /* of a block scalar: the column of its text;
			    of a tag: where its handle ends, 0 for `!<...>` */
};

/* What may yet turn out to be a key: what starts there, unless its line ends or 1024 characters
 * pass before the `:`. */
struct yaml_key {
	bool is_possible;
	bool is_required; /* nothing else can stand there */
	uint32_t token; /* its number in the file */
	uint32_t start, line; /* where its line starts */
	uint32_t point; /* its start in code points */
};

struct yaml_scan {
	rlint_str text;
	struct tree *tree; /* takes the comments */
	struct arena *scratch;
	uint32_t at, line; /* the next byte; where its line starts */
	struct vec tokens; /* struct yaml_token; those before `head` were taken */
	uint32_t head, taken;
	bool is_ready; /* nothing can be put before the token at `head` any more */
	struct vec keys; /* struct yaml_key: one for the blocks, one for each open bracket */
	uint32_t first_key; /* none before it is possible */
	struct vec indents; /* int64_t: columns of the open blocks around `indent` */
	int64_t indent; /* -1: none is open */
	bool may_be_key; /* what comes next */
	bool is_ascii;
	uint32_t counted, points; /* so many code points up to a byte */
	enum yaml_fault fault;
	uint32_t fault_at; /* where reading stopped */
	uint32_t fault_start; /* of what is at fault */
};

/* Reads `text` from `from` on, the start of a line or of the text behind its byte order mark. */
void yaml_scan_begin(struct yaml_scan *scan, uint32_t from);
/* Reads on until the next token is known. */
const struct yaml_token *yaml_scan_read(struct yaml_scan *scan);

/* The next token, or NULL at a fault. It goes with the next look. */
static inline const struct yaml_token *yaml_scan_peek(struct yaml_scan *scan)
{
	return scan->is_ready ? (const struct yaml_token *)scan->tokens.items + scan->head
			      : yaml_scan_read(scan);
}

void yaml_scan_skip(struct yaml_scan *scan);
/* Notes a fault, the first of all. */
void yaml_scan_fail(struct yaml_scan *scan, enum yaml_fault fault, uint32_t start, uint32_t stop);

/* For the parts of the scanner. */
static inline bool yaml_scan_is_flow(const struct yaml_scan *scan)
{
	return scan->keys.count > 1;
}

struct yaml_token *yaml_scan_add(
	struct yaml_scan *scan, enum yaml_token_kind kind, uint32_t start, uint32_t end);
/* Passes the line break at `at`, `length` bytes. */
static inline void yaml_scan_pass_break(struct yaml_scan *scan, uint32_t length)
{
	scan->at += length;
	scan->line = scan->at;
}

/* Passes the comment that starts at `at`, and keeps it. */
void yaml_scan_comment(struct yaml_scan *scan);
/* The scalars; their first byte is at `at`. */
void yaml_scan_plain(struct yaml_scan *scan);
void yaml_scan_quoted(struct yaml_scan *scan);
void yaml_scan_block(struct yaml_scan *scan);
/* Anchors, aliases, tags, directives. */
void yaml_scan_anchor(struct yaml_scan *scan);
void yaml_scan_tag(struct yaml_scan *scan);
void yaml_scan_directive(struct yaml_scan *scan);

#endif
