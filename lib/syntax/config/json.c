/* JSON files (RFC 8259), and what is commonly taken for JSON: comments and commas before a closing
 * bracket. No recursion: the builder's stack holds the open containers.
 *
 *	file   = blanks value blanks
 *	value  = word | string | "[" [ value { "," value } [ "," ] ] "]"
 *	       | "{" [ member { "," member } [ "," ] ] "}"
 *	member = string ":" value
 *	blanks = { " " | TAB | LF | CR | "//" to the line's end | "/" "*" to "*" "/" }
 */
#include "lib/syntax/config/json.h"

#include "lib/base/str.h"
#include "lib/base/utf8.h"
#include "lib/syntax/config/frame.h"

#include <reprolint/registry.h>

#define LINE_SEEN 1024U

static char byte_at(const struct json_run *run, size_t at)
{
	if (at < run->source.len) {
		return run->source.ptr[at];
	}
	return '\0';
}

static bool is_in_mapping(const struct json_run *run)
{
	return tree_node(&run->config->tree, build_top(&run->builder)->node)->kind ==
	       CONFIG_MAPPING;
}

/* Do a template's braces stand on the line? What they expand to is not known, so nothing there is
 * an error. On overlong lines the neighbourhood must do. */
static bool is_template_line(const struct json_run *run, uint32_t at)
{
	uint32_t end = at;
	rlint_str line;

	while (end < run->source.len && end - at < LINE_SEEN && run->source.ptr[end] != '\n') {
		end++;
	}
	for (line.len = 0; at > 0 && line.len < LINE_SEEN && run->source.ptr[at - 1] != '\n';
		line.len++) {
		at--;
	}
	line = str_slice(run->source, at, end);
	return config_has_braces(line) &&
	       (rlint_str_find_str(line, RLINT_STR("}}")) < line.len ||
		       rlint_str_find_str(line, RLINT_STR("%}")) < line.len);
}

void json_refuse(struct json_run *run, rlint_span span, rlint_str message)
{
	struct tree *tree = &run->config->tree;
	bool is_grave = true;

	tree->is_incomplete = true;
	tree_node(tree, build_top(&run->builder)->node)->flags |= CONFIG_INCOMPLETE;
	if (span.start < run->silent_until || run->config->is_template ||
		config_problems_full(tree)) {
		return;
	}
	if (is_template_line(run, span.start)) {
		run->config->is_template = true;
		is_grave = false;
		message = RLINT_STR("template braces stand in this file; what they expand to is "
				    "not read");
	}
	if (span.end > run->source.len) {
		span.end = (uint32_t)run->source.len;
	}
	run->silent_until = span.end > span.start ? span.end : span.end + 1;
	config_problem(tree, build_top(&run->builder)->node, span, is_grave, message);
}

void json_note(struct json_run *run, rlint_span span, rlint_str message)
{
	if (!run->has_noted && run->config->format == CONFIG_JSON) {
		run->has_noted = true;
		config_problem(
			&run->config->tree, build_top(&run->builder)->node, span, false, message);
	}
}

static void take_comment(struct json_run *run)
{
	rlint_span span = { run->at, run->at };

	if (byte_at(run, run->at + 1) == '/') {
		span.end = (uint32_t)str_find(run->source, '\n', run->at);
	} else {
		rlint_str rest = str_slice(run->source, run->at + 2, run->source.len);
		size_t close = rlint_str_find_str(rest, RLINT_STR("*/"));

		span.end = run->at + 2 + (uint32_t)(close + (close < rest.len ? 2 : 0));
		if (close == rest.len) {
			json_refuse(run, (rlint_span){ span.start, span.start + 2 },
				RLINT_STR("the comment that opens here is never closed; add `*/`"));
		}
	}
	json_note(run, span,
		RLINT_STR("JSON has no comments: most readers refuse this file; take them out, or "
			  "name it .jsonc where its reader takes them"));
	tree_comment(&run->config->tree, span);
	run->at = span.end;
}

void json_skip_blanks(struct json_run *run)
{
	for (;;) {
		char byte = byte_at(run, run->at);

		if (run->at >= run->source.len) {
			return;
		}
		if (byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r') {
			run->at++;
		} else if (byte == '/' &&
			   (byte_at(run, run->at + 1) == '/' || byte_at(run, run->at + 1) == '*')) {
			take_comment(run);
		} else {
			return;
		}
	}
}

static bool is_closer(char byte)
{
	return byte == ']' || byte == '}';
}

/* A value is complete: what comes next depends on what it lies in. */
static void after_value(struct json_run *run)
{
	run->expected = run->builder.frames.count > 2 ? JSON_COMMA : JSON_END;
}

/* From an opening quote to the closing one. */
static void skip_string(struct json_run *run)
{
	run->at++;
	while (run->at < run->source.len && run->source.ptr[run->at] != '"') {
		run->at += run->source.ptr[run->at] == '\\' ? 2 : 1;
	}
}

/* Skips a bracket with all in it, without a stack: past the nesting limit. */
static void skip_deep(struct json_run *run)
{
	uint32_t depth = 0;

	for (; run->at < run->source.len; run->at++) {
		char byte = run->source.ptr[run->at];

		if (byte == '"') {
			skip_string(run);
		} else if (byte == '[' || byte == '{') {
			depth++;
		} else if (is_closer(byte) && --depth == 0) {
			run->at++;
			return;
		}
	}
	run->at = (uint32_t)run->source.len;
}

static void open_container(struct json_run *run, enum config_kind kind)
{
	rlint_span span = { run->at, run->at + 1 };
	const struct limits *limits = run->config->tree.limits;
	bool is_deep = build_depth(&run->builder) >= limits->values[RLINT_LIMIT_NESTING];
	uint32_t node = build_open(&run->builder, kind, span, span.start);

	tree_node(&run->config->tree, node)->flags |= CONFIG_FLOW;
	if (is_deep) {
		struct problem *problem = config_problem(
			&run->config->tree, node, span, true, build_nesting_message(&run->builder));

		if (problem) {
			problem->is_limit = true;
		}
		tree_node(&run->config->tree, node)->flags |= CONFIG_INCOMPLETE;
		skip_deep(run);
		build_close(&run->builder, run->at);
		after_value(run);
		return;
	}
	run->at++;
	run->expected = kind == CONFIG_MAPPING ? JSON_FIRST_KEY : JSON_FIRST_VALUE;
}

static void close_container(struct json_run *run)
{
	run->at++;
	build_close(&run->builder, run->at);
	after_value(run);
}

/* A closing bracket that may close the open container; of the other kind it closes what lies
 * between, if anything of its kind is open. */
static void take_closer(struct json_run *run, char byte)
{
	enum config_kind kind = byte == '}' ? CONFIG_MAPPING : CONFIG_SEQUENCE;
	const struct config_frame *frames = run->builder.frames.items;
	uint32_t depth = run->builder.frames.count;

	if (is_in_mapping(run) == (kind == CONFIG_MAPPING)) {
		close_container(run);
		return;
	}
	json_refuse(run, (rlint_span){ run->at, run->at + 1 },
		kind == CONFIG_MAPPING ? RLINT_STR("`}` does not close the `[` that is open here")
				       : RLINT_STR("`]` does not close the `{` that is open here"));
	while (depth > 2 && tree_node(&run->config->tree, frames[depth - 1].node)->kind != kind) {
		depth--;
	}
	if (depth == 2) {
		run->at++;
		return;
	}
	build_break_off(&run->builder, depth);
	close_container(run);
}

/* A bracket closes the open container, maybe behind a comma too many. */
static void close_here(struct json_run *run, bool is_behind_comma)
{
	if (is_behind_comma) {
		json_note(run, (rlint_span){ run->at, run->at + 1 },
			RLINT_STR("JSON has no comma before a closing bracket: most readers refuse "
				  "this file; take the comma away"));
	}
	close_container(run);
}

static void miss_value(struct json_run *run, char byte)
{
	json_refuse(
		run, (rlint_span){ run->at, run->at + 1 }, RLINT_STR("a value is missing here"));
	if (byte == ':' || run->builder.frames.count <= 2) {
		run->at++;
		return;
	}
	build_top(&run->builder)->entry = NODE_NONE;
	run->expected = JSON_COMMA;
}

static void take_value(struct json_run *run, char byte)
{
	bool may_close = run->expected == JSON_FIRST_VALUE || run->expected == JSON_NEXT_VALUE;

	if (byte == '{' || byte == '[') {
		open_container(run, byte == '{' ? CONFIG_MAPPING : CONFIG_SEQUENCE);
	} else if (byte == '"') {
		json_take_string(run);
		after_value(run);
	} else if (byte == ']' && may_close) {
		close_here(run, run->expected == JSON_NEXT_VALUE);
	} else if (byte_is_one_of(byte, "]},:")) {
		miss_value(run, byte);
	} else {
		json_take_word(run);
		after_value(run);
	}
}

static void take_key(struct json_run *run, char byte)
{
	if (byte == '}') {
		close_here(run, run->expected == JSON_NEXT_KEY);
	} else if (byte == '"') {
		json_take_string(run);
		run->expected = JSON_COLON;
	} else if (byte == ',' || byte == ']') {
		json_refuse(run, (rlint_span){ run->at, run->at + 1 },
			RLINT_STR("a key is missing here"));
		run->expected = JSON_COMMA;
	} else {
		json_refuse(run, (rlint_span){ run->at, json_word_end(run) },
			RLINT_STR("a key stands in double quotes in JSON"));
		if (byte == '{' || byte == '[') {
			skip_deep(run);
		} else if (byte != ':') {
			json_take_word(run);
			run->expected = JSON_COLON;
		} else {
			run->at++;
		}
	}
}

static void take_colon(struct json_run *run, char byte)
{
	run->expected = JSON_VALUE;
	if (byte == ':') {
		run->at++;
		return;
	}
	json_refuse(run, (rlint_span){ run->at, run->at + 1 },
		RLINT_STR("`:` is missing between key and value"));
}

static void take_comma(struct json_run *run, char byte)
{
	if (is_closer(byte)) {
		take_closer(run, byte);
		return;
	}
	run->expected = is_in_mapping(run) ? JSON_NEXT_KEY : JSON_NEXT_VALUE;
	if (byte == ',') {
		run->at++;
		return;
	}
	json_refuse(run, (rlint_span){ run->at, json_word_end(run) },
		RLINT_STR("`,` is missing before this"));
	run->at += byte == ':';
}

static void take_end(struct json_run *run)
{
	json_refuse(run, (rlint_span){ run->at, json_word_end(run) },
		RLINT_STR("a JSON file holds one value; nothing may follow it"));
	run->is_done = true;
}

static void step(struct json_run *run)
{
	char byte = byte_at(run, run->at);

	switch (run->expected) {
	case JSON_VALUE:
	case JSON_FIRST_VALUE:
	case JSON_NEXT_VALUE:
		take_value(run, byte);
		return;
	case JSON_FIRST_KEY:
	case JSON_NEXT_KEY:
		take_key(run, byte);
		return;
	case JSON_COLON:
		take_colon(run, byte);
		return;
	case JSON_COMMA:
		take_comma(run, byte);
		return;
	case JSON_END:
		take_end(run);
		return;
	}
}

/* The file ends: nothing may be open. */
static void end_of_file(struct json_run *run)
{
	uint32_t node = build_top(&run->builder)->node;
	uint32_t start = tree_node(&run->config->tree, node)->span.start;
	uint32_t end = (uint32_t)run->source.len;

	if (run->builder.frames.count > 2) {
		json_refuse(run, (rlint_span){ start, start + 1 },
			is_in_mapping(run) ? RLINT_STR("the `{` here is never closed; add `}`")
					   : RLINT_STR("the `[` here is never closed; add `]`"));
		build_break_off(&run->builder, 2);
	} else if (run->expected == JSON_VALUE) {
		json_refuse(run, (rlint_span){ end, end },
			RLINT_STR("the file holds no JSON value; write at least {}"));
	}
}

static void stop_at_limit(struct json_run *run)
{
	struct problem *problem = config_problem(&run->config->tree, 0,
		(rlint_span){ run->at, run->at }, true,
		RLINT_STR(
			"the file holds more values for its size than are kept in memory: the rest "
			"is not read"));

	if (problem) {
		problem->is_limit = true;
	}
	build_break_off(&run->builder, 2);
	run->is_done = true;
}

static void parse_document(struct json_run *run)
{
	uint32_t start = run->at;

	build_open(&run->builder, CONFIG_DOCUMENT, (rlint_span){ start, start }, start);
	for (json_skip_blanks(run); run->at < run->source.len && !run->is_done;
		json_skip_blanks(run)) {
		step(run);
		if (build_is_full(&run->builder)) {
			stop_at_limit(run);
		}
	}
	if (!run->is_done) {
		end_of_file(run);
	}
	build_close(&run->builder, 0);
}

void json_parse(void *context)
{
	struct json_run *run = context;
	rlint_str source = run->source;

	build_begin(&run->builder, run->config, source);
	if (rlint_str_starts(source, RLINT_STR("\xFF\xFE")) ||
		rlint_str_starts(source, RLINT_STR("\xFE\xFF"))) {
		json_refuse(run, (rlint_span){ 0, 2 },
			RLINT_STR("the file is UTF-16; save it as UTF-8"));
		return;
	}
	run->at = rlint_str_starts(source, RLINT_STR("\xEF\xBB\xBF")) ? 3 : 0;
	parse_document(run);
	config_find_duplicates(run->config);
	config_place_comments(run->config);
}

rlint_status config_parse_json(struct config *out, struct arena *arena, const struct limits *limits,
	rlint_str source, enum config_format format)
{
	struct json_run run = { .config = out, .arena = arena, .source = source };
	struct parse_frame frame;
	rlint_status status;

	frame_open(&frame, out, arena, limits, source);
	out->format = format;
	status = protect(&frame.own, json_parse, &run);
	frame_close(&frame);
	return status;
}
