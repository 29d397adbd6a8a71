/* shell/swallowed-instruction: an instruction that a backslash at the end of the line before made
 * part of a RUN. */
#include <reprolint/reprolint.h>

static bool is_instruction(rlint_str word)
{
	static const rlint_str names[] = { RLINT_STR_INIT("RUN"), RLINT_STR_INIT("COPY"),
		RLINT_STR_INIT("ADD"), RLINT_STR_INIT("ENV"), RLINT_STR_INIT("ARG"),
		RLINT_STR_INIT("FROM"), RLINT_STR_INIT("CMD"), RLINT_STR_INIT("ENTRYPOINT"),
		RLINT_STR_INIT("WORKDIR"), RLINT_STR_INIT("USER"), RLINT_STR_INIT("EXPOSE"),
		RLINT_STR_INIT("LABEL"), RLINT_STR_INIT("VOLUME") };

	return rlint_str_is_one_of(word, RLINT_LIST(names));
}

/* The first word of its line in the file: the one before it stands on another. */
static bool starts_line(const rlint_fact *command, size_t index)
{
	const rlint_document *document = rlint_fact_document(command);
	const rlint_value *before = rlint_command_word(command, index - 1);
	const rlint_value *word = rlint_command_word(command, index);

	return rlint_position_of(document, before->span.end, RLINT_BYTES).line <
	       rlint_position_of(document, word->span.start, RLINT_BYTES).line;
}

static void check_command(rlint_check *check, const rlint_fact *command)
{
	const rlint_value *word;

	for (size_t i = 1; (word = rlint_command_word(command, i)); i++) {
		if (word->is_verbatim && !word->is_quoted && is_instruction(word->text) &&
			rlint_command_word(command, i + 1) && starts_line(command, i)) {
			rlint_report(check, command, word->span,
				"%S is no instruction here but an argument of %S, as the line "
				"before it goes on: take the backslash there away",
				word->text, rlint_as_command(command)->name.text);
			return;
		}
	}
}

extern const rlint_rule rlint_rule_shell_swallowed_instruction;
const rlint_rule rlint_rule_shell_swallowed_instruction = {
	.id = "shell/swallowed-instruction",
	.on = (const rlint_subscription[]){ { RLINT_COMMAND, NULL }, { 0 } },
	.check = check_command,
};
