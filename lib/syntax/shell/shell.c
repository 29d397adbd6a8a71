/* POSIX shell: text to commands. */
#include "lib/syntax/shell/shell.h"

void shell_parse(struct shell *out, struct arena *arena, const struct limits *limits,
	const struct text *text, bool is_bash)
{
	(void)is_bash;
	*out = (struct shell){ 0 };
	tree_init(&out->tree, arena, limits, text->bytes);
	out->root =
		tree_add(&out->tree, NODE_NONE, SHELL_SCRIPT, text_span(text, 0, text->bytes.len));
}

void shell_from_words(struct shell *out, struct arena *arena, const struct limits *limits,
	const struct text *words, size_t count)
{
	(void)count;
	shell_parse(out, arena, limits, words, false);
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
