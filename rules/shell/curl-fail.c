/* shell/curl-fail: curl that takes an error page for the file. */
#include "../image/commands.h"

static const char *const answers[] = { "--fail", "--fail-with-body", "--fail-early", NULL };

/* Kept or used, and held against nothing. */
static bool is_taken(const rlint_download *download)
{
	return download->is_verified == RLINT_NO && download->use != RLINT_UNUSED &&
	       !download->is_vcs;
}

/* Its options may stand in a file, or in a variable whose text is not known. */
static bool may_have_options(const rlint_fact *command)
{
	const rlint_value *word;

	for (size_t i = 1; (word = rlint_command_word(command, i)); i++) {
		if (!rlint_value_has_text(word) && word->text.len == 0) {
			return true;
		}
	}
	return rlint_command_find(command, "--config") != NULL;
}

static void report(rlint_check *check, const rlint_effect *effect)
{
	const rlint_value *name = &rlint_as_command(effect->command)->name;
	rlint_finding *finding = rlint_report(check, effect->command, name->span,
		"where the server answers with an error, curl takes the error's page for the file: "
		"add --fail");

	/* What unpacks, imports or executes an error's page, fails by itself, mostly. */
	if (rlint_as_download(effect->subject)->use != RLINT_SAVED) {
		rlint_grade(finding, RLINT_PEDANTIC);
	}
	rlint_as(finding, "DF035");
	if (name->is_verbatim) {
		rlint_fix(finding, false, "Fail where the server does");
		rlint_edit(finding, (rlint_span){ name->span.end, name->span.end }, " --fail");
	}
}

static bool is_meant(const rlint_effect *effect)
{
	const rlint_download *download =
		effect->action == RLINT_FETCHES ? rlint_as_download(effect->subject) : NULL;

	return download && effect->command && is_taken(download) &&
	       rlint_str_is(rlint_as_command(effect->command)->program, RLINT_STR("curl")) &&
	       !command_has(effect->command, answers) && !may_have_options(effect->command);
}

static void check_step(rlint_check *check, const rlint_fact *step)
{
	const rlint_fact *last = NULL;

	for (size_t i = 0; i < rlint_step_effects(step); i++) {
		const rlint_effect *effect = rlint_step_effect(step, i);

		if (effect->command != last && is_meant(effect)) {
			report(check, effect);
			last = effect->command;
		}
	}
}

extern const rlint_rule rlint_rule_shell_curl_fail;
const rlint_rule rlint_rule_shell_curl_fail = {
	.id = "shell/curl-fail",
	.on = (const rlint_subscription[]){ { RLINT_STEP, "RUN" }, { 0 } },
	.check = check_step,
};
