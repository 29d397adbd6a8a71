/* pin/system-package: packages of Alpine, Fedora, Red Hat and SUSE, at whatever version there is.
 */
#include "installs.h"

static bool is_meant(const rlint_package *package)
{
	return (package->ecosystem == RLINT_APK || package->ecosystem == RLINT_DNF ||
		       package->ecosystem == RLINT_ZYPPER) &&
	       package->source == RLINT_FROM_INDEX;
}

static bool matters(const rlint_effect *effect)
{
	return effect->end == RLINT_IN_LAYER;
}

static rlint_finding *report(rlint_check *check, const rlint_effect *main, size_t others)
{
	const rlint_package *package = rlint_as_package(main->subject);

	if (others > 0) {
		return rlint_report(check, main->subject, main->span,
			"%S and %zu more come at the versions that the repositories hold on the "
			"day: keep the built image by its digest, or write the versions",
			package->name.text, others);
	}
	return rlint_report(check, main->subject, main->span,
		"%S comes at the version that the repositories hold on the day: keep the built "
		"image by its digest, or write the version",
		package->name.text);
}

static const struct {
	rlint_str program;
	const char *alias;
} names[] = {
	{ RLINT_STR_INIT("apk"), "DL3018" },
	{ RLINT_STR_INIT("dnf"), "DL3041" },
	{ RLINT_STR_INIT("microdnf"), "DL3041" },
	{ RLINT_STR_INIT("yum"), "DL3033" },
	{ RLINT_STR_INIT("zypper"), "DL3037" },
};

static void name_foreign(rlint_finding *finding, const rlint_effect *main)
{
	rlint_str program = rlint_as_command(main->command)->program;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (rlint_str_is(program, names[i].program)) {
			rlint_as(finding, names[i].alias);
		}
	}
}

static void check_step(rlint_check *check, const rlint_fact *step)
{
	static const struct installs_wording wording = { is_meant, matters, report, name_foreign };

	installs_check(check, step, &wording);
}

extern const rlint_rule rlint_rule_pin_system_package;
const rlint_rule rlint_rule_pin_system_package = {
	.id = "pin/system-package",
	.on = (const rlint_subscription[]){ { RLINT_STEP, "RUN" }, { 0 } },
	.check = check_step,
};
