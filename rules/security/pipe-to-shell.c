/* security/pipe-to-shell: a script from the net, executed unseen. */
#include <reprolint/reprolint.h>

static void report(rlint_check *check, const rlint_effect *effect)
{
	const rlint_download *download = rlint_as_download(effect->subject);
	bool is_moving = download->pin == RLINT_FLOATING;
	rlint_finding *finding = rlint_report(check, effect->subject, rlint_effect_words(effect),
		is_moving ? "the script at %S is executed whatever it says by then: save it under "
			    "a name, check a sum, then run it"
			  : "the script at %S is executed unchecked: save it, check a sum, then "
			    "run it",
		rlint_text_of(rlint_fact_document(effect->subject), effect->span));

	if (!is_moving) {
		rlint_grade(finding, RLINT_INFO);
	}
	rlint_as(finding, "DF021");
}

static void check_step(rlint_check *check, const rlint_fact *step)
{
	for (size_t i = 0; i < rlint_step_effects(step); i++) {
		const rlint_effect *effect = rlint_step_effect(step, i);
		const rlint_download *download =
			effect->action == RLINT_FETCHES ? rlint_as_download(effect->subject) : NULL;

		if (download && effect->command && download->use == RLINT_EXECUTED &&
			download->is_verified != RLINT_YES && download->pin != RLINT_IMMUTABLE) {
			report(check, effect);
		}
	}
}

extern const rlint_rule rlint_rule_security_pipe_to_shell;
const rlint_rule rlint_rule_security_pipe_to_shell = {
	.id = "security/pipe-to-shell",
	.on = (const rlint_subscription[]){ { RLINT_STEP, "RUN" }, { RLINT_STEP, "service" },
		{ 0 } },
	.check = check_step,
};
