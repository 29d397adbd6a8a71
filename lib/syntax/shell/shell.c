/* POSIX shell: the reader's main loop and the accessors. */
#include "lib/syntax/shell/shell.h"

#include "lib/syntax/shell/reader.h"

#include <reprolint/registry.h>

static void (*const steps[])(struct reader *reader) = {
	[FRAME_LIST] = step_list,
	[FRAME_COMMAND] = step_command,
	[FRAME_WORD] = step_word,
	[FRAME_QUOTE] = step_quote,
	[FRAME_PARAMETER] = step_parameter,
	[FRAME_ARITHMETIC] = step_arithmetic,
	[FRAME_BODY] = step_body,
	[FRAME_SUBSTITUTION] = step_substitution,
	[FRAME_ARRAY] = step_array,
	[FRAME_GROUP] = step_group,
	[FRAME_IF] = step_if,
	[FRAME_LOOP] = step_loop,
	[FRAME_CASE] = step_case,
	[FRAME_FUNCTION] = step_function,
	[FRAME_TEST] = step_test,
	[FRAME_TEXT] = step_text,
};

static void empty(struct vec *vec)
{
	vec->count = 0;
}

static void empty_tree(struct tree *tree)
{
	empty(&tree->nodes);
	empty(&tree->last_children);
	empty(&tree->problems);
	empty(&tree->comments);
	empty(&tree->gaps);
	tree->is_incomplete = false;
}

static void open_root(struct shell *out, struct arena *arena, const struct limits *limits,
	const struct text *text)
{
	struct vec *const vecs[] = { &out->commands, &out->compounds, &out->pipelines, &out->words,
		&out->assignments, &out->redirects, &out->parts, &out->bodies };

	for (size_t i = 0; i < sizeof vecs / sizeof(void *); i++) {
		empty(vecs[i]);
	}
	if (!out->tree.arena) {
		tree_init(&out->tree, arena, limits, text->bytes);
	}
	empty_tree(&out->tree);
	out->tree.source = text->bytes;
	out->root =
		tree_add(&out->tree, NODE_NONE, SHELL_SCRIPT, text_span(text, 0, text->bytes.len));
}

/* The reader's stacks in the order in which a shell keeps them. */
static void use_stacks(struct reader *reader, struct vec *stacks)
{
	struct vec *const own[] = { &reader->frames, &reader->words, &reader->parts,
		&reader->assignments, &reader->redirects, &reader->pending };

	for (size_t i = 0; i < sizeof own / sizeof(void *); i++) {
		*own[i] = stacks[i];
		empty(own[i]);
	}
}

static void keep_stacks(const struct reader *reader, struct vec *stacks)
{
	stacks[0] = reader->frames;
	stacks[1] = reader->words;
	stacks[2] = reader->parts;
	stacks[3] = reader->assignments;
	stacks[4] = reader->redirects;
	stacks[5] = reader->pending;
}

/* Reads the text once; gives the offset of an opener that nothing closes, or NODE_NONE. */
static uint32_t read_text(
	struct shell *out, const struct text *text, bool is_bash, uint32_t literal_at)
{
	struct reader reader = { .shell = out,
		.arena = out->tree.arena,
		.text = *text,
		.bytes = text->bytes.ptr,
		.length = (uint32_t)text->bytes.len,
		.is_bash = is_bash,
		.has_problem = out->tree.problems.count > 0,
		.literal_at = literal_at,
		.unclosed_at = NODE_NONE,
		.limit = (uint32_t)out->tree.limits->values[RLINT_LIMIT_NESTING] };

	use_stacks(&reader, out->stacks);
	list_open(&reader, out->root, END_OF_TEXT);
	while (reader.frames.count > 0 && !reader.is_over_limit) {
		steps[reader_top(&reader)->kind](&reader);
	}
	keep_stacks(&reader, out->stacks);
	return reader.is_over_limit ? NODE_NONE : reader.unclosed_at;
}

void shell_parse(struct shell *out, struct arena *arena, const struct limits *limits,
	const struct text *text, bool is_bash)
{
	uint32_t unclosed;

	open_root(out, arena, limits, text);
	unclosed = read_text(out, text, is_bash, NODE_NONE);
	if (unclosed != NODE_NONE) {
		/* What an open quote swallowed may hold commands: again, the quote taken as a byte.
		 */
		struct problem problem = *(struct problem *)out->tree.problems.items;

		open_root(out, arena, limits, text);
		*tree_problem(&out->tree, out->root, problem.rule, problem.span, true) = problem;
		read_text(out, text, is_bash, unclosed);
	}
	out->tree.is_incomplete = out->tree.is_incomplete || out->tree.problems.count > 0;
}

void shell_from_words(struct shell *out, struct arena *arena, const struct limits *limits,
	const struct text *words, size_t count)
{
	const struct text none = { 0 };
	struct shell_command *command;
	struct shell_pipeline *pipeline;
	rlint_span span = { 0 };
	uint32_t node;

	open_root(out, arena, limits, count > 0 ? &words[0] : &none);
	if (count == 0) {
		return;
	}
	span.start = text_source(&words[0], 0);
	span.end = text_source(&words[count - 1], words[count - 1].bytes.len);
	tree_node(&out->tree, out->root)->span = span;
	node = tree_add(&out->tree, out->root, SHELL_LIST, span);
	node = tree_add(&out->tree, node, SHELL_PIPELINE, span);
	tree_node(&out->tree, node)->payload = 0;
	pipeline = vec_add(&out->pipelines, arena, sizeof *pipeline);
	*pipeline = (struct shell_pipeline){ .command_count = 1, .node = node };
	node = tree_add(&out->tree, node, SHELL_COMMAND, span);
	tree_node(&out->tree, node)->payload = 0;
	command = vec_add(&out->commands, arena, sizeof *command);
	*command =
		(struct shell_command){ .span = span, .node = node, .word_count = (uint32_t)count };
	for (size_t i = 0; i < count; i++) {
		*(struct shell_word *)vec_add(&out->words, arena, sizeof(struct shell_word)) =
			(struct shell_word){ .text = words[i],
				.span = text_span(&words[i], 0, words[i].bytes.len),
				.is_quoted = true,
				.is_literal = true,
				.value = words[i].bytes,
				.node = NODE_NONE };
	}
}

const struct shell_command *shell_command(const struct shell *shell, uint32_t index)
{
	return (const struct shell_command *)shell->commands.items + index;
}

const struct shell_word *shell_word(
	const struct shell *shell, const struct shell_command *command, uint32_t index)
{
	return (const struct shell_word *)shell->words.items + command->word_first + index;
}

const struct shell_assignment *shell_assignment(
	const struct shell *shell, const struct shell_command *command, uint32_t index)
{
	return (const struct shell_assignment *)shell->assignments.items +
	       command->assignment_first + index;
}

const struct shell_redirect *shell_redirect(
	const struct shell *shell, const struct shell_command *command, uint32_t index)
{
	return (const struct shell_redirect *)shell->redirects.items + command->redirect_first +
	       index;
}

const struct shell_part *shell_part(
	const struct shell *shell, const struct shell_word *word, uint32_t index)
{
	return (const struct shell_part *)shell->parts.items + word->part_first + index;
}

const struct shell_compound *shell_compound(const struct shell *shell, uint32_t node)
{
	return (const struct shell_compound *)shell->compounds.items +
	       tree_node(&shell->tree, node)->payload;
}

const struct shell_pipeline *shell_pipeline(const struct shell *shell, uint32_t index)
{
	return (const struct shell_pipeline *)shell->pipelines.items + index;
}

const struct text *shell_body(const struct shell *shell, const struct shell_redirect *redirect)
{
	return redirect->body == NODE_NONE
		       ? NULL
		       : (const struct text *)shell->bodies.items + redirect->body;
}
