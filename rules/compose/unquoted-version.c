/* compose/unquoted-version: a version that YAML reads as a number, and cuts. */
#include <reprolint/reprolint.h>

static bool names_version(rlint_str name)
{
	static const rlint_str words[] = { RLINT_STR_INIT("VERSION"), RLINT_STR_INIT("PYTHON"),
		RLINT_STR_INIT("CUDA"), RLINT_STR_INIT("TAG"), RLINT_STR_INIT("RELEASE") };
	bool is_found = false;

	for (size_t i = 0; i < sizeof words / sizeof *words && !is_found; i++) {
		is_found = rlint_str_find_str(name, words[i]) < name.len;
	}
	return is_found;
}

/* Is what is written the number that it is read as, and zeros? */
static bool is_cut(rlint_str written, rlint_str value)
{
	bool is_longer = value.len > 0 && written.len > value.len &&
			 rlint_str_starts(written, value) && rlint_byte_is_digit(value.ptr[0]);

	for (size_t i = value.len; is_longer && i < written.len; i++) {
		is_longer = written.ptr[i] == '0' || written.ptr[i] == '.';
	}
	return is_longer;
}

static void check_env(rlint_check *check, const rlint_fact *fact)
{
	const rlint_env *env = rlint_as_env(fact);
	rlint_str written = rlint_text_of(rlint_fact_document(fact), env->value.span);
	rlint_finding *finding;

	if (env->value.state != RLINT_KNOWN || !names_version(env->name.text) ||
		!is_cut(written, env->value.text)) {
		return;
	}
	finding = rlint_report(check, fact, env->value.span,
		"without quotes %S is a number, and %S gets %S: write it in quotes", written,
		env->name.text, env->value.text);
	rlint_fix(finding, false, "write the version in quotes");
	rlint_edit(finding, env->value.span, "\"%S\"", written);
}

extern const rlint_rule rlint_rule_compose_unquoted_version;
const rlint_rule rlint_rule_compose_unquoted_version = {
	.id = "compose/unquoted-version",
	.on = (const rlint_subscription[]){ { RLINT_ENV, "args" }, { RLINT_ENV, "environment" },
		{ 0 } },
	.check = check_env,
};
