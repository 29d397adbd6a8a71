/* image/healthcheck: images that cannot say whether they work. */
#include <reprolint/reprolint.h>

static void check_stage(rlint_check *check, const rlint_fact *fact)
{
	const rlint_stage *stage = rlint_as_stage(fact);
	rlint_finding *finding;

	if (!stage->is_end || stage->healthcheck || !rlint_fact_complete(fact)) {
		return;
	}
	finding = rlint_report(check, fact, stage->from,
		"no HEALTHCHECK: nobody is told when the container runs but no longer works");
	rlint_as(finding, "DL3057");
	if (stage->starts != RLINT_STARTS_SERVER) {
		rlint_grade(finding, RLINT_PEDANTIC);
	}
}

extern const rlint_rule rlint_rule_image_healthcheck;
const rlint_rule rlint_rule_image_healthcheck = {
	.id = "image/healthcheck",
	.on = (const rlint_subscription[]){ { RLINT_STAGE, NULL }, { 0 } },
	.check = check_stage,
};
