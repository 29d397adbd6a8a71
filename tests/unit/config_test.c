/* lib/syntax/config: YAML, look-ups, loaders. */
#include "tests/unit/config_fixture.h"

#include <stdlib.h>

#include "lib/base/format.h"
#include "lib/base/str.h"

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

static void an_anchor_ends_where_libyaml_ends_it(void **state)
{
	const struct config *config = yaml(state, "&x?y: z\n");
	assert_span(span_of(config, "?y"), 6, 7);
	assert_span(tree_node(&config->tree,
			    config_entry_key(config, config_entry_of(config, get(config, "?y"))))
			    ->span,
		2, 4);
}

static void a_carriage_return_alone_ends_a_comment(void **state)
{
	const struct config *config = yaml(state, "! # x\ra: 1\r# z\n");
	const struct comment *comments = config->tree.comments.items;

	assert_span(span_of(config, "a"), 9, 10);
	assert_span(tree_node(&config->tree, config_root(config))->span, 6, 10);
	assert_span(comments[0].span, 2, 5);
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

static void a_quote_that_is_never_closed_costs_one_problem(void **state)
{
	const struct config *config = yaml(state, "a: 1\nb: \"x\nc: 3\nd: 4\n");

	assert_int_equal(config->tree.problems.count, 1);
	assert_span(problem_at(config, 0)->span, 8, 9);
	assert_str(config_text(config, get(config, "c")), "3");
	assert_str(config_text(config, get(config, "d")), "4");
}

static void bytes_that_yaml_refuses_are_told_and_read_over(void **state)
{
	struct fixture *fixture = *state;
	static const char text[] = "a: x\xff\xfe\nb: y\0z\nc: 1\n";
	const struct config *config = &fixture->config;

	assert_int_equal(config_parse_yaml(&fixture->config, &fixture->arena, &limits,
				 (rlint_str){ text, sizeof text - 1 }),
		RLINT_OK);
	assert_int_equal(config->tree.problems.count, 2);
	assert_span(problem_at(config, 0)->span, 4, 6);
	assert_span(problem_at(config, 1)->span, 11, 12);
	assert_str(config_text(config, get(config, "c")), "1");
}

static void utf16_is_told_once(void **state)
{
	struct fixture *fixture = *state;

	assert_int_equal(config_parse_yaml(&fixture->config, &fixture->arena, &limits,
				 (rlint_str){ "\xff\xfe"
					      "a\0:\0 \0001\0",
					 10 }),
		RLINT_OK);
	assert_int_equal(fixture->config.tree.problems.count, 1);
	assert_true(fixture->config.tree.is_incomplete);
}

static void a_version_directive_is_no_matter(void **state)
{
	const struct config *config =
		yaml(state, "# x\n%YAML 1.3\n---\na: 1\n...\n%YAML 1.2\n---\nb: '%YAML'\n");

	assert_int_equal(config->tree.problems.count, 0);
	assert_str(config_text(config, get(config, "a")), "1");
}

static void templates_are_incomplete_but_no_error(void **state)
{
	static const char *const texts[] = { "a: {{ b }}\nc: d\n",
		"{% if x %}\na: 1\n{% else %}\na: 2\n",
		"a:\n  {{- include \"x\" . | nindent 4 }}\nb: 1\n",
		"{{ a }}: 1\nb: \"{{ c }}\"\n" };

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		const struct config *config = yaml(state, texts[i]);

		assert_int_equal(config->tree.problems.count, 0);
		assert_true(config->tree.is_incomplete);
		assert_true(config->is_template);
	}
	assert_false(yaml(state, "a: \"{{ b }}\"\n")->is_template);
}

static void comments_know_what_they_precede_and_trail(void **state)
{
	const struct config *config =
		yaml(state, "# one\na: 1 # two\nb: # three\n  - x#y # four\n  # five\n  - '# no'\n"
			    "c: | # six\n  # no\n# seven\n");
	const struct comment *comments = config->tree.comments.items;
	const uint32_t a = config_entry_of(config, get(config, "a"));
	const uint32_t b = config_entry_of(config, get(config, "b"));
	const uint32_t c = config_entry_of(config, get(config, "c"));
	const uint32_t item = tree_first_child(&config->tree, get(config, "b"));

	assert_int_equal(config->tree.comments.count, 7);
	assert_span(comments[0].span, 0, 5);
	assert_int_equal(comments[0].precedes, a);
	assert_int_equal(comments[0].trails, NODE_NONE);
	assert_int_equal(comments[1].trails, a);
	assert_int_equal(comments[1].precedes, b);
	assert_int_equal(comments[2].trails, b);
	assert_int_equal(comments[2].precedes, item);
	assert_int_equal(comments[3].trails, item);
	assert_int_equal(comments[4].precedes, tree_node(&config->tree, item)->next);
	assert_int_equal(comments[5].trails, c);
	assert_int_equal(comments[6].precedes, NODE_NONE);
	assert_int_equal(comments[6].trails, NODE_NONE);
}

static void deep_nesting_is_one_limit(void **state)
{
	struct fixture *fixture = *state;
	struct buffer buffer = { .arena = &fixture->arena };
	const struct config *config = &fixture->config;
	uint32_t first;

	for (unsigned i = 0; i < 100000; i++) {
		buffer_add_byte(&buffer, '[');
	}
	buffer_add(&buffer, RLINT_STR("\nb: 1\n"));
	assert_int_equal(
		config_parse_yaml(&fixture->config, &fixture->arena, &limits, buffer_str(&buffer)),
		RLINT_OK);
	assert_int_equal(config->tree.problems.count, 1);
	assert_true(problem_at(config, 0)->is_limit);
	assert_span(problem_at(config, 0)->span, 256, 257);
	assert_true(config->tree.nodes.count < 300);
	first = tree_first_child(&config->tree, 0);
	first = tree_first_child(&config->tree, tree_node(&config->tree, first)->next);
	assert_str(config_text(config, config_get(config, first, RLINT_STR("b"))), "1");
}

static void an_alias_bomb_stays_small(void **state)
{
	const struct config *config = yaml(state,
		"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: &d {k: *c}\ne: {<<: *d}\n");

	assert_int_equal(
		config_typed(config, get(config, "e.k"), LOADER_YAML11).type, TYPE_SEQUENCE);
	assert_true(config->tree.nodes.count < 40);
}

static void an_alias_without_anchor_is_refused(void **state)
{
	const struct config *config = yaml(state, "a: *b\nc: &b 1\n");

	assert_int_equal(config->tree.problems.count, 1);
	assert_span(problem_at(config, 0)->span, 3, 5);
	assert_int_equal(config_resolve(config, get(config, "a")), NODE_NONE);
}

static void anchors_end_with_their_document(void **state)
{
	assert_int_equal(yaml(state, "a: &x 1\n---\nb: *x\n")->tree.problems.count, 1);
}

static void many_equal_keys_are_found_too(void **state)
{
	struct fixture *fixture = *state;
	struct buffer buffer = { .arena = &fixture->arena };

	for (uint64_t i = 0; i < 1000; i++) {
		buffer_add(&buffer, RLINT_STR("key"));
		buffer_add_u64(&buffer, i % 990);
		buffer_add(&buffer, RLINT_STR(": 1\n"));
	}
	assert_int_equal(
		config_parse_yaml(&fixture->config, &fixture->arena, &limits, buffer_str(&buffer)),
		RLINT_OK);
	assert_int_equal(fixture->config.tree.problems.count, 10);
	assert_false(problem_at(&fixture->config, 0)->is_grave);
}

static void problems_of_one_file_have_a_limit(void **state)
{
	struct fixture *fixture = *state;
	struct buffer buffer = { .arena = &fixture->arena };

	for (unsigned i = 0; i < 2000; i++) {
		buffer_add(&buffer, RLINT_STR("a: [b\n"));
	}
	assert_int_equal(
		config_parse_yaml(&fixture->config, &fixture->arena, &limits, buffer_str(&buffer)),
		RLINT_OK);
	assert_int_equal(fixture->config.tree.problems.count, 1000);
	assert_true(fixture->config.tree.is_incomplete);
}

static void block_scalars_keep_the_way_back_of_each_line(void **state)
{
	const struct config *config =
		yaml(state, "a: |2-\r\n   x\r\n  y\r\n\r\nb: \"p\n\n  q\\\n  r\"\n");
	struct config_scalar scalar;

	assert_true(config_scalar(config, get(config, "a"), &scalar));
	assert_str(scalar.text.bytes, " x\ny");
	assert_span(text_span(&scalar.text, 1, 2), 11, 12);
	assert_span(text_span(&scalar.text, 3, 4), 16, 17);
	assert_true(config_scalar(config, get(config, "b"), &scalar));
	assert_str(scalar.text.bytes, "p\nqr");
	assert_span(text_span(&scalar.text, 2, 3), 30, 31);
	assert_span(text_span(&scalar.text, 3, 4), 35, 36);
}

static void empty_files_have_no_root(void **state)
{
	assert_int_equal(config_root(yaml(state, "")), NODE_NONE);
	assert_int_equal(config_root(yaml(state, "# only\n")), NODE_NONE);
	assert_int_equal(config_get(yaml(state, "a"), 0, RLINT_STR("a")), NODE_NONE);
}

/* Memory that ends after so many calls. */
struct scarce {
	size_t left, live;
};

static void *scarce_resize(void *user, void *ptr, size_t old_size, size_t new_size)
{
	struct scarce *scarce = user;
	void *block;

	(void)old_size;
	if (new_size == 0) {
		scarce->live -= ptr != NULL;
		free(ptr);
		return NULL;
	}
	if (scarce->left == 0) {
		return NULL;
	}
	scarce->left--;
	block = realloc(ptr, new_size);
	scarce->live += !ptr && block;
	return block;
}

static void memory_that_runs_out_is_told_and_given_back(void **state)
{
	struct fixture *fixture = *state;
	struct buffer buffer = { .arena = &fixture->arena };
	rlint_status status = RLINT_NOMEM;
	size_t failures = 0;

	for (unsigned i = 0; i < 2000; i++) {
		buffer_add(&buffer, RLINT_STR("- \"a\\tb\" # c\n- [x\nk: &a 1\n"));
	}
	while (status != RLINT_OK && failures < 1000) {
		struct scarce scarce = { .left = failures };
		const rlint_alloc alloc = { scarce_resize, &scarce };
		struct arena arena;
		struct config config;

		arena_init(&arena, &alloc, NULL);
		status = config_parse_yaml(&config, &arena, &limits, buffer_str(&buffer));
		arena_free(&arena);
		assert_true(status == RLINT_OK || status == RLINT_NOMEM);
		assert_int_equal(scarce.live, 0);
		failures++;
	}
	assert_int_equal(status, RLINT_OK);
	assert_true(failures > 5);
}

struct typed_case {
	const char *text;
	enum config_type types[4]; /* by loader */
	uint64_t magnitude; /* of the first loader that reads an integer */
};

static const struct typed_case typed_cases[] = {
	{ "yes", { TYPE_BOOL, TYPE_BOOL, TYPE_STRING, TYPE_STRING }, 0 },
	{ "true", { TYPE_BOOL, TYPE_BOOL, TYPE_BOOL, TYPE_BOOL }, 0 },
	{ "True", { TYPE_BOOL, TYPE_BOOL, TYPE_BOOL, TYPE_STRING }, 0 },
	{ "y", { TYPE_STRING, TYPE_STRING, TYPE_STRING, TYPE_STRING }, 0 },
	{ "null", { TYPE_NULL, TYPE_NULL, TYPE_NULL, TYPE_NULL }, 0 },
	{ "~", { TYPE_NULL, TYPE_NULL, TYPE_NULL, TYPE_STRING }, 0 },
	{ "None", { TYPE_STRING, TYPE_STRING, TYPE_STRING, TYPE_STRING }, 0 },
	{ "42", { TYPE_INT, TYPE_INT, TYPE_INT, TYPE_INT }, 42 },
	{ "+7", { TYPE_INT, TYPE_INT, TYPE_INT, TYPE_INT }, 7 },
	{ "0o17", { TYPE_STRING, TYPE_STRING, TYPE_INT, TYPE_STRING }, 15 },
	{ "017", { TYPE_INT, TYPE_INT, TYPE_INT, TYPE_INT }, 15 },
	{ "08", { TYPE_STRING, TYPE_STRING, TYPE_INT, TYPE_INT }, 8 },
	{ "0x1F", { TYPE_INT, TYPE_INT, TYPE_INT, TYPE_STRING }, 31 },
	{ "0b11", { TYPE_INT, TYPE_INT, TYPE_STRING, TYPE_STRING }, 3 },
	{ "1_000", { TYPE_INT, TYPE_INT, TYPE_STRING, TYPE_STRING }, 1000 },
	{ "1:30", { TYPE_INT, TYPE_INT, TYPE_STRING, TYPE_STRING }, 90 },
	{ "1:60", { TYPE_STRING, TYPE_STRING, TYPE_STRING, TYPE_STRING }, 0 },
	{ "1e3", { TYPE_STRING, TYPE_FLOAT, TYPE_FLOAT, TYPE_FLOAT }, 0 },
	{ "1.0e3", { TYPE_STRING, TYPE_FLOAT, TYPE_FLOAT, TYPE_FLOAT }, 0 },
	{ "1.0e+3", { TYPE_FLOAT, TYPE_FLOAT, TYPE_FLOAT, TYPE_FLOAT }, 0 },
	{ "1.", { TYPE_FLOAT, TYPE_FLOAT, TYPE_FLOAT, TYPE_FLOAT }, 0 },
	{ ".5", { TYPE_FLOAT, TYPE_FLOAT, TYPE_FLOAT, TYPE_FLOAT }, 0 },
	{ "-.5", { TYPE_STRING, TYPE_STRING, TYPE_FLOAT, TYPE_STRING }, 0 },
	{ "-.inf", { TYPE_FLOAT, TYPE_FLOAT, TYPE_FLOAT, TYPE_STRING }, 0 },
	{ "-.nan", { TYPE_STRING, TYPE_STRING, TYPE_STRING, TYPE_STRING }, 0 },
	{ "'42'", { TYPE_STRING, TYPE_STRING, TYPE_STRING, TYPE_STRING }, 0 },
	{ "${seed}", { TYPE_UNKNOWN, TYPE_UNKNOWN, TYPE_UNKNOWN, TYPE_UNKNOWN }, 0 },
	{ "'${oc.env:S}'", { TYPE_UNKNOWN, TYPE_UNKNOWN, TYPE_UNKNOWN, TYPE_UNKNOWN }, 0 },
	{ "\"{{ s }}\"", { TYPE_UNKNOWN, TYPE_UNKNOWN, TYPE_UNKNOWN, TYPE_UNKNOWN }, 0 },
	{ "???", { TYPE_STRING, TYPE_MANDATORY, TYPE_STRING, TYPE_STRING }, 0 },
	{ "!!str 1", { TYPE_STRING, TYPE_STRING, TYPE_STRING, TYPE_STRING }, 0 },
	{ "!!int '1'", { TYPE_INT, TYPE_INT, TYPE_INT, TYPE_INT }, 1 },
	{ "!env X", { TYPE_UNKNOWN, TYPE_UNKNOWN, TYPE_UNKNOWN, TYPE_UNKNOWN }, 0 },
	{ "18446744073709551615", { TYPE_INT, TYPE_INT, TYPE_INT, TYPE_INT }, UINT64_MAX },
	{ "-", { TYPE_SEQUENCE, TYPE_SEQUENCE, TYPE_SEQUENCE, TYPE_SEQUENCE }, 0 },
};

static void check_typed(const struct config *config, const struct typed_case *item)
{
	bool has_magnitude = false;

	for (int loader = LOADER_YAML11; loader <= LOADER_JSON; loader++) {
		struct config_number number =
			config_typed(config, config_root(config), (enum config_loader)loader);

		if (number.type != item->types[loader]) {
			fail_msg("%s: loader %d gives %d", item->text, loader, number.type);
		}
		if (number.type == TYPE_INT && !has_magnitude) {
			has_magnitude = true;
			assert_int_equal(number.magnitude, item->magnitude);
			assert_false(number.is_out_of_range);
		}
	}
}

static void loaders_differ_in_what_plain_text_means(void **state)
{
	for (size_t i = 0; i < sizeof typed_cases / sizeof *typed_cases; i++) {
		check_typed(yaml(state, typed_cases[i].text), &typed_cases[i]);
	}
}

static void integers_past_64_bits_are_out_of_range(void **state)
{
	const struct config *config = yaml(state, "a: -18446744073709551616\n");
	struct config_number number = config_typed(config, get(config, "a"), LOADER_YAML11);

	assert_int_equal(number.type, TYPE_INT);
	assert_true(number.is_negative);
	assert_true(number.is_out_of_range);
}

#define WITH_FIXTURE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_FIXTURE(values_are_found_by_path),
		WITH_FIXTURE(aliases_and_merges_are_followed_own_keys_first),
		WITH_FIXTURE(a_mapping_that_merges_itself_ends),
		WITH_FIXTURE(spans_leave_anchors_tags_and_what_follows_out),
		WITH_FIXTURE(an_anchor_ends_where_libyaml_ends_it),
		WITH_FIXTURE(a_carriage_return_alone_ends_a_comment),
		WITH_FIXTURE(spans_count_bytes_behind_a_bom_and_other_scripts),
		WITH_FIXTURE(decoded_scalars_keep_their_way_back),
		WITH_FIXTURE(block_scalars_keep_the_way_back_of_each_line),
		WITH_FIXTURE(equal_keys_are_told_and_the_last_counts),
		WITH_FIXTURE(many_equal_keys_are_found_too),
		WITH_FIXTURE(after_an_error_the_same_mapping_goes_on),
		WITH_FIXTURE(a_quote_that_is_never_closed_costs_one_problem),
		WITH_FIXTURE(bytes_that_yaml_refuses_are_told_and_read_over),
		WITH_FIXTURE(utf16_is_told_once),
		WITH_FIXTURE(a_version_directive_is_no_matter),
		WITH_FIXTURE(templates_are_incomplete_but_no_error),
		WITH_FIXTURE(comments_know_what_they_precede_and_trail),
		WITH_FIXTURE(deep_nesting_is_one_limit),
		WITH_FIXTURE(an_alias_bomb_stays_small),
		WITH_FIXTURE(an_alias_without_anchor_is_refused),
		WITH_FIXTURE(anchors_end_with_their_document),
		WITH_FIXTURE(problems_of_one_file_have_a_limit),
		WITH_FIXTURE(empty_files_have_no_root),
		WITH_FIXTURE(memory_that_runs_out_is_told_and_given_back),
		WITH_FIXTURE(loaders_differ_in_what_plain_text_means),
		WITH_FIXTURE(integers_past_64_bits_are_out_of_range),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
