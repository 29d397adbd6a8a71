/* lib/base and lib/source. */
#include "tests/unit/unit.h"

#include <stdlib.h>

#include "lib/base/map.h"
#include "lib/base/str.h"
#include "lib/base/utf8.h"
#include "lib/source/text.h"

#include <reprolint/secret.h>

static void secrets_are_known_by_the_ends_of_names_and_the_beginnings_of_values(void **state)
{
	static const char *const certain[] = { "PGPASSWORD", "apiKey", "secretKey", "hf_token",
		"x-api-key", "SIGNING_KEY" };
	static const char *const possible[] = { "TOKEN", "DB_PASS", "second_pass", "pad_token" };
	static const char *const others[] = { "", "PWD", "PASS", "monkey", "tokens", "public_key",
		"sort_key", "password_file" };

	(void)state;
	for (size_t i = 0; i < RLINT_COUNT(certain); i++) {
		assert_int_equal(rlint_names_secret(str_from(certain[i])), RLINT_YES);
	}
	for (size_t i = 0; i < RLINT_COUNT(possible); i++) {
		assert_int_equal(rlint_names_secret(str_from(possible[i])), RLINT_UNKNOWN);
	}
	for (size_t i = 0; i < RLINT_COUNT(others); i++) {
		assert_int_equal(rlint_names_secret(str_from(others[i])), RLINT_NO);
	}
	assert_true(rlint_is_issued_secret(RLINT_STR("AKIA0123456789ABCDEF")));
	assert_false(rlint_is_issued_secret(RLINT_STR("AKIA0123456789ABCDE")));
	assert_false(rlint_is_issued_secret(RLINT_STR("sk-learn")));
	assert_false(rlint_is_issued_secret((rlint_str){ 0 }));
}

static void slices_are_clipped(void **state)
{
	(void)state;
	assert_str(str_slice(RLINT_STR("abc"), 1, 9), "bc");
	assert_str(str_slice(RLINT_STR("abc"), 5, 9), "");
	assert_str(str_trim(RLINT_STR(" \ta b\r\n")), "a b");
}

static void utf8_refuses_what_the_rfc_refuses(void **state)
{
	static const char *const bad[] = { "\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\x80",
		"\xE2\x82" };
	size_t length;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_int_equal(utf8_decode(str_from(bad[i]), 0, &length), UTF8_BAD);
		assert_int_equal(length, 1);
	}
	assert_int_equal(utf8_decode(RLINT_STR("\xF0\x9F\x98\x80"), 0, &length), 0x1F600);
	assert_int_equal(length, 4);
}

static void the_formatter_makes_control_characters_visible(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena, NULL, NULL);
	assert_str(format_str(&arena, "%S|%u|%s%%", RLINT_STR("a\x1b[1m\xff\n"), 7U, "x"),
		"a\\x1b[1m\\xff\\n|7|x%");
	arena_free(&arena);
}

static void texts_keep_their_way_back(void **state)
{
	rlint_str source = RLINT_STR("RUN a \\\n  b");
	struct text whole = text_of(source, (rlint_span){ 0, 11 });
	struct text_builder builder = { 0 };
	struct arena arena;
	struct text text;

	(void)state;
	arena_init(&arena, NULL, NULL);
	builder.arena = &arena;
	text_add(&builder, &whole, 0, 6);
	text_add(&builder, &whole, 8, 11);
	text = text_end(&builder);
	assert_str(text.bytes, "RUN a   b");
	assert_int_equal(text_source(&text, 8), 10);
	assert_span(text_span(&text, 4, 9), 4, 11);
	assert_false(text_is_verbatim(&text, 4, 9));
	assert_true(text_is_verbatim(&text, 6, 9));
	assert_int_equal(text_offset(&text, 10), 8);
	text = text_sub(&text, 8, 9);
	assert_str(text.bytes, "b");
	assert_span(text_span(&text, 0, 1), 10, 11);
	arena_free(&arena);
}

static void positions_go_both_ways(void **state)
{
	rlint_document *document = document_new(
		NULL, RLINT_FILE_DOCKERFILE, RLINT_STR("f"), RLINT_STR("a\n\xF0\x9F\x98\x80z\r\n"));
	rlint_position position = rlint_position_of(document, 6, RLINT_UTF16);

	(void)state;
	assert_int_equal(position.line, 2);
	assert_int_equal(position.column, 3);
	assert_int_equal(rlint_position_of(document, 6, RLINT_CODE_POINTS).column, 2);
	assert_int_equal(rlint_position_of(document, 6, RLINT_BYTES).column, 5);
	assert_int_equal(rlint_offset_of(document, position, RLINT_UTF16), 6);
	document_unref(document);
}

static void large_arrays_leave_no_copies_behind(void **state)
{
	struct vec vec = { 0 };
	struct arena arena;
	uint64_t *item;

	(void)state;
	arena_init(&arena, NULL, NULL);
	arena_str(&arena, RLINT_STR("first"));
	for (uint64_t i = 0; i < 1U << 20; i++) {
		item = vec_add(&vec, &arena, sizeof *item);
		*item = i;
	}
	for (uint32_t i = 0; i < vec.count; i++) {
		assert_int_equal(((const uint64_t *)vec.items)[i], i);
	}
	assert_true(arena.total < sizeof *item * (1U << 20) * 5 / 4);
	assert_str(arena_str(&arena, RLINT_STR("last")), "last");
	arena_free(&arena);
	assert_int_equal(arena.total, 0);
}

/* Who sets a value again need not keep the slice that it is named by. */
static void a_map_keeps_the_first_slice_of_a_key(void **state)
{
	struct arena arena;
	struct map map = { 0 };
	char again[] = "key";

	(void)state;
	arena_init(&arena, NULL, NULL);
	assert_true(map_set(&map, &arena, RLINT_STR("key"), 1));
	assert_true(map_set(&map, &arena, str_from(again), 2));
	again[0] = 'x';
	assert_int_equal(map_get(&map, RLINT_STR("key")), 2);
	assert_int_equal(map_get(&map, RLINT_STR("xey")), MAP_NONE);
	arena_free(&arena);
}

static void lists_of_words_are_asked(void **state)
{
	static const rlint_str list[] = { RLINT_STR_INIT("ab"), RLINT_STR_INIT("c/") };

	(void)state;
	assert_true(rlint_str_is_one_of(RLINT_STR("c/"), RLINT_LIST(list)));
	assert_false(rlint_str_is_one_of(RLINT_STR("abc"), RLINT_LIST(list)));
	assert_true(rlint_str_starts_one_of(RLINT_STR("abc"), RLINT_LIST(list)));
	assert_false(rlint_str_starts_one_of(RLINT_STR("xab"), RLINT_LIST(list)));
	assert_true(rlint_str_ends_one_of(RLINT_STR("xab"), RLINT_LIST(list)));
	assert_false(rlint_str_ends_one_of(RLINT_STR("abx"), RLINT_LIST(list)));
	assert_true(rlint_str_has_one_of(RLINT_STR("xc/x"), RLINT_LIST(list)));
	assert_false(rlint_str_has_one_of(RLINT_STR("a/b"), RLINT_LIST(list)));
	assert_false(rlint_str_has_one_of(RLINT_STR(""), RLINT_LIST(list)));
}

static void slices_are_cut_and_told(void **state)
{
	(void)state;
	assert_str(rlint_str_slice(RLINT_STR("abc"), 1, 9), "bc");
	assert_str(rlint_str_slice(RLINT_STR("abc"), 2, 1), "");
	assert_str(rlint_str_base(RLINT_STR("a/b")), "b");
	assert_str(rlint_str_base(RLINT_STR("b")), "b");
	assert_str(rlint_str_base(RLINT_STR("a/")), "");
	assert_str(rlint_str_last_name(RLINT_STR("a/b//")), "b");
	assert_str(rlint_str_last_name(RLINT_STR("/")), "");
	assert_true(rlint_str_is_digits(RLINT_STR("09")));
	assert_false(rlint_str_is_digits(RLINT_STR("")));
	assert_false(rlint_str_is_digits(RLINT_STR("1a")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lists_of_words_are_asked),
		cmocka_unit_test(slices_are_cut_and_told),
		cmocka_unit_test(
			secrets_are_known_by_the_ends_of_names_and_the_beginnings_of_values),
		cmocka_unit_test(slices_are_clipped),
		cmocka_unit_test(utf8_refuses_what_the_rfc_refuses),
		cmocka_unit_test(the_formatter_makes_control_characters_visible),
		cmocka_unit_test(texts_keep_their_way_back),
		cmocka_unit_test(positions_go_both_ways),
		cmocka_unit_test(a_map_keeps_the_first_slice_of_a_key),
		cmocka_unit_test(large_arrays_leave_no_copies_behind),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
