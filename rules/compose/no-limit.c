/* compose/no-limit: a service that may take all memory of its host. */
#include <reprolint/reprolint.h>

static void check_service(rlint_check *check, const rlint_fact *fact)
{
	const rlint_service *service = rlint_as_service(fact);

	if (service->is_devcontainer || !rlint_fact_complete(fact) ||
		service->memory.state != RLINT_UNSET) {
		return;
	}
	rlint_report(check, fact, service->name.span,
		"%S may take all memory of its host: set deploy.resources.limits.memory",
		service->name.text);
}

extern const rlint_rule rlint_rule_compose_no_limit;
const rlint_rule rlint_rule_compose_no_limit = {
	.id = "compose/no-limit",
	.on = (const rlint_subscription[]){ { RLINT_SERVICE, NULL }, { 0 } },
	.check = check_service,
};
