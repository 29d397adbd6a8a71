/* determinism/benchmark: cuDNN chooses its algorithms by timing them. */
#include <reprolint/reprolint.h>

static void check_setting(rlint_check *check, const rlint_fact *fact)
{
	const rlint_setting *setting = rlint_as_setting(fact);

	if (setting->origin == RLINT_EXPLICIT && setting->outcome == RLINT_RANDOM) {
		rlint_report(check, fact, setting->value.span,
			"with %S %S, cuDNN chooses algorithms by timing them, so runs differ: "
			"switch it off",
			setting->key.text, setting->value.text);
	}
}

extern const rlint_rule rlint_rule_determinism_benchmark;
const rlint_rule rlint_rule_determinism_benchmark = {
	.id = "determinism/benchmark",
	.on = (const rlint_subscription[]){ { RLINT_SETTING, "benchmark" }, { 0 } },
	.check = check_setting,
};
