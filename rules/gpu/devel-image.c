/* gpu/devel-image: the compilers of CUDA in the image that runs. */
#include <reprolint/reprolint.h>

static void check_stage(rlint_check *check, const rlint_fact *fact)
{
	const rlint_stage *stage = rlint_as_stage(fact);
	const rlint_image *image = stage->image ? rlint_as_image(stage->image) : NULL;

	if (stage->fate == RLINT_FINAL && image && image->role == RLINT_PULLED &&
		image->cuda.len > 0 &&
		rlint_value_has(&image->tag, RLINT_STR("devel")) == RLINT_YES) {
		rlint_report(check, stage->image, image->tag.span,
			"the image that runs has CUDA's compilers and headers: where nothing is "
			"compiled when it runs, build on this one and end with its runtime");
	}
}

extern const rlint_rule rlint_rule_gpu_devel_image;
const rlint_rule rlint_rule_gpu_devel_image = {
	.id = "gpu/devel-image",
	.on = (const rlint_subscription[]){ { RLINT_STAGE, NULL }, { 0 } },
	.check = check_stage,
};
