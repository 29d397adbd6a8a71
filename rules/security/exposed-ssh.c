/* security/exposed-ssh: a port for remote logins. */
#include <reprolint/reprolint.h>

static void check_step(rlint_check *check, const rlint_fact *step)
{
	const rlint_value *port;

	for (size_t i = 0; (port = rlint_step_word(step, i)); i++) {
		if (rlint_value_is(port, RLINT_STR("22")) == RLINT_YES ||
			rlint_value_is(port, RLINT_STR("22/tcp")) == RLINT_YES) {
			rlint_as(rlint_report(check, step, port->span,
					 "port %S is for remote logins, which a container hardly "
					 "needs: use docker exec instead",
					 port->text),
				"DS-0004");
		}
	}
}

extern const rlint_rule rlint_rule_security_exposed_ssh;
const rlint_rule rlint_rule_security_exposed_ssh = {
	.id = "security/exposed-ssh",
	.on = (const rlint_subscription[]){ { RLINT_STEP, "EXPOSE" }, { 0 } },
	.check = check_step,
};
