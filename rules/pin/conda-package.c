/* pin/conda-package: conda packages whose version the solver may choose anew. */
#include "packages.h"

/* No other linter speaks of conda's packages. */
static void check_environment(rlint_check *check, const rlint_fact *environment)
{
	static const struct package_wording wording = { "=VERSION", NULL };

	packages_check(check, environment, &wording);
}

extern const rlint_rule rlint_rule_pin_conda_package;
const rlint_rule rlint_rule_pin_conda_package = {
	.id = "pin/conda-package",
	.on = (const rlint_subscription[]){ { RLINT_ENVIRONMENT, "conda" }, { 0 } },
	.check = check_environment,
	.asks_links = true,
	.follows_builds = true,
};
