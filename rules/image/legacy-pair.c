/* image/legacy-pair: ENV and LABEL without `=`. */
#include <reprolint/reprolint.h>

/* Bytes that mean the same with an equals sign in front: no quotes, escapes or breaks of lines. */
static bool is_plain(rlint_str value, bool *has_blank)
{
	*has_blank = false;
	for (size_t i = 0; i < value.len; i++) {
		char byte = value.ptr[i];

		if (byte == '"' || byte == '\'' || byte == '\\' || byte == '`' || byte == '\n' ||
			byte == '#') {
			return false;
		}
		*has_blank = *has_blank || byte == ' ' || byte == '\t';
	}
	return value.len > 0 && value.ptr[0] != '=';
}

static void offer_sign(rlint_finding *finding, const rlint_fact *fact, const rlint_env *env)
{
	rlint_str value = rlint_text_of(rlint_fact_document(fact), env->value.span);
	rlint_span gap = { env->name.span.end, env->value.span.start };
	rlint_span end = { env->value.span.end, env->value.span.end };
	bool has_blank;

	if (!env->name.is_verbatim || !is_plain(value, &has_blank)) {
		return;
	}
	rlint_fix(finding, true, "Write it with an equals sign");
	rlint_edit(finding, gap, has_blank ? "=\"" : "=");
	if (has_blank) {
		rlint_edit(finding, end, "\"");
	}
}

static void check_env(rlint_check *check, const rlint_fact *fact)
{
	const rlint_env *env = rlint_as_env(fact);
	const rlint_step *step = rlint_as_step(rlint_fact_container(fact));
	rlint_finding *finding;

	if (!env->is_legacy || !step) {
		return;
	}
	finding = rlint_report(check, fact, rlint_fact_span(fact),
		"%S takes all of the line as one value without '=': write %S=\"...\"",
		step->instruction, env->name.text);
	rlint_as_saying(finding, "LegacyKeyValueFormat",
		"\"%S key=value\" should be used instead of legacy \"%S key value\" format",
		step->instruction, step->instruction);
	offer_sign(finding, fact, env);
}

extern const rlint_rule rlint_rule_image_legacy_pair;
const rlint_rule rlint_rule_image_legacy_pair = {
	.id = "image/legacy-pair",
	.on = (const rlint_subscription[]){ { RLINT_ENV, "ENV" }, { RLINT_ENV, "LABEL" }, { 0 } },
	.check = check_env,
};
