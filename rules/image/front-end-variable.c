/* image/front-end-variable: apt's answer to all questions, kept for the running container. */
#include <reprolint/reprolint.h>

static void check_env(rlint_check *check, const rlint_fact *fact)
{
	const rlint_env *env = rlint_as_env(fact);

	if (env->when == RLINT_IN_IMAGE &&
		rlint_str_is(env->name.text, RLINT_STR("DEBIAN_FRONTEND")) &&
		rlint_value_has_text(&env->value) && env->value.text.len > 0) {
		rlint_report(check, fact, env->name.span,
			"DEBIAN_FRONTEND stays set in the running container, where apt then asks "
			"nothing either: ARG is enough for the build");
	}
}

extern const rlint_rule rlint_rule_image_front_end_variable;
const rlint_rule rlint_rule_image_front_end_variable = {
	.id = "image/front-end-variable",
	.on = (const rlint_subscription[]){ { RLINT_ENV, "ENV" }, { 0 } },
	.check = check_env,
};
