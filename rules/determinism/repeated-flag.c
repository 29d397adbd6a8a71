/* determinism/repeated-flag: a flag that is given twice, with different values. */
#include "flags.h"

/* A switch or a number; flags that take words may add up. */
static bool is_plain(const rlint_flag *flag)
{
	return flag_is_on(flag) || flag_is_off(flag) ||
	       (rlint_value_has_text(&flag->value) && rlint_str_is_digits(flag->value.text));
}

static bool differ(const rlint_flag *a, const rlint_flag *b)
{
	bool are_switches = (flag_is_on(a) || flag_is_off(a)) && (flag_is_on(b) || flag_is_off(b));

	return are_switches ? flag_is_on(a) != flag_is_on(b)
			    : !rlint_str_is(a->value.text, b->value.text);
}

static rlint_str shown(const rlint_flag *flag)
{
	return flag->value.state == RLINT_UNSET ? RLINT_STR("true") : flag->value.text;
}

static void check_flag(rlint_check *check, const rlint_fact *fact)
{
	const rlint_flag *flag = rlint_as_flag(fact);
	const rlint_flag *earlier = rlint_as_flag(flag->earlier);
	rlint_finding *finding;

	if (!earlier || !flag_is_read(flag) || !is_plain(flag) || !is_plain(earlier) ||
		!differ(flag, earlier)) {
		return;
	}
	finding = rlint_report(check, fact, rlint_fact_span(fact),
		"%S is %S here and %S before, and the last one counts: leave one of them out",
		flag->name.text, shown(flag), shown(earlier));
	rlint_related(finding, flag->earlier, rlint_fact_span(flag->earlier), "without effect");
	if (!flag_is_determinism(flag)) {
		rlint_grade(finding, RLINT_INFO);
	}
}

extern const rlint_rule rlint_rule_determinism_repeated_flag;
const rlint_rule rlint_rule_determinism_repeated_flag = {
	.id = "determinism/repeated-flag",
	.on = (const rlint_subscription[]){ { RLINT_FLAG, NULL }, { 0 } },
	.check = check_flag,
};
