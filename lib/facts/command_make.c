/* Commands as facts: from texts and words. */
#include "lib/facts/command.h"

rlint_fact *commands_of_text(struct facts *facts, rlint_fact *step, const struct text *text,
	const struct command_context *context)
{
	rlint_span span = text_span(text, 0, text->bytes.len);

	return fact_new(facts, RLINT_SCRIPT, step, span, context->node);
}

void commands_of_words(struct facts *facts, rlint_fact *step, const struct text *words,
	size_t count, const struct command_context *context)
{
	(void)facts;
	(void)step;
	(void)words;
	(void)count;
	(void)context;
}

void commands_of_instruction(struct facts *facts, rlint_fact *step, const struct dockerfile *file,
	const struct docker_instruction *instruction, const struct command_context *context)
{
	(void)file;
	commands_of_text(facts, step, &instruction->rest, context);
}
