/* What the rules about the packages of a RUN share: one finding for each command, at the package
 * that matters most. */
#ifndef RULES_PIN_INSTALLS_H
#define RULES_PIN_INSTALLS_H

#include <reprolint/reprolint.h>

/* What a rule adds to the shared part. */
struct installs_wording {
	bool (*is_meant)(const rlint_package *package);
	/* Could another version of it change the experiment? */
	bool (*matters)(const rlint_effect *effect);
	rlint_finding *(*report)(rlint_check *check, const rlint_effect *main, size_t others);
	/* Names the foreign rules that speak of the command too. */
	void (*foreign)(rlint_finding *finding, const rlint_effect *main);
};

/* Speaks of the packages of a step that come at any version. */
void installs_check(
	rlint_check *check, const rlint_fact *step, const struct installs_wording *wording);

#endif
