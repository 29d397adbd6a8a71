/* libFuzzer harness for the config readers alone: the first byte chooses YAML, JSON, JSONC, TOML
 * or a flavour of INI. What the tree promises is checked: order of nodes, places within the file,
 * ways back to the source. */
#include <stdlib.h>
#include <string.h>

#include "lib/syntax/config/config.h"

#include <reprolint/registry.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct limits limits = { { [RLINT_LIMIT_NESTING] = 32,
	[RLINT_LIMIT_FINDINGS] = 100,
	[RLINT_LIMIT_ALIAS_STEPS] = 100 } };

static void demand(bool is_so)
{
	if (!is_so) {
		abort();
	}
}

static void check_span(const struct tree *tree, rlint_span span)
{
	demand(span.start <= span.end && span.end <= tree->source.len);
}

static void check_scalar(const struct config *config, uint32_t index)
{
	struct config_scalar scalar;

	if (!config_scalar(config, index, &scalar)) {
		return;
	}
	for (size_t i = 0; i < scalar.text.bytes.len && i < 100; i++) {
		check_span(&config->tree, text_span(&scalar.text, i, i + 1));
	}
	for (int loader = LOADER_YAML11; loader <= LOADER_TOML; loader++) {
		(void)config_typed(config, index, (enum config_loader)loader);
	}
}

static void check_node(const struct config *config, uint32_t index)
{
	const struct tree *tree = &config->tree;
	const struct node *node = tree_node(tree, index);
	uint32_t child = tree_first_child(tree, index);

	check_span(tree, node->span);
	demand(index == 0 ? node->parent == NODE_NONE : node->parent < index);
	demand(index == 0 || config->format == CONFIG_TOML || config->format == CONFIG_INI ||
		node->span.start >= tree_node(tree, index - 1)->span.start);
	demand(node->next == NODE_NONE || (node->next > index && node->next < tree->nodes.count));
	demand(child == NODE_NONE || child < tree->nodes.count);
	for (; child != NODE_NONE; child = tree_node(tree, child)->next) {
		demand(tree_node(tree, child)->parent == index);
		demand(tree_node(tree, child)->span.start >= node->span.start);
		demand(tree_node(tree, child)->span.end <= node->span.end);
	}
	demand(node->kind != CONFIG_ALIAS || node->payload == NODE_NONE || node->payload < index);
	check_span(tree, config_words(config, index));
	check_scalar(config, index);
	if (node->kind == CONFIG_ENTRY) {
		rlint_str key = config_text(config, config_entry_key(config, index));

		(void)config_get_path(config, node->parent, key);
	}
}

static void check(const struct config *config)
{
	const struct tree *tree = &config->tree;
	const struct problem *problems = tree->problems.items;
	const struct comment *comments = tree->comments.items;

	for (uint32_t i = 0; i < tree->nodes.count; i++) {
		check_node(config, i);
	}
	for (uint32_t i = 0; i < tree->problems.count; i++) {
		check_span(tree, problems[i].span);
		check_span(tree, problems[i].related);
		demand(problems[i].node < tree->nodes.count && problems[i].message.len > 0);
	}
	for (uint32_t i = 0; i < tree->comments.count; i++) {
		check_span(tree, comments[i].span);
		demand(i == 0 || comments[i].span.start >= comments[i - 1].span.end);
		demand(comments[i].precedes == NODE_NONE ||
			comments[i].precedes < tree->nodes.count);
		demand(comments[i].trails == NODE_NONE || comments[i].trails < tree->nodes.count);
	}
}

static rlint_status parse(
	struct config *out, struct arena *arena, rlint_str source, unsigned reader)
{
	if (reader == 0) {
		return config_parse_yaml(out, arena, &limits, source);
	}
	if (reader == 3) {
		return config_parse_toml(out, arena, &limits, source);
	}
	if (reader > 3) {
		return config_parse_ini(
			out, arena, &limits, source, reader == 4 ? INI_CONFIGPARSER : INI_GIT);
	}
	return config_parse_json(
		out, arena, &limits, source, reader == 1 ? CONFIG_JSON : CONFIG_JSONC);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena;
	struct config config;
	char *text = malloc(size + 1);
	rlint_str source = { text, size > 0 ? size - 1 : 0 };

	if (!text) {
		return 0;
	}
	memcpy(text, size > 0 ? data + 1 : data, source.len);
	arena_init(&arena, NULL, NULL);
	demand(parse(&config, &arena, source, size > 0 ? data[0] % 6 : 0) == RLINT_OK);
	check(&config);
	arena_free(&arena);
	free(text);
	return 0;
}
