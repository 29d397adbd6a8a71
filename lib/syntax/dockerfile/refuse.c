/* Telling of what is wrong. */
#include "lib/syntax/dockerfile/parser.h"

#include <reprolint/registry.h>

/* Was one problem more told than is shown? So the host sees that there were more. */
static bool is_full(const struct docker_parser *parser)
{
	const struct tree *tree = &parser->file->tree;
	uint64_t limit = tree->limits ? tree->limits->values[RLINT_LIMIT_FINDINGS] : 0;

	return limit > 0 && tree->problems.count > limit;
}

rlint_str docker_say(struct docker_parser *parser, const char *format, ...)
{
	va_list arguments;
	rlint_str text;

	if (!parser->is_trial && is_full(parser)) {
		return RLINT_STR("");
	}
	va_start(arguments, format);
	text = format_list(parser->arena, format, arguments);
	va_end(arguments);
	return text;
}

struct problem *docker_tell(struct docker_parser *parser, const char *rule,
	const struct docker_refusal *refusal, bool is_grave)
{
	struct problem *problem;

	if (parser->is_trial || parser->is_muted || is_full(parser)) {
		return NULL;
	}
	problem = tree_problem(&parser->file->tree, parser->node, rule, refusal->span, is_grave);
	problem->message = refusal->message;
	problem->foreign = refusal->foreign;
	return problem;
}

void docker_refuse_as(struct docker_parser *parser, uint32_t index,
	const struct docker_refusal *refusal, rlint_str alias)
{
	struct docker_instruction *instruction = docker_at(parser, index);
	struct problem *problem;

	if (instruction->has_problem) {
		return;
	}
	instruction->has_problem = true;
	if (parser->is_trial && parser->refusal.len == 0) {
		parser->refusal = refusal->foreign;
	}
	problem = docker_tell(parser, "dockerfile", refusal, true);
	if (problem) {
		problem->alias = alias;
	}
}

void docker_refuse(
	struct docker_parser *parser, uint32_t index, const struct docker_refusal *refusal)
{
	docker_refuse_as(parser, index, refusal, (rlint_str){ 0 });
}

void docker_refuse_span(struct docker_parser *parser, uint32_t index, rlint_span span,
	rlint_str message, rlint_str foreign)
{
	docker_refuse(parser, index, &(struct docker_refusal){ span, message, foreign });
}

void docker_fail(struct docker_parser *parser, uint32_t index, const struct docker_refusal *refusal)
{
	docker_refuse(parser, index, refusal);
	parser->file->fails = true;
}

void docker_fail_file(struct docker_parser *parser, const struct docker_refusal *refusal)
{
	docker_tell(parser, "dockerfile", refusal, true);
	parser->file->fails = true;
}
