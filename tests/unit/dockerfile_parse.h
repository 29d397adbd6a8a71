/* Parsing a Dockerfile in a test. */
#ifndef TESTS_UNIT_DOCKERFILE_PARSE_H
#define TESTS_UNIT_DOCKERFILE_PARSE_H

#include "tests/fuzz/dockerfile_check.h"
#include "tests/unit/unit.h"

#include "lib/base/str.h"

#include <reprolint/registry.h>

struct parsed {
	struct arena arena;
	struct guard guard;
	rlint_str source;
	struct dockerfile file;
	struct buffer dump;
};

static inline void run_parse(void *context)
{
	static const struct limits limits = {
		.values = { [RLINT_LIMIT_NESTING] = 256, [RLINT_LIMIT_FINDINGS] = 1000 }
	};
	struct parsed *parsed = context;

	dockerfile_parse(&parsed->file, &parsed->arena, &limits, parsed->source);
	parsed->dump.arena = &parsed->arena;
}

/* To be closed. What holds of every tree is checked. */
static inline void open_text(struct parsed *parsed, rlint_str source)
{
	const char *wrong;

	*parsed = (struct parsed){ .source = source };
	arena_init(&parsed->arena, NULL, &parsed->guard);
	assert_int_equal(protect(&parsed->guard, run_parse, parsed), RLINT_OK);
	wrong = check_dockerfile(&parsed->file);
	if (wrong) {
		fail_msg("%s", wrong);
	}
}

static inline void open_parsed(struct parsed *parsed, const char *source)
{
	open_text(parsed, str_from(source));
}

static inline void close_parsed(struct parsed *parsed)
{
	arena_free(&parsed->arena);
}

static inline rlint_str dump_of(struct parsed *parsed)
{
	parsed->dump.len = 0;
	dockerfile_dump(&parsed->file, &parsed->dump);
	return buffer_str(&parsed->dump);
}

static inline rlint_str bytes_of(const struct parsed *parsed, rlint_span span)
{
	return str_slice(parsed->source, span.start, span.end);
}

static inline const struct docker_instruction *instruction_at(
	const struct parsed *parsed, uint32_t index)
{
	assert_true(index < parsed->file.instructions.count);
	return dockerfile_instruction(&parsed->file, index);
}

static inline const struct docker_word *word_at(
	const struct parsed *parsed, uint32_t instruction, uint32_t index)
{
	assert_true(index < instruction_at(parsed, instruction)->word_count);
	return dockerfile_word(&parsed->file, instruction_at(parsed, instruction), index);
}

static inline const struct problem *problem_at(const struct parsed *parsed, uint32_t index)
{
	assert_true(index < parsed->file.tree.problems.count);
	return (const struct problem *)parsed->file.tree.problems.items + index;
}

#endif
