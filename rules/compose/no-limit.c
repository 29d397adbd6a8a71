/* compose/no-limit: a service that may take all memory of its host. */
#include "jobs.h"

static bool is_unlimited(const rlint_fact *fact)
{
	return rlint_fact_complete(fact) && rlint_as_service(fact)->memory.state == RLINT_UNSET;
}

static void check_service(rlint_check *check, const rlint_fact *fact)
{
	const rlint_service *service = rlint_as_service(fact);
	const rlint_fact *base = service_base(check, fact);

	if (service->is_devcontainer || !is_unlimited(service_composed(check, fact)) ||
		(base && is_unlimited(base))) {
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
	.asks_links = true,
};
