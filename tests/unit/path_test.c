/* Paths as hosts give them. */
#include "unit.h"

#include "lib/base/str.h"
#include "lib/project/path.h"

static bool is_inside(const char *path, const char *folder)
{
	return path_is_inside(str_from(path), str_from(folder));
}

static void a_folder_holds_itself_and_what_is_below(void **state)
{
	(void)state;
	assert_true(is_inside("a", "a"));
	assert_true(is_inside("a/b", "a"));
	assert_true(is_inside("/a", "/"));
	assert_true(is_inside("a", ""));
	assert_false(is_inside("ab", "a"));
	assert_false(is_inside("b", "a"));
	assert_false(is_inside("/a", ""));
	assert_false(is_inside("..", ""));
	assert_false(is_inside("../a", ""));
}

static void a_folder_above_holds_what_is_not_higher(void **state)
{
	(void)state;
	assert_true(is_inside("", ".."));
	assert_true(is_inside("a/b", "../.."));
	assert_true(is_inside("..", "../.."));
	assert_true(is_inside("../a", "../.."));
	assert_true(is_inside("../..", "../.."));
	assert_true(is_inside("..a", ".."));
	assert_false(is_inside("../..", ".."));
	assert_false(is_inside("../../a", ".."));
	assert_false(is_inside("/a", ".."));
	assert_false(is_inside("a", "../b"));
	assert_true(is_inside("../b/c", "../b"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_folder_holds_itself_and_what_is_below),
		cmocka_unit_test(a_folder_above_holds_what_is_not_higher),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
