/* What the rules about flags share. */
#include "flags.h"

const rlint_str flags_determinism[2] = {
	RLINT_STR_INIT("--xla_gpu_deterministic_ops"),
	RLINT_STR_INIT("--xla_gpu_exclude_nondeterministic_ops"),
};

static const rlint_str on_words[] = { RLINT_STR_INIT("1"), RLINT_STR_INIT("true") };
static const rlint_str off_words[] = { RLINT_STR_INIT("0"), RLINT_STR_INIT("false") };

bool flag_is_on(const rlint_flag *flag)
{
	return flag->value.state == RLINT_UNSET ||
	       (rlint_value_has_text(&flag->value) &&
		       rlint_str_is_one_of(flag->value.text, RLINT_LIST(on_words)));
}

bool flag_is_off(const rlint_flag *flag)
{
	return rlint_value_has_text(&flag->value) &&
	       rlint_str_is_one_of(flag->value.text, RLINT_LIST(off_words));
}

bool flag_is_read(const rlint_flag *flag)
{
	return flag->stray.end == 0;
}

bool flag_is_determinism(const rlint_flag *flag)
{
	return rlint_str_is_one_of(flag->name.text, RLINT_LIST(flags_determinism));
}
