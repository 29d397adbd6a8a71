/* compose/no-shell: words that only a shell understands, given to a program. */
#include <reprolint/reprolint.h>

static const rlint_str operators[] = {
	RLINT_STR_INIT("&&"),
	RLINT_STR_INIT("||"),
	RLINT_STR_INIT("|"),
	RLINT_STR_INIT(";"),
	RLINT_STR_INIT(">"),
	RLINT_STR_INIT(">>"),
	RLINT_STR_INIT("2>&1"),
};

static bool is_operator(rlint_str word)
{
	return rlint_str_is_one_of(word, RLINT_LIST(operators));
}

/* Each command of an exec form has all its words; those of `sh -c` were read as shell text. */
static void check_step(rlint_check *check, const rlint_fact *step)
{
	const rlint_fact *command = rlint_fact_at(step, RLINT_COMMAND, 0);
	const rlint_value *word;

	if (rlint_fact_count(step, RLINT_SCRIPT) > 0) {
		return;
	}
	for (size_t i = 1; (word = rlint_command_word(command, i)); i++) {
		if (is_operator(word->text)) {
			rlint_report(check, step, word->span,
				"%S is given to %S as an argument, for no shell reads the %S: use "
				"sh -c \"...\"",
				word->text, rlint_as_command(command)->name.text,
				rlint_as_step(step)->instruction);
			return;
		}
	}
}

extern const rlint_rule rlint_rule_compose_no_shell;
const rlint_rule rlint_rule_compose_no_shell = {
	.id = "compose/no-shell",
	.on = (const rlint_subscription[]){ { RLINT_STEP, "command" }, { RLINT_STEP, "entrypoint" },
		{ 0 } },
	.check = check_step,
};
