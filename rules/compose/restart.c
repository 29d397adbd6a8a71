/* compose/restart: a finished run that is started again. */
#include "jobs.h"

static bool is_endless(const rlint_value *restart)
{
	return rlint_value_is(restart, RLINT_STR("always")) == RLINT_YES ||
	       rlint_value_is(restart, RLINT_STR("unless-stopped")) == RLINT_YES;
}

static void check_service(rlint_check *check, const rlint_fact *fact)
{
	const rlint_service *service = rlint_as_service(fact);

	if (!service_trains(check, fact)) {
		return;
	}
	if (is_endless(&service->restart)) {
		rlint_report(check, fact, service->restart.span,
			"restart: %S starts %S again when it has finished, over what it wrote: use "
			"\"no\" or on-failure",
			service->restart.text, service->name.text);
	}
	if (rlint_value_is(&service->restart_condition, RLINT_STR("any")) == RLINT_YES) {
		rlint_report(check, fact, service->restart_condition.span,
			"condition any starts %S again when it has finished, over what it wrote: "
			"use none or on-failure",
			service->name.text);
	}
}

extern const rlint_rule rlint_rule_compose_restart;
const rlint_rule rlint_rule_compose_restart = {
	.id = "compose/restart",
	.on = (const rlint_subscription[]){ { RLINT_SERVICE, NULL }, { 0 } },
	.check = check_service,
	.asks_links = true,
};
