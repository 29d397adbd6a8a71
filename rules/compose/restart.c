/* compose/restart: a finished run that is started again. */
#include "jobs.h"

static bool is_endless(const rlint_value *restart)
{
	return rlint_value_is(restart, RLINT_STR("always")) == RLINT_YES ||
	       rlint_value_is(restart, RLINT_STR("unless-stopped")) == RLINT_YES;
}

/* Is it told at the service that this one has it from? */
static bool is_told(rlint_check *check, const rlint_fact *base, const rlint_value *restart)
{
	const rlint_service *service = rlint_as_service(base);

	return base && service->restart.span.start == restart->span.start &&
	       is_endless(&service->restart) && service_trains(check, base);
}

static void check_service(rlint_check *check, const rlint_fact *fact)
{
	const rlint_service *service = rlint_as_service(fact);
	const rlint_fact *composed = service_composed(check, fact);
	const rlint_service *whole = rlint_as_service(composed);

	if (!service_trains(check, composed)) {
		return;
	}
	if (is_endless(&service->restart) && is_endless(&whole->restart) &&
		!is_told(check, service_base(check, fact), &service->restart)) {
		rlint_report(check, fact, service->restart.span,
			"restart: %S starts %S again when it has finished, over what it wrote: use "
			"\"no\" or on-failure",
			service->restart.text, service->name.text);
	}
	if (rlint_value_is(&service->restart_condition, RLINT_STR("any")) == RLINT_YES &&
		rlint_value_is(&whole->restart_condition, RLINT_STR("any")) == RLINT_YES) {
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
