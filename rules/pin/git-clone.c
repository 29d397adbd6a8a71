/* pin/git-clone: a repository fetched at whatever its branch holds. */
#include <reprolint/reprolint.h>

static const char *advice_for(const rlint_effect *effect)
{
	return effect->command ? "check out a commit behind it (git checkout COMMIT)"
			       : "name a commit (#COMMIT)";
}

static void report(rlint_check *check, const rlint_effect *effect, rlint_fate fate)
{
	const rlint_download *download = rlint_as_download(effect->subject);
	rlint_str url = rlint_text_of(rlint_fact_document(effect->subject), effect->span);
	rlint_finding *finding;

	if (download->pin == RLINT_FLOATING) {
		finding = rlint_report(check, effect->subject, rlint_effect_words(effect),
			"%S is taken at whatever its branch holds on the day of the build: %s", url,
			advice_for(effect));
		rlint_grade(finding, fate == RLINT_BUILDER ? RLINT_INFO : RLINT_WARNING);
	} else {
		finding = rlint_report(check, effect->subject, rlint_effect_words(effect),
			"the tag or short commit at which %S is taken may come to name another: %s",
			url, advice_for(effect));
		rlint_grade(finding, RLINT_PEDANTIC);
	}
}

static void check_step(rlint_check *check, const rlint_fact *step)
{
	const rlint_fact *stage = rlint_fact_within(step, RLINT_STAGE);
	rlint_fate fate = stage ? rlint_as_stage(stage)->fate : RLINT_FINAL;

	for (size_t i = 0; i < rlint_step_effects(step); i++) {
		const rlint_effect *effect = rlint_step_effect(step, i);
		const rlint_download *download =
			effect->action == RLINT_FETCHES ? rlint_as_download(effect->subject) : NULL;

		if (download && download->is_vcs && download->is_verified != RLINT_YES &&
			(download->pin == RLINT_FLOATING || download->pin == RLINT_EXACT)) {
			report(check, effect, fate);
		}
	}
}

extern const rlint_rule rlint_rule_pin_git_clone;
const rlint_rule rlint_rule_pin_git_clone = {
	.id = "pin/git-clone",
	.on = (const rlint_subscription[]){ { RLINT_STEP, "RUN" }, { RLINT_STEP, "ADD" }, { 0 } },
	.check = check_step,
	.follows_builds = true,
};
