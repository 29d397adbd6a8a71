/* lib/facts: image references, tags, the table of base images, paths, scopes. */
#include "tests/unit/unit.h"

#include "lib/base/str.h"
#include "lib/facts/base_image.h"
#include "lib/facts/image.h"
#include "lib/facts/path.h"
#include "lib/facts/scope.h"

static void tags_move_when_their_words_say_so(void **state)
{
	static const struct {
		const char *tag;
		rlint_tag_kind kind;
	} cases[] = { { "latest", RLINT_MOVING_TAG }, { "latest-gpu", RLINT_MOVING_TAG },
		{ "lts-alpine", RLINT_MOVING_TAG }, { "stable-slim", RLINT_MOVING_TAG },
		{ "22.04-nightly", RLINT_MOVING_TAG }, { "3-latest", RLINT_MOVING_TAG },
		{ "main", RLINT_MOVING_TAG }, { "testing", RLINT_MOVING_TAG },
		{ "nightly-20240601", RLINT_VERSION_TAG },
		{ "nightly-2024-06-01", RLINT_VERSION_TAG }, { "main-3f2a91c", RLINT_VERSION_TAG },
		{ "testing-20241111", RLINT_VERSION_TAG }, { "3.12-slim", RLINT_VERSION_TAG },
		{ "12.1.1-cudnn8-devel-ubuntu22.04", RLINT_VERSION_TAG },
		{ "devel-cu130-amzn2023", RLINT_VERSION_TAG }, { "dev", RLINT_MOVING_TAG },
		{ "staging", RLINT_MOVING_TAG }, { "py39", RLINT_WORD_TAG },
		{ "23.04-py3", RLINT_VERSION_TAG }, { "v2", RLINT_VERSION_TAG },
		{ "ubuntu22.04", RLINT_VERSION_TAG }, { "ltsc2022", RLINT_VERSION_TAG },
		{ "bookworm", RLINT_WORD_TAG }, { "slim", RLINT_WORD_TAG },
		{ "base", RLINT_WORD_TAG }, { "arm64", RLINT_WORD_TAG },
		{ "gpu-py3", RLINT_WORD_TAG }, { "", RLINT_NO_TAG } };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		if (image_tag_kind(str_from(cases[i].tag)) != cases[i].kind) {
			print_error("%s\n", cases[i].tag);
			fail();
		}
	}
}

static void no_names(const void *user, rlint_str name, rlint_value *out)
{
	(void)user;
	(void)name;
	*out = (rlint_value){ .state = RLINT_UNSET };
}

static rlint_image read(struct arena *arena, const char *reference)
{
	rlint_str source = str_from(reference);
	struct text text = text_of(source, (rlint_span){ 0, (uint32_t)source.len });
	rlint_value value = value_literal(arena, &text, 0, source.len);
	struct word_scope scope = { no_names, NULL };
	rlint_image image = { .role = RLINT_PULLED };

	image_read(&image, &value, &scope);
	return image;
}

static void references_are_cut_as_the_registry_cuts_them(void **state)
{
	struct arena arena;
	rlint_image image;

	(void)state;
	arena_init(&arena, NULL, NULL);
	image = read(&arena, "localhost:5000/team/app:1.2@sha256:0123");
	assert_str(image.registry.text, "localhost:5000");
	assert_str(image.name.text, "team/app");
	assert_span(image.name.span, 15, 23);
	assert_str(image.tag.text, "1.2");
	assert_span(image.tag.span, 24, 27);
	assert_true(image.tag.is_verbatim);
	assert_str(image.digest.text, "sha256:0123");
	assert_int_equal(image.pin, RLINT_IMMUTABLE);
	image = read(&arena, "nvidia/cuda");
	assert_int_equal(image.registry.state, RLINT_UNSET);
	assert_str(image.name.text, "nvidia/cuda");
	assert_int_equal(image.tag_kind, RLINT_NO_TAG);
	assert_int_equal(image.pin, RLINT_FLOATING);
	image = read(&arena, "host:5000/app");
	assert_int_equal(image.tag_kind, RLINT_NO_TAG);
	arena_free(&arena);
}

static rlint_answer is_root(struct arena *arena, const char *reference)
{
	rlint_image image = read(arena, reference);
	const struct base_image *known = base_image_find(&image);

	return known ? known->is_root : RLINT_UNKNOWN;
}

static void base_images_are_known_under_all_their_spellings(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena, NULL, NULL);
	assert_int_equal(is_root(&arena, "python:3.12"), RLINT_YES);
	assert_int_equal(is_root(&arena, "docker.io/library/python:3.12"), RLINT_YES);
	assert_int_equal(is_root(&arena, "public.ecr.aws/docker/library/python:3.12"), RLINT_YES);
	assert_int_equal(is_root(&arena, "nvidia/cuda:12.4.1-base-ubuntu22.04"), RLINT_YES);
	assert_int_equal(is_root(&arena, "jupyter/base-notebook:2024-10-14"), RLINT_NO);
	assert_int_equal(is_root(&arena, "quay.io/jupyter/scipy-notebook:x"), RLINT_NO);
	assert_int_equal(is_root(&arena, "gcr.io/distroless/python3:nonroot"), RLINT_NO);
	assert_int_equal(is_root(&arena, "gcr.io/distroless/python3"), RLINT_YES);
	assert_int_equal(is_root(&arena, "example.org/python:3.12"), RLINT_UNKNOWN);
	assert_int_equal(is_root(&arena, "pythonic:3"), RLINT_UNKNOWN);
	assert_int_equal(is_root(&arena, "zzz:3"), RLINT_UNKNOWN);
	arena_free(&arena);
}

static void paths_are_joined_as_the_builder_does(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena, NULL, NULL);
	assert_str(path_clean(&arena, RLINT_STR("/a//b/./../c/")), "/a/c");
	assert_str(path_clean(&arena, RLINT_STR("../x")), "../x");
	assert_str(path_clean(&arena, RLINT_STR("./")), ".");
	assert_str(path_clean(&arena, RLINT_STR("/..")), "/");
	assert_str(path_join(&arena, RLINT_STR("/app"), RLINT_STR("src")), "/app/src");
	assert_str(path_join(&arena, RLINT_STR("/app"), RLINT_STR("/src/")), "/src");
	assert_true(path_is_within(RLINT_STR("/app/x"), RLINT_STR("/app")));
	assert_false(path_is_within(RLINT_STR("/apps"), RLINT_STR("/app")));
	assert_true(path_is_within(RLINT_STR("x/y"), RLINT_STR(".")));
	assert_true(path_component_matches(RLINT_STR("req*.t?t"), RLINT_STR("requirements.txt")));
	assert_true(path_component_matches(RLINT_STR("[a-c]x"), RLINT_STR("bx")));
	assert_false(path_component_matches(RLINT_STR("[^a-c]x"), RLINT_STR("bx")));
	assert_false(path_component_matches(RLINT_STR("*.py"), RLINT_STR("a.pyc")));
	assert_true(path_pattern_covers(RLINT_STR("src"), RLINT_STR("src/a/b")));
	assert_false(path_pattern_covers(RLINT_STR("src/a"), RLINT_STR("src")));
	arena_free(&arena);
}

static void binding_leaves_the_older_scope_alone(void **state)
{
	struct scope scope = { .rest = SCOPE_NOTHING }, newer = scope;
	struct arena arena;
	char names[200][2];
	rlint_value value;

	(void)state;
	arena_init(&arena, NULL, NULL);
	for (size_t i = 0; i < 200; i++) {
		struct binding binding = { .value = { .state = RLINT_KNOWN } };

		names[i][0] = (char)(i + 1);
		names[i][1] = 'x';
		binding.name = (rlint_str){ names[i], 2 };
		binding.value.text = binding.name;
		newer = scope_bind(newer, &arena, &binding);
		scope = i == 99 ? newer : scope;
	}
	for (size_t i = 0; i < 200; i++) {
		rlint_str name = { names[i], 2 };

		assert_non_null(scope_find(&newer, name));
		assert_int_equal(scope_find(&scope, name) != NULL, i < 100);
	}
	scope_lookup(&newer, RLINT_STR("HOME"), &value);
	assert_int_equal(value.state, RLINT_UNSET);
	newer.rest = SCOPE_BASE_IMAGE;
	scope_lookup(&newer, RLINT_STR("HOME"), &value);
	assert_int_equal(value.state, RLINT_UNCERTAIN);
	assert_int_equal(value.reason, RLINT_BASE_IMAGE);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tags_move_when_their_words_say_so),
		cmocka_unit_test(references_are_cut_as_the_registry_cuts_them),
		cmocka_unit_test(base_images_are_known_under_all_their_spellings),
		cmocka_unit_test(paths_are_joined_as_the_builder_does),
		cmocka_unit_test(binding_leaves_the_older_scope_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
