/* security/password: the password of an account, written while the image is built. */
#include "secrets.h"

/* What feeds the command through its pipe; NULL if nothing does. */
static const rlint_fact *feeder_of(const rlint_fact *command)
{
	const rlint_fact *before = rlint_fact_previous(command);
	uint32_t index = rlint_as_command(command)->pipe_index;

	return index > 0 && before && rlint_as_command(before)->pipe_index + 1 == index ? before
											: NULL;
}

static bool prints(const rlint_command *command)
{
	return rlint_str_is(command->program, RLINT_STR("echo")) ||
	       rlint_str_is(command->program, RLINT_STR("printf"));
}

/* The printed words that hold "NAME:PASSWORD" in place, or NULL. */
static const rlint_value *printed_password(const rlint_fact *feeder)
{
	const rlint_value *word;

	for (size_t i = 0;
		prints(rlint_as_command(feeder)) && (word = rlint_command_operand(feeder, i));
		i++) {
		if (secret_is_literal(word) && rlint_value_has(word, RLINT_STR(":")) == RLINT_YES) {
			return word;
		}
	}
	return NULL;
}

static void check_chpasswd(rlint_check *check, const rlint_fact *fact)
{
	const rlint_fact *feeder = feeder_of(fact);
	const rlint_value *word = feeder ? printed_password(feeder) : NULL;
	rlint_span span = word ? word->span : rlint_as_command(fact)->name.span;
	rlint_finding *finding = rlint_report(check, fact, span,
		word ? "the password of this account is the same for all who get the image, and "
		       "they can read it: leave the account without one (passwd --lock)"
		     : "a password set here is the same for all who get the image: leave the "
		       "account without one (passwd --lock)");

	if (!word) {
		rlint_grade(finding, RLINT_PEDANTIC);
	}
	rlint_as(finding, "CKV2_DOCKER_17");
}

/* `!` and `*` are no hash of any password: they lock the account. */
static bool is_lock(rlint_str hash)
{
	return hash.len == 0 || hash.ptr[0] == '!' || hash.ptr[0] == '*';
}

static void check_option(rlint_check *check, const rlint_fact *fact)
{
	const rlint_option *option = rlint_command_find(fact, "--password");

	if (option && secret_is_literal(&option->value) && !is_lock(option->value.text)) {
		rlint_report(check, fact, option->span,
			"the password of this account is the same for all who get the image, and "
			"its hash can be tried against lists: leave the account without one");
	}
}

static void check_command(rlint_check *check, const rlint_fact *fact)
{
	const rlint_command *command = rlint_as_command(fact);

	if (command->is_run == RLINT_NO || !rlint_fact_within(fact, RLINT_STEP)) {
		return;
	}
	if (rlint_str_is(command->program, RLINT_STR("chpasswd"))) {
		check_chpasswd(check, fact);
	} else {
		check_option(check, fact);
	}
}

extern const rlint_rule rlint_rule_security_password;
const rlint_rule rlint_rule_security_password = {
	.id = "security/password",
	.on = (const rlint_subscription[]){ { RLINT_COMMAND, "chpasswd" },
		{ RLINT_COMMAND, "useradd" }, { RLINT_COMMAND, "usermod" }, { 0 } },
	.check = check_command,
};
