/* image/apt-lists: package lists that `apt-get update` leaves in the layer. */
#include <reprolint/reprolint.h>

static bool installs(const rlint_fact *step)
{
	bool is_found = false;

	for (size_t i = 0; i < rlint_step_effects(step) && !is_found; i++) {
		is_found = rlint_step_effect(step, i)->action == RLINT_INSTALLS;
	}
	return is_found;
}

/* Installs, or upgrades what is there: the lists are used, and only have to go. */
static bool uses_lists(const rlint_fact *step)
{
	bool is_found = installs(step);

	for (size_t i = 0; i < rlint_fact_count(step, RLINT_COMMAND) && !is_found; i++) {
		const rlint_command *command =
			rlint_as_command(rlint_fact_at(step, RLINT_COMMAND, i));

		is_found = rlint_str_starts(command->program, RLINT_STR("apt")) &&
			   (rlint_str_ends(command->action, RLINT_STR("upgrade")) ||
				   rlint_str_is(command->action, RLINT_STR("build-dep")));
	}
	return is_found;
}

static void report(rlint_check *check, const rlint_fact *step, const rlint_effect *effect)
{
	const rlint_stage *stage = rlint_as_stage(rlint_fact_within(step, RLINT_STAGE));
	rlint_finding *finding = rlint_report(check, effect->command ? effect->command : step,
		effect->span,
		effect->end == RLINT_UNDONE_LATER
			? "the layer keeps the package lists although a later step deletes them: "
			  "end this step with `rm -rf /var/lib/apt/lists/*`"
		: uses_lists(step)
			? "the package lists stay in the layer: end the step with `rm -rf "
			  "/var/lib/apt/lists/*`"
			: "the package lists stay in the layer, and grow old in it: "
			  "update, install "
			  "and `rm -rf /var/lib/apt/lists/*` in one step");

	if (stage && stage->fate == RLINT_BUILDER) {
		rlint_grade(finding, RLINT_PEDANTIC);
	}
	/* It looks at the stages that the last one is made from. */
	if (!stage || stage->fate == RLINT_FINAL) {
		rlint_as(finding, "DL3009");
	}
	/* Its condition is an install whose lists are left, not an update alone. */
	if (installs(step)) {
		rlint_as(finding, "DF004");
	}
	rlint_as(finding, "df746b39");
	rlint_as(finding, "AptGetInstallThenRemoveAptLists");
	rlint_as(finding, "apt-get_missing_rm");
}

static void check_step(rlint_check *check, const rlint_fact *step)
{
	for (size_t i = 0; i < rlint_step_effects(step); i++) {
		const rlint_effect *effect = rlint_step_effect(step, i);

		if (effect->action == RLINT_WRITES && effect->certain == RLINT_YES &&
			(effect->end == RLINT_IN_LAYER || effect->end == RLINT_UNDONE_LATER) &&
			rlint_str_is(effect->what, RLINT_STR("apt-lists"))) {
			report(check, step, effect);
			return;
		}
	}
}

extern const rlint_rule rlint_rule_image_apt_lists;
const rlint_rule rlint_rule_image_apt_lists = {
	.id = "image/apt-lists",
	.on = (const rlint_subscription[]){ { RLINT_STEP, "RUN" }, { 0 } },
	.check = check_step,
};
