/* YAML's events: documents, and the nodes in them, in the order of the text. */
#ifndef LIB_SYNTAX_CONFIG_YAML_EVENTS_H
#define LIB_SYNTAX_CONFIG_YAML_EVENTS_H

#include "lib/base/map.h"
#include "lib/syntax/config/yaml_scan.h"

enum yaml_event_kind {
	EVENT_END, /* of the file */
	EVENT_DOCUMENT,
	EVENT_DOCUMENT_END,
	EVENT_ALIAS,
	EVENT_SCALAR,
	EVENT_SEQUENCE,
	EVENT_SEQUENCE_END,
	EVENT_MAPPING,
	EVENT_MAPPING_END
};

struct yaml_event {
	enum yaml_event_kind kind;
	bool is_implicit; /* a document without `---`; its end without `...` */
	bool is_flow;
	bool is_empty; /* a scalar that is not there */
	bool has_tag;
	uint32_t start, end; /* an anchor and a tag included */
	uint32_t own; /* where the node itself starts, behind them */
	rlint_str anchor; /* also an alias's name; empty if none */
	rlint_str tag; /* resolved; of the source or the arena */
	struct yaml_token scalar;
};

struct yaml_parser {
	struct yaml_scan scan;
	struct arena *arena; /* for tags */
	struct vec states; /* uint8_t: what comes when the node is done */
	struct vec marks; /* uint32_t: where the open collections start */
	struct map handles; /* to %TAG lines: */
	struct vec prefixes; /* rlint_str */
	uint8_t state;
};

void yaml_parser_begin(struct yaml_parser *parser, uint32_t from);
/* The next event; false at a fault: scan.fault. */
bool yaml_next_event(struct yaml_parser *parser, struct yaml_event *event);

/* For the parser: a %TAG line, a tag to the event's, and the end of what the lines hold for. */
void yaml_take_tag_directive(struct yaml_parser *parser, const struct yaml_token *token);
void yaml_resolve_tag(
	struct yaml_parser *parser, const struct yaml_token *token, struct yaml_event *event);
void yaml_forget_handles(struct yaml_parser *parser);

#endif
