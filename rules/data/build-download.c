/* data/build-download: a model or data set that a build takes from a hub without a revision. */
#include <reprolint/reprolint.h>

static void report(rlint_check *check, const rlint_effect *effect)
{
	const rlint_stage *stage = rlint_as_stage(rlint_fact_within(effect->command, RLINT_STAGE));
	rlint_finding *finding = rlint_report(check, effect->command, effect->span,
		"%S comes at whatever its main branch holds when the image is built: give a "
		"revision, best a commit",
		rlint_as_download(effect->subject)->url.text);

	/* A test of what was built. */
	if (stage && stage->fate == RLINT_TARGET) {
		rlint_grade(finding, RLINT_INFO);
	}
}

static void check_step(rlint_check *check, const rlint_fact *step)
{
	for (size_t i = 0; i < rlint_step_effects(step); i++) {
		const rlint_effect *effect = rlint_step_effect(step, i);
		const rlint_download *download =
			effect->action == RLINT_FETCHES ? rlint_as_download(effect->subject) : NULL;

		if (download && download->is_hub && download->pin == RLINT_FLOATING &&
			effect->certain != RLINT_NO) {
			report(check, effect);
		}
	}
}

extern const rlint_rule rlint_rule_data_build_download;
const rlint_rule rlint_rule_data_build_download = {
	.id = "data/build-download",
	.on = (const rlint_subscription[]){ { RLINT_STEP, "RUN" }, { 0 } },
	.check = check_step,
};
