/* shell/dead-keyserver: keys asked of a server that is no more. */
#include <reprolint/reprolint.h>

/* Names that are no longer served. The SKS pool's went in June 2021 (sks-keyservers.net's own
 * notice), and with it what pointed there. */
static bool is_dead(const rlint_value *server)
{
	static const rlint_str names[] = { RLINT_STR_INIT("sks-keyservers.net"),
		RLINT_STR_INIT("keys.gnupg.net"), RLINT_STR_INIT("keyserver.pgp.com") };

	for (size_t i = 0; i < RLINT_COUNT(names); i++) {
		if (rlint_value_has(server, names[i]) == RLINT_YES) {
			return true;
		}
	}
	return false;
}

static void check_command(rlint_check *check, const rlint_fact *fact)
{
	const rlint_option *option = rlint_command_find(fact, "--keyserver");
	const rlint_command *command = rlint_as_command(fact);
	rlint_finding *finding;

	if (!option || !is_dead(&option->value)) {
		return;
	}
	finding = rlint_report(check, fact, option->value.span,
		"%S was shut down, so no key comes from there: take keys.openpgp.org or "
		"keyserver.ubuntu.com, or keep the key beside this file",
		option->value.text);
	/* Another server may be asked next. */
	if (!command->decides || command->is_run != RLINT_YES) {
		rlint_grade(finding, RLINT_INFO);
	}
	rlint_as(finding, "gpgUseHaPools");
}

extern const rlint_rule rlint_rule_shell_dead_keyserver;
const rlint_rule rlint_rule_shell_dead_keyserver = {
	.id = "shell/dead-keyserver",
	.on = (const rlint_subscription[]){ { RLINT_COMMAND, "gpg" }, { RLINT_COMMAND, "apt-key" },
		{ RLINT_COMMAND, "apt-key adv" }, { 0 } },
	.check = check_command,
};
