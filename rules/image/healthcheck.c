/* image/healthcheck: images that cannot say whether they work. */
#include <reprolint/reprolint.h>

static bool has_healthcheck(const rlint_fact *stage)
{
	const rlint_fact *step;

	for (size_t i = 0; (step = rlint_fact_at(stage, RLINT_STEP, i)); i++) {
		if (rlint_str_is(rlint_as_step(step)->instruction, RLINT_STR("HEALTHCHECK"))) {
			return true;
		}
	}
	return false;
}

/* Has the stage one, or one that it is FROM? */
static bool is_checked(const rlint_fact *stage)
{
	while (stage && !has_healthcheck(stage)) {
		stage = rlint_as_stage(stage)->parent;
	}
	return stage;
}

static void report(rlint_check *check, const rlint_fact *fact)
{
	const rlint_stage *stage = rlint_as_stage(fact);
	rlint_finding *finding = rlint_report(check, fact, stage->from,
		"no HEALTHCHECK: nobody is told when the container runs but no longer works");

	rlint_as(finding, "DL3057");
	if (stage->starts != RLINT_STARTS_SERVER) {
		rlint_grade(finding, RLINT_PEDANTIC);
	}
}

/* The stages that a build may end with; the base of another is asked through that one. */
static void check_document(rlint_check *check, const rlint_fact *document)
{
	size_t count = rlint_fact_count(document, RLINT_STAGE);
	bool *is_base = rlint_scratch(check, count + 1);

	for (size_t i = is_base ? count : 0; i-- > 0;) {
		const rlint_fact *fact = rlint_fact_at(document, RLINT_STAGE, i);
		const rlint_stage *stage = rlint_as_stage(fact);

		if (stage->parent) {
			is_base[rlint_as_stage(stage->parent)->index] = true;
		}
		if (!is_base[i] && stage->fate != RLINT_BUILDER && rlint_fact_complete(fact) &&
			!is_checked(fact)) {
			report(check, fact);
		}
	}
}

extern const rlint_rule rlint_rule_image_healthcheck;
const rlint_rule rlint_rule_image_healthcheck = {
	.id = "image/healthcheck",
	.on = (const rlint_subscription[]){ { RLINT_DOCUMENT, NULL }, { 0 } },
	.check = check_document,
};
