/* image/consecutive-runs: short RUNs one after the other. */
#include <reprolint/reprolint.h>

/* Longer RUNs are kept apart for the cache's sake. */
enum { FEW_COMMANDS = 1 };

/* The flags of that name, in their order, are the same. */
static bool is_same_flag(const rlint_fact *a, const rlint_fact *b, const char *name)
{
	const rlint_value *one, *other;
	size_t index = 0;

	do {
		one = rlint_step_flag(a, name, index);
		other = rlint_step_flag(b, name, index);
		index++;
	} while (one->state != RLINT_UNSET && rlint_str_is(one->text, other->text));
	return one->state == other->state && rlint_str_is(one->text, other->text);
}

/* Steps with flags of their own stay apart. */
static bool has_same_flags(const rlint_fact *a, const rlint_fact *b)
{
	return is_same_flag(a, b, "mount") && is_same_flag(a, b, "network") &&
	       is_same_flag(a, b, "security");
}

static bool is_short_run(const rlint_fact *step)
{
	const rlint_step *shown = rlint_as_step(step);

	return rlint_str_is(shown->instruction, RLINT_STR("RUN")) && !shown->is_onbuild &&
	       shown->form != RLINT_HEREDOC_FORM &&
	       rlint_fact_count(step, RLINT_COMMAND) <= FEW_COMMANDS;
}

static void check_step(rlint_check *check, const rlint_fact *step)
{
	const rlint_fact *before = rlint_fact_previous(step);

	if (before && is_short_run(step) && is_short_run(before) && has_same_flags(before, step)) {
		rlint_as(rlint_report(check, step, rlint_as_step(step)->keyword,
				 "a layer of its own for one command: join it to the RUN before it "
				 "with &&"),
			"DL3059");
	}
}

extern const rlint_rule rlint_rule_image_consecutive_runs;
const rlint_rule rlint_rule_image_consecutive_runs = {
	.id = "image/consecutive-runs",
	.on = (const rlint_subscription[]){ { RLINT_STEP, "RUN" }, { 0 } },
	.check = check_step,
};
