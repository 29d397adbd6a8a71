/* shell/curl-redirect: curl that stops where the server sends it on. */
#include <reprolint/reprolint.h>

/* Addresses that always answer with another one. GitHub, "Linking to releases" and "Downloading
 * source code archives"; Hugging Face, "Download files from the Hub": `resolve` leads to storage.
 */
static bool is_sent_on(rlint_str url)
{
	static const struct {
		rlint_str host, path;
	} places[] = {
		{ RLINT_STR_INIT("https://github.com/"), RLINT_STR_INIT("/releases/download/") },
		{ RLINT_STR_INIT("https://github.com/"),
			RLINT_STR_INIT("/releases/latest/download/") },
		{ RLINT_STR_INIT("https://github.com/"), RLINT_STR_INIT("/archive/") },
		{ RLINT_STR_INIT("https://github.com/"), RLINT_STR_INIT("/raw/") },
		{ RLINT_STR_INIT("http://github.com/"), RLINT_STR_INIT("/") },
		{ RLINT_STR_INIT("https://huggingface.co/"), RLINT_STR_INIT("/resolve/") },
	};

	for (size_t i = 0; i < RLINT_COUNT(places); i++) {
		if (rlint_str_starts(url, places[i].host) &&
			rlint_str_find_str(url, places[i].path) < url.len) {
			return true;
		}
	}
	return false;
}

static bool follows(const rlint_fact *command)
{
	const rlint_value *word;

	for (size_t i = 1; (word = rlint_command_word(command, i)); i++) {
		/* A variable may hold any option. */
		if (!rlint_value_has_text(word) && word->text.len == 0) {
			return true;
		}
	}
	return rlint_command_find(command, "--location") ||
	       rlint_command_find(command, "--location-trusted") ||
	       rlint_command_find(command, "--config");
}

static void check_step(rlint_check *check, const rlint_fact *step)
{
	for (size_t i = 0; i < rlint_step_effects(step); i++) {
		const rlint_effect *effect = rlint_step_effect(step, i);
		const rlint_download *download =
			effect->action == RLINT_FETCHES ? rlint_as_download(effect->subject) : NULL;

		if (download && effect->command && !download->is_vcs &&
			download->use != RLINT_UNUSED && download->use != RLINT_READ &&
			rlint_str_is(
				rlint_as_command(effect->command)->program, RLINT_STR("curl")) &&
			is_sent_on(download->url.text) && !follows(effect->command)) {
			rlint_report(check, effect->subject, download->url.span,
				"this address only leads to another, where curl does not go "
				"without "
				"-L: what it gets is an empty page");
		}
	}
}

extern const rlint_rule rlint_rule_shell_curl_redirect;
const rlint_rule rlint_rule_shell_curl_redirect = {
	.id = "shell/curl-redirect",
	.on = (const rlint_subscription[]){ { RLINT_STEP, "RUN" }, { 0 } },
	.check = check_step,
};
