/* Dockerfiles as BuildKit reads them. */
#include "lib/syntax/dockerfile/dockerfile.h"

void dockerfile_parse(
	struct dockerfile *out, struct arena *arena, const struct limits *limits, rlint_str source)
{
	*out = (struct dockerfile){ .escape = '\\' };
	tree_init(&out->tree, arena, limits, source);
	tree_add(&out->tree, NODE_NONE, DOCKER_FILE, (rlint_span){ 0, (uint32_t)source.len });
}

const struct docker_instruction *dockerfile_instruction(
	const struct dockerfile *file, uint32_t index)
{
	return (const struct docker_instruction *)file->instructions.items + index;
}

const struct docker_word *dockerfile_word(
	const struct dockerfile *file, const struct docker_instruction *instruction, uint32_t index)
{
	return (const struct docker_word *)file->words.items + instruction->word_first + index;
}

const struct docker_flag *dockerfile_flag(
	const struct dockerfile *file, const struct docker_instruction *instruction, uint32_t index)
{
	return (const struct docker_flag *)file->flags.items + instruction->flag_first + index;
}

const struct docker_heredoc *dockerfile_heredoc(
	const struct dockerfile *file, const struct docker_instruction *instruction, uint32_t index)
{
	return (const struct docker_heredoc *)file->heredocs.items + instruction->heredoc_first +
	       index;
}

void dockerfile_dump(const struct dockerfile *file, struct buffer *out)
{
	(void)file;
	(void)out;
}
