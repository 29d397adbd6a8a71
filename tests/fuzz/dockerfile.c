/* libFuzzer harness of the Dockerfile parser alone: parse, dump, expand every word, and look
 * whether spans lie where they must. */
#include <stdio.h>
#include <stdlib.h>

#include "tests/fuzz/dockerfile_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct input {
	struct arena arena;
	struct guard guard;
	rlint_str text;
	struct dockerfile file;
	struct buffer dump;
};

static void demand(const char *wrong)
{
	if (wrong) {
		fprintf(stderr, "%s\n", wrong);
		abort();
	}
}

/* Some names known, some default, some uncertain, the rest unset. */
static void look_up(const void *user, rlint_str name, rlint_value *out)
{
	static const uint8_t states[] = { RLINT_KNOWN, RLINT_DEFAULT, RLINT_UNCERTAIN,
		RLINT_UNSET };

	(void)user;
	out->state = states[name.len > 0 ? (unsigned char)name.ptr[0] % 4 : 3];
	if (out->state != RLINT_UNSET) {
		out->text = RLINT_STR("a*b/c\xC3\xA9");
	}
}

static void expand_words(struct input *input)
{
	static const struct word_scope scope = { .lookup = look_up };
	const struct docker_word *words = input->file.words.items;
	struct word_options options = { .escape = input->file.escape, .value_limit = 64 };
	struct word_result result;

	for (uint32_t i = 0; i < input->file.words.count; i++) {
		options.flags = i % 16;
		word_expand(&result, &input->arena, &words[i].text, &options, &scope, i % 3 == 0);
		demand(check_value(&result.value));
		if (result.value.text.len > options.value_limit) {
			demand("a value is longer than the limit");
		}
	}
}

static void run(void *context)
{
	struct input *input = context;

	dockerfile_parse(&input->file, &input->arena, NULL, input->text);
	demand(check_dockerfile(&input->file));
	input->dump.arena = &input->arena;
	dockerfile_dump(&input->file, &input->dump);
	expand_words(input);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input input = { .text = { (const char *)data, size } };

	arena_init(&input.arena, NULL, &input.guard);
	if (protect(&input.guard, run, &input) != RLINT_OK) {
		abort();
	}
	arena_free(&input.arena);
	return 0;
}
