/* pin/package-upgrade: what the base image holds is brought to the newest of the day. */
#include "../image/commands.h"

/* Options with which nothing is upgraded. */
static const char *const harmless[] = { "--simulate", "--print-uris", "--download-only",
	"--assume-no", "--assumeno", "--downloadonly", NULL };

/* Options with which only some packages are. */
static const char *const partial[] = { "--security", "--advisory", "--cve", NULL };

static const struct upgrade {
	rlint_str program, action;
	bool takes_all; /* also where packages are named */
	const char *aliases[2]; /* or NULL */
} upgrades[] = {
	{ RLINT_STR_INIT("apt-get"), RLINT_STR_INIT("upgrade"), true, { "DF069", "682fe378" } },
	{ RLINT_STR_INIT("apt-get"), RLINT_STR_INIT("dist-upgrade"), true, { "DF069", "DS-0024" } },
	{ RLINT_STR_INIT("apt-get"), RLINT_STR_INIT("full-upgrade"), true, { NULL } },
	{ RLINT_STR_INIT("apt"), RLINT_STR_INIT("upgrade"), true, { NULL } },
	{ RLINT_STR_INIT("apt"), RLINT_STR_INIT("full-upgrade"), true, { NULL } },
	{ RLINT_STR_INIT("apt"), RLINT_STR_INIT("dist-upgrade"), true, { NULL } },
	{ RLINT_STR_INIT("aptitude"), RLINT_STR_INIT("safe-upgrade"), false, { NULL } },
	{ RLINT_STR_INIT("aptitude"), RLINT_STR_INIT("full-upgrade"), false, { NULL } },
	{ RLINT_STR_INIT("apk"), RLINT_STR_INIT("upgrade"), false, { "989ab888" } },
	{ RLINT_STR_INIT("dnf"), RLINT_STR_INIT("update"), false, { "09fda05e" } },
	{ RLINT_STR_INIT("dnf"), RLINT_STR_INIT("upgrade-minimal"), false, { NULL } },
	{ RLINT_STR_INIT("dnf"), RLINT_STR_INIT("distro-sync"), false, { NULL } },
	{ RLINT_STR_INIT("microdnf"), RLINT_STR_INIT("update"), false, { NULL } },
	{ RLINT_STR_INIT("tdnf"), RLINT_STR_INIT("update"), false, { NULL } },
	{ RLINT_STR_INIT("yum"), RLINT_STR_INIT("update"), false, { "8f6456be" } },
	{ RLINT_STR_INIT("yum"), RLINT_STR_INIT("upgrade-minimal"), false, { NULL } },
	{ RLINT_STR_INIT("zypper"), RLINT_STR_INIT("update"), false, { "d4895357" } },
	{ RLINT_STR_INIT("zypper"), RLINT_STR_INIT("patch"), true, { NULL } },
	{ RLINT_STR_INIT("zypper"), RLINT_STR_INIT("dist-upgrade"), true, { "DL3035" } },
};

static const struct upgrade *upgrade_of(const rlint_command *command)
{
	for (size_t i = 0; command->action.len > 0 && i < sizeof upgrades / sizeof *upgrades; i++) {
		if (rlint_str_is(upgrades[i].program, command->program) &&
			rlint_str_is(upgrades[i].action, command->action)) {
			return &upgrades[i];
		}
	}
	return NULL;
}

static void report(rlint_check *check, const rlint_fact *command, const struct upgrade *upgrade)
{
	const rlint_stage *stage = rlint_as_stage(rlint_fact_within(command, RLINT_STAGE));
	bool is_whole = upgrade->takes_all || (rlint_as_command(command)->operand_count == 0 &&
						      !command_has(command, partial));
	rlint_finding *finding = rlint_report(check, command, command_words(command),
		is_whole ? "this upgrades whatever the base image holds to the versions of the "
			   "day, so "
			   "its tag or digest no longer tells them: take a newer base image instead"
			 : "this brings packages to the newest version of the day");

	if (!is_whole || (stage && stage->fate == RLINT_BUILDER)) {
		rlint_grade(finding, RLINT_PEDANTIC);
	}
	for (size_t i = 0;
		i < sizeof upgrade->aliases / sizeof *upgrade->aliases && upgrade->aliases[i];
		i++) {
		rlint_as(finding, upgrade->aliases[i]);
	}
}

/* Python's own images hold but pip, and those of distributions nothing. */
static bool holds_packages(const rlint_fact *command)
{
	static const rlint_str bare[] = { RLINT_STR_INIT("python"), RLINT_STR_INIT("debian"),
		RLINT_STR_INIT("ubuntu"), RLINT_STR_INIT("alpine"), RLINT_STR_INIT("fedora"),
		RLINT_STR_INIT("nvidia/cuda") };
	const rlint_stage *stage = rlint_as_stage(rlint_fact_within(command, RLINT_STAGE));
	const rlint_image *image;

	while (stage && stage->parent) {
		stage = rlint_as_stage(stage->parent);
	}
	image = stage ? rlint_as_image(stage->image) : NULL;
	return image && image->role == RLINT_PULLED && image->name.state == RLINT_KNOWN &&
	       !rlint_str_is_one_of(image->name.text, RLINT_LIST(bare));
}

/* `pip install -U -r FILE`: the names are the file's, and the base image may hold some of them. */
static void check_pip(rlint_check *check, const rlint_fact *command)
{
	const rlint_option *upgrade = rlint_command_find(command, "--upgrade");
	const rlint_option *file = rlint_command_find(command, "--requirement");
	rlint_finding *finding;

	if (!upgrade || !file || !holds_packages(command) ||
		!rlint_str_is(rlint_as_command(command)->action, RLINT_STR("install"))) {
		return;
	}
	finding = rlint_report(check, command, upgrade->span,
		"this also upgrades what the base image holds to the newest version that %S "
		"allows: leave the option out, and write the wanted versions into the file",
		file->value.text.len > 0 ? file->value.text : RLINT_STR("the file"));
	rlint_grade(finding, RLINT_INFO);
}

static void check_command(rlint_check *check, const rlint_fact *command)
{
	const rlint_command *shown = rlint_as_command(command);
	const struct upgrade *upgrade = upgrade_of(shown);
	const rlint_step *step = rlint_as_step(rlint_fact_within(command, RLINT_STEP));

	if (rlint_str_is(shown->program, RLINT_STR("pip")) && shown->is_run != RLINT_NO) {
		check_pip(check, command);
	}
	if (upgrade && shown->is_run != RLINT_NO && step &&
		rlint_str_is(step->instruction, RLINT_STR("RUN")) &&
		!command_has(command, harmless)) {
		report(check, command, upgrade);
	}
}

extern const rlint_rule rlint_rule_pin_package_upgrade;
const rlint_rule rlint_rule_pin_package_upgrade = {
	.id = "pin/package-upgrade",
	.on = (const rlint_subscription[]){ { RLINT_COMMAND, "apt-get" }, { RLINT_COMMAND, "apt" },
		{ RLINT_COMMAND, "aptitude" }, { RLINT_COMMAND, "apk" }, { RLINT_COMMAND, "dnf" },
		{ RLINT_COMMAND, "microdnf" }, { RLINT_COMMAND, "tdnf" }, { RLINT_COMMAND, "yum" },
		{ RLINT_COMMAND, "zypper" }, { RLINT_COMMAND, "pip" }, { 0 } },
	.check = check_command,
};
