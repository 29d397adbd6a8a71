/* lib/syntax/python/constraint: Poetry's and Pipenv's constraints. */
#include "tests/unit/unit.h"

#include "lib/syntax/python/constraint.h"

static const struct {
	const char *text;
	enum constraint_level level;
} levels[] = {
	{ "*", CONSTRAINT_ANY },
	{ "*.*", CONSTRAINT_ANY },
	{ "* || ^2", CONSTRAINT_RANGE },
	{ "1.2.3", CONSTRAINT_EXACT },
	{ "v1.2", CONSTRAINT_EXACT },
	{ "==1.2.3", CONSTRAINT_EXACT },
	{ "= 1.2.3", CONSTRAINT_EXACT },
	{ "===1.2", CONSTRAINT_EXACT },
	{ "==1.2,!=1.3", CONSTRAINT_EXACT },
	{ "1.2.3 || 1.2.4", CONSTRAINT_RANGE },
	{ "1.2.*", CONSTRAINT_RANGE },
	{ "==1.*", CONSTRAINT_RANGE },
	{ "^1.2", CONSTRAINT_RANGE },
	{ "~1.2", CONSTRAINT_RANGE },
	{ "~=1.2", CONSTRAINT_RANGE },
	{ ">= 1.2 , < 2", CONSTRAINT_RANGE },
	{ ">=1.2 <2", CONSTRAINT_RANGE },
	{ " ^1.2 | ^3 ", CONSTRAINT_RANGE },
	{ "<>1.5", CONSTRAINT_RANGE },
};

static void constraints_have_a_level(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
		struct constraint constraint;

		if (!constraint_read(&constraint, str_from(levels[i].text)) ||
			constraint.level != levels[i].level) {
			fail_msg("%s", levels[i].text);
		}
	}
}

static const struct {
	const char *text;
	size_t start, end;
} bad[] = {
	{ "", 0, 0 },
	{ "latest", 0, 6 },
	{ "^x", 0, 2 },
	{ ">=1,<", 4, 5 },
	{ "1.2 || ", 7, 7 },
	{ "|1", 0, 1 },
	{ "^99999999999999999999", 0, 21 },
	{ "^1!2", 0, 4 },
	{ ">=1 foo", 4, 7 },
};

static void bad_constraints_say_where(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct constraint constraint;

		if (constraint_read(&constraint, str_from(bad[i].text)) || !constraint.error ||
			constraint.bad_start != bad[i].start || constraint.bad_end != bad[i].end) {
			fail_msg("%s: %zu-%zu", bad[i].text, constraint.bad_start,
				constraint.bad_end);
		}
	}
}

/* The examples of Poetry's documentation, "Dependency specification", and their edges. */
static const struct {
	const char *text, *in, *out;
} bounds[] = {
	{ "^1.2.3", "1.9", "2.0.0" },
	{ "^1.2.3", "1.2.3", "1.2.2" },
	{ "^1.2", "1.99.1", "2" },
	{ "^1", "1.0", "2.0" },
	{ "^0.2.3", "0.2.9", "0.3.0" },
	{ "^0.0.3", "0.0.3", "0.0.4" },
	{ "^0.0", "0.0.9", "0.1" },
	{ "^0", "0.9", "1.0" },
	{ "~1.2.3", "1.2.9", "1.3.0" },
	{ "~1.2", "1.2.9", "1.3" },
	{ "~1", "1.9", "2.0" },
	{ "~=1.2.3", "1.2.9", "1.3" },
	{ "1.*", "1.7", "2.0" },
	{ "*", "0.0.1", NULL },
	{ ">=1,<2 || ^3", "3.4", "2.5" },
	{ "<1 || >2", "0.5", "1.5" },
	{ "1.2.3", "1.2.3.0", "1.2.4" },
	{ "^9.9", "9.10", "10.0" },
	{ "<>1.5", "1.4", "1.5" },
	{ "==2.4.1", "2.4.1+cu121", "2.4.2" },
};

static void carets_and_tildes_stop_where_poetry_says(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++) {
		rlint_str text = str_from(bounds[i].text);

		if (constraint_admits(text, str_from(bounds[i].in)) != RLINT_YES ||
			(bounds[i].out &&
				constraint_admits(text, str_from(bounds[i].out)) != RLINT_NO)) {
			fail_msg("%s", bounds[i].text);
		}
	}
	assert_int_equal(constraint_admits(RLINT_STR("^1"), RLINT_STR("dev")), RLINT_UNKNOWN);
	assert_int_equal(constraint_admits(RLINT_STR("x.y"), RLINT_STR("1")), RLINT_UNKNOWN);
}

static const struct {
	const char *text, *release;
	rlint_answer since;
} sides[] = {
	{ "==2.0.4", "2.1", RLINT_NO },
	{ "==2.1", "2.1", RLINT_YES },
	{ "2.8.0", "2.8", RLINT_YES },
	{ "=2", "2.8", RLINT_UNKNOWN },
	{ "2.7.*", "2.8", RLINT_NO },
	{ "==2.*", "2.8", RLINT_UNKNOWN },
	{ ">=2.4", "2.8", RLINT_UNKNOWN },
	{ ">=2.8", "2.8", RLINT_YES },
	{ ">2.9,<3", "2.8", RLINT_YES },
	{ ">=2.4,<2.8", "2.8", RLINT_NO },
	{ "<=2.7", "2.8", RLINT_NO },
	{ "<=2.8", "2.8", RLINT_UNKNOWN },
	{ "~=2.4", "2.8", RLINT_UNKNOWN },
	{ "~=2.4.1", "2.8", RLINT_NO },
	{ "^2.10", "2.8", RLINT_YES },
	{ "^2.4", "3.0", RLINT_NO },
	{ "!=2.4", "2.8", RLINT_UNKNOWN },
	{ "==2.8.0rc1", "2.8", RLINT_UNKNOWN },
	{ "2.10.1", "2.8", RLINT_YES },
	{ "1.9 || 2.9", "2.8", RLINT_UNKNOWN },
	{ "", "2.8", RLINT_UNKNOWN },
	{ "x", "2.8", RLINT_UNKNOWN },
	{ "2.8", "x", RLINT_UNKNOWN },
	{ ">=2.9,!", "2.8", RLINT_UNKNOWN },
};

static void constraints_lie_before_a_release_or_not(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
		if (constraint_is_since(str_from(sides[i].text), str_from(sides[i].release)) !=
			sides[i].since) {
			fail_msg("%s", sides[i].text);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(constraints_have_a_level),
		cmocka_unit_test(bad_constraints_say_where),
		cmocka_unit_test(carets_and_tildes_stop_where_poetry_says),
		cmocka_unit_test(constraints_lie_before_a_release_or_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
