/* shell/checksum-blanks: a line for sha256sum -c with one blank where two are wanted. */
#include <reprolint/reprolint.h>

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

/* line = sum " " ( " " | "*" ) name: sha256sum(1). Finds the blank of a line that has only one;
 * variables are read as written. */
static bool find_single(rlint_str line, size_t *at)
{
	size_t end = 0;

	while (end < line.len && !is_blank(line.ptr[end])) {
		end++;
	}
	*at = end;
	return end > 0 && end + 1 < line.len && !is_blank(line.ptr[end + 1]) &&
	       line.ptr[end + 1] != '*';
}

static bool is_of_alpine(const rlint_fact *step)
{
	const rlint_stage *stage = rlint_as_stage(rlint_fact_within(step, RLINT_STAGE));
	const rlint_image *image = stage ? rlint_as_image(stage->image) : NULL;

	return image && (rlint_value_is(&image->name, RLINT_STR("alpine")) == RLINT_YES ||
				rlint_value_has(&image->tag, RLINT_STR("alpine")) == RLINT_YES);
}

/* The echo that feeds the check. */
static const rlint_fact *feeder_of(const rlint_fact *command)
{
	const rlint_fact *before = rlint_fact_previous(command);

	return before && rlint_as_command(command)->pipe_index == 1 &&
			       rlint_str_is(rlint_as_command(before)->program, RLINT_STR("echo"))
		       ? before
		       : NULL;
}

/* Quotes around all of the word are not printed. */
static rlint_span inside_quotes(rlint_str text, rlint_span span)
{
	bool is_quoted = text.len > 1 && (text.ptr[0] == '"' || text.ptr[0] == '\'');

	return is_quoted ? (rlint_span){ span.start + 1, span.end - 1 } : span;
}

static void check_command(rlint_check *check, const rlint_fact *fact)
{
	const rlint_fact *feeder = rlint_command_find(fact, "--check") ? feeder_of(fact) : NULL;
	const rlint_value *word = feeder ? rlint_command_operand(feeder, 0) : NULL;
	const rlint_document *document = rlint_fact_document(fact);
	const rlint_fact *step = rlint_fact_within(fact, RLINT_STEP);
	rlint_finding *finding;
	rlint_span span;
	size_t at;

	if (!word || !word->is_quoted || !step || rlint_command_operand(feeder, 1)) {
		return;
	}
	span = inside_quotes(rlint_text_of(document, word->span), word->span);
	if (!find_single(rlint_text_of(document, span), &at)) {
		return;
	}
	finding = rlint_report(check, fact, word->span,
		"between sum and name stand two blanks; BusyBox refuses a line with one");
	if (!is_of_alpine(step)) {
		rlint_grade(finding, RLINT_PEDANTIC);
	}
	rlint_as(finding, "sha256sumEchoOneSpaces");
	at += span.start;
	rlint_fix(finding, true, "Write two blanks");
	rlint_edit(finding, (rlint_span){ (uint32_t)at, (uint32_t)at }, " ");
}

extern const rlint_rule rlint_rule_shell_checksum_blanks;
const rlint_rule rlint_rule_shell_checksum_blanks = {
	.id = "shell/checksum-blanks",
	.on = (const rlint_subscription[]){ { RLINT_COMMAND, "sha1sum" },
		{ RLINT_COMMAND, "sha256sum" }, { RLINT_COMMAND, "sha512sum" },
		{ RLINT_COMMAND, "md5sum" }, { 0 } },
	.check = check_command,
};
