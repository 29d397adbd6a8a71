/* image/shell-form-command: a shell stands between signals and the program that the container
 * runs. */
#include "commands.h"

/* Unquoted, these make a pattern or a list of a word. */
static bool is_pattern(char character)
{
	return character == '*' || character == '?' || character == '[' || character == '{' ||
	       character == '~';
}

static bool has_char(rlint_str text, bool (*is_meant)(char))
{
	for (size_t i = 0; i < text.len; i++) {
		if (is_meant(text.ptr[i])) {
			return true;
		}
	}
	return false;
}

static bool is_blank(char character)
{
	return character == ' ' || character == '\t';
}

/* `exec program`, also behind other commands: the program takes the shell's place. */
static bool uses_exec(rlint_str text)
{
	static const rlint_str word = RLINT_STR_INIT("exec ");

	for (size_t at = 0; at + word.len <= text.len; at++) {
		bool starts_word = at == 0 || is_blank(text.ptr[at - 1]) ||
				   text.ptr[at - 1] == ';' || text.ptr[at - 1] == '&';

		if (starts_word && rlint_str_is(rlint_str_slice(text, at, at + word.len), word)) {
			return true;
		}
	}
	return false;
}

static bool is_plain(const rlint_value *word)
{
	for (uint32_t i = 0; i < word->part_count; i++) {
		if (word->parts[i].is_reference) {
			return false;
		}
	}
	return word->state == RLINT_KNOWN && (word->is_quoted || !has_char(word->text, is_pattern));
}

/* The one simple command of the line, where that is all there is: every word literal, nothing
 * assigned, nothing redirected. NULL where the line needs its shell. */
static const rlint_fact *plain_command(const rlint_fact *step)
{
	const rlint_fact *fact = rlint_fact_at(step, RLINT_COMMAND, 0);
	const rlint_command *command = rlint_as_command(fact);
	const rlint_value *word = command ? rlint_command_word(fact, 0) : NULL;

	if (!word || rlint_fact_count(step, RLINT_COMMAND) != 1 ||
		word->span.start != command->line.start) {
		return NULL;
	}
	for (size_t i = 0; i < command->word_count; i++) {
		word = rlint_command_word(fact, i);
		if (!is_plain(word)) {
			return NULL;
		}
	}
	return word->span.end == command->line.end ? fact : NULL;
}

static void add(char *out, size_t *length, rlint_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		out[(*length)++] = text.ptr[i];
	}
}

/* The words as a JSON list; only where all stand as they are meant. */
static void add_fix(rlint_check *check, rlint_finding *finding, const rlint_fact *fact)
{
	const rlint_command *command = rlint_as_command(fact);
	size_t size = 2;
	size_t length = 0;
	char *out;

	for (size_t i = 0; i < command->word_count; i++) {
		const rlint_value *word = rlint_command_word(fact, i);

		if (!word->is_verbatim || word->is_quoted) {
			return;
		}
		size += word->text.len + 4;
	}
	out = rlint_scratch(check, size);
	if (!out) {
		return;
	}
	for (size_t i = 0; i < command->word_count; i++) {
		add(out, &length, i == 0 ? RLINT_STR("[\"") : RLINT_STR(", \""));
		add(out, &length, rlint_command_word(fact, i)->text);
		add(out, &length, RLINT_STR("\""));
	}
	add(out, &length, RLINT_STR("]"));
	rlint_fix(finding, false, "Write it as a list of words");
	rlint_edit_str(finding, command->line, (rlint_str){ out, length });
}

static void name_foreign(rlint_finding *finding, rlint_str instruction, bool has_shell)
{
	rlint_as(finding, "DL3025");
	if (rlint_str_is(instruction, RLINT_STR("HEALTHCHECK"))) {
		return;
	}
	rlint_as(finding, "DF025");
	if (rlint_str_is(instruction, RLINT_STR("ENTRYPOINT"))) {
		rlint_as(finding, "DF018");
	}
	if (!has_shell) {
		rlint_as_saying(finding, "JSONArgsRecommended",
			"JSON arguments recommended for %S to prevent unintended behavior related "
			"to OS signals",
			instruction);
	}
}

static const char *message_of(bool is_health_check, bool needs_shell, rlint_str text)
{
	if (is_health_check) {
		return "a shell is started for each check: write a list, [\"program\", "
		       "\"argument\"], where nothing needs one";
	}
	if (text.len == 0) {
		return "there is nothing to run here: name it, or write [] where nothing is meant";
	}
	if (uses_exec(text)) {
		return "a shell reads this before exec takes its place: write a list, "
		       "[\"program\", \"argument\"], where nothing needs one";
	}
	return needs_shell ? "a shell runs this, and keeps signals such as the one of docker stop "
			     "from the program: start the program with exec"
			   : "a shell runs this, and keeps signals such as the one of docker stop "
			     "from the program: write a list, [\"program\", \"argument\"]";
}

/* The span of what is run: the command where it is one, without a comment behind it. */
static rlint_span run_span(const rlint_step *step, const rlint_fact *plain, const rlint_value *line)
{
	if (!line || line->text.len == 0) {
		return step->keyword;
	}
	return plain ? rlint_as_command(plain)->line : line->span;
}

static void check_step(rlint_check *check, const rlint_fact *stage, const rlint_fact *step)
{
	const rlint_step *instruction = rlint_as_step(step);
	const rlint_value *line = rlint_step_word(step, 0);
	rlint_str text = line ? line->text : (rlint_str){ 0 };
	const rlint_fact *plain = plain_command(step);
	bool is_health_check = rlint_str_is(instruction->instruction, RLINT_STR("HEALTHCHECK"));
	rlint_finding *finding;

	if (instruction->form != RLINT_SHELL_FORM || step_is_broken_list(step)) {
		return;
	}
	finding = rlint_report(check, step, run_span(instruction, plain, line),
		message_of(is_health_check, plain == NULL, text));
	/* Nobody waits for a shell or a REPL to end its work; a trigger is another file's. */
	if (!plain || is_health_check || instruction->is_onbuild || uses_exec(text) ||
		rlint_as_stage(stage)->starts == RLINT_STARTS_SHELL) {
		rlint_grade(finding, RLINT_PEDANTIC);
	}
	name_foreign(finding, instruction->instruction, instruction->has_shell);
	/* With a comment behind it the list would be none. */
	if (plain && line && rlint_as_command(plain)->line.end == line->span.end) {
		add_fix(check, finding, plain);
	}
}

static bool starts_container(rlint_str instruction)
{
	return rlint_str_is(instruction, RLINT_STR("CMD")) ||
	       rlint_str_is(instruction, RLINT_STR("ENTRYPOINT")) ||
	       rlint_str_is(instruction, RLINT_STR("HEALTHCHECK"));
}

static void check_stage(rlint_check *check, const rlint_fact *stage)
{
	for (size_t i = 0; i < rlint_fact_count(stage, RLINT_STEP); i++) {
		const rlint_fact *step = rlint_fact_at(stage, RLINT_STEP, i);

		if (starts_container(rlint_as_step(step)->instruction)) {
			check_step(check, stage, step);
		}
	}
}

extern const rlint_rule rlint_rule_image_shell_form_command;
const rlint_rule rlint_rule_image_shell_form_command = {
	.id = "image/shell-form-command",
	.on = (const rlint_subscription[]){ { RLINT_STAGE, NULL }, { 0 } },
	.check = check_stage,
};
