/* image/no-command: an image that does not say what to run. */
#include <reprolint/reprolint.h>

static void check_stage(rlint_check *check, const rlint_fact *fact)
{
	const rlint_stage *stage = rlint_as_stage(fact);
	const rlint_fact *document = rlint_fact_container(fact);
	bool is_last = stage->index + 1 == rlint_fact_count(document, RLINT_STAGE);

	if (is_last && rlint_fact_complete(fact) && !stage->entrypoint && !stage->command) {
		rlint_as(rlint_report(check, fact, stage->from,
				 "neither CMD nor ENTRYPOINT, so the container runs what the base "
				 "image runs: say what the experiment is started with"),
			"DF036");
	}
}

extern const rlint_rule rlint_rule_image_no_command;
const rlint_rule rlint_rule_image_no_command = {
	.id = "image/no-command",
	.on = (const rlint_subscription[]){ { RLINT_STAGE, NULL }, { 0 } },
	.check = check_stage,
};
