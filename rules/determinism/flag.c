/* determinism/flag: a flag of XLA that asks for results which differ from run to run. */
#include "flags.h"

#include "variables.h"

/* Is a flag of the variable on that asks for the same result each time? */
static bool asks_for_determinism(const rlint_fact *variable)
{
	const rlint_fact *fact;
	bool is_found = false;

	for (size_t i = 0; (fact = rlint_fact_at(variable, RLINT_FLAG, i)) && !is_found; i++) {
		const rlint_flag *flag = rlint_as_flag(fact);

		is_found = flag_is_determinism(flag) && flag_is_read(flag) &&
			   flag->is_last == RLINT_YES && flag_is_on(flag);
	}
	return is_found;
}

static bool is_level(const rlint_flag *flag)
{
	return rlint_str_is(flag->name.text, RLINT_STR("--xla_gpu_autotune_level"));
}

/* A level that a file states, above the one that times nothing. */
static bool is_timing(const rlint_flag *flag)
{
	return rlint_value_has_text(&flag->value) && rlint_str_is_digits(flag->value.text) &&
	       !rlint_str_is(flag->value.text, RLINT_STR("0"));
}

static void check_flag(rlint_check *check, const rlint_fact *fact)
{
	const rlint_flag *flag = rlint_as_flag(fact);

	if (!flag_is_read(flag) || flag->is_last != RLINT_YES ||
		!variable_is_set(rlint_fact_container(fact))) {
		return;
	}
	if (!is_level(flag)) {
		if (flag_is_off(flag) && !asks_for_determinism(rlint_fact_container(fact))) {
			rlint_report(check, fact, rlint_fact_span(fact),
				"%S=%S does not ask XLA for operations that give the same result "
				"each time: set it to true",
				flag->name.text, flag->value.text);
		}
	} else if (is_timing(flag) && asks_for_determinism(rlint_fact_container(fact))) {
		rlint_report(check, fact, rlint_fact_span(fact),
			"%S=%S lets XLA choose kernels by timing them, beside a flag that asks for "
			"the same result each time: 0 times none",
			flag->name.text, flag->value.text);
	}
}

extern const rlint_rule rlint_rule_determinism_flag;
const rlint_rule rlint_rule_determinism_flag = {
	.id = "determinism/flag",
	.on = (const rlint_subscription[]){ { RLINT_FLAG, "--xla_gpu_autotune_level" },
		{ RLINT_FLAG, "--xla_gpu_deterministic_ops" },
		{ RLINT_FLAG, "--xla_gpu_exclude_nondeterministic_ops" }, { 0 } },
	.check = check_flag,
};
