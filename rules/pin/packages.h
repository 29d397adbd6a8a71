/* What the rules about Python environments share: how firmly a package is held, how much that
 * matters, and one finding for each physical line. */
#ifndef RULES_PIN_PACKAGES_H
#define RULES_PIN_PACKAGES_H

#include <reprolint/reprolint.h>

/* What a rule adds to the shared part. */
struct package_wording {
	const char *exact; /* how its packages are pinned: "==VERSION" */
	/* Names the foreign rules that speak of the package too; or NULL. */
	void (*foreign)(rlint_finding *finding, const rlint_fact *package);
};

/* One finding for each physical line of the environment that names packages which can change. */
void packages_check(
	rlint_check *check, const rlint_fact *environment, const struct package_wording *wording);

#endif
