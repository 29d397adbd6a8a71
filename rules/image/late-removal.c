/* image/late-removal: caches and packages taken away in a later layer than the one that holds them.
 */
#include <reprolint/reprolint.h>

/* Another version of a Python package may be what is wanted; the system's are removed to be gone.
 */
static bool is_for_size(const rlint_effect *effect)
{
	const rlint_package *package = rlint_as_package(effect->subject);

	if (effect->action == RLINT_WRITES) {
		return true;
	}
	return effect->action == RLINT_INSTALLS && package &&
	       (package->ecosystem == RLINT_APT || package->ecosystem == RLINT_APK ||
		       package->ecosystem == RLINT_DNF || package->ecosystem == RLINT_ZYPPER);
}

static void report(rlint_check *check, const rlint_fact *step, const rlint_effect *effect)
{
	const rlint_stage *stage =
		rlint_as_stage(rlint_fact_within(effect->undone_by, RLINT_STAGE));
	rlint_finding *finding = rlint_report(check, effect->undone_by,
		rlint_as_command(effect->undone_by)->line,
		"this makes the image no smaller, as the layer of an earlier step keeps it: do it "
		"in the step that brings it");

	rlint_related(finding, step, effect->span, "brought here");
	if (stage && stage->fate == RLINT_BUILDER) {
		rlint_grade(finding, RLINT_PEDANTIC);
	}
}

/* It is of use where it takes away what its own step brought as well, or only runs when needed. */
static bool is_useful(const rlint_fact *command)
{
	const rlint_fact *step = rlint_fact_within(command, RLINT_STEP);
	bool is_useful = rlint_as_command(command)->is_run != RLINT_YES;

	for (size_t i = 0; i < rlint_step_effects(step) && !is_useful; i++) {
		const rlint_effect *effect = rlint_step_effect(step, i);

		is_useful = effect->undone_by == command && effect->end == RLINT_UNDONE_HERE;
	}
	return is_useful;
}

/* The command that takes it away in a later layer, or NULL. */
static const rlint_fact *late_remover(const rlint_effect *effect)
{
	return effect->end == RLINT_UNDONE_LATER && effect->certain == RLINT_YES &&
			       is_for_size(effect)
		       ? effect->undone_by
		       : NULL;
}

static void check_step(rlint_check *check, const rlint_fact *step)
{
	const rlint_fact *last = NULL;

	for (size_t i = 0; i < rlint_step_effects(step); i++) {
		const rlint_effect *effect = rlint_step_effect(step, i);
		const rlint_fact *remover = late_remover(effect);

		if (!remover || remover == last) {
			continue;
		}
		last = remover;
		if (!is_useful(remover)) {
			report(check, step, effect);
		}
	}
}

extern const rlint_rule rlint_rule_image_late_removal;
const rlint_rule rlint_rule_image_late_removal = {
	.id = "image/late-removal",
	.on = (const rlint_subscription[]){ { RLINT_STEP, "RUN" }, { 0 } },
	.check = check_step,
};
