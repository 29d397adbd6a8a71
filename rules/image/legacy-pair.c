/* image/legacy-pair: ENV and LABEL without `=`. */
#include <reprolint/reprolint.h>

static void check_env(rlint_check *check, const rlint_fact *fact)
{
	const rlint_env *env = rlint_as_env(fact);
	const rlint_step *step = rlint_as_step(rlint_fact_container(fact));
	rlint_finding *finding;

	if (!env->is_legacy || !step) {
		return;
	}
	finding = rlint_report(check, fact, rlint_fact_span(fact),
		"%S takes all of the line as one value without '=': write %S=\"...\"",
		step->instruction, env->name.text);
	rlint_as_saying(finding, "LegacyKeyValueFormat",
		"\"%S key=value\" should be used instead of legacy \"%S key value\" format",
		step->instruction, step->instruction);
}

extern const rlint_rule rlint_rule_image_legacy_pair;
const rlint_rule rlint_rule_image_legacy_pair = {
	.id = "image/legacy-pair",
	.on = (const rlint_subscription[]){ { RLINT_ENV, "ENV" }, { RLINT_ENV, "LABEL" }, { 0 } },
	.check = check_env,
};
