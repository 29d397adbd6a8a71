/* image/maintainer: the instruction that LABEL took the place of. */
#include <reprolint/reprolint.h>

/* May it stand between double quotes as it is? */
static bool is_plain(rlint_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char byte = text.ptr[i];

		if (byte == '"' || byte == '\'' || byte == '\\' || byte == '$' || byte == '`' ||
			byte == '\n') {
			return false;
		}
	}
	return text.len > 0;
}

static void check_step(rlint_check *check, const rlint_fact *fact)
{
	const rlint_step *step = rlint_as_step(fact);
	const rlint_value *name = rlint_step_word(fact, 0);
	rlint_finding *finding = rlint_report(check, fact, step->keyword,
		"MAINTAINER is deprecated: write LABEL org.opencontainers.image.authors=...");

	rlint_as_said(finding, RLINT_STR("MaintainerDeprecated"),
		RLINT_STR("Maintainer instruction is deprecated in favor of using label"));
	if (name && rlint_value_has_text(name) && is_plain(name->text)) {
		rlint_fix(finding, false, "write it as a label");
		rlint_edit(finding, (rlint_span){ step->keyword.start, name->span.end },
			"LABEL org.opencontainers.image.authors=\"%S\"", name->text);
	}
}

extern const rlint_rule rlint_rule_image_maintainer;
const rlint_rule rlint_rule_image_maintainer = {
	.id = "image/maintainer",
	.on = (const rlint_subscription[]){ { RLINT_STEP, "MAINTAINER" }, { 0 } },
	.check = check_step,
};
