/* security/docker-socket: the socket of the Docker daemon in a container. */
#include <reprolint/reprolint.h>

static void check_mount(rlint_check *check, const rlint_fact *fact)
{
	const rlint_mount *mount = rlint_as_mount(fact);

	if (!rlint_fact_within(fact, RLINT_SERVICE) ||
		rlint_value_ends(&mount->source, RLINT_STR("/docker.sock")) != RLINT_YES) {
		return;
	}
	rlint_report(check, fact, mount->source.span,
		mount->is_writable
			? "who may talk to %S is root on the host: leave it out, or put a proxy "
			  "before it that lets few calls through"
			: "who may talk to %S is root on the host, read-only or not: leave it out, "
			  "or put a proxy before it that lets few calls through",
		mount->source.text);
}

extern const rlint_rule rlint_rule_security_docker_socket;
const rlint_rule rlint_rule_security_docker_socket = {
	.id = "security/docker-socket",
	.on = (const rlint_subscription[]){ { RLINT_MOUNT, NULL }, { 0 } },
	.check = check_mount,
};
