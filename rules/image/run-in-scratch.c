/* image/run-in-scratch: a shell that an empty image does not have. */
#include <reprolint/reprolint.h>

static bool is_empty(const rlint_fact *stage)
{
	const rlint_image *image = rlint_as_image(rlint_as_stage(stage)->image);

	return image && image->role == RLINT_SCRATCH;
}

/* Steps after which something lies there: who can say that it is no shell? */
static bool brings_files(rlint_str instruction)
{
	return rlint_str_is(instruction, RLINT_STR("COPY")) ||
	       rlint_str_is(instruction, RLINT_STR("ADD")) ||
	       rlint_str_is(instruction, RLINT_STR("SHELL"));
}

static void check_stage(rlint_check *check, const rlint_fact *stage)
{
	const rlint_fact *step;

	if (!is_empty(stage)) {
		return;
	}
	for (size_t i = 0; (step = rlint_fact_at(stage, RLINT_STEP, i)); i++) {
		const rlint_step *shown = rlint_as_step(step);
		bool is_run = rlint_str_is(shown->instruction, RLINT_STR("RUN"));

		if (brings_files(shown->instruction)) {
			return;
		}
		if (is_run && !shown->is_onbuild && rlint_fact_count(step, RLINT_MOUNT) == 0) {
			rlint_report(check, step, shown->keyword,
				"the image is empty here, so there is nothing that RUN could run: "
				"begin with an image that has a shell, or copy files first");
			return;
		}
	}
}

extern const rlint_rule rlint_rule_image_run_in_scratch;
const rlint_rule rlint_rule_image_run_in_scratch = {
	.id = "image/run-in-scratch",
	.on = (const rlint_subscription[]){ { RLINT_STAGE, NULL }, { 0 } },
	.check = check_stage,
};
