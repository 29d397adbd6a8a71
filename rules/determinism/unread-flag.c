/* determinism/unread-flag: flags that do not reach XLA. */
#include "flags.h"

static rlint_str variable_of(const rlint_fact *flag)
{
	return rlint_as_env(rlint_fact_container(flag))->name.text;
}

/* The first behind the word that ends the reading tells of all. */
static bool is_first_behind(const rlint_fact *fact)
{
	const rlint_flag *previous = rlint_as_flag(rlint_fact_previous(fact));

	return !flag_is_read(rlint_as_flag(fact)) && (!previous || flag_is_read(previous));
}

static void check_place(rlint_check *check, const rlint_fact *fact)
{
	rlint_str name = rlint_as_flag(fact)->name.text;
	rlint_str variable = variable_of(fact);

	if (rlint_str_is(variable, RLINT_STR("XLA_FLAGS")) &&
		rlint_str_starts(name, RLINT_STR("--tf_xla_"))) {
		rlint_report(check, fact, rlint_fact_span(fact),
			"%S is a flag of TensorFlow, and XLA ends at those that it does not know: "
			"it belongs into TF_XLA_FLAGS",
			name);
	} else if (rlint_str_is(variable, RLINT_STR("TF_XLA_FLAGS")) &&
		   rlint_str_starts(name, RLINT_STR("--xla_gpu_"))) {
		rlint_report(check, fact, rlint_fact_span(fact),
			"XLA reads %S from XLA_FLAGS alone; TensorFlow passes over it here", name);
	}
}

/* A switch takes true and false, 1 and 0 being read as them by some. */
static void check_value(rlint_check *check, const rlint_fact *fact)
{
	const rlint_flag *flag = rlint_as_flag(fact);

	if (flag_is_determinism(flag) && rlint_value_has_text(&flag->value) && !flag_is_on(flag) &&
		!flag_is_off(flag)) {
		rlint_report(check, fact, flag->value.span,
			"%S takes true or false, not %S: flags stand apart by blanks alone",
			flag->name.text, flag->value.text);
	}
}

static void check_flag(rlint_check *check, const rlint_fact *fact)
{
	const rlint_flag *flag = rlint_as_flag(fact);

	if (is_first_behind(fact)) {
		rlint_report(check, fact, flag->stray,
			"XLA stops reading flags at a word that is none, so %S has no effect: "
			"write each as --NAME=VALUE, without blanks in it",
			flag->name.text);
	}
	if (flag_is_read(flag)) {
		check_place(check, fact);
		check_value(check, fact);
	}
}

/* A value that does not begin with a flag is the name of a file with flags. */
static void check_env(rlint_check *check, const rlint_fact *fact)
{
	const rlint_env *env = rlint_as_env(fact);
	rlint_str text = env->value.text;

	if (rlint_value_has_text(&env->value) &&
		(rlint_str_starts(text, RLINT_STR("xla_")) ||
			rlint_str_starts(text, RLINT_STR("tf_xla_")))) {
		rlint_report(check, fact, env->value.span,
			"%S begins with no dash, so it is taken for the name of a file that holds "
			"flags: write --%S",
			env->name.text, text);
	}
}

static void check(rlint_check *check, const rlint_fact *fact)
{
	if (rlint_as_env(fact)) {
		check_env(check, fact);
	} else {
		check_flag(check, fact);
	}
}

extern const rlint_rule rlint_rule_determinism_unread_flag;
const rlint_rule rlint_rule_determinism_unread_flag = {
	.id = "determinism/unread-flag",
	.on = (const rlint_subscription[]){ { RLINT_FLAG, NULL }, { RLINT_ENV, "$TF_XLA_FLAGS" },
		{ RLINT_ENV, "$XLA_FLAGS" }, { 0 } },
	.check = check,
};
