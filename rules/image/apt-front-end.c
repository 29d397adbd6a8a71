/* image/apt-front-end: apt, which is made for people, in a script. */
#include "commands.h"

/* apt-get has these under the same names; the rest apt-cache and others have. */
static bool is_in_apt_get(rlint_str action)
{
	static const rlint_str actions[] = { RLINT_STR_INIT("install"), RLINT_STR_INIT("reinstall"),
		RLINT_STR_INIT("update"), RLINT_STR_INIT("upgrade"), RLINT_STR_INIT("remove"),
		RLINT_STR_INIT("purge"), RLINT_STR_INIT("autoremove"), RLINT_STR_INIT("clean"),
		RLINT_STR_INIT("autoclean"), RLINT_STR_INIT("build-dep") };

	return rlint_str_is_one_of(action, RLINT_LIST(actions));
}

static void check_command(rlint_check *check, const rlint_fact *command)
{
	const rlint_command *shown = rlint_as_command(command);
	rlint_finding *finding;

	if (shown->is_run == RLINT_NO) {
		return;
	}
	finding = rlint_report(check, command, shown->name.span,
		"apt promises no stable command line to scripts: take apt-get or apt-cache");
	rlint_as(finding, "DL3027");
	if (is_in_apt_get(shown->action) && shown->name.is_verbatim &&
		rlint_str_is(shown->name.text, RLINT_STR("apt"))) {
		rlint_fix(finding, true, "Take apt-get");
		rlint_edit(finding, shown->name.span, "apt-get");
	}
}

extern const rlint_rule rlint_rule_image_apt_front_end;
const rlint_rule rlint_rule_image_apt_front_end = {
	.id = "image/apt-front-end",
	.on = (const rlint_subscription[]){ { RLINT_COMMAND, "apt" }, { 0 } },
	.check = check_command,
};
