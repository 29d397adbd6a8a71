/* From YAML's events to nodes.
 *
 *	file     = { document }
 *	document = [ node ]
 *	node     = ALIAS | SCALAR | SEQUENCE { node } SEQUENCE-END | MAPPING { node node }
 *MAPPING-END
 */
#include "lib/base/str.h"
#include "lib/syntax/config/yaml.h"
#include "lib/syntax/config/yaml_chars.h"

#include <reprolint/registry.h>

static struct node *node_of(const struct yaml_run *run, uint32_t index)
{
	return tree_node(&run->config->tree, index);
}

static void set_anchor(struct yaml_run *run, uint32_t node)
{
	if (run->event.anchor.len > 0) {
		node_of(run, node)->flags |= CONFIG_ANCHORED;
		map_set(&run->anchors, run->parser.scan.scratch, run->event.anchor, node);
	}
}

/* An empty value lies where the next token starts, maybe lines later: rather behind what is before
 * it. */
static rlint_span place_empty(const struct yaml_run *run, uint32_t at)
{
	const struct config_frame *frame = build_top(&run->builder);

	if (frame->entry != NODE_NONE && frame->key != NODE_NONE) {
		uint32_t end = node_of(run, frame->entry)->span.end;
		uint32_t stop = (uint32_t)str_find(run->source, '\n', end);

		at = at > stop ? end : at;
	}
	return (rlint_span){ at, at };
}

/* A block ends with its last text; without any, the header is all, its comment left off. */
static uint32_t block_end(rlint_str text, rlint_span span)
{
	uint32_t end = span.end;
	uint32_t header = (uint32_t)str_find(text, '\n', span.start);

	while (end > header && byte_is_one_of(text.ptr[end - 1], " \t\r\n")) {
		end--;
	}
	if (end > header) {
		return end;
	}
	for (end = span.start + 1; !yaml_is_space_or_end(text, end);) {
		end++;
	}
	return end;
}

static rlint_span scalar_span(const struct yaml_run *run)
{
	const struct yaml_event *event = &run->event;
	rlint_span span = { event->scalar.start, event->scalar.end };

	if (event->is_empty) {
		return place_empty(run, event->own);
	}
	if (event->scalar.style >= CONFIG_LITERAL) {
		span.end = block_end(run->source, span);
	}
	return span;
}

static void take_scalar(struct yaml_run *run)
{
	const struct yaml_event *event = &run->event;
	rlint_span span = scalar_span(run);
	uint32_t node = build_add(&run->builder, CONFIG_SCALAR, span, event->start);
	bool is_verbatim = event->is_empty || event->scalar.is_verbatim;

	node_of(run, node)->flags |= (uint16_t)(CONFIG_STYLE * event->scalar.style);
	if (event->has_tag || !is_verbatim) {
		struct config_scalar kept = {
			.style = (enum config_style)event->scalar.style,
			.tag = event->tag,
		};

		if (is_verbatim) {
			config_scalar(run->config, node, &kept);
			kept.tag = event->tag;
		} else {
			kept.text = yaml_scalar_text(run, &event->scalar, span);
		}
		node_of(run, node)->payload = config_keep(run->config, &kept);
	}
	set_anchor(run, node);
	build_end_child(&run->builder);
}

static void take_alias(struct yaml_run *run)
{
	rlint_span span = { run->event.start, run->event.end };
	rlint_str name = run->event.anchor;
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

static void open_container(struct yaml_run *run, enum config_kind kind)
{
	const struct yaml_event *event = &run->event;
	uint32_t node;

	if (build_depth(&run->builder) >= run->limits->values[RLINT_LIMIT_NESTING]) {
		yaml_stop(run, event->start, build_nesting_message(&run->builder));
		return;
	}
	node = build_open(
		&run->builder, kind, (rlint_span){ event->own, event->own }, event->start);
	node_of(run, node)->flags |= event->is_flow ? CONFIG_FLOW : 0;
	if (event->is_flow && kind == CONFIG_MAPPING &&
		yaml_byte(run->source, event->own + 1) == '{') {
		node_of(run, node)->flags |= CONFIG_TEMPLATE | CONFIG_INCOMPLETE;
		run->config->is_template = true;
		run->config->tree.is_incomplete = true;
	}
	set_anchor(run, node);
}

static void close_container(struct yaml_run *run)
{
	uint32_t node = build_top(&run->builder)->node;
	bool is_flow = (node_of(run, node)->flags & CONFIG_FLOW) != 0;

	build_close(&run->builder, is_flow ? run->event.end : 0);
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
	if (run->document != NODE_NONE && run->event.kind == EVENT_MAPPING && !run->event.is_flow &&
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
	const struct yaml_event *event = &run->event;

	if (run->may_join && event->is_implicit) {
		return;
	}
	run->may_join = false;
	run->document = build_open(&run->builder, CONFIG_DOCUMENT,
		(rlint_span){ event->start, event->end }, event->start);
}

static void end_document(struct yaml_run *run)
{
	build_close(&run->builder, 0);
	run->document = NODE_NONE;
}

static void take_event(struct yaml_run *run)
{
	switch (run->event.kind) {
	case EVENT_END:
		run->is_done = true;
		return;
	case EVENT_DOCUMENT:
		start_document(run);
		return;
	case EVENT_DOCUMENT_END:
		end_document(run);
		return;
	case EVENT_ALIAS:
		take_alias(run);
		return;
	case EVENT_SCALAR:
		take_scalar(run);
		return;
	case EVENT_SEQUENCE:
		open_container(run, CONFIG_SEQUENCE);
		return;
	case EVENT_MAPPING:
		open_container(run, CONFIG_MAPPING);
		return;
	case EVENT_SEQUENCE_END:
	case EVENT_MAPPING_END:
		close_container(run);
		return;
	}
}

static bool is_content(const struct yaml_event *event)
{
	return event->kind != EVENT_END && event->kind != EVENT_DOCUMENT;
}

void yaml_read_part(struct yaml_run *run)
{
	run->is_flawed = false;
	yaml_parser_begin(&run->parser, run->from);
	while (!run->is_done && !run->is_flawed) {
		if (!yaml_next_event(&run->parser, &run->event)) {
			yaml_recover(run);
			return;
		}
		if (!(run->may_join && is_content(&run->event) && join(run))) {
			take_event(run);
		}
		if (!run->is_flawed && build_is_full(&run->builder)) {
			yaml_stop(run, run->event.start,
				RLINT_STR("the file holds more values for its size than are kept "
					  "in memory: the rest "
					  "is not read"));
			run->is_done = true;
		}
	}
}
