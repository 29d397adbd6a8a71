/* A syntax tree as indented text or JSON. */
#include "lib/base/str.h"
#include "lib/report/dump.h"

/* Bytes of a leaf's text that are shown for people. */
#define TEXT_MOST 60

static const char *kind_name(const struct analysis *analysis, uint16_t kind)
{
	static const char *const docker[] = { "file", "directive", "instruction", "keyword", "flag",
		"word", "heredoc" };
	static const char *const python[] = { "file", "line", "name", "extras", "specifier",
		"marker", "hash", "url", "option" };
	static const char *const ignore[] = { "file", "line" };
	static const char *const config[] = { "file", "document", "mapping", "entry", "sequence",
		"scalar", "alias" };
	const char *const *names = config;
	size_t count = sizeof config / sizeof *config;

	if (analysis->document->kind == RLINT_FILE_DOCKERFILE) {
		names = docker;
		count = sizeof docker / sizeof *docker;
	} else if (analysis->document->kind == RLINT_FILE_DOCKERIGNORE) {
		names = ignore;
		count = sizeof ignore / sizeof *ignore;
	} else if (analysis->document->kind == RLINT_FILE_REQUIREMENTS) {
		names = python;
		count = sizeof python / sizeof *python;
	}
	return kind < count ? names[kind] : "node";
}

static bool is_leaf(const struct node *node)
{
	return (node->flags & NODE_HAS_CHILD) == 0;
}

static rlint_str text_of_span(const struct analysis *analysis, rlint_span span)
{
	return str_slice(analysis->document->text, span.start, span.end);
}

static void add_quoted(struct output *output, rlint_str text)
{
	output_text(output, " \"");
	output_visible(output, str_slice(text, 0, TEXT_MOST));
	output_text(output, text.len > TEXT_MOST ? "\"..." : "\"");
}

static void add_node(
	struct output *output, const struct analysis *analysis, uint32_t index, size_t depth)
{
	const struct node *node = tree_node(analysis->tree, index);

	dump_indent(output, depth);
	output_text(output, kind_name(analysis, node->kind));
	dump_span_text(output, node->span);
	if (node->flags & NODE_IS_BAD) {
		output_text(output, " bad");
	}
	if (is_leaf(node)) {
		add_quoted(output, text_of_span(analysis, node->span));
	}
	output_text(output, "\n");
}

static void add_problems(struct output *output, const struct analysis *analysis)
{
	const struct problem *problems = analysis->tree->problems.items;

	for (uint32_t i = 0; i < analysis->tree->problems.count; i++) {
		output_text(output, "problem");
		dump_span_text(output, problems[i].span);
		output_text(output, " ");
		output_text(output, problems[i].rule);
		output_text(output, ": ");
		output_visible(output, problems[i].message);
		output_text(output, "\n");
	}
}

static void add_comments(struct output *output, const struct analysis *analysis)
{
	const struct comment *comments = analysis->tree->comments.items;

	for (uint32_t i = 0; i < analysis->tree->comments.count; i++) {
		output_text(output, "comment");
		dump_span_text(output, comments[i].span);
		add_quoted(output, text_of_span(analysis, comments[i].span));
		output_text(output, "\n");
	}
}

void dump_tree_text(struct output *output, const struct analysis *analysis)
{
	const struct tree *tree = analysis->tree;
	uint32_t last = NODE_NONE; /* the node before, and its depth */
	size_t depth = 0;

	for (uint32_t i = 0; i < tree->nodes.count; i++) {
		uint32_t parent = tree_node(tree, i)->parent;

		if (last != NODE_NONE) {
			depth++;
		}
		while (last != parent && last != NODE_NONE) {
			last = tree_node(tree, last)->parent;
			depth--;
		}
		add_node(output, analysis, i, depth);
		last = i;
		output_relieve(output);
	}
	add_comments(output, analysis);
	add_problems(output, analysis);
}

static void add_json_node(
	struct output *output, const struct analysis *analysis, const struct node *node)
{
	output_text(output, "{\"kind\":");
	output_json(output, str_from(kind_name(analysis, node->kind)));
	dump_span_json(output, node->span);
	if (node->flags & NODE_IS_BAD) {
		output_text(output, ",\"bad\":true");
	}
	if (is_leaf(node)) {
		output_pair(output, "text", text_of_span(analysis, node->span));
	}
	output_text(output, is_leaf(node) ? "}" : ",\"children\":[");
}

static void add_json_nodes(struct output *output, const struct analysis *analysis)
{
	const struct tree *tree = analysis->tree;
	uint32_t open = NODE_NONE; /* the innermost node whose list is open */

	for (uint32_t i = 0; i < tree->nodes.count; i++) {
		const struct node *node = tree_node(tree, i);

		while (open != node->parent && open != NODE_NONE) {
			output_text(output, "]}");
			open = tree_node(tree, open)->parent;
		}
		if (i > 0 && tree_first_child(tree, node->parent) != i) {
			output_text(output, ",");
		}
		add_json_node(output, analysis, node);
		open = is_leaf(node) ? open : i;
		output_relieve(output);
	}
	while (open != NODE_NONE) {
		output_text(output, "]}");
		open = tree_node(tree, open)->parent;
	}
}

static void add_json_problem(struct output *output, const struct problem *problem)
{
	output_text(output, "{\"rule\":");
	output_json(output, str_from(problem->rule));
	dump_span_json(output, problem->span);
	output_pair(output, "message", problem->message);
	output_text(output, "}");
}

void dump_tree_json(struct output *output, const struct analysis *analysis)
{
	const struct tree *tree = analysis->tree;
	const struct comment *comments = tree->comments.items;
	const struct problem *problems = tree->problems.items;

	dump_begin_json(output, analysis->document);
	output_text(output, ",\"tree\":");
	add_json_nodes(output, analysis);
	output_text(output, ",\"comments\":[");
	for (uint32_t i = 0; i < tree->comments.count; i++) {
		output_text(output, i > 0 ? ",{\"text\":" : "{\"text\":");
		output_json(output, text_of_span(analysis, comments[i].span));
		dump_span_json(output, comments[i].span);
		output_text(output, "}");
	}
	output_text(output, "],\"problems\":[");
	for (uint32_t i = 0; i < tree->problems.count; i++) {
		output_text(output, i > 0 ? "," : "");
		add_json_problem(output, &problems[i]);
	}
	output_text(output, "]}\n");
}
