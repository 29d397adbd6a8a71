/* shell/sudo: sudo in a RUN. */
#include <reprolint/reprolint.h>

static const rlint_str word = RLINT_STR_INIT("sudo");

/* The command begins with sudo, which is seen through; or is sudo alone. */
static bool is_sudo(const rlint_fact *fact, rlint_span line)
{
	rlint_span start = { line.start, line.start + (uint32_t)word.len };
	rlint_span name = rlint_as_command(fact)->name.span;

	return rlint_str_is(rlint_text_of(rlint_fact_document(fact), start), word) &&
	       (name.start > start.end || rlint_str_is(rlint_as_command(fact)->program, word));
}

/* Where the program follows the word sudo itself. */
static void offer_removal(rlint_finding *finding, const rlint_fact *fact, rlint_span line)
{
	rlint_span name = rlint_as_command(fact)->name.span;
	rlint_span gap = { line.start + (uint32_t)word.len, name.start };
	rlint_str between = rlint_text_of(rlint_fact_document(fact), gap);

	for (size_t i = 0; i < between.len; i++) {
		if (between.ptr[i] != ' ' && between.ptr[i] != '\t') {
			return;
		}
	}
	if (between.len > 0) {
		rlint_fix(finding, false, "Leave sudo out");
		rlint_edit(finding, (rlint_span){ line.start, name.start }, "");
	}
}

/* As root sudo changes nothing; as another user it is how the image gives it rights. */
static void check_command(rlint_check *check, const rlint_fact *fact)
{
	rlint_span line = rlint_as_command(fact)->line;
	const rlint_fact *step = rlint_fact_within(fact, RLINT_STEP);
	rlint_finding *finding;
	bool is_root;

	if (!step || !rlint_str_is(rlint_as_step(step)->instruction, RLINT_STR("RUN")) ||
		!is_sudo(fact, line)) {
		return;
	}
	is_root = rlint_value_is(&rlint_as_step(step)->user, RLINT_STR("root")) == RLINT_YES;
	finding = rlint_report(check, fact,
		(rlint_span){ line.start, line.start + (uint32_t)word.len },
		is_root ? "the RUN is root's already: leave sudo out"
			: "sudo takes rights that the image's user then keeps: write USER root "
			  "before the RUN, and switch back after it");
	if (is_root) {
		offer_removal(finding, fact, line);
	}
	rlint_as(finding, "DL3004");
	rlint_grade(finding, is_root ? RLINT_INFO : RLINT_PEDANTIC);
}

extern const rlint_rule rlint_rule_shell_sudo;
const rlint_rule rlint_rule_shell_sudo = {
	.id = "shell/sudo",
	.on = (const rlint_subscription[]){ { RLINT_COMMAND, NULL }, { 0 } },
	.check = check_command,
};
