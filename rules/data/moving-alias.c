/* data/moving-alias: an artifact, a model or a data set under a name that moves. */
#include <reprolint/reprolint.h>

static void check_setting(rlint_check *check, const rlint_fact *fact)
{
	const rlint_setting *setting = rlint_as_setting(fact);

	if (setting->value.state != RLINT_KNOWN) {
		return;
	}
	rlint_report(check, fact, setting->value.span,
		"%S is whatever bears that name when the run starts: name the version",
		setting->value.text);
}

extern const rlint_rule rlint_rule_data_moving_alias;
const rlint_rule rlint_rule_data_moving_alias = {
	.id = "data/moving-alias",
	.on = (const rlint_subscription[]){ { RLINT_SETTING, "alias" }, { 0 } },
	.check = check_setting,
};
