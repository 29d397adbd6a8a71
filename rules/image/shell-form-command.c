/* image/shell-form-command: a shell stands between signals and the program that the container
 * runs. */
#include <reprolint/reprolint.h>

/* Characters that only a shell reads; quotes are words in both forms, but not turned around here.
 */
static bool is_shell_only(char character)
{
	static const char set[] = "$`;&|<>*?[](){}~#=!\n\\";

	for (const char *at = set; *at != '\0'; at++) {
		if (*at == character) {
			return true;
		}
	}
	return false;
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

static bool is_quote(char character)
{
	return character == '"' || character == '\'';
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

		if (starts_word && rlint_str_is((rlint_str){ text.ptr + at, word.len }, word)) {
			return true;
		}
	}
	return false;
}

/* The words as a JSON list; only for text without quotes and shell syntax. */
static void add_fix(rlint_check *check, rlint_finding *finding, rlint_span span, rlint_str text)
{
	char *out = rlint_scratch(check, 4 * text.len + 4);
	size_t length = 0;

	if (!out) {
		return;
	}
	out[length++] = '[';
	for (size_t at = 0; at < text.len;) {
		if (is_blank(text.ptr[at])) {
			at++;
			continue;
		}
		if (length > 1) {
			out[length++] = ',';
			out[length++] = ' ';
		}
		out[length++] = '"';
		while (at < text.len && !is_blank(text.ptr[at])) {
			out[length++] = text.ptr[at++];
		}
		out[length++] = '"';
	}
	out[length++] = ']';
	rlint_fix(finding, false, "Write it as a list of words");
	rlint_edit_str(finding, span, (rlint_str){ out, length });
}

static void name_foreign(rlint_finding *finding, bool is_health_check, bool has_shell)
{
	rlint_as(finding, "DL3025");
	if (is_health_check) {
		return;
	}
	rlint_as(finding, "DF025");
	rlint_as(finding, "b86987e1");
	if (!has_shell) {
		rlint_as(finding, "JSONArgsRecommended");
	}
}

static const char *message_of(bool is_health_check, bool needs_shell)
{
	if (is_health_check) {
		return "a shell is started for each check: write a list, [\"program\", "
		       "\"argument\"], where nothing needs one";
	}
	return needs_shell ? "a shell runs this, and keeps signals such as the one of docker stop "
			     "from the program: start the program with exec"
			   : "a shell runs this, and keeps signals such as the one of docker stop "
			     "from the program: write a list, [\"program\", \"argument\"]";
}

static void check_step(rlint_check *check, const rlint_fact *step, bool has_shell)
{
	const rlint_step *instruction = rlint_as_step(step);
	const rlint_value *line = rlint_step_word(step, 0);
	bool is_health_check = rlint_str_is(instruction->instruction, RLINT_STR("HEALTHCHECK"));
	bool needs_shell;
	rlint_finding *finding;

	if (instruction->form != RLINT_SHELL_FORM || !line || line->text.len == 0 ||
		uses_exec(line->text)) {
		return;
	}
	needs_shell = has_char(line->text, is_shell_only);
	finding = rlint_report(check, step, line->span, message_of(is_health_check, needs_shell));
	if (needs_shell || is_health_check) {
		rlint_grade(finding, RLINT_PEDANTIC);
	}
	name_foreign(finding, is_health_check, has_shell);
	if (!needs_shell && !has_char(line->text, is_quote)) {
		add_fix(check, finding, line->span, line->text);
	}
}

static bool starts_container(rlint_str instruction)
{
	return rlint_str_is(instruction, RLINT_STR("CMD")) ||
	       rlint_str_is(instruction, RLINT_STR("ENTRYPOINT")) ||
	       rlint_str_is(instruction, RLINT_STR("HEALTHCHECK"));
}

/* A SHELL instruction says that a shell is wanted; it holds for the stages on top of this one. */
static void check_stage(rlint_check *check, const rlint_fact *stage)
{
	bool has_shell = false;

	for (size_t i = 0; i < rlint_fact_count(stage, RLINT_STEP); i++) {
		const rlint_fact *step = rlint_fact_at(stage, RLINT_STEP, i);
		const rlint_step *instruction = rlint_as_step(step);

		if (rlint_str_is(instruction->instruction, RLINT_STR("SHELL"))) {
			has_shell = true;
		} else if (starts_container(instruction->instruction) && !instruction->is_onbuild) {
			check_step(check, step, has_shell);
		}
	}
}

extern const rlint_rule rlint_rule_image_shell_form_command;
const rlint_rule rlint_rule_image_shell_form_command = {
	.id = "image/shell-form-command",
	.on = (const rlint_subscription[]){ { RLINT_STAGE, NULL }, { 0 } },
	.check = check_stage,
};
