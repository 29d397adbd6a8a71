/* lib/report: line hashes, excerpts, output. */
#include "tests/unit/unit.h"

#include "lib/base/str.h"
#include "lib/report/writer.h"

/* The hash of a line in SARIF's form. */
static void assert_hash(
	const struct line_hashes *hashes, uint32_t line, uint64_t hash, uint32_t count)
{
	const struct line_hash *items = hashes->lines.items;

	assert_true(line < hashes->lines.count);
	assert_int_equal(items[line].hash, hash);
	assert_int_equal(items[line].count, count);
}

/* The vectors are those of codeql-action's fingerprints.test.ts. */
static void line_hashes_are_those_of_code_scanning(void **state)
{
	struct line_hashes hashes;
	struct arena arena;
	char lorem[400] = "";

	(void)state;
	arena_init(&arena, NULL, NULL);
	assert_true(line_hashes_make(&hashes, &arena, RLINT_STR("")));
	assert_hash(&hashes, 0, 0xc129715d7a2bc9a3, 1);
	assert_true(line_hashes_make(&hashes, &arena, RLINT_STR(" a\nb\n  \t\tc\n d")));
	assert_hash(&hashes, 0, 0x271789c17abda88f, 1);
	assert_hash(&hashes, 1, 0x54703d4cd895b18, 1);
	assert_hash(&hashes, 2, 0x180aee12dab6264, 1);
	assert_hash(&hashes, 3, 0xa23a3dc5e078b07b, 1);
	assert_true(line_hashes_make(&hashes, &arena, RLINT_STR(" a\r\nb\r  \t\tc\r\n d")));
	assert_hash(&hashes, 3, 0xa23a3dc5e078b07b, 1);
	for (int i = 0; i < 10; i++) {
		strcat(lorem, "Lorem ipsum dolor sit amet.\n");
	}
	assert_true(line_hashes_make(&hashes, &arena, str_from(lorem)));
	assert_hash(&hashes, 0, 0xa7f2ff13bc495cf2, 1);
	assert_hash(&hashes, 5, 0xa7f2ff13bc495cf2, 6);
	arena_free(&arena);
}

static bool keep(void *user, rlint_str bytes)
{
	strncat(user, bytes.ptr, bytes.len);
	return true;
}

static void assert_marks(
	const char *text, struct excerpt_mark *marks, size_t count, const char *wanted)
{
	static char got[2048];
	rlint_sink sink = { keep, got };
	rlint_document *document =
		document_new(NULL, RLINT_FILE_DOCKERFILE, RLINT_STR("f"), str_from(text));
	struct excerpt excerpt = { .document = document,
		.line = document_line(document, marks[0].span.start),
		.margin = 2,
		.marks = marks,
		.count = count };
	struct output output;

	got[0] = '\0';
	output_init(&output, NULL, &sink);
	excerpt_write(&output, &excerpt);
	assert_int_equal(output_flush(&output), RLINT_OK);
	output_free(&output);
	document_unref(document);
	assert_string_equal(got, wanted);
}

static void assert_excerpt(const char *text, rlint_span span, const char *wanted)
{
	struct excerpt_mark mark = { .span = span, .mark = '^', .colour = "" };

	assert_marks(text, &mark, 1, wanted);
}

static void marks_of_one_line_share_a_row_where_they_say_the_same(void **state)
{
	struct excerpt_mark marks[] = {
		{ .span = { 0, 1 }, .mark = '^', .colour = "" },
		{ .span = { 2, 4 }, .mark = '-', .colour = "", .label = RLINT_STR_INIT("x") },
		{ .span = { 5, 6 }, .mark = '-', .colour = "", .label = RLINT_STR_INIT("x") },
		{ .span = { 7, 8 }, .mark = '-', .colour = "", .label = RLINT_STR_INIT("y") },
		{ .span = { 0, 8 }, .mark = '-', .colour = "", .label = RLINT_STR_INIT("y") },
	};

	(void)state;
	assert_marks("a bb c d\n", marks, 5,
		" 1 | a bb c d\n   | ^ -- - x\n   |        - y\n   | -------- y\n");
}

static void marks_stand_under_the_very_words(void **state)
{
	(void)state;
	assert_excerpt("FROM a\n", (rlint_span){ 5, 6 }, " 1 | FROM a\n   |      ^\n");
	assert_excerpt("x\n\ta\tb\n", (rlint_span){ 5, 6 },
		" 2 |         a       b\n   |                 ^\n");
	/* Wide letters take two columns, combining marks none. */
	assert_excerpt("\xE6\x97\xA5\xE6\x9C\xAC"
		       "e\xCC\x81"
		       "x",
		(rlint_span){ 3, 9 },
		" 1 | \xE6\x97\xA5\xE6\x9C\xAC"
		"e\xCC\x81"
		"x\n   |   ^^^\n");
	/* Control characters are shown, never sent. */
	assert_excerpt("a\x1b[1mb", (rlint_span){ 5, 6 }, " 1 | a\\x1b[1mb\n   |         ^\n");
	/* A span over lines is marked to the end of its first; an empty one has one mark. */
	assert_excerpt("ab\ncd\n", (rlint_span){ 1, 4 }, " 1 | ab\n   |  ^\n");
	assert_excerpt("ab\ncd\n", (rlint_span){ 2, 2 }, " 1 | ab\n   |   ^\n");
	assert_excerpt("", (rlint_span){ 0, 0 }, " 1 | \n   | ^\n");
}

static void long_lines_are_cut_around_the_words(void **state)
{
	char text[1024];
	char wanted[512] = " 1 | ...";

	(void)state;
	memset(text, 'a', sizeof text);
	text[sizeof text - 1] = '\0';
	memset(text + 500, 'b', 4);
	memcpy(wanted + strlen(wanted), text + 470, 97);
	strcat(wanted, "...\n   | ");
	for (int i = 0; i < 33; i++) {
		strcat(wanted, " ");
	}
	strcat(wanted, "^^^^\n");
	assert_excerpt(text, (rlint_span){ 500, 504 }, wanted);
}

static bool refuse(void *user, rlint_str bytes)
{
	(void)user;
	(void)bytes;
	return false;
}

static void a_sink_that_refuses_is_told_of(void **state)
{
	rlint_sink sink = { refuse, NULL };
	rlint_registry *registry;
	rlint_writer *writer;

	(void)state;
	assert_int_equal(rlint_registry_new(NULL, &registry), RLINT_OK);
	for (int format = RLINT_FORMAT_TEXT; format <= RLINT_FORMAT_JSON; format++) {
		assert_int_equal(
			rlint_writer_new(registry, (rlint_format)format, NULL, &sink, &writer),
			RLINT_OK);
		assert_int_equal(rlint_writer_end(writer), RLINT_IO);
		rlint_writer_free(writer);
	}
	assert_int_equal(rlint_write_rules(registry, RLINT_FORMAT_TEXT, &sink), RLINT_IO);
	assert_int_equal(rlint_write_rules(registry, RLINT_FORMAT_SARIF, &sink), RLINT_ARGUMENT);
	rlint_registry_free(registry);
}

static void statistics_need_a_format_that_can_hold_them(void **state)
{
	rlint_writer_options look = { .size = sizeof look, .has_statistics = true };
	rlint_sink sink = { refuse, NULL };
	rlint_registry *registry;
	rlint_writer *writer;

	(void)state;
	assert_int_equal(rlint_registry_new(NULL, &registry), RLINT_OK);
	for (int format = RLINT_FORMAT_TEXT; format <= RLINT_FORMAT_GITHUB; format++) {
		bool can = format == RLINT_FORMAT_TEXT || format == RLINT_FORMAT_JSON;

		assert_int_equal(
			rlint_writer_new(registry, (rlint_format)format, &look, &sink, &writer),
			can ? RLINT_OK : RLINT_ARGUMENT);
		rlint_writer_free(writer);
	}
	rlint_registry_free(registry);
}

static void columns_are_counted_from_the_place_before(void **state)
{
	rlint_document *document = document_new(NULL, RLINT_FILE_DOCKERFILE, RLINT_STR("f"),
		RLINT_STR("\xF0\x9F\x98\x80"
			  "ab\n\xC3\xA9z"));
	struct column_cursor cursor = { .unit = RLINT_UTF16 };

	(void)state;
	assert_int_equal(cursor_position(&cursor, document, 4).column, 3);
	assert_int_equal(cursor_position(&cursor, document, 5).column, 4);
	assert_int_equal(cursor_position(&cursor, document, 5).column, 4);
	assert_int_equal(cursor_position(&cursor, document, 9).column, 2);
	assert_int_equal(cursor_position(&cursor, document, 9).line, 2);
	assert_int_equal(cursor_position(&cursor, document, 0).column, 1);
	document_unref(document);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(line_hashes_are_those_of_code_scanning),
		cmocka_unit_test(marks_of_one_line_share_a_row_where_they_say_the_same),
		cmocka_unit_test(marks_stand_under_the_very_words),
		cmocka_unit_test(long_lines_are_cut_around_the_words),
		cmocka_unit_test(a_sink_that_refuses_is_told_of),
		cmocka_unit_test(statistics_need_a_format_that_can_hold_them),
		cmocka_unit_test(columns_are_counted_from_the_place_before),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
