/* compose/health-wait: waiting for a start where a health check could be waited for. */
#include "jobs.h"

static void check_dependency(rlint_check *check, const rlint_fact *fact)
{
	const rlint_fact *composed = fact;
	const rlint_dependency *dependency;
	const rlint_service *service =
		rlint_as_service(service_composed(check, rlint_fact_container(fact)));

	rlint_linked(check, fact, RLINT_COMPOSED_AS, &composed);
	dependency = rlint_as_dependency(composed);
	if (!dependency->target || !rlint_as_service(dependency->target)->has_health_check ||
		service->restart.state != RLINT_UNSET ||
		(dependency->condition.state != RLINT_UNSET &&
			rlint_value_is(&dependency->condition, RLINT_STR("service_started")) !=
				RLINT_YES)) {
		return;
	}
	rlint_report(check, fact, dependency->service.span,
		"waits until %S was started, not until its health check says that it is ready: "
		"add condition: service_healthy",
		dependency->service.text);
}

extern const rlint_rule rlint_rule_compose_health_wait;
const rlint_rule rlint_rule_compose_health_wait = {
	.id = "compose/health-wait",
	.on = (const rlint_subscription[]){ { RLINT_DEPENDENCY, NULL }, { 0 } },
	.check = check_dependency,
	.asks_links = true,
};
