/* data/model-revision: a model or data set held by a branch. */
#include <reprolint/reprolint.h>

static void check_setting(rlint_check *check, const rlint_fact *fact)
{
	const rlint_setting *setting = rlint_as_setting(fact);

	if (setting->outcome != RLINT_RANDOM) {
		return;
	}
	rlint_report(check, fact, setting->value.span,
		"%S %S moves, so the next run may get other bytes: name a tag or a full commit",
		setting->key.text, setting->value.text);
}

extern const rlint_rule rlint_rule_data_model_revision;
const rlint_rule rlint_rule_data_model_revision = {
	.id = "data/model-revision",
	.on = (const rlint_subscription[]){ { RLINT_SETTING, "revision" }, { 0 } },
	.check = check_setting,
};
