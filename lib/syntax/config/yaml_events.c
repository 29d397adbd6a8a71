/* From libyaml's events to nodes.
 *
 *	file     = { document }
 *	document = [ node ]
 *	node     = ALIAS | SCALAR | SEQUENCE-START { node } SEQUENCE-END
 *	         | MAPPING-START { node node } MAPPING-END
 */
#include "lib/syntax/config/yaml.h"

#include <string.h>

#include "lib/base/str.h"

#include <reprolint/registry.h>

uint32_t yaml_offset(struct yaml_run *run, yaml_mark_t mark)
{
	return code_map_byte(&run->map, run->from_point + mark.index);
}

static rlint_str from_libyaml(const yaml_char_t *text)
{
	return text ? (rlint_str){ (const char *)text, strlen((const char *)text) }
		    : (rlint_str){ 0 };
}

static struct node *node_of(const struct yaml_run *run, uint32_t index)
{
	return tree_node(&run->config->tree, index);
}

static void set_anchor(struct yaml_run *run, uint32_t node, const yaml_char_t *name)
{
	if (name) {
		node_of(run, node)->flags |= CONFIG_ANCHORED;
		map_set(&run->anchors, run->arena, arena_str(run->arena, from_libyaml(name)), node);
	}
}

/* Where the node itself starts, behind its anchor and tag. */
static uint32_t start_of(const struct yaml_run *run, uint32_t start, const yaml_char_t *anchor,
	const yaml_char_t *tag)
{
	unsigned count = (anchor ? 1U : 0U) + (tag ? 1U : 0U);

	return count > 0 ? yaml_skip_properties(run->builder.text, start, count) : start;
}

/* An empty value lies where libyaml's next token starts, maybe lines later: rather behind what is
 * before it. */
static rlint_span place_empty(const struct yaml_run *run, uint32_t at)
{
	const struct config_frame *frame = build_top(&run->builder);
	rlint_str text = run->builder.text;

	if (frame->entry != NODE_NONE && frame->key != NODE_NONE) {
		uint32_t end = node_of(run, frame->entry)->span.end;
		uint32_t stop = (uint32_t)str_find(text, '\n', end);

		at = at > stop ? end : at;
	}
	return (rlint_span){ at, at };
}

static rlint_span scalar_span(struct yaml_run *run, uint32_t start)
{
	const yaml_event_t *event = &run->event;
	uint32_t end = yaml_offset(run, event->end_mark);
	yaml_scalar_style_t style = event->data.scalar.style;

	if (event->data.scalar.length == 0 && style == YAML_PLAIN_SCALAR_STYLE) {
		bool has_properties = event->data.scalar.anchor || event->data.scalar.tag;

		return place_empty(run, has_properties ? end : start);
	}
	start = start_of(run, start, event->data.scalar.anchor, event->data.scalar.tag);
	if (style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE) {
		end = yaml_block_end(run->builder.text, (rlint_span){ start, end });
	}
	return (rlint_span){ start < end ? start : end, end };
}

static enum config_style style_of(yaml_scalar_style_t style)
{
	switch (style) {
	case YAML_SINGLE_QUOTED_SCALAR_STYLE:
		return CONFIG_SINGLE_QUOTED;
	case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
		return CONFIG_DOUBLE_QUOTED;
	case YAML_LITERAL_SCALAR_STYLE:
		return CONFIG_LITERAL;
	case YAML_FOLDED_SCALAR_STYLE:
		return CONFIG_FOLDED;
	case YAML_ANY_SCALAR_STYLE:
	case YAML_PLAIN_SCALAR_STYLE:
		break;
	}
	return CONFIG_PLAIN;
}

/* Does the span, quotes left off, say the value byte for byte? */
static bool is_verbatim(rlint_str text, const struct yaml_scalar *scalar)
{
	uint32_t quote = scalar->style == CONFIG_PLAIN ? 0 : 1;
	uint32_t length = scalar->span.end - scalar->span.start;

	return scalar->style <= CONFIG_DOUBLE_QUOTED && length >= 2 * quote &&
	       length - 2 * quote == scalar->value.len &&
	       (scalar->value.len == 0 || memcmp(text.ptr + scalar->span.start + quote,
						  scalar->value.ptr, scalar->value.len) == 0);
}

static void take_scalar(struct yaml_run *run)
{
	const yaml_event_t *event = &run->event;
	uint32_t start = yaml_offset(run, event->start_mark);
	struct yaml_scalar scalar = {
		.value = { (const char *)event->data.scalar.value, event->data.scalar.length },
		.span = scalar_span(run, start),
		.style = style_of(event->data.scalar.style),
	};
	uint32_t node = build_add(&run->builder, CONFIG_SCALAR, scalar.span, start);
	bool is_own = event->data.scalar.tag || !is_verbatim(run->builder.text, &scalar);

	node_of(run, node)->flags |= (uint16_t)(CONFIG_STYLE * scalar.style);
	if (is_own) {
		struct config_scalar kept = {
			.text = yaml_scalar_text(run->arena, run->builder.text, &scalar),
			.style = scalar.style,
			.tag = arena_str(run->arena, from_libyaml(event->data.scalar.tag)),
		};

		node_of(run, node)->payload = config_keep(run->config, &kept);
	}
	set_anchor(run, node, event->data.scalar.anchor);
	build_end_child(&run->builder);
}

static void take_alias(struct yaml_run *run)
{
	rlint_span span = { yaml_offset(run, run->event.start_mark),
		yaml_offset(run, run->event.end_mark) };
	rlint_str name = from_libyaml(run->event.data.alias.anchor);
	uint32_t target = map_get(&run->anchors, name);
	uint32_t node = build_add(&run->builder, CONFIG_ALIAS, span, span.start);
	bool is_known = target != MAP_NONE && target > run->document && target < node &&
			(node_of(run, target)->flags & CONFIG_ANCHORED) != 0;

	if (is_known) {
		node_of(run, node)->payload = target;
	} else if (!run->config->tree.is_incomplete) {
		struct problem *problem = config_problem(&run->config->tree, node, span, true,
			format_str(run->arena,
				"nothing before this alias has the anchor &%S; name it there, or "
				"quote the text",
				name));

		if (problem) {
			problem->foreign =
				format_str(run->arena, "found undefined alias '%S'", name);
		}
	}
	build_end_child(&run->builder);
}

static void open_container(struct yaml_run *run, enum config_kind kind, const yaml_char_t *anchor,
	const yaml_char_t *tag, bool is_flow)
{
	uint32_t start = yaml_offset(run, run->event.start_mark);
	uint32_t own = start_of(run, start, anchor, tag);
	rlint_str text = run->builder.text;
	uint32_t node;

	if (build_depth(&run->builder) >= run->limits->values[RLINT_LIMIT_NESTING]) {
		yaml_stop(run, start, build_nesting_message(&run->builder));
		return;
	}
	node = build_open(&run->builder, kind, (rlint_span){ own, own }, start);
	node_of(run, node)->flags |= is_flow ? CONFIG_FLOW : 0;
	if (is_flow && kind == CONFIG_MAPPING && own + 1 < text.len && text.ptr[own + 1] == '{') {
		node_of(run, node)->flags |= CONFIG_TEMPLATE | CONFIG_INCOMPLETE;
		run->config->is_template = true;
		run->config->tree.is_incomplete = true;
	}
	set_anchor(run, node, anchor);
}

static void close_container(struct yaml_run *run)
{
	uint32_t node = build_top(&run->builder)->node;
	bool is_flow = (node_of(run, node)->flags & CONFIG_FLOW) != 0;

	build_close(&run->builder, is_flow ? yaml_offset(run, run->event.end_mark) : 0);
}

static bool is_block_mapping(const yaml_event_t *event)
{
	return event->type == YAML_MAPPING_START_EVENT &&
	       event->data.mapping_start.style != YAML_FLOW_MAPPING_STYLE;
}

/* The first event of a part that may go on with the document before it: a mapping goes on with that
 * document's own. True where the event is used up. */
static bool join(struct yaml_run *run)
{
	uint32_t child = run->document == NODE_NONE
				 ? NODE_NONE
				 : tree_first_child(&run->config->tree, run->document);
	bool is_mapping = child != NODE_NONE && node_of(run, child)->kind == CONFIG_MAPPING &&
			  (node_of(run, child)->flags & CONFIG_FLOW) == 0;

	run->may_join = false;
	if (run->document != NODE_NONE && is_block_mapping(&run->event) &&
		(is_mapping || child == NODE_NONE)) {
		build_reopen(&run->builder, run->document);
		if (is_mapping) {
			build_reopen(&run->builder, child);
		}
		return is_mapping;
	}
	run->document = build_open(
		&run->builder, CONFIG_DOCUMENT, (rlint_span){ run->from, run->from }, run->from);
	node_of(run, run->document)->flags |= CONFIG_INCOMPLETE;
	return false;
}

static void start_document(struct yaml_run *run)
{
	uint32_t start = yaml_offset(run, run->event.start_mark);
	uint32_t end = yaml_offset(run, run->event.end_mark);

	if (run->may_join && run->event.data.document_start.implicit) {
		return;
	}
	run->may_join = false;
	run->document =
		build_open(&run->builder, CONFIG_DOCUMENT, (rlint_span){ start, end }, start);
}

static void end_document(struct yaml_run *run)
{
	build_close(&run->builder, 0);
	run->document = NODE_NONE;
}

static void take_event(struct yaml_run *run)
{
	const yaml_event_t *event = &run->event;

	switch (event->type) {
	case YAML_DOCUMENT_START_EVENT:
		start_document(run);
		return;
	case YAML_DOCUMENT_END_EVENT:
		end_document(run);
		return;
	case YAML_ALIAS_EVENT:
		take_alias(run);
		return;
	case YAML_SCALAR_EVENT:
		take_scalar(run);
		return;
	case YAML_SEQUENCE_START_EVENT:
		open_container(run, CONFIG_SEQUENCE, event->data.sequence_start.anchor,
			event->data.sequence_start.tag,
			event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE);
		return;
	case YAML_MAPPING_START_EVENT:
		open_container(run, CONFIG_MAPPING, event->data.mapping_start.anchor,
			event->data.mapping_start.tag, !is_block_mapping(event));
		return;
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		close_container(run);
		return;
	case YAML_STREAM_END_EVENT:
		run->is_done = true;
		return;
	case YAML_STREAM_START_EVENT:
	case YAML_NO_EVENT:
		return;
	}
}

static bool is_content(const yaml_event_t *event)
{
	return event->type != YAML_STREAM_START_EVENT && event->type != YAML_STREAM_END_EVENT &&
	       event->type != YAML_DOCUMENT_START_EVENT;
}

void yaml_read_part(void *context)
{
	struct yaml_run *run = context;

	while (!run->is_done && !run->is_flawed) {
		if (!yaml_parser_parse(&run->parser, &run->event)) {
			run->is_flawed = true;
			return;
		}
		if (!(run->may_join && is_content(&run->event) && join(run))) {
			take_event(run);
		}
		if (!run->is_flawed && build_is_full(&run->builder)) {
			yaml_stop(run, yaml_offset(run, run->event.start_mark),
				RLINT_STR("the file holds more values for its size than are kept "
					  "in memory: the rest "
					  "is not read"));
			run->is_done = true;
		}
		yaml_event_delete(&run->event);
	}
}
