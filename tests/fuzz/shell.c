/* libFuzzer harness for the shell reader and the commands made of it. The first byte chooses sh or
 * bash, and whether the text is whole or, as in a Dockerfile, joined of lines. What the tree and
 * the facts promise is checked: order of nodes, places within the file, one problem at most. */
#include <stdlib.h>
#include <string.h>

#include "lib/facts/command.h"

#include <reprolint/registry.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct limits limits = {
	{ [RLINT_LIMIT_NESTING] = 32, [RLINT_LIMIT_VALUE_LENGTH] = 256 }
};

static void demand(bool is_so)
{
	if (!is_so) {
		abort();
	}
}

static void check_span(size_t length, rlint_span span)
{
	demand(span.start <= span.end && span.end <= length);
}

static void check_node(const struct tree *tree, size_t length, uint32_t index)
{
	const struct node *node = tree_node(tree, index);
	uint32_t child = tree_first_child(tree, index);

	check_span(length, node->span);
	demand(index == 0 ? node->parent == NODE_NONE : node->parent < index);
	demand(node->next == NODE_NONE || (node->next > index && node->next < tree->nodes.count));
	for (; child != NODE_NONE; child = tree_node(tree, child)->next) {
		demand(child < tree->nodes.count && tree_node(tree, child)->parent == index);
	}
}

static void check_word(const struct shell *shell, size_t length, const struct shell_word *word)
{
	check_span(length, word->span);
	demand(word->part_first + word->part_count <= shell->parts.count);
	for (uint32_t i = 0; i < word->part_count; i++) {
		const struct shell_part *part = shell_part(shell, word, i);

		check_span(length, part->span);
		demand(part->argument_word == NODE_NONE ||
			part->argument_word < shell->words.count);
		demand(part->node == NODE_NONE || part->node < shell->tree.nodes.count);
	}
}

static void check_shell(const struct shell *shell, size_t length)
{
	const struct shell_word *words = shell->words.items;

	demand(shell->tree.problems.count <= 1);
	for (uint32_t i = 0; i < shell->tree.problems.count; i++) {
		const struct problem *problem = shell->tree.problems.items;

		check_span(length, problem->span);
		demand(problem->message.len > 0 && shell->tree.is_incomplete);
	}
	for (uint32_t i = 0; i < shell->tree.nodes.count; i++) {
		check_node(&shell->tree, length, i);
	}
	for (uint32_t i = 0; i < shell->words.count; i++) {
		check_word(shell, length, &words[i]);
	}
	for (uint32_t i = 0; i < shell->commands.count; i++) {
		const struct shell_command *command = shell_command(shell, i);

		check_span(length, command->span);
		demand(command->word_first + command->word_count <= shell->words.count);
		demand(tree_node(&shell->tree, command->node)->payload == i);
	}
}

static void check_value(size_t length, const rlint_value *value)
{
	check_span(length, value->span);
	demand(!value->is_verbatim || value->span.end - value->span.start == value->text.len);
	for (uint32_t i = 0; i < value->part_count; i++) {
		check_span(length, value->parts[i].span);
	}
}

static void check_facts(const struct facts *facts, const rlint_fact *step, size_t length)
{
	for (size_t i = 0; i < rlint_fact_count(step, RLINT_COMMAND); i++) {
		const rlint_fact *fact = rlint_fact_at(step, RLINT_COMMAND, i);
		const rlint_command *command = rlint_as_command(fact);
		const rlint_value *value;
		const rlint_option *option;

		check_span(length, command->line);
		for (size_t j = 0; (value = rlint_command_word(fact, j)); j++) {
			check_value(length, value);
		}
		for (size_t j = 0; (option = rlint_command_option(fact, j)); j++) {
			check_span(length, option->span);
			check_value(length, &option->value);
		}
		demand(command->pipe_index < command->pipe_length);
	}
	demand(facts->all[RLINT_PROBLEM].count <= 1);
}

/* Names of three letters may be anything, others hold two words. */
static void look_up(const void *user, rlint_str name, rlint_value *out)
{
	static const char twice[] = "a b";

	(void)user;
	*out = name.len == 3 ? value_uncertain((rlint_str){ 0 }, (rlint_span){ 0 }, RLINT_HOST)
			     : value_known((rlint_str){ twice, 3 }, (rlint_span){ 0 });
}

/* The text without `\` and line ends, as the Dockerfile's lines are joined. */
static struct text join(struct arena *arena, rlint_str source)
{
	struct text whole = { .bytes = source };
	struct text_builder builder = { .arena = arena };
	size_t run = 0;

	for (size_t i = 0; i + 1 < source.len; i++) {
		if (source.ptr[i] == '\\' && source.ptr[i + 1] == '\n') {
			text_add(&builder, &whole, run, i);
			run = i + 2;
			i++;
		}
	}
	text_add(&builder, &whole, run, source.len);
	return text_end(&builder);
}

static void read(struct arena *arena, rlint_document *document, uint8_t choice)
{
	rlint_str source = document->text;
	struct text text = { .bytes = source };
	struct command_context context = { .variables = { look_up, NULL },
		.shell = choice & 1 ? RLINT_BASH : RLINT_SH };
	struct shell shell = { 0 };
	struct tree tree;
	struct facts facts;
	rlint_fact *step;

	if (choice & 2) {
		text = join(arena, source);
	}
	shell_parse(&shell, arena, &limits, &text, (choice & 1) != 0);
	check_shell(&shell, source.len);
	tree_init(&tree, arena, &limits, source);
	tree_add(&tree, NODE_NONE, 0, (rlint_span){ 0, (uint32_t)source.len });
	facts_init(&facts, arena, document, &tree, NULL, &limits);
	step = fact_new(&facts, RLINT_STEP, facts.root, (rlint_span){ 0 }, 0);
	commands_of_text(&facts, step, &text, &context);
	check_facts(&facts, step, source.len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena;
	rlint_str text = { size > 0 ? (const char *)data + 1 : "", size > 0 ? size - 1 : 0 };
	rlint_document *document =
		document_new(NULL, RLINT_FILE_DOCKERFILE, (rlint_str){ "f", 1 }, text);

	if (document) {
		arena_init(&arena, NULL, NULL);
		read(&arena, document, size > 0 ? data[0] : 0);
		arena_free(&arena);
	}
	document_unref(document);
	return 0;
}
