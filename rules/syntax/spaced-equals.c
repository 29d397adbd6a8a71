/* syntax/spaced-equals: `ENV NAME = value`, which sets NAME to "= value". */
#include <reprolint/reprolint.h>

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

/* The value behind "=" and blanks, as it is written. */
static rlint_span meant(rlint_str written, rlint_span span)
{
	size_t at = 1;

	while (at < written.len && is_blank(written.ptr[at])) {
		at++;
	}
	return (rlint_span){ span.start + (uint32_t)at, span.end };
}

static bool is_quote(char byte)
{
	return byte == '"' || byte == '\'';
}

static bool is_quoted_word(rlint_str text)
{
	if (text.ptr[text.len - 1] != text.ptr[0]) {
		return false;
	}
	for (size_t i = 1; i + 1 < text.len; i++) {
		if (text.ptr[i] == text.ptr[0]) {
			return false;
		}
	}
	return true;
}

/* One word, as it may stand behind an equals sign without quotes, or in one pair of them. */
static bool is_one_word(rlint_str text)
{
	if (text.len > 1 && is_quote(text.ptr[0])) {
		return is_quoted_word(text);
	}
	for (size_t i = 0; i < text.len; i++) {
		if (is_blank(text.ptr[i]) || is_quote(text.ptr[i]) || text.ptr[i] == '\n' ||
			text.ptr[i] == '\\') {
			return false;
		}
	}
	return text.len > 0;
}

static void check_env(rlint_check *check, const rlint_fact *fact)
{
	const rlint_env *env = rlint_as_env(fact);
	rlint_str written = rlint_text_of(rlint_fact_document(fact), env->value.span);
	rlint_span value;
	rlint_finding *finding;
	bool is_plain;

	if (!env->is_legacy || written.len == 0 || written.ptr[0] != '=') {
		return;
	}
	value = meant(written, env->value.span);
	is_plain = is_one_word(rlint_text_of(rlint_fact_document(fact), value));
	finding = rlint_report(check, fact, rlint_fact_span(fact),
		"with blanks around it the equals sign is part of the value, which is `%S`: %s",
		written,
		is_plain ? "leave them out" : "leave them out, and put the value in quotes");
	if (env->name.is_verbatim && is_plain) {
		rlint_fix(finding, false, "Take the blanks away");
		rlint_edit(finding, (rlint_span){ env->name.span.end, value.start }, "=");
	}
}

extern const rlint_rule rlint_rule_syntax_spaced_equals;
const rlint_rule rlint_rule_syntax_spaced_equals = {
	.id = "syntax/spaced-equals",
	.on = (const rlint_subscription[]){ { RLINT_ENV, "ENV" }, { RLINT_ENV, "LABEL" }, { 0 } },
	.check = check_env,
};
