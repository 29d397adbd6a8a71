/* pin/apt-package: Debian and Ubuntu packages, which come at whatever version the archive holds. */
#include "installs.h"

static bool is_meant(const rlint_package *package)
{
	return package->ecosystem == RLINT_APT && package->source == RLINT_FROM_INDEX;
}

/* Could another version of it change the experiment? */
static bool matters(const rlint_effect *effect)
{
	rlint_purpose purpose = rlint_as_package(effect->subject)->purpose;

	return effect->end == RLINT_IN_LAYER &&
	       (purpose == RLINT_PAYLOAD || purpose == RLINT_FRAMEWORK);
}

static rlint_finding *report(rlint_check *check, const rlint_effect *main, size_t others)
{
	const rlint_package *package = rlint_as_package(main->subject);

	if (others > 0) {
		return rlint_report(check, main->subject, main->span,
			"apt packages %S and %zu more come at the versions that the archive holds "
			"on the day: take them from a snapshot archive, or keep the built image by "
			"its digest",
			package->name.text, others);
	}
	return rlint_report(check, main->subject, main->span,
		"apt package %S comes at the version that the archive holds on the day: take it "
		"from a snapshot archive, or keep the built image by its digest",
		package->name.text);
}

/* Only apt-get is looked at by the others. */
static void name_foreign(rlint_finding *finding, const rlint_effect *main)
{
	const rlint_fact *command = main->command;

	if (command && rlint_value_ends(&rlint_as_command(command)->name, RLINT_STR("apt-get")) ==
			       RLINT_YES) {
		rlint_as(finding, "DL3008");
	}
}

static void check_step(rlint_check *check, const rlint_fact *step)
{
	static const struct installs_wording wording = { is_meant, matters, report, name_foreign };

	installs_check(check, step, &wording);
}

extern const rlint_rule rlint_rule_pin_apt_package;
const rlint_rule rlint_rule_pin_apt_package = {
	.id = "pin/apt-package",
	.on = (const rlint_subscription[]){ { RLINT_STEP, "RUN" }, { 0 } },
	.check = check_step,
};
