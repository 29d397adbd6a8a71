/* data/dvc-hash: a .dvc file that does not say which data it stands for. */
#include "dvc.h"

static void check_setting(rlint_check *check, const rlint_fact *fact)
{
	const rlint_setting *setting = rlint_as_setting(fact);

	if (setting->held_by.state != RLINT_UNSET || setting->value.state != RLINT_KNOWN) {
		return;
	}
	rlint_report(check, fact, setting->value.span,
		dvc_is_of(setting, RLINT_STR("dvc-output"))
			? "%S has no hash here, so nothing says which data it was: run dvc commit, "
			  "and commit this file"
			: "%S has no hash or etag here, so nothing says which version of it was "
			  "imported: run dvc update, and commit this file",
		setting->value.text);
}

extern const rlint_rule rlint_rule_data_dvc_hash;
const rlint_rule rlint_rule_data_dvc_hash = {
	.id = "data/dvc-hash",
	.on = (const rlint_subscription[]){ { RLINT_SETTING, "dvc-output" },
		{ RLINT_SETTING, "dvc-source" }, { 0 } },
	.check = check_setting,
};
