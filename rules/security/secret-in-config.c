/* security/secret-in-config: a secret's value in a config. The value is never repeated in a
 * message. */
#include "secrets.h"

/* Values with blanks are prose, those with braces a template's. */
static const rlint_str odd_parts[] = {
	RLINT_STR_INIT(" "),
	RLINT_STR_INIT("{"),
	RLINT_STR_INIT("$"),
	RLINT_STR_INIT("%("),
};

/* Samples: they show how a key is written, and open nothing but what runs on one's own machine. */
static const rlint_str sample_words[] = {
	RLINT_STR_INIT("abc123"),
	RLINT_STR_INIT("deadbeef"),
	RLINT_STR_INIT("drowssap"),
	RLINT_STR_INIT("example"),
	RLINT_STR_INIT("p@ssw0rd"),
	RLINT_STR_INIT("string"),
	RLINT_STR_INIT("change"),
	RLINT_STR_INIT("secret"),
	RLINT_STR_INIT("password"),
	RLINT_STR_INIT("test"),
	RLINT_STR_INIT("demo"),
	RLINT_STR_INIT("sample"),
	RLINT_STR_INIT("token"),
	RLINT_STR_INIT("minioadmin"),
	RLINT_STR_INIT("postgres"),
	RLINT_STR_INIT("admin"),
};

static bool is_secret(const rlint_setting *setting)
{
	rlint_str value = setting->value.text;

	if (!rlint_value_has_text(&setting->value)) {
		return false;
	}
	if (rlint_is_issued_secret(value)) {
		return true;
	}
	return rlint_names_secret(setting->key.text) == RLINT_YES &&
	       !secret_is_placeholder(value) && !secret_is_path_or_url(value) &&
	       !secret_has_any(value, RLINT_LIST(odd_parts));
}

static void check_setting(rlint_check *check, const rlint_fact *fact)
{
	const rlint_setting *setting = rlint_as_setting(fact);
	rlint_finding *finding;

	if (!is_secret(setting)) {
		return;
	}
	finding = rlint_report(check, fact, setting->value.span,
		setting->is_fallback
			? "%S falls back to a secret that all who read this file know: let it fail "
			  "without one"
			: "%S holds a secret that all who read this file know: take it from the "
			  "environment",
		setting->key.text);
	if (rlint_is_issued_secret(setting->value.text)) {
		return;
	}
	if (secret_has_any(setting->value.text, RLINT_LIST(sample_words))) {
		rlint_grade(finding, RLINT_PEDANTIC);
	} else if (setting->value.text.len < 8) {
		rlint_grade(finding, RLINT_INFO);
	}
}

extern const rlint_rule rlint_rule_security_secret_in_config;
const rlint_rule rlint_rule_security_secret_in_config = {
	.id = "security/secret-in-config",
	.on = (const rlint_subscription[]){ { RLINT_SETTING, "secret" }, { 0 } },
	.check = check_setting,
};
