/* lib/syntax/config: JSON. */
#include "tests/unit/config_fixture.h"

#include "lib/base/str.h"

static const struct config *parse(void **state, rlint_str text, enum config_format format)
{
	struct fixture *fixture = *state;

	assert_int_equal(
		config_parse_json(&fixture->config, &fixture->arena, &limits, text, format),
		RLINT_OK);
	return &fixture->config;
}

static const struct config *json(void **state, const char *text)
{
	return parse(state, str_from(text), CONFIG_JSON);
}

static uint32_t get(const struct config *config, const char *path)
{
	return config_get_path(config, config_root(config), str_from(path));
}

static const struct problem *problem_at(const struct config *config, uint32_t index)
{
	assert_true(index < config->tree.problems.count);
	return (const struct problem *)config->tree.problems.items + index;
}

static void values_have_their_spans(void **state)
{
	const struct config *config =
		json(state, "\xEF\xBB\xBF{\"a\": {\"b\": [1, \"x\"]}, \"c\": null}\r\n");
	uint32_t list = get(config, "a.b");
	uint32_t item = tree_first_child(&config->tree, list);

	assert_int_equal(config->tree.problems.count, 0);
	assert_false(config->tree.is_incomplete);
	assert_span(tree_node(&config->tree, list)->span, 15, 23);
	assert_span(tree_node(&config->tree, item)->span, 16, 17);
	assert_span(
		tree_node(&config->tree, config_entry_of(config, get(config, "c")))->span, 26, 35);
	assert_int_equal(config_typed(config, item, LOADER_JSON).magnitude, 1);
	assert_int_equal(config_typed(config, get(config, "c"), LOADER_JSON).type, TYPE_NULL);
}

static void strings_keep_their_way_back(void **state)
{
	const struct config *config = json(state, "[\"a\\n\\u00e9\\ud83d\\ude00z\"]");
	struct config_scalar scalar;

	assert_true(config_scalar(
		config, tree_first_child(&config->tree, config_root(config)), &scalar));
	assert_str(scalar.text.bytes, "a\n\xC3\xA9\xF0\x9F\x98\x80z");
	assert_span(text_span(&scalar.text, 1, 2), 3, 5);
	assert_span(text_span(&scalar.text, 2, 4), 5, 11);
	assert_span(text_span(&scalar.text, 4, 8), 11, 23);
	assert_span(text_span(&scalar.text, 8, 9), 23, 24);
	assert_int_equal(config->tree.problems.count, 0);
}

static void what_is_commonly_taken_is_noted_once_in_json_and_never_in_jsonc(void **state)
{
	static const char text[] = "{// x\n\"a\": 1, /* y */ \"b\": [2,],}\n";
	const struct config *config = json(state, text);

	assert_int_equal(config->tree.problems.count, 1);
	assert_false(problem_at(config, 0)->is_grave);
	assert_span(problem_at(config, 0)->span, 1, 5);
	assert_int_equal(config->tree.comments.count, 2);
	assert_false(config->tree.is_incomplete);
	config = parse(state, str_from(text), CONFIG_JSONC);
	assert_int_equal(config->tree.problems.count, 0);
	assert_int_equal(((const struct comment *)config->tree.comments.items)[1].precedes,
		config_entry_of(config, get(config, "b")));
}

static void a_missing_comma_costs_one_problem_and_no_value(void **state)
{
	const struct config *config = json(state, "{\"a\": 1 \"b\": 2}");

	assert_int_equal(config->tree.problems.count, 1);
	assert_span(problem_at(config, 0)->span, 8, 9);
	assert_true(problem_at(config, 0)->is_grave);
	assert_str(config_text(config, get(config, "b")), "2");
	assert_true(config->tree.is_incomplete);
}

static void a_string_that_is_not_closed_ends_with_its_line(void **state)
{
	const struct config *config = json(state, "{\"a\": \"x,\n \"b\": 2}");

	assert_span(problem_at(config, 0)->span, 6, 7);
	assert_str(config_text(config, get(config, "b")), "2");
}

static void the_wrong_bracket_closes_what_it_fits(void **state)
{
	const struct config *config = json(state, "{\"a\": [1}");

	assert_int_equal(config->tree.problems.count, 1);
	assert_span(problem_at(config, 0)->span, 8, 9);
	assert_int_equal(config_typed(config, get(config, "a"), LOADER_JSON).type, TYPE_SEQUENCE);
}

static void an_open_bracket_is_told_where_it_opens(void **state)
{
	const struct config *config = json(state, "{\"a\": [1, 2");

	assert_int_equal(config->tree.problems.count, 1);
	assert_span(problem_at(config, 0)->span, 6, 7);
}

static void equal_keys_are_told(void **state)
{
	const struct config *config = json(state, "{\"a\": 1, \"\\u0061\": 2}");

	assert_int_equal(config->tree.problems.count, 1);
	assert_str(str_from(problem_at(config, 0)->rule), "duplicate-key");
	assert_span(problem_at(config, 0)->span, 9, 17);
	assert_span(problem_at(config, 0)->related, 1, 4);
	assert_str(config_text(config, get(config, "a")), "2");
}

static void bytes_that_are_no_text_are_told(void **state)
{
	static const char text[] = "[\"a\0b\", \"\xff\"]";
	const struct config *config =
		parse(state, (rlint_str){ text, sizeof text - 1 }, CONFIG_JSON);

	assert_int_equal(config->tree.problems.count, 2);
	assert_span(problem_at(config, 0)->span, 3, 4);
	assert_span(problem_at(config, 1)->span, 9, 10);
}

static void deep_nesting_is_one_limit(void **state)
{
	struct fixture *fixture = *state;
	size_t count = 100000;
	char *text = arena_alloc(&fixture->arena, 2 * count + 3);
	const struct config *config;

	memset(text, '[', count);
	memset(text + count, ']', count);
	config = parse(state, (rlint_str){ text, 2 * count }, CONFIG_JSON);
	assert_int_equal(config->tree.problems.count, 1);
	assert_true(problem_at(config, 0)->is_limit);
	assert_span(problem_at(config, 0)->span, 256, 257);
}

static void an_empty_file_is_refused(void **state)
{
	assert_int_equal(json(state, " \n")->tree.problems.count, 1);
}

static void template_braces_are_no_grave_problem(void **state)
{
	const struct config *config = json(state, "{\"a\": {{ x }}, \"b\": {{ y }}}");

	assert_int_equal(config->tree.problems.count, 1);
	assert_false(problem_at(config, 0)->is_grave);
	assert_true(config->tree.is_incomplete);
}

#define WITH_FIXTURE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_FIXTURE(values_have_their_spans),
		WITH_FIXTURE(strings_keep_their_way_back),
		WITH_FIXTURE(what_is_commonly_taken_is_noted_once_in_json_and_never_in_jsonc),
		WITH_FIXTURE(a_missing_comma_costs_one_problem_and_no_value),
		WITH_FIXTURE(a_string_that_is_not_closed_ends_with_its_line),
		WITH_FIXTURE(the_wrong_bracket_closes_what_it_fits),
		WITH_FIXTURE(an_open_bracket_is_told_where_it_opens),
		WITH_FIXTURE(equal_keys_are_told),
		WITH_FIXTURE(bytes_that_are_no_text_are_told),
		WITH_FIXTURE(deep_nesting_is_one_limit),
		WITH_FIXTURE(an_empty_file_is_refused),
		WITH_FIXTURE(template_braces_are_no_grave_problem),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
