/* pin/moving-argument: a build argument that names a branch to fetch, by default or as given. */
#include <reprolint/reprolint.h>

/* Last words of names that choose what is fetched from a repository. */
static bool names_reference(rlint_str name)
{
	static const rlint_str ends[] = { RLINT_STR_INIT("REPO_TAG"), RLINT_STR_INIT("GIT_TAG"),
		RLINT_STR_INIT("BRANCH"), RLINT_STR_INIT("_REF"), RLINT_STR_INIT("COMMIT"),
		RLINT_STR_INIT("COMMITISH"), RLINT_STR_INIT("REVISION"),
		RLINT_STR_INIT("GIT_SHA") };

	return rlint_str_ends_one_of(name, RLINT_LIST(ends));
}

static bool moves(const rlint_value *value)
{
	static const rlint_str words[] = { RLINT_STR_INIT("main"), RLINT_STR_INIT("master"),
		RLINT_STR_INIT("develop"), RLINT_STR_INIT("trunk"), RLINT_STR_INIT("nightly"),
		RLINT_STR_INIT("HEAD"), RLINT_STR_INIT("origin/main"),
		RLINT_STR_INIT("origin/master") };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (rlint_value_is(value, words[i]) == RLINT_YES) {
			return true;
		}
	}
	return false;
}

static void check_argument(rlint_check *check, const rlint_fact *fact)
{
	const rlint_env *env = rlint_as_env(fact);
	bool is_given = rlint_fact_within(fact, RLINT_SERVICE) != NULL;

	if (names_reference(env->name.text) && moves(&env->value)) {
		rlint_report(check, fact, is_given ? env->value.span : rlint_fact_span(fact),
			is_given ? "%S is the branch %S, which moves: give the build a commit or a "
				   "release"
				 : "unless the caller says otherwise, %S is the branch %S, which "
				   "moves: make the default a commit or a release",
			env->name.text, env->value.text);
	}
}

extern const rlint_rule rlint_rule_pin_moving_argument;
const rlint_rule rlint_rule_pin_moving_argument = {
	.id = "pin/moving-argument",
	.on = (const rlint_subscription[]){ { RLINT_ENV, "ARG" }, { RLINT_ENV, "args" }, { 0 } },
	.check = check_argument,
};
