/* security/apt-key: a key that apt takes for all of its sources. */
#include <reprolint/reprolint.h>

/* A release whose followers have no apt-key any more, so that a newer base image is near. */
static bool is_recent(const rlint_fact *fact)
{
	static const rlint_str releases[] = { RLINT_STR_INIT("12"), RLINT_STR_INIT("13"),
		RLINT_STR_INIT("14"), RLINT_STR_INIT("22.04"), RLINT_STR_INIT("24.04"),
		RLINT_STR_INIT("25.04"), RLINT_STR_INIT("25.10"), RLINT_STR_INIT("26.04") };
	const rlint_stage *stage = rlint_as_stage(rlint_fact_within(fact, RLINT_STAGE));
	const rlint_image *image = stage ? rlint_as_image(stage->origin) : NULL;

	return image && rlint_str_is_one_of(image->release, RLINT_LIST(releases));
}

static void check_command(rlint_check *check, const rlint_fact *fact)
{
	const rlint_command *command = rlint_as_command(fact);
	const rlint_value *word = rlint_command_word(fact, 1);

	/* apt-key adv --recv-keys, apt-key add. */
	if (word && command->is_run != RLINT_NO &&
		(rlint_str_is(word->text, RLINT_STR("add")) ||
			rlint_str_is(word->text, RLINT_STR("adv")))) {
		rlint_finding *finding = rlint_report(check, fact, command->name.span,
			"apt-key is gone from Debian 13, and its keys count for every source: put "
			"the key in /etc/apt/keyrings and name it by signed-by=");

		if (!is_recent(fact)) {
			rlint_grade(finding, RLINT_PEDANTIC);
		}
	}
}

extern const rlint_rule rlint_rule_security_apt_key;
const rlint_rule rlint_rule_security_apt_key = {
	.id = "security/apt-key",
	.on = (const rlint_subscription[]){ { RLINT_COMMAND, "apt-key" }, { 0 } },
	.check = check_command,
};
