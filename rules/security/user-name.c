/* security/user-name: a USER that only the image can resolve. */
#include <reprolint/reprolint.h>

/* A variable is a choice of whoever builds. */
static bool has_variable(const rlint_value *value)
{
	for (uint32_t i = 0; i < value->part_count; i++) {
		if (value->parts[i].is_reference) {
			return true;
		}
	}
	return false;
}

static bool runs_windows(const rlint_fact *step)
{
	rlint_shell shell = step ? rlint_as_step(step)->shell : RLINT_SH;

	return shell == RLINT_CMD || shell == RLINT_POWERSHELL;
}

static void check_user(rlint_check *check, const rlint_fact *fact)
{
	const rlint_user *user = rlint_as_user(fact);

	/* Users of Windows have no numbers. */
	if (runs_windows(rlint_fact_within(fact, RLINT_STEP)) || user->is_absent ||
		user->is_root == RLINT_YES || !rlint_value_has_text(&user->name) ||
		rlint_str_is_digits(user->name.text) || has_variable(&user->name)) {
		return;
	}
	rlint_as(rlint_report(check, fact, user->name.span,
			 "'%S' is a name, which Kubernetes cannot tell from root: USER with the "
			 "number passes its runAsNonRoot",
			 user->name.text),
		"DL3066");
}

extern const rlint_rule rlint_rule_security_user_name;
const rlint_rule rlint_rule_security_user_name = {
	.id = "security/user-name",
	.on = (const rlint_subscription[]){ { RLINT_USER, NULL }, { 0 } },
	.check = check_user,
};
