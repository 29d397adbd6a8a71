/* lib/syntax/python: versions, clauses, markers, names and URLs. */
#include "tests/unit/unit.h"

#include "lib/syntax/python/clause.h"
#include "lib/syntax/python/file_name.h"
#include "lib/syntax/python/literal.h"
#include "lib/syntax/python/marker.h"
#include "lib/syntax/python/name.h"
#include "lib/syntax/python/url.h"

static int in_memory(void **state)
{
	static struct arena arena;

	arena_init(&arena, NULL, NULL);
	*state = &arena;
	return 0;
}

static int done(void **state)
{
	arena_free(*state);
	return 0;
}

static void versions_are_written_in_one_way(void **state)
{
	static const struct {
		const char *written, *normal; /* NULL: no version */
	} rows[] = {
		{ " v1.0-ALPHA_1 ", "1.0a1" },
		{ "01.02.0", "1.2.0" },
		{ "0!1", "1" },
		{ "2!1.0c", "2!1.0rc0" },
		{ "1.0-1", "1.0.post1" },
		{ "1.0.r4.dev", "1.0.post4.dev0" },
		{ "1.0+Ubuntu_001-x", "1.0+ubuntu.1.x" },
		{ "99999999999999999999999.1", "99999999999999999999999.1" },
		{ "1.0.dev1.post1", NULL },
		{ "1.0.x", NULL },
		{ "1.*", NULL },
		{ "vv1", NULL },
		{ "", NULL },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct version version;
		bool is_read = version_parse(&version, str_from(rows[i].written));

		assert_int_equal(is_read, rows[i].normal != NULL);
		if (is_read) {
			assert_str(version_text(*state, &version, VERSION_FULL), rows[i].normal);
		}
	}
}

static void versions_have_pep_440s_order(void **state)
{
	static const char *const sorted[] = { "0", "1.0.dev1", "1.0a1.dev1", "1.0a1", "1.0a1.post1",
		"1.0b2", "1.0rc1", "1", "1.0+a", "1.0+a.1", "1.0+2", "1.0.post1.dev1", "1.0.post1",
		"1.0.1", "1.2", "1.10", "1!0" };

	(void)state;
	for (size_t i = 1; i < sizeof sorted / sizeof *sorted; i++) {
		struct version low;
		struct version high;

		assert_true(version_parse(&low, str_from(sorted[i - 1])));
		assert_true(version_parse(&high, str_from(sorted[i])));
		assert_true(version_compare(&low, &high) < 0);
		assert_true(version_compare(&high, &low) > 0);
	}
}

static void short_versions_keep_their_tens(void **state)
{
	struct version version;

	assert_true(version_parse(&version, RLINT_STR("1.10.0.0rc1")));
	assert_str(version_text(*state, &version, VERSION_SHORT), "1.10rc1");
	assert_true(version_parse(&version, RLINT_STR("0.0")));
	assert_str(version_text(*state, &version, VERSION_SHORT), "0");
}

static void clauses_admit_what_pep_440_says(void **state)
{
	static const struct {
		const char *clauses, *version;
		bool is_admitted;
	} rows[] = {
		{ "==1.0", "1", true },
		{ "==1.0", "1.0+cu118", true },
		{ "==1.0+cu118", "1.0", false },
		{ "==1.*", "1.9.post1", true },
		{ "==1.*", "10", false },
		{ "!=1.*", "1.9", false },
		{ "~=1.2.3", "1.2.9", true },
		{ "~=1.2.3", "1.3", false },
		{ "~=1.2", "1.9", true },
		{ "<1.0", "1.0rc1", false },
		{ "<1.0rc1", "1.0b1", true },
		{ ">1.0", "1.0.post1", false },
		{ ">1.0", "1.0+local", false },
		{ ">1.0a1", "1.0.post1", true },
		{ "<=1.0", "1.0+x", true },
		{ ">=1,<2", "1.5", true },
		{ ">=1,<2", "2", false },
		{ "===1.0", "1.0.0", false },
		{ "===Any", "any", true },
		{ "", "not a version", true },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct vec clauses = { 0 };

		assert_true(clauses_read(&clauses, *state, str_from(rows[i].clauses)));
		assert_int_equal(
			clauses_admit(&clauses, str_from(rows[i].version), PRERELEASES_ALLOWED),
			rows[i].is_admitted);
	}
}

static void literals_are_decoded_as_python_does(void **state)
{
	assert_str(literal_value(*state, RLINT_STR("a\\x41\\u20ac\\101\\n\\q\\\\")),
		"aA\xE2\x82\xAC"
		"A\n\\q\\");
	assert_int_equal(literal_bad(RLINT_STR("ab\\x4")), 2);
	assert_int_equal(literal_bad(RLINT_STR("ab\\U00110000")), 2);
	assert_int_equal(literal_bad(RLINT_STR("ab\\")), 2);
	assert_int_equal(literal_bad(RLINT_STR("a\\N{DIGIT ONE}")), 14);
	assert_int_equal(literal_bad(RLINT_STR("ab\nc")), 2);
	assert_int_equal(literal_bad(RLINT_STR("a\\\r\nc")), 5);
}

static void read_marker(struct marker *marker, struct arena *arena, const char *text)
{
	struct cursor cursor = { .text = str_from(text) };

	*marker = (struct marker){ .arena = arena };
	assert_true(marker_read_whole(&cursor, marker));
}

static void markers_are_written_in_one_way(void **state)
{
	struct marker marker;

	read_marker(
		&marker, *state, "((os.name=='nt')and((extra=='A_b' or \"c\"  not  in extras)))");
	assert_str(marker_text(&marker),
		"os_name == \"nt\" and (extra == \"a-b\" or \"c\" not in extras)");
	read_marker(&marker, *state, "extras!='A_b'or'A_b'in extras");
	assert_str(marker_text(&marker), "extras != \"A_b\" or \"a-b\" in extras");
	read_marker(&marker, *state, "('a\"'==os_name)");
	assert_str(marker_text(&marker), "'a\"' == os_name");
}

/* Only os_name and python_version are known. */
static bool look_up(const void *user, rlint_str name, rlint_str *out)
{
	(void)user;
	if (rlint_str_is(name, RLINT_STR("os_name"))) {
		*out = RLINT_STR("posix");
		return true;
	}
	*out = RLINT_STR("3.10");
	return rlint_str_is(name, RLINT_STR("python_version"));
}

static void markers_hold_as_far_as_is_known(void **state)
{
	static const struct marker_scope scope = { .lookup = look_up };
	static const struct {
		const char *marker;
		rlint_answer answer;
	} rows[] = {
		{ "python_version >= '3.9'", RLINT_YES },
		{ "'3.9' > python_version", RLINT_NO },
		{ "os_name in 'posix nt' and python_version < '3'", RLINT_NO },
		{ "os_name == 'nt' or python_version ~= '3.1'", RLINT_YES },
		{ "sys_platform == 'linux'", RLINT_UNKNOWN },
		{ "sys_platform == 'linux' and os_name == 'nt'", RLINT_NO },
		{ "sys_platform == 'linux' or os_name == 'posix'", RLINT_YES },
		{ "(sys_platform == 'x' or os_name == 'nt') and os_name == 'posix'",
			RLINT_UNKNOWN },
		{ "os_name ~= 'posix'", RLINT_UNKNOWN },
		{ "'x' in extras", RLINT_UNKNOWN },
		{ "'x' in extras or os_name == 'posix'", RLINT_YES },
		{ "os_name ~= 'posix' or os_name == 'posix'", RLINT_UNKNOWN },
		{ "extras == 'x' and os_name == 'nt'", RLINT_NO },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct marker marker;

		read_marker(&marker, *state, rows[i].marker);
		assert_int_equal(marker_holds(&marker, &scope), rows[i].answer);
	}
}

static void names_outside_ascii_are_put_in_small_letters(void **state)
{
	assert_str(name_normal(*state, RLINT_STR("A._b")), "a-b");
	assert_str(name_normal(*state, RLINT_STR("\xC3\x89._\xC4\xB0")), "\xC3\xA9-i\xCC\x87");
}

static void wheels_are_told_by_their_names(void **state)
{
	static const char *const bad[] = { "a-1-py3-none.whl", "a-1--none-any.whl",
		"a-1-py+3-none-any.whl", "a-1-3-none-any.whl", "a b-1-py3-none-any.whl" };
	struct file_name name;

	(void)state;
	assert_true(file_name_read_wheel(&name, RLINT_STR("a-1!2-3b-py2.py3-none-any.whl")));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_false(file_name_read_wheel(&name, str_from(bad[i])));
	}
}

static void urls_are_taken_apart_as_pip_does(void **state)
{
	struct url url;

	url_read(&url, *state, RLINT_STR("git+ssh:git@h/r@v1#01&egg=a#b&subdirectory=s"));
	assert_str(url.clone_url, "ssh:git@h/r");
	assert_str(url.revision, "v1");
	assert_str(url.egg, "a#b");
	assert_str(url.subdirectory, "s");
	url_read(&url, *state, RLINT_STR("ht@tps://h/a.zip"));
	assert_int_equal(url.scheme.len, 0);
	assert_str(url.file_name, "a.zip");
	url_read(&url, *state, RLINT_STR("svn+https:h/r"));
	assert_str(url.clone_url, "https:///h/r");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(versions_are_written_in_one_way),
		cmocka_unit_test(versions_have_pep_440s_order),
		cmocka_unit_test(short_versions_keep_their_tens),
		cmocka_unit_test(clauses_admit_what_pep_440_says),
		cmocka_unit_test(literals_are_decoded_as_python_does),
		cmocka_unit_test(markers_are_written_in_one_way),
		cmocka_unit_test(markers_hold_as_far_as_is_known),
		cmocka_unit_test(names_outside_ascii_are_put_in_small_letters),
		cmocka_unit_test(wheels_are_told_by_their_names),
		cmocka_unit_test(urls_are_taken_apart_as_pip_does),
	};

	return cmocka_run_group_tests(tests, in_memory, done);
}
