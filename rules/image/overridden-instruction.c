/* image/overridden-instruction: CMD, ENTRYPOINT and HEALTHCHECK that a later one replaces. */
#include <reprolint/reprolint.h>

/* The instructions of which a stage keeps the last, and what hadolint calls the doubling. */
static const struct {
	rlint_str name;
	const char *alias;
} kinds[] = {
	{ RLINT_STR_INIT("CMD"), "DL4003" },
	{ RLINT_STR_INIT("ENTRYPOINT"), "DL4004" },
	{ RLINT_STR_INIT("HEALTHCHECK"), "DL3012" },
};

#define KINDS (sizeof kinds / sizeof *kinds)

static size_t kind_of(const rlint_step *step)
{
	size_t kind = 0;

	while (kind < KINDS && !rlint_str_is(kinds[kind].name, step->instruction)) {
		kind++;
	}
	return step->is_onbuild ? KINDS : kind;
}

static void report(rlint_check *check, const rlint_fact *dead, const rlint_fact *next, size_t kind)
{
	/* The later one is the anchor: comments on it count, as they do for BuildKit. */
	rlint_finding *finding = rlint_report(check, next, rlint_as_step(dead)->keyword,
		"this %S is never used, as the stage has a later one: take one of them away",
		kinds[kind].name);

	rlint_related(finding, next, rlint_as_step(next)->keyword, "this one replaces it");
	rlint_as(finding, kinds[kind].alias);
	rlint_as_saying(finding, "MultipleInstructionsDisallowed",
		"Multiple %S instructions should not be used in the same stage because only the "
		"last one will be used",
		rlint_text_of(rlint_fact_document(next), rlint_as_step(next)->keyword));
}

static void check_stage(rlint_check *check, const rlint_fact *stage)
{
	const rlint_fact *last[KINDS] = { NULL };
	const rlint_fact *step;

	for (size_t i = 0; (step = rlint_fact_at(stage, RLINT_STEP, i)); i++) {
		size_t kind = kind_of(rlint_as_step(step));

		if (kind == KINDS) {
			continue;
		}
		if (last[kind]) {
			report(check, last[kind], step, kind);
		}
		last[kind] = step;
	}
}

extern const rlint_rule rlint_rule_image_overridden_instruction;
const rlint_rule rlint_rule_image_overridden_instruction = {
	.id = "image/overridden-instruction",
	.on = (const rlint_subscription[]){ { RLINT_STAGE, NULL }, { 0 } },
	.check = check_stage,
};
