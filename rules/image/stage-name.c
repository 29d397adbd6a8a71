/* image/stage-name: stage names that stand for something else already. */
#include <reprolint/reprolint.h>

static void check_reserved(rlint_check *check, const rlint_fact *fact, const rlint_value *name)
{
	rlint_finding *finding;

	if (!rlint_str_is_like(name->text, RLINT_STR("scratch")) &&
		!rlint_str_is_like(name->text, RLINT_STR("context"))) {
		return;
	}
	finding = rlint_report(check, fact, name->span,
		"'%S' means something else to the builder: give the stage another name",
		name->text);
	rlint_as_saying(finding, "ReservedStageName",
		"Stage name should not use the same name as reserved stage \"%S\"", name->text);
}

/* The last stage of that name before this one: what the name meant so far. */
static const rlint_fact *namesake(const rlint_fact *stage, rlint_str name)
{
	const rlint_fact *before = rlint_fact_previous(stage);

	for (unsigned steps = 0; before && steps < 64; steps++) {
		const rlint_value *other = &rlint_as_stage(before)->name;

		if (other->state != RLINT_UNSET && rlint_str_is_like(other->text, name)) {
			return before;
		}
		before = rlint_fact_previous(before);
	}
	return NULL;
}

static void check_stage(rlint_check *check, const rlint_fact *fact)
{
	const rlint_value *name = &rlint_as_stage(fact)->name;
	const rlint_fact *before;
	rlint_finding *finding;

	if (name->state == RLINT_UNSET) {
		return;
	}
	check_reserved(check, fact, name);
	before = namesake(fact, name->text);
	if (!before) {
		return;
	}
	finding = rlint_report(check, fact, name->span,
		"a stage before this one has the name '%S' too, and from here on the name means "
		"this one: rename one of them",
		name->text);
	rlint_related(finding, before, rlint_as_stage(before)->name.span, "the first of the name");
	rlint_as_saying(finding, "DuplicateStageName",
		"Duplicate stage name \"%S\", stage names should be unique", name->text);
}

extern const rlint_rule rlint_rule_image_stage_name;
const rlint_rule rlint_rule_image_stage_name = {
	.id = "image/stage-name",
	.on = (const rlint_subscription[]){ { RLINT_STAGE, NULL }, { 0 } },
	.check = check_stage,
};
