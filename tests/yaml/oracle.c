/* YAML read by the library and by libyaml: events, values, places. */
#include "tests/yaml/oracle.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <yaml.h>

#include "lib/base/str.h"
#include "lib/base/utf8.h"
#include "lib/syntax/config/yaml_events.h"

#include <reprolint/registry.h>

/* One text on its way through both. */
struct pair {
	const char *name;
	rlint_str text;
	struct arena arena;
	struct config config; /* the tree that the library makes of it */
	struct limits limits;
	struct tree spare; /* takes the comments of the second reading */
	struct guard guard;
	struct yaml_parser ours;
	yaml_parser_t theirs;
	struct yaml_event event;
	yaml_event_t their_event;
	size_t point; /* of theirs, and the byte it stands at */
	uint32_t byte;
	uint32_t node; /* of the tree: the last that an event was laid beside */
	unsigned count; /* of events */
	bool is_whole; /* the library reads all of it: the tree holds every event */
	bool is_different;
};

static bool is_start(char byte)
{
	return ((unsigned char)byte & 0xC0U) != 0x80U;
}

/* Their places count code points, behind a byte order mark. */
static uint32_t byte_of(struct pair *pair, yaml_mark_t mark)
{
	if (mark.index < pair->point) {
		pair->point = 0;
		pair->byte = rlint_str_starts(pair->text, RLINT_STR("\xEF\xBB\xBF")) ? 3 : 0;
	}
	while (pair->point < mark.index && pair->byte < pair->text.len) {
		pair->byte++;
		while (pair->byte < pair->text.len && !is_start(pair->text.ptr[pair->byte])) {
			pair->byte++;
		}
		pair->point++;
	}
	return pair->byte;
}

static void differ(struct pair *pair, const char *what)
{
	if (!pair->is_different) {
		printf("%s: event %u, byte %u: other %s\n", pair->name, pair->count,
			pair->event.start, what);
	}
	pair->is_different = true;
}

static void demand(struct pair *pair, bool is_same, const char *what)
{
	if (!is_same) {
		differ(pair, what);
	}
}

static bool is_text(rlint_str ours, const yaml_char_t *theirs)
{
	return rlint_str_is(ours, str_from((const char *)theirs));
}

static void compare_places(struct pair *pair)
{
	demand(pair, pair->event.start == byte_of(pair, pair->their_event.start_mark), "start");
	demand(pair, pair->event.end == byte_of(pair, pair->their_event.end_mark), "end");
}

/* The next node of the tree that an event makes: entries have none of their own. */
static const struct node *next_node(struct pair *pair)
{
	const struct tree *tree = &pair->config.tree;

	do {
		pair->node++;
	} while (pair->node < tree->nodes.count &&
		 tree_node(tree, pair->node)->kind == CONFIG_ENTRY);
	return pair->node < tree->nodes.count ? tree_node(tree, pair->node) : NULL;
}

static void compare_node(struct pair *pair, enum config_kind kind, const yaml_char_t *anchor)
{
	const struct node *node = next_node(pair);

	demand(pair, is_text(pair->event.anchor, anchor), "anchor");
	if (!pair->is_whole) {
		return;
	}
	demand(pair, node && node->kind == kind, "node");
	demand(pair,
		!node || kind == CONFIG_ALIAS || ((node->flags & CONFIG_ANCHORED) != 0) == !!anchor,
		"anchored node");
}

static void compare_scalar(struct pair *pair)
{
	static const yaml_scalar_style_t styles[] = { YAML_PLAIN_SCALAR_STYLE,
		YAML_SINGLE_QUOTED_SCALAR_STYLE, YAML_DOUBLE_QUOTED_SCALAR_STYLE,
		YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE };
	rlint_str value = { (const char *)pair->their_event.data.scalar.value,
		pair->their_event.data.scalar.length };
	struct config_scalar scalar;

	compare_node(pair, CONFIG_SCALAR, pair->their_event.data.scalar.anchor);
	if (pair->is_different || !pair->is_whole) {
		return;
	}
	config_scalar(&pair->config, pair->node, &scalar);
	demand(pair, rlint_str_is(scalar.text.bytes, value), "value");
	demand(pair, styles[scalar.style] == pair->their_event.data.scalar.style, "style");
	demand(pair, is_text(scalar.tag, pair->their_event.data.scalar.tag), "tag");
}

static void compare_collection(struct pair *pair)
{
	bool is_mapping = pair->event.kind == EVENT_MAPPING;
	bool is_flow =
		is_mapping
			? pair->their_event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
			: pair->their_event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;

	compare_node(pair, is_mapping ? CONFIG_MAPPING : CONFIG_SEQUENCE,
		is_mapping ? pair->their_event.data.mapping_start.anchor
			   : pair->their_event.data.sequence_start.anchor);
	demand(pair, pair->event.is_flow == is_flow, "style");
	demand(pair,
		is_text(pair->event.tag, is_mapping ? pair->their_event.data.mapping_start.tag
						    : pair->their_event.data.sequence_start.tag),
		"tag");
}

static void compare_document(struct pair *pair)
{
	const struct node *node = next_node(pair);

	demand(pair, !pair->is_whole || (node && node->kind == CONFIG_DOCUMENT), "node");
	demand(pair, pair->event.is_implicit == pair->their_event.data.document_start.implicit,
		"`---`");
}

static void compare_event(struct pair *pair)
{
	static const yaml_event_type_t types[] = { [EVENT_END] = YAML_STREAM_END_EVENT,
		[EVENT_DOCUMENT] = YAML_DOCUMENT_START_EVENT,
		[EVENT_DOCUMENT_END] = YAML_DOCUMENT_END_EVENT,
		[EVENT_ALIAS] = YAML_ALIAS_EVENT,
		[EVENT_SCALAR] = YAML_SCALAR_EVENT,
		[EVENT_SEQUENCE] = YAML_SEQUENCE_START_EVENT,
		[EVENT_SEQUENCE_END] = YAML_SEQUENCE_END_EVENT,
		[EVENT_MAPPING] = YAML_MAPPING_START_EVENT,
		[EVENT_MAPPING_END] = YAML_MAPPING_END_EVENT };

	if (types[pair->event.kind] != pair->their_event.type) {
		differ(pair, "kind");
		return;
	}
	if (pair->event.kind == EVENT_SCALAR) {
		compare_scalar(pair);
	} else if (pair->event.kind == EVENT_SEQUENCE || pair->event.kind == EVENT_MAPPING) {
		compare_collection(pair);
	} else if (pair->event.kind == EVENT_ALIAS) {
		compare_node(pair, CONFIG_ALIAS, pair->their_event.data.alias.anchor);
	} else if (pair->event.kind == EVENT_DOCUMENT) {
		compare_document(pair);
		return;
	} else if (pair->event.kind == EVENT_DOCUMENT_END) {
		demand(pair,
			pair->event.is_implicit == pair->their_event.data.document_end.implicit,
			"`...`");
	}
	compare_places(pair);
}

/* What libyaml refuses and the library reads on purpose. */
static bool is_let_pass(const struct pair *pair)
{
	/* Bytes outside of YAML's: a finding, and read as letters. */
	if (pair->theirs.error == YAML_READER_ERROR) {
		return pair->config.tree.problems.count > 0;
	}
	/* The version of a %YAML line, another such line, and no `---` behind it. */
	return rlint_str_find_str(pair->text, RLINT_STR("%YAML")) < pair->text.len;
}

/* Do both stop for the same reason, at the same place? */
static void compare_faults(struct pair *pair)
{
	const yaml_parser_t *theirs = &pair->theirs;
	rlint_str ours = yaml_words(pair->ours.scan.fault)->foreign;

	if (!rlint_str_ends(ours, str_from(theirs->problem))) {
		differ(pair, "reason");
		printf("  ours:   %s\n  theirs: %s\n", ours.ptr, theirs->problem);
	}
	demand(pair, pair->ours.scan.fault_at == byte_of(pair, theirs->problem_mark),
		"place of the fault");
	demand(pair,
		!yaml_words(pair->ours.scan.fault)->is_unclosed ||
			pair->ours.scan.fault_start == byte_of(pair, theirs->context_mark),
		"start of what is not closed");
}

/* libyaml stopped; did the library, too? */
static enum verdict compare_refusal(struct pair *pair, bool is_ours)
{
	if (is_let_pass(pair)) {
		return VERDICT_EXCEPTION;
	}
	demand(pair, !is_ours, "verdict: libyaml alone refuses it");
	demand(pair, pair->config.tree.is_incomplete, "tree: it is called whole");
	if (!is_ours) {
		compare_faults(pair);
	}
	return pair->is_different ? VERDICT_DIFFERENT : VERDICT_BOTH_REFUSE;
}

/* Event by event, until one of them stops. Theirs begin with the start of the stream, which says
 * nothing. */
static enum verdict compare(struct pair *pair)
{
	if (!yaml_parser_parse(&pair->theirs, &pair->their_event)) {
		return compare_refusal(pair, true);
	}
	while (!pair->is_different) {
		bool is_ours = yaml_next_event(&pair->ours, &pair->event);

		if (!yaml_parser_parse(&pair->theirs, &pair->their_event)) {
			return compare_refusal(pair, is_ours);
		}
		if (is_ours) {
			compare_event(pair);
		} else {
			differ(pair, "verdict: libyaml reads it");
			printf("  %s\n", yaml_words(pair->ours.scan.fault)->foreign.ptr);
		}
		yaml_event_delete(&pair->their_event);
		if (is_ours && pair->event.kind == EVENT_END) {
			break;
		}
		pair->count++;
	}
	return pair->is_different ? VERDICT_DIFFERENT : VERDICT_SAME;
}

static void begin(struct pair *pair)
{
	uint32_t from = rlint_str_starts(pair->text, RLINT_STR("\xEF\xBB\xBF")) ? 3 : 0;
	rlint_str rest = str_slice(pair->text, from, pair->text.len);

	tree_init(&pair->spare, &pair->arena, &pair->limits, pair->text);
	pair->byte = from;
	pair->ours = (struct yaml_parser){ .arena = &pair->arena,
		.scan = { .text = pair->text,
			.tree = &pair->spare,
			.scratch = &pair->arena,
			.is_ascii = utf8_is_ascii(pair->text) } };
	yaml_parser_begin(&pair->ours, from);
	do {
		pair->is_whole = yaml_next_event(&pair->ours, &pair->event);
	} while (pair->is_whole && pair->event.kind != EVENT_END);
	yaml_parser_begin(&pair->ours, from);
	if (!yaml_parser_initialize(&pair->theirs)) {
		abort();
	}
	yaml_parser_set_encoding(&pair->theirs, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&pair->theirs, (const unsigned char *)rest.ptr, rest.len);
}

enum verdict oracle_compare(rlint_str text, const char *name)
{
	struct pair pair = { .name = name,
		.text = text,
		.limits = { { [RLINT_LIMIT_NESTING] = 100000,
			[RLINT_LIMIT_FINDINGS] = 100,
			[RLINT_LIMIT_ALIAS_STEPS] = 100 } } };
	enum verdict verdict;

	arena_init(&pair.arena, NULL, NULL);
	if (config_parse_yaml(&pair.config, &pair.arena, &pair.limits, text) != RLINT_OK) {
		fprintf(stderr, "%s: no memory\n%.*s\n", name, (int)text.len, text.ptr);
		abort();
	}
	begin(&pair);
	verdict = compare(&pair);
	yaml_parser_delete(&pair.theirs);
	arena_free(&pair.arena);
	return verdict;
}
