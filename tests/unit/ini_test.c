/* lib/syntax/config: INI. */
#include "tests/unit/config_fixture.h"

#include "lib/base/str.h"

static const struct config *parse(void **state, rlint_str text, enum ini_flavour flavour)
{
	struct fixture *fixture = *state;

	assert_int_equal(
		config_parse_ini(&fixture->config, &fixture->arena, &limits, text, flavour),
		RLINT_OK);
	return &fixture->config;
}

static const struct config *ini(void **state, const char *text)
{
	return parse(state, str_from(text), INI_CONFIGPARSER);
}

static const struct config *git(void **state, const char *text)
{
	return parse(state, str_from(text), INI_GIT);
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

static const struct problem *problem_at(const struct config *config, uint32_t index)
{
	assert_true(index < config->tree.problems.count);
	return (const struct problem *)config->tree.problems.items + index;
}

static void assert_refused(const struct config *config, uint32_t start, uint32_t end)
{
	assert_int_equal(config->tree.problems.count, 1);
	assert_span(problem_at(config, 0)->span, start, end);
	assert_str(str_from(problem_at(config, 0)->rule), "config");
	assert_true(problem_at(config, 0)->is_grave);
	assert_true(config->tree.is_incomplete);
}

/* ---- configparser ---- */

static void options_have_their_spans(void **state)
{
	const struct config *config =
		ini(state, "\xEF\xBB\xBF[a b]\r\nk = v w ; no comment\r\nq: r = s\n\nempty =\n");

	assert_int_equal(config->tree.problems.count, 0);
	assert_int_equal(config->format, CONFIG_INI);
	assert_span(span_of(config, get(config, "a b.k")), 14, 30);
	assert_str(text_at(config, "a b.k"), "v w ; no comment");
	assert_span(span_of(config, config_entry_of(config, get(config, "a b.q"))), 32, 40);
	assert_str(text_at(config, "a b.q"), "r = s");
	assert_span(config_words(config, get(config, "a b.empty")), 42, 47);
	assert_span(span_of(config, config_entry_of(config, get(config, "a b"))), 3, 49);
}

static void indented_lines_belong_to_the_value(void **state)
{
	const struct config *config =
		ini(state, "[a]\nk = one\n  two\n# c\n\n  [three]\n\nq =\n\tx = y\n z\n");
	struct config_scalar scalar;

	assert_int_equal(config->tree.problems.count, 0);
	assert_true(config_scalar(config, get(config, "a.k"), &scalar));
	assert_str(scalar.text.bytes, "one\ntwo\n\n[three]");
	assert_span(span_of(config, get(config, "a.k")), 8, 32);
	assert_span(text_span(&scalar.text, 4, 7), 14, 17);
	assert_span(text_span(&scalar.text, 9, 16), 25, 32);
	assert_str(text_at(config, "a.q"), "\nx = y\nz");
	assert_span(span_of(config, get(config, "a.q")), 39, 47);
}

static void sections_with_dots_are_nested(void **state)
{
	const struct config *config = ini(state, "[training]\nseed = 0\n[nlp]\nlang = \"en\"\n"
						 "[training.optimizer]\nlr = 0.1\n[..]\nx = 1\n");
	uint32_t training = config_get(config, config_root(config), RLINT_STR("training"));
	uint32_t optimizer = config_get(config, training, RLINT_STR("optimizer"));

	assert_int_equal(config->tree.problems.count, 0);
	assert_str(config_text(config, config_get(config, optimizer, RLINT_STR("lr"))), "0.1");
	assert_int_equal(
		config_typed(config, get(config, "training.seed"), LOADER_JSON).type, TYPE_INT);
	assert_str(text_at(config, "nlp.lang"), "\"en\"");
	assert_str(text_at(config, "...x"), "1");
}

static void a_section_that_an_option_hides_keeps_its_whole_name(void **state)
{
	const struct config *config = ini(state, "[a]\nb = 1\n[a.b]\nc = 2\n");

	assert_int_equal(config->tree.problems.count, 0);
	assert_str(text_at(config, "a.b"), "");
	assert_str(config_text(config, config_get(config, get(config, "a"), RLINT_STR("b"))), "1");
	assert_str(
		config_text(config, config_get(config, get(config, "a.b"), RLINT_STR("c"))), "2");
}

static void what_is_there_twice_is_refused_with_both_places(void **state)
{
	const struct config *config = ini(state, "[a]\nk = 1\nk = 2\n");

	assert_refused(config, 10, 11);
	assert_span(problem_at(config, 0)->related, 4, 5);
	assert_str(text_at(config, "a.k"), "2");
	config = ini(state, "[a]\nk = 1\n[b]\n[a]\nj = 2\n");
	assert_refused(config, 15, 16);
	assert_span(problem_at(config, 0)->related, 1, 2);
	assert_str(text_at(config, "a.j"), "2");
	assert_str(text_at(config, "a.k"), "1");
}

static void a_bad_line_costs_itself_alone(void **state)
{
	static const struct {
		const char *line;
		uint32_t start, end;
	} rows[] = { { "word", 4, 8 }, { "= 1", 4, 5 }, { "[]", 4, 6 }, { "[x", 4, 6 } };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[64] = "[a]\n";
		const struct config *config;

		strcat(text, rows[i].line);
		strcat(text, "\nk = 1\n");
		config = ini(state, text);
		assert_refused(config, rows[i].start, rows[i].end);
		assert_str(text_at(config, "a.k"), "1");
	}
}

static void keys_without_a_section_are_told_once(void **state)
{
	const struct config *config = ini(state, "k = 1\nj = 2\n[a]\n");

	assert_refused(config, 0, 1);
	assert_str(text_at(config, "j"), "2");
}

static void bytes_that_are_no_text_are_told_once(void **state)
{
	assert_refused(ini(state, "[a]\nk = \xFF\xFF\n"), 8, 9);
	assert_refused(parse(state, (rlint_str){ "[a]\nk = \0\n", 10 }, INI_CONFIGPARSER), 8, 9);
	assert_refused(parse(state, (rlint_str){ "\xFF\xFE[\0", 4 }, INI_CONFIGPARSER), 0, 2);
}

static void comments_precede_what_follows(void **state)
{
	const struct config *config = ini(state, "; one\n[a]\n # two\nk = 1\n# three\n");
	const struct comment *comments = config->tree.comments.items;

	assert_int_equal(config->tree.comments.count, 3);
	assert_span(comments[1].span, 11, 16);
	assert_int_equal(comments[0].precedes, config_entry_of(config, get(config, "a")));
	assert_int_equal(comments[1].precedes, config_entry_of(config, get(config, "a.k")));
	assert_int_equal(comments[2].precedes, NODE_NONE);
	assert_int_equal(comments[2].trails, NODE_NONE);
}

static void deep_and_many_sections_take_no_time(void **state)
{
	struct buffer buffer = { .arena = &((struct fixture *)*state)->arena };
	const struct config *config;

	buffer_add(&buffer, RLINT_STR("[a"));
	for (size_t i = 0; i < 100000; i++) {
		buffer_add(&buffer, RLINT_STR(".a"));
	}
	buffer_add(&buffer, RLINT_STR("]\nk = 1\n"));
	for (uint32_t i = 0; i < 50000; i++) {
		buffer_add(&buffer, i % 2 ? RLINT_STR("[odd.s") : RLINT_STR("[even.s"));
		buffer_add_u64(&buffer, i);
		buffer_add(&buffer, RLINT_STR("]\nk = 1\n\n\n  2\n"));
	}
	config = parse(state, buffer_str(&buffer), INI_CONFIGPARSER);
	assert_int_equal(config->tree.problems.count, 0);
	assert_str(text_at(config, "odd.s49999.k"), "1\n\n\n2");
}

/* ---- git ---- */

static void git_reads_subsections_comments_and_quotes(void **state)
{
	const struct config *config =
		git(state, "[core] bare\n\teditor = vi  # why\n[remote \"a\\\"b\"]\n"
			   "url = \"x ; y\" z ; c\nurl = p\\tq\\\n  r \n[Old.sub]\nk=\n");
	uint32_t remote = config_get(config, get(config, "remote"), RLINT_STR("a\"b"));
	struct config_scalar scalar;

	assert_int_equal(config->tree.problems.count, 0);
	assert_str(text_at(config, "core.bare"), "true");
	assert_int_equal(
		config_typed(config, get(config, "core.bare"), LOADER_YAML11).type, TYPE_BOOL);
	assert_span(config_words(config, get(config, "core.bare")), 7, 11);
	assert_str(text_at(config, "core.editor"), "vi");
	assert_span(span_of(config, get(config, "core.editor")), 22, 24);
	assert_int_equal(config->tree.comments.count, 2);
	assert_true(config_scalar(config, config_get(config, remote, RLINT_STR("url")), &scalar));
	assert_str(scalar.text.bytes, "p\tq  r");
	assert_true(config_scalar(config, tree_first_child(&config->tree, remote) + 2, &scalar));
	assert_str(scalar.text.bytes, "x ; y z");
	assert_str(text_at(config, "Old.sub.k"), "");
}

static void git_refuses_what_it_cannot_read(void **state)
{
	static const struct {
		const char *line;
		uint32_t start, end;
	} rows[] = {
		{ "k v", 4, 7 },
		{ "k = \"v", 8, 9 },
		{ "k = \\q", 8, 9 },
		{ "1k = v", 4, 10 },
		{ "[]", 4, 6 },
		{ "[b \"c]", 4, 10 },
		{ "[b c]", 4, 9 },
		{ "k ; c", 4, 9 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[64] = "[a]\n";
		const struct config *config;

		strcat(text, rows[i].line);
		strcat(text, "\n[z]\nk = 1\n");
		config = git(state, text);
		assert_refused(config, rows[i].start, rows[i].end);
		assert_str(text_at(config, "z.k"), "1");
	}
}

static void git_takes_keys_and_sections_again(void **state)
{
	const struct config *config = git(state, "[a]\nk = 1\nk = 2\n[b]\n[a]\nk = 3\n");

	assert_int_equal(config->tree.problems.count, 0);
	assert_str(text_at(config, "a.k"), "3");
}

static void git_keeps_a_variable_and_a_subsection_of_one_name_apart(void **state)
{
	const struct config *config = git(state, "[a]\nb = 1\n[a \"b\"]\nc = 2\n");

	assert_int_equal(config->tree.problems.count, 0);
	assert_str(text_at(config, "a.b.c"), "2");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(options_have_their_spans, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			indented_lines_belong_to_the_value, set_up, tear_down),
		cmocka_unit_test_setup_teardown(sections_with_dots_are_nested, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_section_that_an_option_hides_keeps_its_whole_name, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			what_is_there_twice_is_refused_with_both_places, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_bad_line_costs_itself_alone, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			keys_without_a_section_are_told_once, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			bytes_that_are_no_text_are_told_once, set_up, tear_down),
		cmocka_unit_test_setup_teardown(comments_precede_what_follows, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			deep_and_many_sections_take_no_time, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			git_reads_subsections_comments_and_quotes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(git_refuses_what_it_cannot_read, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			git_takes_keys_and_sections_again, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			git_keeps_a_variable_and_a_subsection_of_one_name_apart, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
