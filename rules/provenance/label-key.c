/* provenance/label-key: label names that Docker's guidelines do not allow. */
#include <reprolint/reprolint.h>

static bool is_lower(char byte)
{
	return byte >= 'a' && byte <= 'z';
}

static bool is_lower_or_digit(char byte)
{
	return is_lower(byte) || (byte >= '0' && byte <= '9');
}

static bool is_separator(char byte)
{
	return byte == '.' || byte == '-' || byte == '_' || byte == '/';
}

/* What is wrong with its letters, or NULL (docs.docker.com, "Object labels"). */
static const char *fault_of(rlint_str key)
{
	for (size_t i = 0; i < key.len; i++) {
		char byte = key.ptr[i];

		if (!is_lower_or_digit(byte) && !is_separator(byte)) {
			return "has a character other than a-z, 0-9, '.', '-', '_' and '/'";
		}
		if (i > 0 && byte == key.ptr[i - 1] && (byte == '.' || byte == '-')) {
			return "doubles a separator";
		}
	}
	if (!is_lower(key.ptr[0])) {
		return "does not begin with a lower-case letter";
	}
	return is_lower_or_digit(key.ptr[key.len - 1])
		       ? NULL
		       : "does not end with a lower-case letter or digit";
}

static bool is_reserved(rlint_str key)
{
	return rlint_str_starts(key, RLINT_STR("com.docker.")) ||
	       rlint_str_starts(key, RLINT_STR("io.docker.")) ||
	       rlint_str_starts(key, RLINT_STR("org.dockerproject."));
}

static void check_label(rlint_check *check, const rlint_fact *fact)
{
	const rlint_value *name = &rlint_as_env(fact)->name;
	const char *fault;

	if (!rlint_value_has_text(name) || name->text.len == 0) {
		return;
	}
	if (is_reserved(name->text)) {
		rlint_as(rlint_report(check, fact, name->span,
				 "'%S' lies in a namespace that Docker keeps for itself: begin "
				 "the name with a domain of yours",
				 name->text),
			"DL3048");
		return;
	}
	fault = fault_of(name->text);
	if (fault) {
		rlint_as(rlint_report(check, fact, name->span,
				 "the label name '%S' %s: Docker's guidelines ask for lower-case "
				 "words joined by single separators",
				 name->text, fault),
			"DL3048");
	}
}

extern const rlint_rule rlint_rule_provenance_label_key;
const rlint_rule rlint_rule_provenance_label_key = {
	.id = "provenance/label-key",
	.on = (const rlint_subscription[]){ { RLINT_ENV, "LABEL" }, { 0 } },
	.check = check_label,
};
