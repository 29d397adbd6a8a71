/* pin/conda-prefix: the folder of the machine where a conda environment was exported. */
#include <reprolint/reprolint.h>

static void check_environment(rlint_check *check, const rlint_fact *fact)
{
	const rlint_environment *environment = rlint_as_environment(fact);

	if (environment->prefix.state == RLINT_UNSET) {
		return;
	}
	rlint_report(check, fact, environment->prefix.span,
		"%S is the folder of the environment on the machine that wrote this, which no "
		"other has: leave the prefix out",
		environment->prefix.text);
}

extern const rlint_rule rlint_rule_pin_conda_prefix;
const rlint_rule rlint_rule_pin_conda_prefix = {
	.id = "pin/conda-prefix",
	.on = (const rlint_subscription[]){ { RLINT_ENVIRONMENT, "conda" }, { 0 } },
	.check = check_environment,
};
