/* lib/syntax/config: TOML. */
#include "tests/unit/config_fixture.h"

#include <stdlib.h>

#include "lib/base/str.h"

static const struct config *parse(void **state, rlint_str text)
{
	struct fixture *fixture = *state;

	assert_int_equal(
		config_parse_toml(&fixture->config, &fixture->arena, &limits, text), RLINT_OK);
	return &fixture->config;
}

static const struct config *toml(void **state, const char *text)
{
	return parse(state, str_from(text));
}

static uint32_t get(const struct config *config, const char *path)
{
	return config_get_path(config, config_root(config), str_from(path));
}

static rlint_str text_at(const struct config *config, const char *path)
{
	return config_text(config, get(config, path));
}

static rlint_span span_of(const struct config *config, uint32_t node)
{
	return tree_node(&config->tree, node)->span;
}

static rlint_span entry_span(const struct config *config, const char *path)
{
	return span_of(config, config_entry_of(config, get(config, path)));
}

static const struct problem *problem_at(const struct config *config, uint32_t index)
{
	assert_true(index < config->tree.problems.count);
	return (const struct problem *)config->tree.problems.items + index;
}

static const struct comment *comment_at(const struct config *config, uint32_t index)
{
	assert_true(index < config->tree.comments.count);
	return (const struct comment *)config->tree.comments.items + index;
}

/* One grave problem, at the span. */
static void assert_refused(const struct config *config, uint32_t start, uint32_t end)
{
	assert_int_equal(config->tree.problems.count, 1);
	assert_span(problem_at(config, 0)->span, start, end);
	assert_str(str_from(problem_at(config, 0)->rule), "config");
	assert_true(problem_at(config, 0)->is_grave);
	assert_true(config->tree.is_incomplete);
}

/* What preorder promises of parents, children and neighbours. */
static void assert_preorder(const struct config *config)
{
	const struct tree *tree = &config->tree;

	for (uint32_t i = 1; i < tree->nodes.count; i++) {
		const struct node *node = tree_node(tree, i);
		const struct node *parent = tree_node(tree, node->parent);

		assert_true(node->parent < i);
		assert_true(node->next == NODE_NONE || node->next > i);
		assert_true(node->span.start >= parent->span.start);
		assert_true(node->span.end <= parent->span.end);
		assert_true(node->parent == i - 1 || tree_node(tree, i - 1)->next == i ||
			    (tree_node(tree, i - 1)->flags & NODE_HAS_CHILD) == 0);
	}
}

/* ---- trees ---- */

static void keys_values_and_tables_have_their_spans(void **state)
{
	const struct config *config = toml(state, "\xEF\xBB\xBF"
						  "a = 1\n[t.u]\nb.c = 'x'\n\n[v]\r\n");
	uint32_t value = get(config, "t.u.b.c");

	assert_int_equal(config->tree.problems.count, 0);
	assert_span(entry_span(config, "a"), 3, 8);
	assert_span(span_of(config, get(config, "a")), 7, 8);
	assert_span(entry_span(config, "t"), 9, 24);
	assert_span(span_of(config,
			    config_entry_key(config, config_entry_of(config, get(config, "t.u")))),
		12, 13);
	assert_span(span_of(config, get(config, "t.u")), 15, 24);
	assert_span(entry_span(config, "t.u.b"), 15, 24);
	assert_span(span_of(config, config_entry_of(config, value)), 17, 24);
	assert_span(span_of(config, value), 21, 24);
	assert_str(config_text(config, value), "x");
	assert_span(entry_span(config, "v"), 26, 29);
	assert_span(config_words(config, get(config, "v")), 27, 28);
	assert_preorder(config);
}

static void tables_in_any_order_are_one_tree(void **state)
{
	const struct config *config =
		toml(state, "[a.b]\nx = 1 # 1\n[c]\ny = 2\n[a.d]\nz = 3 # 2\n"
			    "[[l]]\nn = 1\n[c.e]\nf = 4\n[[l]]\nn = 2\n[a]\ng = 5\nx\n");
	uint32_t item = tree_first_child(&config->tree, get(config, "l"));

	assert_str(text_at(config, "a.b.x"), "1");
	assert_str(text_at(config, "a.d.z"), "3");
	assert_str(text_at(config, "a.g"), "5");
	assert_str(text_at(config, "c.y"), "2");
	assert_str(text_at(config, "c.e.f"), "4");
	assert_str(config_text(config, config_get(config, item, RLINT_STR("n"))), "1");
	item = tree_node(&config->tree, item)->next;
	assert_str(config_text(config, config_get(config, item, RLINT_STR("n"))), "2");
	assert_int_equal(tree_node(&config->tree, item)->next, NODE_NONE);
	assert_preorder(config);
	/* Comments and problems moved with their nodes. */
	assert_int_equal(
		comment_at(config, 1)->trails, config_entry_of(config, get(config, "a.d.z")));
	assert_int_equal(
		comment_at(config, 0)->precedes, config_entry_of(config, get(config, "c")));
	assert_int_equal(problem_at(config, 0)->node, get(config, "a"));
}

static void inline_tables_and_lists_nest(void **state)
{
	const struct config *config = toml(state, "a = [ [1, 2], # one\n {b.c = 'd', e = []}, ]\n");
	uint32_t list = get(config, "a");
	uint32_t item = tree_first_child(&config->tree, list);

	assert_int_equal(config->tree.problems.count, 0);
	assert_span(span_of(config, list), 4, 43);
	assert_span(span_of(config, item), 6, 12);
	item = tree_node(&config->tree, item)->next;
	assert_span(span_of(config, item), 21, 40);
	assert_str(config_text(config, config_get_path(config, item, RLINT_STR("b.c"))), "d");
	assert_int_equal(
		config_typed(config, config_get(config, item, RLINT_STR("e")), LOADER_TOML).type,
		TYPE_SEQUENCE);
	assert_true(tree_node(&config->tree, item)->flags & CONFIG_FLOW);
	assert_preorder(config);
}

static void an_empty_file_is_an_empty_table(void **state)
{
	const struct config *config = parse(state, (rlint_str){ 0 });

	assert_int_equal(config->tree.problems.count, 0);
	assert_int_equal(config_typed(config, config_root(config), LOADER_TOML).type, TYPE_MAPPING);
}

/* ---- scalars ---- */

static void strings_keep_their_way_back(void **state)
{
	const struct config *config =
		toml(state, "a = \"x\\u00e9\\tz\"\nb = \"\"\"\r\nq\r\n \\\n  r\"\"\"\"\n"
			    "c = '''\n\\'''\nd = \"\"\n");
	struct config_scalar scalar;

	assert_int_equal(config->tree.problems.count, 0);
	assert_true(config_scalar(config, get(config, "a"), &scalar));
	assert_str(scalar.text.bytes, "x\xC3\xA9\tz");
	assert_int_equal(scalar.style, CONFIG_DOUBLE_QUOTED);
	assert_span(text_span(&scalar.text, 1, 3), 6, 12);
	assert_span(text_span(&scalar.text, 4, 5), 14, 15);
	assert_true(config_scalar(config, get(config, "b"), &scalar));
	assert_str(scalar.text.bytes, "q\n r\"");
	assert_span(text_span(&scalar.text, 1, 2), 27, 29);
	assert_span(text_span(&scalar.text, 3, 4), 34, 35);
	assert_span(span_of(config, get(config, "b")), 21, 39);
	assert_str(text_at(config, "c"), "\\");
	assert_true(config_scalar(config, get(config, "d"), &scalar));
	assert_span(text_span(&scalar.text, 0, 0), 58, 58);
}

static struct config_number typed(void **state, const char *word)
{
	char line[64] = "a = ";
	const struct config *config;

	strcat(line, word);
	config = toml(state, line);
	return config_typed(config, get(config, "a"), LOADER_TOML);
}

static void words_have_their_types(void **state)
{
	static const struct {
		const char *word;
		enum config_type type;
		uint64_t magnitude;
	} rows[] = {
		{ "true", TYPE_BOOL, 0 },
		{ "\"true\"", TYPE_STRING, 0 },
		{ "42", TYPE_INT, 42 },
		{ "-1_000", TYPE_INT, 1000 },
		{ "0xdead_BEEF", TYPE_INT, 0xdeadbeef },
		{ "0o755", TYPE_INT, 0755 },
		{ "0b1101", TYPE_INT, 13 },
		{ "18446744073709551615", TYPE_INT, UINT64_MAX },
		{ "1e3", TYPE_FLOAT, 0 },
		{ "+1_0.5E-2", TYPE_FLOAT, 0 },
		{ "100e-3", TYPE_FLOAT, 0 },
		{ "-inf", TYPE_FLOAT, 0 },
		{ "nan", TYPE_FLOAT, 0 },
		{ "1979-05-27T07:32:00.5-07:00", TYPE_DATETIME, 0 },
		{ "1979-05-27 07:32:00Z", TYPE_DATETIME, 0 },
		{ "1979-05-27t07:32:00", TYPE_LOCAL_DATETIME, 0 },
		{ "1980-02-29", TYPE_LOCAL_DATE, 0 },
		{ "07:32:00", TYPE_LOCAL_TIME, 0 },
		{ "[]", TYPE_SEQUENCE, 0 },
		{ "{}", TYPE_MAPPING, 0 },
		{ "\"${x}\"", TYPE_UNKNOWN, 0 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct config_number number = typed(state, rows[i].word);

		assert_int_equal(((struct fixture *)*state)->config.tree.problems.count, 0);
		assert_int_equal(number.type, rows[i].type);
		assert_true(number.magnitude == rows[i].magnitude);
		assert_int_equal(number.is_negative, rows[i].word[0] == '-');
	}
	assert_true(typed(state, "18446744073709551616").is_out_of_range);
	assert_true(typed(state, "true").boolean);
}

static void words_that_are_none_are_told_where_they_stand(void **state)
{
	static const char *const words[] = { "01", "1_", "1__0", "0x", "0xg", "+0x1", "1.", ".5",
		"1.e3", "1e", "True", "yes", "1979-02-29", "1979-13-01", "07:32", "24:00:00",
		"1979-05-27T07:32", "1979-05-27T07:32:00+25:00", "+", "infinity" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		assert_int_equal(typed(state, words[i]).type, TYPE_UNKNOWN);
		assert_refused(
			&((struct fixture *)*state)->config, 4, 4 + (uint32_t)strlen(words[i]));
	}
}

/* ---- what is refused ---- */

static void a_key_twice_is_refused_with_both_places(void **state)
{
	const struct config *config = toml(state, "a = 1\n'a' = 2\n");

	assert_refused(config, 6, 9);
	assert_span(problem_at(config, 0)->related, 0, 1);
	assert_str(text_at(config, "a"), "2");
	assert_true(tree_node(&config->tree, tree_first_child(&config->tree, config_root(config)))
			    ->flags &
		    CONFIG_SHADOWED);
}

static void tables_are_defined_once(void **state)
{
	assert_refused(toml(state, "[a]\n[a]\n"), 5, 6);
	assert_refused(toml(state, "a = 1\n[a]\n"), 7, 8);
	assert_refused(toml(state, "a = {}\n[a.b]\n"), 8, 9);
	assert_refused(toml(state, "a = []\n[[a]]\n"), 9, 10);
	assert_refused(toml(state, "[[a]]\n[a]\n"), 7, 8);
	assert_refused(toml(state, "[a.b]\n[a]\nb.c = 1\n"), 10, 11);
	assert_refused(toml(state, "[a]\nb.c = 1\n[a.b]\n"), 15, 16);
	assert_refused(toml(state, "a = {b = 1}\na.c = 2\n"), 12, 13);
	assert_refused(toml(state, "a = {b = {}, b.c = 2}\n"), 13, 14);
	assert_int_equal(
		toml(state, "[a.b]\n[a]\n[a.c]\nd.e=1\nd.f=1\n[a.c.d.g]\n")->tree.problems.count,
		0);
}

static void keys_of_a_doubled_table_are_not_lost(void **state)
{
	const struct config *config = toml(state, "[a]\nb = 1\n[a]\nc = 2\n");

	assert_str(text_at(config, "a.b"), "1");
	assert_str(text_at(config, "a.c"), "2");
}

static void a_bad_line_costs_itself_alone(void **state)
{
	static const struct {
		const char *line;
		uint32_t start, end;
	} rows[] = {
		{ "x", 7, 7 },
		{ "x =", 9, 9 },
		{ "= 1", 6, 7 },
		{ "x = 1 2", 12, 13 },
		{ "x y = 1", 8, 8 },
		{ "x = \"a", 10, 11 },
		{ "x = 'a\\", 10, 11 },
		{ "x = \"\\q\"", 11, 12 },
		{ "x = \"\\ud800\"", 11, 13 },
		{ "x = [1 2]", 13, 14 },
		{ "x = [1,,2]", 13, 14 },
		{ "x = {a = 1,}", 17, 18 },
		{ "x = {a = 1", 10, 11 },
		{ "x = {a 1}", 13, 13 },
		{ "x = [1", 10, 11 },
		{ "x = [1,", 10, 11 },
		{ "x = {a = [1}", 17, 18 },
		{ "x = 1 \x01", 12, 13 },
		{ "x = '\xFF'", 11, 12 },
		{ "# \x7F", 8, 9 },
		{ "\xC3\xA9 = 1", 6, 8 },
		{ "\"\"\"x\"\"\" = 1", 6, 9 },
		{ "x = \"\"\"a", 10, 13 },
		{ "x. = 1", 9, 10 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[64] = "a = 1\n";
		const struct config *config;

		strcat(text, rows[i].line);
		strcat(text, "\nb = 2\n[t]\nc = 3\n");
		config = toml(state, text);
		assert_refused(config, rows[i].start, rows[i].end);
		assert_str(text_at(config, "a"), "1");
		assert_str(text_at(config, "b"), "2");
		assert_str(text_at(config, "t.c"), "3");
		assert_preorder(config);
	}
}

static void keys_under_a_bad_header_belong_to_no_other_table(void **state)
{
	static const char *const headers[] = { "[]", "[a", "[a b]", "[a]]", "[[a]", "[a.]",
		"[ [a]]", "[a # b]", "[\"a]" };

	for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
		char text[64] = "[t]\nx = 1\n";
		const struct config *config;

		strcat(text, headers[i]);
		strcat(text, "\nx = 2\n[u]\nx = 3\n");
		config = toml(state, text);
		assert_int_equal(config->tree.problems.count, 1);
		assert_str(text_at(config, "t.x"), "1");
		assert_str(text_at(config, "u.x"), "3");
	}
}

static void a_list_over_lines_with_an_error_costs_one_problem_a_line(void **state)
{
	const struct config *config = toml(state, "x = [\n 1\n 2,\n {a 1},\n 3,\n]\ny = 4\n");

	assert_int_equal(config->tree.problems.count, 2);
	assert_span(problem_at(config, 0)->span, 10, 11);
	assert_span(problem_at(config, 1)->span, 17, 17);
	assert_str(text_at(config, "y"), "4");
}

static void utf_16_is_told_once(void **state)
{
	assert_refused(parse(state, RLINT_STR("\xFF\xFE"
					      "a\0=\0")),
		0, 2);
}

/* ---- comments ---- */

static void comments_know_their_neighbours(void **state)
{
	const struct config *config = toml(state,
		"# 0\n[a.b] # 1\n# 2\nx = [ # 3\n 1, # 4\n] # 5\n[[l]] # 6\ny = {z = 1} "
		"# 7\n# 8\n");
	uint32_t table = config_entry_of(config, get(config, "a.b"));
	uint32_t x = config_entry_of(config, get(config, "a.b.x"));
	uint32_t one = tree_first_child(&config->tree, get(config, "a.b.x"));
	uint32_t item = tree_first_child(&config->tree, get(config, "l"));
	uint32_t y = config_entry_of(config, config_get(config, item, RLINT_STR("y")));
	const uint32_t precedes[] = { table, x, x, one, item, item, y, NODE_NONE, NODE_NONE };
	const uint32_t trails[] = { NODE_NONE, table, NODE_NONE, x, one, x, item, y, NODE_NONE };

	assert_int_equal(config->tree.comments.count, 9);
	for (uint32_t i = 0; i < 9; i++) {
		assert_int_equal(comment_at(config, i)->precedes, precedes[i]);
		assert_int_equal(comment_at(config, i)->trails, trails[i]);
	}
}

/* ---- limits ---- */

static rlint_str repeat(void **state, const char *unit, size_t count)
{
	struct buffer buffer = { .arena = &((struct fixture *)*state)->arena };

	for (size_t i = 0; i < count; i++) {
		buffer_add(&buffer, str_from(unit));
	}
	return buffer_str(&buffer);
}

static void nesting_past_the_limit_is_told_and_passed_over(void **state)
{
	static const char *const units[] = { "[", "{a=", "a." };

	for (size_t i = 0; i < 3; i++) {
		struct buffer buffer = { .arena = &((struct fixture *)*state)->arena };
		const struct config *config;

		buffer_add(&buffer, i == 2 ? RLINT_STR("b.") : RLINT_STR("b = "));
		buffer_add(&buffer, repeat(state, units[i], 100000));
		buffer_add(&buffer, i == 2 ? RLINT_STR("a = 1\ny = 2") : RLINT_STR("\ny = 2"));
		config = parse(state, buffer_str(&buffer));
		assert_int_equal(config->tree.problems.count, 1);
		assert_true(problem_at(config, 0)->is_limit);
		assert_str(text_at(config, "y"), "2");
	}
}

static void more_nodes_than_are_kept_are_told_once(void **state)
{
	struct buffer buffer = { .arena = &((struct fixture *)*state)->arena };
	const struct config *config;

	buffer_add(&buffer, RLINT_STR("a = ["));
	buffer_add(&buffer, repeat(state, "1,", 1000000));
	config = parse(state, buffer_str(&buffer));
	assert_int_equal(config->tree.problems.count, 1);
	assert_true(problem_at(config, 0)->is_limit);
	assert_true(config->tree.is_incomplete);
}

static void many_keys_and_tables_take_no_time(void **state)
{
	struct buffer buffer = { .arena = &((struct fixture *)*state)->arena };
	const struct config *config;

	for (uint32_t i = 0; i < 50000; i++) {
		buffer_add(&buffer, RLINT_STR("["));
		buffer_add(&buffer, i % 2 ? RLINT_STR("odd.t") : RLINT_STR("even.t"));
		buffer_add_u64(&buffer, i);
		buffer_add(&buffer, RLINT_STR("]\nk = 1\n"));
	}
	config = parse(state, buffer_str(&buffer));
	assert_int_equal(config->tree.problems.count, 0);
	assert_str(text_at(config, "odd.t49999.k"), "1");
	assert_preorder(config);
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
	rlint_str text = repeat(
		state, "[a]\nb = \"\\n\"\n[c]\nd = 1\n[a.e]\nf = [1, {g = 1}] # h\nb b\n", 300);
	rlint_status status = RLINT_NOMEM;
	size_t failures = 0;

	while (status != RLINT_OK && failures < 1000) {
		struct scarce scarce = { .left = failures };
		const rlint_alloc alloc = { scarce_resize, &scarce };
		struct arena arena;
		struct config config;

		arena_init(&arena, &alloc, NULL);
		status = config_parse_toml(&config, &arena, &limits, text);
		arena_free(&arena);
		assert_true(status == RLINT_OK || status == RLINT_NOMEM);
		assert_int_equal(scarce.live, 0);
		failures++;
	}
	assert_int_equal(status, RLINT_OK);
	assert_true(failures > 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			keys_values_and_tables_have_their_spans, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			tables_in_any_order_are_one_tree, set_up, tear_down),
		cmocka_unit_test_setup_teardown(inline_tables_and_lists_nest, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_empty_file_is_an_empty_table, set_up, tear_down),
		cmocka_unit_test_setup_teardown(strings_keep_their_way_back, set_up, tear_down),
		cmocka_unit_test_setup_teardown(words_have_their_types, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			words_that_are_none_are_told_where_they_stand, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_key_twice_is_refused_with_both_places, set_up, tear_down),
		cmocka_unit_test_setup_teardown(tables_are_defined_once, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			keys_of_a_doubled_table_are_not_lost, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_bad_line_costs_itself_alone, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			keys_under_a_bad_header_belong_to_no_other_table, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_list_over_lines_with_an_error_costs_one_problem_a_line, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(utf_16_is_told_once, set_up, tear_down),
		cmocka_unit_test_setup_teardown(comments_know_their_neighbours, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			nesting_past_the_limit_is_told_and_passed_over, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			more_nodes_than_are_kept_are_told_once, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			many_keys_and_tables_take_no_time, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			memory_that_runs_out_is_told_and_given_back, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
