/* From YAML's tokens to events, without recursion: what is to come back to is a state on a stack.
 *
 *	file      = [ implicit ] { { "..." } explicit }
 *	implicit  = { %YAML } node [ "..." ]
 *	explicit  = { %YAML | %TAG } "---" [ node ] [ "..." ]
 *	node      = alias | { anchor | tag } ( content | ) | content     ; one of each at most
 *	content   = scalar | flow sequence | flow mapping | block sequence | block mapping
 *	block sequence = SEQUENCE { "-" [ node ] } END
 *	               | { "-" [ node ] }         ; as a mapping's value, indented as its key
 *	block mapping  = MAPPING { KEY [ node ] [ ":" [ node ] ] } END
 *	flow sequence  = "[" [ member { "," member } [ "," ] ] "]"
 *	member         = node | KEY [ node ] [ ":" [ node ] ]
 *	flow mapping   = "{" [ pair { "," pair } [ "," ] ] "}"
 *	pair           = node | KEY [ node ] [ ":" [ node ] ]
 *
 * This is libyaml's and PyYAML's grammar (YAML 1.1) with two of libyaml's oddities: `[?]` is
 *refused, since the token behind a `?` without a key is passed over there, and an empty document
 *must be an explicit one. */
#include "lib/syntax/config/yaml_events.h"

#include "lib/syntax/config/yaml_chars.h"

enum state {
	STATE_FIRST_DOCUMENT,
	STATE_DOCUMENT,
	STATE_DOCUMENT_CONTENT,
	STATE_DOCUMENT_END,
	STATE_BLOCK_NODE,
	STATE_SEQUENCE_FIRST,
	STATE_SEQUENCE,
	STATE_INDENTLESS,
	STATE_MAPPING_FIRST,
	STATE_MAPPING,
	STATE_MAPPING_VALUE,
	STATE_FLOW_SEQUENCE_FIRST,
	STATE_FLOW_SEQUENCE,
	STATE_PAIR_KEY, /* a single pair in a flow sequence */
	STATE_PAIR_VALUE,
	STATE_PAIR_END,
	STATE_FLOW_MAPPING_FIRST,
	STATE_FLOW_MAPPING,
	STATE_FLOW_MAPPING_VALUE,
	STATE_FLOW_MAPPING_NO_VALUE
};

#define KIND(kind) (1U << (kind))

/* Is the next token one of those kinds? False at a fault. */
static bool is_next(struct yaml_parser *parser, unsigned kinds)
{
	const struct yaml_token *token = yaml_scan_peek(&parser->scan);

	return token && (KIND(token->kind) & kinds) != 0;
}

/* Where the next token starts; 0 at a fault, whose event is not used. */
static uint32_t next_start(struct yaml_parser *parser)
{
	const struct yaml_token *token = yaml_scan_peek(&parser->scan);

	return token ? token->start : 0;
}

/* Passes the next token if it is of that kind; writes its end. */
static bool pass(struct yaml_parser *parser, enum yaml_token_kind kind, uint32_t *end)
{
	if (!is_next(parser, KIND(kind))) {
		return false;
	}
	*end = yaml_scan_peek(&parser->scan)->end;
	yaml_scan_skip(&parser->scan);
	return true;
}

static void push(struct yaml_parser *parser, enum state state)
{
	*(uint8_t *)vec_add(&parser->states, parser->scan.scratch, sizeof(uint8_t)) =
		(uint8_t)state;
}

static void pop(struct yaml_parser *parser)
{
	parser->state = ((uint8_t *)parser->states.items)[--parser->states.count];
}

static void push_mark(struct yaml_parser *parser)
{
	*(uint32_t *)vec_add(&parser->marks, parser->scan.scratch, sizeof(uint32_t)) =
		next_start(parser);
	yaml_scan_skip(&parser->scan);
}

/* The next token does not fit: `start` is where what it does not fit in starts. */
static void refuse(struct yaml_parser *parser, enum yaml_fault fault, uint32_t start)
{
	yaml_scan_fail(&parser->scan, fault, start, next_start(parser));
}

static void refuse_in(struct yaml_parser *parser, enum yaml_fault fault)
{
	refuse(parser, fault, ((uint32_t *)parser->marks.items)[parser->marks.count - 1]);
}

static void give(struct yaml_event *event, enum yaml_event_kind kind, uint32_t start, uint32_t end)
{
	*event = (struct yaml_event){ .kind = kind, .start = start, .end = end, .own = start };
}

static void give_empty(struct yaml_event *event, uint32_t at)
{
	give(event, EVENT_SCALAR, at, at);
	event->is_empty = true;
}

/* ---- nodes ---- */

/* An anchor and a tag, in whichever order. */
static void take_properties(struct yaml_parser *parser, struct yaml_event *event)
{
	unsigned kinds = KIND(TOKEN_ANCHOR) | KIND(TOKEN_TAG);
	struct yaml_token tag = { 0 };

	while (is_next(parser, kinds)) {
		struct yaml_token token = *yaml_scan_peek(&parser->scan);

		kinds &= ~KIND(token.kind);
		event->end = token.end;
		if (token.kind == TOKEN_TAG) {
			event->has_tag = true;
			tag = token;
		} else {
			event->anchor = str_slice(parser->scan.text, token.start + 1, token.end);
		}
		yaml_scan_skip(&parser->scan);
	}
	if (event->has_tag && parser->scan.fault == FAULT_NONE) {
		yaml_resolve_tag(parser, &tag, event);
	}
}

/* What the token begins that a node may begin with. */
static const struct {
	uint8_t event, state;
	bool is_flow;
} collections[] = {
	[TOKEN_FLOW_SEQUENCE] = { EVENT_SEQUENCE, STATE_FLOW_SEQUENCE_FIRST, true },
	[TOKEN_FLOW_MAPPING] = { EVENT_MAPPING, STATE_FLOW_MAPPING_FIRST, true },
	[TOKEN_BLOCK_SEQUENCE] = { EVENT_SEQUENCE, STATE_SEQUENCE_FIRST, false },
	[TOKEN_BLOCK_MAPPING] = { EVENT_MAPPING, STATE_MAPPING_FIRST, false },
	[TOKEN_ITEM] = { EVENT_SEQUENCE, STATE_INDENTLESS, false },
};

/* The node itself, which the next token begins. */
static void take_content(
	struct yaml_parser *parser, const struct yaml_token *token, struct yaml_event *event)
{
	event->own = token->start;
	event->end = token->end;
	if (token->kind == TOKEN_SCALAR) {
		event->scalar = *token;
		yaml_scan_skip(&parser->scan);
		pop(parser);
		return;
	}
	event->kind = (enum yaml_event_kind)collections[token->kind].event;
	event->is_flow = collections[token->kind].is_flow;
	parser->state = collections[token->kind].state;
}

#define FLOW_CONTENT (KIND(TOKEN_SCALAR) | KIND(TOKEN_FLOW_SEQUENCE) | KIND(TOKEN_FLOW_MAPPING))
#define BLOCK_CONTENT (FLOW_CONTENT | KIND(TOKEN_BLOCK_SEQUENCE) | KIND(TOKEN_BLOCK_MAPPING))

/* A node whose content is of one of those kinds; then `after` goes on. */
static void take_node(
	struct yaml_parser *parser, struct yaml_event *event, unsigned content, enum state after)
{
	uint32_t start = next_start(parser);
	const struct yaml_token *token;
	uint32_t end;

	push(parser, after);
	if (pass(parser, TOKEN_ALIAS, &end)) {
		give(event, EVENT_ALIAS, start, end);
		event->anchor = str_slice(parser->scan.text, start + 1, end);
		pop(parser);
		return;
	}
	give(event, EVENT_SCALAR, start, start);
	take_properties(parser, event);
	token = yaml_scan_peek(&parser->scan);
	if (!token) {
		return;
	}
	if ((KIND(token->kind) & content) != 0) {
		take_content(parser, token, event);
	} else if (event->has_tag || event->anchor.len > 0) {
		event->own = event->end;
		event->is_empty = true;
		pop(parser);
	} else {
		bool is_block = (content & KIND(TOKEN_BLOCK_MAPPING)) != 0;

		refuse(parser, is_block ? FAULT_BLOCK_NODE : FAULT_FLOW_NODE, start);
	}
}

/* A node, or nothing where one of the kinds `none` comes: it would stand behind the token that was
 * passed to `event->end`. */
static void take_optional(struct yaml_parser *parser, struct yaml_event *event, unsigned none,
	unsigned content, enum state after)
{
	uint32_t at = event->end;

	if (is_next(parser, none)) {
		give_empty(event, at);
		parser->state = (uint8_t)after;
	} else {
		take_node(parser, event, content, after);
	}
}

/* ---- documents ---- */

static void take_directives(struct yaml_parser *parser)
{
	while (is_next(parser, KIND(TOKEN_TAG_DIRECTIVE) | KIND(TOKEN_VERSION))) {
		struct yaml_token token = *yaml_scan_peek(&parser->scan);

		if (token.kind == TOKEN_TAG_DIRECTIVE) {
			yaml_take_tag_directive(parser, &token);
		}
		yaml_scan_skip(&parser->scan);
	}
}

static void skip_versions(struct yaml_parser *parser)
{
	while (is_next(parser, KIND(TOKEN_VERSION))) {
		yaml_scan_skip(&parser->scan);
	}
}

static void take_document(struct yaml_parser *parser, struct yaml_event *event)
{
	uint32_t start;
	uint32_t end;

	skip_versions(parser);
	start = next_start(parser);
	if (is_next(parser, KIND(TOKEN_END))) {
		give(event, EVENT_END, start, start);
		return;
	}
	take_directives(parser);
	if (!pass(parser, TOKEN_DOCUMENT_START, &end)) {
		uint32_t stop = next_start(parser);

		yaml_scan_fail(&parser->scan, FAULT_DOCUMENT, stop, stop);
		return;
	}
	give(event, EVENT_DOCUMENT, start, end);
	push(parser, STATE_DOCUMENT_END);
	parser->state = STATE_DOCUMENT_CONTENT;
}

/* The first document needs no `---`. */
static void take_first_document(struct yaml_parser *parser, struct yaml_event *event)
{
	uint32_t start;

	skip_versions(parser);
	if (is_next(parser,
		    KIND(TOKEN_TAG_DIRECTIVE) | KIND(TOKEN_DOCUMENT_START) | KIND(TOKEN_END))) {
		take_document(parser, event);
		return;
	}
	start = next_start(parser);
	give(event, EVENT_DOCUMENT, start, start);
	event->is_implicit = true;
	push(parser, STATE_DOCUMENT_END);
	parser->state = STATE_BLOCK_NODE;
}

static void take_block_node(struct yaml_parser *parser, struct yaml_event *event)
{
	pop(parser);
	take_node(parser, event, BLOCK_CONTENT, (enum state)parser->state);
}

static void take_document_content(struct yaml_parser *parser, struct yaml_event *event)
{
	if (is_next(parser, KIND(TOKEN_VERSION) | KIND(TOKEN_TAG_DIRECTIVE) |
				    KIND(TOKEN_DOCUMENT_START) | KIND(TOKEN_DOCUMENT_END) |
				    KIND(TOKEN_END))) {
		pop(parser);
		give_empty(event, next_start(parser));
		return;
	}
	take_block_node(parser, event);
}

static void take_document_end(struct yaml_parser *parser, struct yaml_event *event)
{
	uint32_t start = next_start(parser);
	uint32_t end = start;
	bool is_explicit = pass(parser, TOKEN_DOCUMENT_END, &end);

	give(event, EVENT_DOCUMENT_END, start, end);
	event->is_implicit = !is_explicit;
	yaml_forget_handles(parser);
	parser->state = STATE_DOCUMENT;
}

static void take_between(struct yaml_parser *parser, struct yaml_event *event)
{
	uint32_t end;

	while (pass(parser, TOKEN_DOCUMENT_END, &end)) {
	}
	take_document(parser, event);
}

/* ---- collections ---- */

/* Ends the open collection with the token of that kind; false if another comes. */
static bool close_collection(struct yaml_parser *parser, struct yaml_event *event,
	enum yaml_token_kind kind, enum yaml_event_kind event_kind)
{
	uint32_t start = next_start(parser);
	uint32_t end;

	if (!pass(parser, kind, &end)) {
		return false;
	}
	parser->marks.count--;
	pop(parser);
	give(event, event_kind, start, end);
	return true;
}

static void take_item(struct yaml_parser *parser, struct yaml_event *event)
{
	if (pass(parser, TOKEN_ITEM, &event->end)) {
		take_optional(parser, event, KIND(TOKEN_ITEM) | KIND(TOKEN_BLOCK_END),
			BLOCK_CONTENT, STATE_SEQUENCE);
	} else if (!close_collection(parser, event, TOKEN_BLOCK_END, EVENT_SEQUENCE_END)) {
		refuse_in(parser, FAULT_SEQUENCE);
	}
}

static void take_first_item(struct yaml_parser *parser, struct yaml_event *event)
{
	push_mark(parser);
	take_item(parser, event);
}

static void take_indentless_item(struct yaml_parser *parser, struct yaml_event *event)
{
	if (pass(parser, TOKEN_ITEM, &event->end)) {
		take_optional(parser, event,
			KIND(TOKEN_ITEM) | KIND(TOKEN_KEY) | KIND(TOKEN_VALUE) |
				KIND(TOKEN_BLOCK_END),
			BLOCK_CONTENT, STATE_INDENTLESS);
	} else {
		uint32_t start = next_start(parser);

		pop(parser);
		give(event, EVENT_SEQUENCE_END, start, start);
	}
}

#define NO_PAIR (KIND(TOKEN_KEY) | KIND(TOKEN_VALUE) | KIND(TOKEN_BLOCK_END))

static void take_key(struct yaml_parser *parser, struct yaml_event *event)
{
	if (pass(parser, TOKEN_KEY, &event->end)) {
		take_optional(parser, event, NO_PAIR, BLOCK_CONTENT | KIND(TOKEN_ITEM),
			STATE_MAPPING_VALUE);
	} else if (!close_collection(parser, event, TOKEN_BLOCK_END, EVENT_MAPPING_END)) {
		refuse_in(parser, FAULT_MAPPING);
	}
}

static void take_first_key(struct yaml_parser *parser, struct yaml_event *event)
{
	push_mark(parser);
	take_key(parser, event);
}

static void take_value(struct yaml_parser *parser, struct yaml_event *event)
{
	if (pass(parser, TOKEN_VALUE, &event->end)) {
		take_optional(
			parser, event, NO_PAIR, BLOCK_CONTENT | KIND(TOKEN_ITEM), STATE_MAPPING);
	} else {
		parser->state = STATE_MAPPING;
		give_empty(event, next_start(parser));
	}
}

/* Passes the comma before another member; false where the collection is neither closed nor goes
 * on. */
static bool pass_comma(struct yaml_parser *parser, enum yaml_token_kind close)
{
	uint32_t end;

	return is_next(parser, KIND(close)) || pass(parser, TOKEN_COMMA, &end);
}

static void take_member(struct yaml_parser *parser, struct yaml_event *event)
{
	uint32_t start = next_start(parser);
	uint32_t end;

	if (close_collection(parser, event, TOKEN_FLOW_SEQUENCE_END, EVENT_SEQUENCE_END)) {
		return;
	}
	if (pass(parser, TOKEN_KEY, &end)) {
		give(event, EVENT_MAPPING, start, end);
		event->is_flow = true;
		parser->state = STATE_PAIR_KEY;
		return;
	}
	take_node(parser, event, FLOW_CONTENT, STATE_FLOW_SEQUENCE);
}

static void take_first_member(struct yaml_parser *parser, struct yaml_event *event)
{
	push_mark(parser);
	take_member(parser, event);
}

static void take_next_member(struct yaml_parser *parser, struct yaml_event *event)
{
	if (pass_comma(parser, TOKEN_FLOW_SEQUENCE_END)) {
		take_member(parser, event);
	} else {
		refuse_in(parser, FAULT_FLOW_SEQUENCE);
	}
}

static void take_pair_key(struct yaml_parser *parser, struct yaml_event *event)
{
	const struct yaml_token *token = yaml_scan_peek(&parser->scan);

	if (is_next(parser,
		    KIND(TOKEN_VALUE) | KIND(TOKEN_COMMA) | KIND(TOKEN_FLOW_SEQUENCE_END))) {
		give_empty(event, token->end);
		yaml_scan_skip(&parser->scan);
		parser->state = STATE_PAIR_VALUE;
	} else {
		take_node(parser, event, FLOW_CONTENT, STATE_PAIR_VALUE);
	}
}

/* `:` and what follows it in brackets; without either the value is empty and stands where the next
 * token does. */
static void take_flow_value(struct yaml_parser *parser, struct yaml_event *event,
	enum yaml_token_kind close, enum state after)
{
	uint32_t end;

	if (pass(parser, TOKEN_VALUE, &end) && !is_next(parser, KIND(TOKEN_COMMA) | KIND(close))) {
		take_node(parser, event, FLOW_CONTENT, after);
	} else {
		parser->state = (uint8_t)after;
		give_empty(event, next_start(parser));
	}
}

static void take_flow_pair(struct yaml_parser *parser, struct yaml_event *event)
{
	uint32_t end;

	if (close_collection(parser, event, TOKEN_FLOW_MAPPING_END, EVENT_MAPPING_END)) {
		return;
	}
	if (!pass(parser, TOKEN_KEY, &end)) {
		take_node(parser, event, FLOW_CONTENT, STATE_FLOW_MAPPING_NO_VALUE);
	} else if (is_next(parser,
			   KIND(TOKEN_VALUE) | KIND(TOKEN_COMMA) | KIND(TOKEN_FLOW_MAPPING_END))) {
		parser->state = STATE_FLOW_MAPPING_VALUE;
		give_empty(event, next_start(parser));
	} else {
		take_node(parser, event, FLOW_CONTENT, STATE_FLOW_MAPPING_VALUE);
	}
}

static void take_first_pair(struct yaml_parser *parser, struct yaml_event *event)
{
	push_mark(parser);
	take_flow_pair(parser, event);
}

static void take_next_pair(struct yaml_parser *parser, struct yaml_event *event)
{
	if (pass_comma(parser, TOKEN_FLOW_MAPPING_END)) {
		take_flow_pair(parser, event);
	} else {
		refuse_in(parser, FAULT_FLOW_MAPPING);
	}
}

static void take_pair_value(struct yaml_parser *parser, struct yaml_event *event)
{
	take_flow_value(parser, event, TOKEN_FLOW_SEQUENCE_END, STATE_PAIR_END);
}

static void take_pair_end(struct yaml_parser *parser, struct yaml_event *event)
{
	uint32_t start = next_start(parser);

	parser->state = STATE_FLOW_SEQUENCE;
	give(event, EVENT_MAPPING_END, start, start);
}

static void take_mapping_value(struct yaml_parser *parser, struct yaml_event *event)
{
	take_flow_value(parser, event, TOKEN_FLOW_MAPPING_END, STATE_FLOW_MAPPING);
}

static void take_no_value(struct yaml_parser *parser, struct yaml_event *event)
{
	parser->state = STATE_FLOW_MAPPING;
	give_empty(event, next_start(parser));
}

static void (*const takers[])(struct yaml_parser *parser, struct yaml_event *event) = {
	[STATE_FIRST_DOCUMENT] = take_first_document,
	[STATE_DOCUMENT] = take_between,
	[STATE_DOCUMENT_CONTENT] = take_document_content,
	[STATE_DOCUMENT_END] = take_document_end,
	[STATE_BLOCK_NODE] = take_block_node,
	[STATE_SEQUENCE_FIRST] = take_first_item,
	[STATE_SEQUENCE] = take_item,
	[STATE_INDENTLESS] = take_indentless_item,
	[STATE_MAPPING_FIRST] = take_first_key,
	[STATE_MAPPING] = take_key,
	[STATE_MAPPING_VALUE] = take_value,
	[STATE_FLOW_SEQUENCE_FIRST] = take_first_member,
	[STATE_FLOW_SEQUENCE] = take_next_member,
	[STATE_PAIR_KEY] = take_pair_key,
	[STATE_PAIR_VALUE] = take_pair_value,
	[STATE_PAIR_END] = take_pair_end,
	[STATE_FLOW_MAPPING_FIRST] = take_first_pair,
	[STATE_FLOW_MAPPING] = take_next_pair,
	[STATE_FLOW_MAPPING_VALUE] = take_mapping_value,
	[STATE_FLOW_MAPPING_NO_VALUE] = take_no_value,
};

void yaml_parser_begin(struct yaml_parser *parser, uint32_t from)
{
	yaml_scan_begin(&parser->scan, from);
	yaml_forget_handles(parser);
	parser->states.count = parser->marks.count = 0;
	parser->state = STATE_FIRST_DOCUMENT;
}

bool yaml_next_event(struct yaml_parser *parser, struct yaml_event *event)
{
	takers[parser->state](parser, event);
	return parser->scan.fault == FAULT_NONE;
}
