/* seed/type: a seed that is no plain integer for the loader, or not the same one for all. */
#include <reprolint/reprolint.h>

/* A number for people: digits, perhaps with an exponent. */
static bool looks_like_number(rlint_str text)
{
	bool is_so = text.len > 0 && text.ptr[0] >= '0' && text.ptr[0] <= '9';

	for (size_t i = 0; i < text.len; i++) {
		char byte = text.ptr[i];

		is_so = is_so && ((byte >= '0' && byte <= '9') || byte == 'e' || byte == 'E' ||
					 byte == '_' || byte == '.' || byte == ':');
	}
	return is_so;
}

/* Only what some value makes random or fixed is a switch by design: Lightning's true. */
static bool is_switch_by_mistake(const rlint_setting *setting)
{
	return setting->type == RLINT_TYPE_SWITCH && setting->standing.len == 0;
}

static void check_text(rlint_check *check, const rlint_fact *fact, const rlint_setting *setting)
{
	rlint_str text = setting->value.text;

	if (!looks_like_number(text) || setting->standing.len > 0) {
		return;
	}
	rlint_grade(rlint_report(check, fact, setting->value.span,
			    rlint_str_is_digits(text)
				    ? "%S is the text \"%S\", which most seeding functions refuse: "
				      "write the number without quotes"
				    : "%S %S is read as text, not as a number: write plain digits",
			    setting->key.text, text),
		RLINT_INFO);
}

static void check_setting(rlint_check *check, const rlint_fact *fact)
{
	const rlint_setting *setting = rlint_as_setting(fact);
	rlint_str key = setting->key.text;
	rlint_str text = setting->value.text;
	rlint_span span = setting->value.span;

	if (setting->origin != RLINT_EXPLICIT || !rlint_value_has_text(&setting->value)) {
		return;
	}
	if (setting->is_ambiguous && looks_like_number(text)) {
		rlint_report(check, fact, span,
			"YAML 1.1 and YAML 1.2 take %S %S for different values: write plain digits",
			key, text);
	} else if (is_switch_by_mistake(setting)) {
		rlint_report(check, fact, span,
			"%S %S is no number, and counts as 0 or 1 at best: write an integer", key,
			text);
	} else if (setting->type == RLINT_TYPE_DECIMAL) {
		rlint_report(check, fact, span,
			"%S %S is a decimal number, which seeding functions refuse: write an "
			"integer",
			key, text);
	} else if (setting->type == RLINT_TYPE_TEXT) {
		check_text(check, fact, setting);
	} else if (setting->is_large) {
		rlint_grade(rlint_report(check, fact, span,
				    "%S %S is larger than 4294967295, the most that NumPy takes: "
				    "write a smaller one",
				    key, text),
			RLINT_INFO);
	}
}

extern const rlint_rule rlint_rule_seed_type;
const rlint_rule rlint_rule_seed_type = {
	.id = "seed/type",
	.on = (const rlint_subscription[]){ { RLINT_SETTING, "seed" }, { 0 } },
	.check = check_setting,
};
