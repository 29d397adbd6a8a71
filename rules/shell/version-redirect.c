/* shell/version-redirect: `pip install numpy>=1.2`, whose `>` the shell takes for itself. */
#include <reprolint/reprolint.h>

static bool is_installer(rlint_str program)
{
	static const rlint_str names[] = { RLINT_STR_INIT("pip"), RLINT_STR_INIT("uv"),
		RLINT_STR_INIT("conda"), RLINT_STR_INIT("mamba"), RLINT_STR_INIT("micromamba"),
		RLINT_STR_INIT("pipx"), RLINT_STR_INIT("poetry"), RLINT_STR_INIT("apk"),
		RLINT_STR_INIT("apt-get"), RLINT_STR_INIT("npm") };

	return rlint_str_is_one_of(program, RLINT_LIST(names));
}

/* What follows `>` in a requirement: =1.2 and whatever else, or digits and dots alone. */
static bool is_version(rlint_str target)
{
	if (target.len > 1 && target.ptr[0] == '=') {
		return rlint_byte_is_digit(target.ptr[1]);
	}
	for (size_t i = 0; i < target.len; i++) {
		if (!rlint_byte_is_digit(target.ptr[i]) && target.ptr[i] != '.') {
			return false;
		}
	}
	return target.len > 0;
}

/* The word that ends where the redirection begins, or NULL. */
static const rlint_value *word_before(const rlint_fact *command, uint32_t end)
{
	const rlint_value *word = NULL;

	for (size_t i = 1; (word = rlint_command_word(command, i)); i++) {
		if (word->span.end == end && word->is_verbatim && !word->is_quoted) {
			return word;
		}
	}
	return NULL;
}

static bool is_plain(rlint_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '"' || text.ptr[i] == '\'' || text.ptr[i] == '$' ||
			text.ptr[i] == '\\') {
			return false;
		}
	}
	return true;
}

static void offer_quotes(rlint_finding *finding, const rlint_effect *effect)
{
	rlint_span target = effect->span;
	const rlint_value *word =
		target.start > 0 ? word_before(effect->command, target.start - 1) : NULL;

	if (word && is_plain(rlint_text_of(rlint_fact_document(effect->command), target))) {
		rlint_fix(finding, false, "Put the requirement in quotes");
		rlint_edit(finding, (rlint_span){ word->span.start, word->span.start }, "\"");
		rlint_edit(finding, (rlint_span){ target.end, target.end }, "\"");
	}
}

static void check_step(rlint_check *check, const rlint_fact *step)
{
	for (size_t i = 0; i < rlint_step_effects(step); i++) {
		const rlint_effect *effect = rlint_step_effect(step, i);
		rlint_str target = rlint_text_of(rlint_fact_document(step), effect->span);

		if (effect->action == RLINT_WRITES && effect->command && !effect->subject &&
			is_version(target) &&
			is_installer(rlint_as_command(effect->command)->program)) {
			offer_quotes(rlint_report(check, effect->command, effect->span,
					     "the shell takes > for a redirection, so the output "
					     "goes to a file %S and any version is installed: put "
					     "the requirement in quotes",
					     target),
				effect);
		}
	}
}

extern const rlint_rule rlint_rule_shell_version_redirect;
const rlint_rule rlint_rule_shell_version_redirect = {
	.id = "shell/version-redirect",
	.on = (const rlint_subscription[]){ { RLINT_STEP, "RUN" }, { 0 } },
	.check = check_step,
};
