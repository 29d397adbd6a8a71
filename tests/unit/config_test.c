/* lib/syntax/config: YAML. */
#include "tests/unit/unit.h"

#include "lib/base/str.h"
#include "lib/syntax/config/config.h"

#include <reprolint/registry.h>

struct fixture {
	struct arena arena;
	struct config config;
};

static const struct limits limits = { { [RLINT_LIMIT_NESTING] = 256,
	[RLINT_LIMIT_FINDINGS] = 1000,
	[RLINT_LIMIT_ALIAS_STEPS] = 1000 } };

static int set_up(void **state)
{
	static struct fixture fixture;

	arena_init(&fixture.arena, NULL, NULL);
	*state = &fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;

	arena_free(&fixture->arena);
	return 0;
}

static const struct config *yaml(void **state, const char *text)
{
	struct fixture *fixture = *state;

	assert_int_equal(
		config_parse_yaml(&fixture->config, &fixture->arena, &limits, str_from(text)),
		RLINT_OK);
	return &fixture->config;
}

static uint32_t get(const struct config *config, const char *path)
{
	return config_get_path(config, config_root(config), str_from(path));
}

static rlint_span span_of(const struct config *config, const char *path)
{
	uint32_t node = get(config, path);

	assert_int_not_equal(node, NODE_NONE);
	return tree_node(&config->tree, node)->span;
}

static const struct problem *problem_at(const struct config *config, uint32_t index)
{
	assert_true(index < config->tree.problems.count);
	return (const struct problem *)config->tree.problems.items + index;
}

static void values_are_found_by_path(void **state)
{
	const struct config *config = yaml(state, "a:\n  b: {c: 7}\n  d.e: 8\nf: [x, y]\n");

	assert_str(config_text(config, get(config, "a.b.c")), "7");
	assert_str(config_text(config, get(config, "a.d.e")), "8");
	assert_int_equal(get(config, "a.z"), NODE_NONE);
	assert_int_equal(config_typed(config, get(config, "f"), LOADER_YAML11).type, TYPE_SEQUENCE);
}

static void aliases_and_merges_are_followed_own_keys_first(void **state)
{
	const struct config *config = yaml(state, "one: &one {x: 1, y: 1}\ntwo: &two {x: 2, z: 2}\n"
						  "use: {<<: [*one, *two], y: 3}\nalias: *one\n");

	assert_str(config_text(config, get(config, "use.x")), "1");
	assert_str(config_text(config, get(config, "use.y")), "3");
	assert_str(config_text(config, get(config, "use.z")), "2");
	assert_str(config_text(config, get(config, "alias.x")), "1");
	assert_int_equal(config->tree.problems.count, 0);
}

static void a_mapping_that_merges_itself_ends(void **state)
{
	const struct config *config = yaml(state, "a: &a\n  <<: *a\n  b: 1\n");

	assert_int_equal(get(config, "a.c"), NODE_NONE);
	assert_str(config_text(config, get(config, "a.b")), "1");
}

static void spans_leave_anchors_tags_and_what_follows_out(void **state)
{
	const struct config *config =
		yaml(state, "a: &x !!str 12 # c\nb: |\n  t\n   u\n\n\nc: {d: [1]} \ne:\nf: 'q'\n");

	assert_span(span_of(config, "a"), 12, 14);
	assert_span(span_of(config, "b"), 22, 32);
	assert_span(span_of(config, "c"), 38, 46);
	assert_span(span_of(config, "e"), 50, 50);
	assert_span(config_words(config, get(config, "e")), 48, 49);
	assert_span(span_of(config, "f"), 54, 57);
}

static void spans_count_bytes_behind_a_bom_and_other_scripts(void **state)
{
	const struct config *config = yaml(state,
		"\xEF\xBB\xBF\xC3\xA9: \xE6\x97\xA5\r\nk: \"\xF0\x9F\x98\x80\" # \xC3\xA9\r\n");

	assert_span(span_of(config, "\xC3\xA9"), 7, 10);
	assert_span(span_of(config, "k"), 15, 21);
	assert_str(config_text(config, get(config, "k")), "\xF0\x9F\x98\x80");
	assert_int_equal(config->tree.comments.count, 1);
}

static void decoded_scalars_keep_their_way_back(void **state)
{
	const struct config *config = yaml(state, "a: \"x\\ty\"\nb: >\n  one\n  two\n");
	struct config_scalar scalar;

	assert_true(config_scalar(config, get(config, "a"), &scalar));
	assert_str(scalar.text.bytes, "x\ty");
	assert_span(text_span(&scalar.text, 1, 2), 5, 7);
	assert_span(text_span(&scalar.text, 2, 3), 7, 8);
	assert_true(config_scalar(config, get(config, "b"), &scalar));
	assert_str(scalar.text.bytes, "one two\n");
	assert_span(text_span(&scalar.text, 4, 7), 23, 26);
	assert_int_equal(scalar.style, CONFIG_FOLDED);
}

static void equal_keys_are_told_and_the_last_counts(void **state)
{
	const struct config *config =
		yaml(state, "seed: 1\nx: {1: a, 0x1: b}\nseed: 2\n'1': 1\n1: 2\n");

	assert_int_equal(config->tree.problems.count, 2);
	assert_str(str_from(problem_at(config, 0)->rule), "duplicate-key");
	assert_span(problem_at(config, 0)->span, 26, 30);
	assert_span(problem_at(config, 0)->related, 0, 4);
	assert_true(problem_at(config, 0)->is_grave);
	assert_span(problem_at(config, 1)->span, 18, 21);
	assert_str(config_text(config, get(config, "seed")), "2");
	assert_true((tree_node(&config->tree, config_entry_of(config, get(config, "seed")))->flags &
			    CONFIG_SHADOWED) == 0);
}

static void after_an_error_the_same_mapping_goes_on(void **state)
{
	const struct config *config = yaml(state, "a: 1\nb: [x\nc: 3\n---\nd: 4\n");

	assert_int_equal(config->tree.problems.count, 1);
	assert_span(problem_at(config, 0)->span, 8, 9);
	assert_true(problem_at(config, 0)->is_grave);
	assert_true(config->tree.is_incomplete);
	assert_str(config_text(config, get(config, "a")), "1");
	assert_str(config_text(config, get(config, "c")), "3");
	assert_int_not_equal(
		tree_node(&config->tree, tree_first_child(&config->tree, 0))->next, NODE_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(values_are_found_by_path, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			aliases_and_merges_are_followed_own_keys_first, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_mapping_that_merges_itself_ends, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			spans_leave_anchors_tags_and_what_follows_out, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			spans_count_bytes_behind_a_bom_and_other_scripts, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			decoded_scalars_keep_their_way_back, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			equal_keys_are_told_and_the_last_counts, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			after_an_error_the_same_mapping_goes_on, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
