/* image/copy-stage: --from a stage that is not there yet. */
#include <reprolint/reprolint.h>

/* Whoever means an image writes where it lies, or which it is. */
static bool is_bare(rlint_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '/' || text.ptr[i] == ':' || text.ptr[i] == '@') {
			return false;
		}
	}
	return text.len > 0;
}

/* Other linters look at COPY alone. */
static void name_alias(rlint_finding *finding, const rlint_fact *fact, const char *alias)
{
	const rlint_step *step = rlint_as_step(rlint_fact_within(fact, RLINT_STEP));

	if (rlint_str_is(step->instruction, RLINT_STR("COPY"))) {
		rlint_as(finding, alias);
	}
}

static void report_unfinished(rlint_check *check, const rlint_fact *fact, const rlint_stage *own)
{
	const rlint_value *name = &rlint_as_image(fact)->reference;
	rlint_finding *finding = rlint_report(check, fact, name->span,
		"stage %S is not finished here: only a stage before this one can be used",
		name->text);

	name_alias(
		finding, fact, rlint_str_is_like(name->text, own->name.text) ? "DL3023" : "DL3022");
}

static void report_unknown(rlint_check *check, const rlint_fact *fact, const rlint_value *name)
{
	rlint_finding *finding;

	if (rlint_str_is_digits(name->text) && name->text.len < 6) {
		finding = rlint_report(check, fact, name->span,
			"there is no stage %S before this one: stages count from 0", name->text);
	} else {
		finding = rlint_report(check, fact, name->span,
			"no stage before this one is named %S, so the builder takes it for an "
			"image or a context of that name: write the tag if it is an image",
			name->text);
		rlint_grade(finding, RLINT_PEDANTIC);
	}
	name_alias(finding, fact, "DL3022");
}

/* The images of --from lie in their steps, that of FROM in its stage. */
static void check_image(rlint_check *check, const rlint_fact *fact)
{
	const rlint_image *image = rlint_as_image(fact);
	const rlint_fact *stage = rlint_fact_within(fact, RLINT_STAGE);

	if (!stage || !rlint_fact_within(fact, RLINT_STEP) ||
		image->reference.state != RLINT_KNOWN) {
		return;
	}
	if (image->role == RLINT_FROM_STAGE && !image->stage) {
		report_unfinished(check, fact, rlint_as_stage(stage));
	} else if ((image->role == RLINT_PULLED || image->role == RLINT_NAMED_CONTEXT) &&
		   is_bare(image->reference.text)) {
		report_unknown(check, fact, &image->reference);
	}
}

extern const rlint_rule rlint_rule_image_copy_stage;
const rlint_rule rlint_rule_image_copy_stage = {
	.id = "image/copy-stage",
	.on = (const rlint_subscription[]){ { RLINT_IMAGE, NULL }, { 0 } },
	.check = check_image,
};
