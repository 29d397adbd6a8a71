/* image/stage-number: a stage that is named by its number. */
#include <reprolint/reprolint.h>

static void check_from(rlint_check *check, const rlint_fact *fact, const rlint_value *from)
{
	if (rlint_value_has_text(from) && rlint_str_is_digits(from->text)) {
		rlint_as(rlint_report(check, fact, from->span,
				 "stage %S is another one as soon as a stage is put before it: "
				 "give it a name (FROM ... AS name)",
				 from->text),
			"DF023");
	}
}

static void check_fact(rlint_check *check, const rlint_fact *fact)
{
	const rlint_copy *copy = rlint_as_copy(fact);
	const rlint_mount *mount = rlint_as_mount(fact);

	if (copy) {
		check_from(check, fact, &copy->from);
	} else if (mount && rlint_fact_within(fact, RLINT_STAGE)) {
		check_from(check, fact, &mount->from);
	}
}

extern const rlint_rule rlint_rule_image_stage_number;
const rlint_rule rlint_rule_image_stage_number = {
	.id = "image/stage-number",
	.on = (const rlint_subscription[]){ { RLINT_COPY, "COPY" }, { RLINT_MOUNT, NULL }, { 0 } },
	.check = check_fact,
};
