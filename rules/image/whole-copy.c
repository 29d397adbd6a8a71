/* image/whole-copy: another stage's whole file system, laid over this one. */
#include <reprolint/reprolint.h>

static bool is_root(const rlint_value *path)
{
	return path && rlint_value_is(path, RLINT_STR("/")) == RLINT_YES;
}

/* Flattening an image into an empty one is what scratch is for. */
static bool is_flattening(const rlint_fact *copy)
{
	const rlint_stage *stage = rlint_as_stage(rlint_fact_within(copy, RLINT_STAGE));
	const rlint_image *image = stage ? rlint_as_image(stage->image) : NULL;

	return image && image->role == RLINT_SCRATCH;
}

static void report(rlint_check *check, const rlint_fact *fact, rlint_span span)
{
	rlint_finding *finding = rlint_report(check, fact, span,
		"the whole file system of %S is copied over this one: name the folders that are "
		"wanted",
		rlint_as_copy(fact)->from.text);

	rlint_as(finding, "DL3067");
	if (is_flattening(fact)) {
		rlint_grade(finding, RLINT_PEDANTIC);
	}
}

static void check_copy(rlint_check *check, const rlint_fact *fact)
{
	const rlint_copy *copy = rlint_as_copy(fact);

	if (copy->from.state == RLINT_UNSET || !is_root(&copy->destination)) {
		return;
	}
	for (size_t i = 0; i < copy->source_count; i++) {
		const rlint_value *source = rlint_copy_source(fact, i);

		if (is_root(source)) {
			report(check, fact, source->span);
		}
	}
}

extern const rlint_rule rlint_rule_image_whole_copy;
const rlint_rule rlint_rule_image_whole_copy = {
	.id = "image/whole-copy",
	.on = (const rlint_subscription[]){ { RLINT_COPY, "COPY" }, { 0 } },
	.check = check_copy,
};
