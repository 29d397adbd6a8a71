/* seed/searched: a seed that a search draws from a range, like a parameter to be tuned. */
#include <reprolint/reprolint.h>

static void check_setting(rlint_check *check, const rlint_fact *fact)
{
	const rlint_setting *setting = rlint_as_setting(fact);

	if (setting->outcome == RLINT_FIXED) {
		return;
	}
	rlint_report(check, fact, setting->key.span,
		"%S lets the search choose the seed, so that it finds the luckiest one: list the "
		"seeds, and report all of them",
		setting->key.text);
}

extern const rlint_rule rlint_rule_seed_searched;
const rlint_rule rlint_rule_seed_searched = {
	.id = "seed/searched",
	.on = (const rlint_subscription[]){ { RLINT_SETTING, "searched-seed" }, { 0 } },
	.check = check_setting,
};
