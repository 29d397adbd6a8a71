/* image/apt-stale-lists: apt installs from package lists of an earlier layer, or without any. */
#include "commands.h"

/* What is known of the package lists while a stage is walked. */
struct lists {
	const rlint_fact *step; /* that fetched or deleted them */
	rlint_span span;
	enum { LISTS_UNKNOWN, LISTS_THERE, LISTS_GONE } state;
};

static bool is_apt(const rlint_command *command)
{
	return rlint_str_is(command->program, RLINT_STR("apt-get")) ||
	       rlint_str_is(command->program, RLINT_STR("apt")) ||
	       rlint_str_is(command->program, RLINT_STR("aptitude"));
}

/* Programs that are known not to touch the lists; any other may run apt-get update. */
static bool is_harmless(const rlint_command *command)
{
	static const rlint_str programs[] = { RLINT_STR_INIT("rm"), RLINT_STR_INIT("echo"),
		RLINT_STR_INIT("pip"), RLINT_STR_INIT("conda"), RLINT_STR_INIT("mkdir"),
		RLINT_STR_INIT("ln"), RLINT_STR_INIT("chmod"), RLINT_STR_INIT("chown"),
		RLINT_STR_INIT("curl"), RLINT_STR_INIT("wget"), RLINT_STR_INIT("tar"),
		RLINT_STR_INIT("cd"), RLINT_STR_INIT("set"), RLINT_STR_INIT("export"),
		RLINT_STR_INIT("cp"), RLINT_STR_INIT("mv"), RLINT_STR_INIT("git"),
		RLINT_STR_INIT("useradd"), RLINT_STR_INIT("groupadd"), RLINT_STR_INIT("true"),
		RLINT_STR_INIT("test"), RLINT_STR_INIT("["), RLINT_STR_INIT("apt-mark"),
		RLINT_STR_INIT("python"), RLINT_STR_INIT("sed"), RLINT_STR_INIT("cat"),
		RLINT_STR_INIT("tee"), RLINT_STR_INIT("gpg"), RLINT_STR_INIT("dpkg"),
		RLINT_STR_INIT("unzip"), RLINT_STR_INIT("touch"), RLINT_STR_INIT("ls"),
		RLINT_STR_INIT("find"), RLINT_STR_INIT("uv"), RLINT_STR_INIT("make"),
		RLINT_STR_INIT("cmake"), RLINT_STR_INIT("ldconfig"), RLINT_STR_INIT("locale-gen"),
		RLINT_STR_INIT("apt-key"), RLINT_STR_INIT("update-alternatives") };

	return rlint_str_is_one_of(command->program, RLINT_LIST(programs)) || is_apt(command);
}

/* What one command does. */
struct deed {
	const rlint_effect *on_lists; /* fetches or deletes the lists, or NULL */
	bool installs; /* a package that comes through the lists */
};

static void read_effect(struct deed *deed, const rlint_effect *effect)
{
	const rlint_package *package = rlint_as_package(effect->subject);
	bool is_deletion = effect->action == RLINT_DELETES &&
			   rlint_str_starts(effect->what, RLINT_STR("/var/lib/apt"));
	bool is_update = effect->action == RLINT_WRITES &&
			 rlint_str_is(effect->what, RLINT_STR("apt-lists"));

	if (is_deletion || is_update) {
		deed->on_lists = effect;
	}
	deed->installs = deed->installs || (effect->action == RLINT_INSTALLS && package &&
						   effect->certain == RLINT_YES &&
						   package->source == RLINT_FROM_INDEX);
}

static struct deed deed_of(const rlint_fact *command)
{
	struct deed deed = { 0 };
	const rlint_effect *effect;

	for (size_t i = 0; (effect = rlint_command_effect(command, i)); i++) {
		read_effect(&deed, effect);
	}
	return deed;
}

static void report(rlint_check *check, const rlint_fact *command, const struct lists *lists)
{
	bool is_gone = lists->state == LISTS_GONE;
	const rlint_stage *stage = rlint_as_stage(rlint_fact_within(command, RLINT_STAGE));
	rlint_finding *finding = rlint_report(check, command, command_words(command),
		is_gone ? "an earlier step deleted the package lists, so nothing is found to "
			  "install: run `apt-get update` in this step"
			: "the package lists come from an earlier step, whose layer may be old: "
			  "run `apt-get update` in this step");

	if (!is_gone) {
		rlint_grade(finding,
			stage && stage->fate == RLINT_BUILDER ? RLINT_PEDANTIC : RLINT_INFO);
	}
	rlint_as(finding, "AptGetUpdatePrecedesInstall");
	rlint_related(finding, command, lists->span, is_gone ? "deleted here" : "fetched here");
}

static void follow(struct lists *lists, const rlint_fact *step, const rlint_fact *command,
	const rlint_effect *effect)
{
	if (!effect) {
		if (!is_harmless(rlint_as_command(command))) {
			lists->state = LISTS_UNKNOWN;
		}
		return;
	}
	*lists = (struct lists){ step, effect->span,
		effect->action == RLINT_DELETES ? LISTS_GONE : LISTS_THERE };
	if (effect->certain != RLINT_YES || effect->end == RLINT_IN_MOUNT) {
		lists->state = LISTS_UNKNOWN;
	}
}

static void check_step(rlint_check *check, struct lists *lists, const rlint_fact *step)
{
	if (!rlint_fact_complete(step) || rlint_fact_count(step, RLINT_MOUNT) > 0) {
		lists->state = LISTS_UNKNOWN;
		return;
	}
	for (size_t i = 0; i < rlint_fact_count(step, RLINT_COMMAND); i++) {
		const rlint_fact *command = rlint_fact_at(step, RLINT_COMMAND, i);
		const rlint_command *shown = rlint_as_command(command);
		struct deed deed = deed_of(command);

		if (deed.installs && is_apt(shown) && shown->is_run == RLINT_YES &&
			lists->state != LISTS_UNKNOWN && lists->step != step) {
			report(check, command, lists);
			/* Nothing gets past the first install that finds nothing. */
			lists->state = lists->state == LISTS_GONE ? LISTS_UNKNOWN : lists->state;
		}
		follow(lists, step, command, deed.on_lists);
	}
}

static void check_stage(rlint_check *check, const rlint_fact *stage)
{
	struct lists lists = { .state = LISTS_UNKNOWN };

	for (size_t i = 0; i < rlint_fact_count(stage, RLINT_STEP); i++) {
		const rlint_fact *step = rlint_fact_at(stage, RLINT_STEP, i);
		const rlint_step *shown = rlint_as_step(step);

		if (rlint_str_is(shown->instruction, RLINT_STR("RUN")) && !shown->is_onbuild) {
			check_step(check, &lists, step);
		}
	}
}

extern const rlint_rule rlint_rule_image_apt_stale_lists;
const rlint_rule rlint_rule_image_apt_stale_lists = {
	.id = "image/apt-stale-lists",
	.on = (const rlint_subscription[]){ { RLINT_STAGE, NULL }, { 0 } },
	.check = check_stage,
};
