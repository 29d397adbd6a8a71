/* compose/pull-policy: an image that is pulled again, by a tag. */
#include "jobs.h"

static bool pulls_again(const rlint_value *policy)
{
	return rlint_value_is(policy, RLINT_STR("always")) == RLINT_YES ||
	       rlint_value_is(policy, RLINT_STR("daily")) == RLINT_YES ||
	       rlint_value_is(policy, RLINT_STR("weekly")) == RLINT_YES ||
	       rlint_value_starts(policy, RLINT_STR("every_")) == RLINT_YES;
}

static void check_service(rlint_check *check, const rlint_fact *fact)
{
	const rlint_service *service = rlint_as_service(fact);
	const rlint_fact *composed = service_composed(check, fact);
	const rlint_image *image = rlint_as_image(rlint_fact_at(composed, RLINT_IMAGE, 0));

	if (!image || image->role != RLINT_PULLED || image->pin == RLINT_IMMUTABLE ||
		image->pin == RLINT_PIN_UNKNOWN || !pulls_again(&service->pull_policy) ||
		!pulls_again(&rlint_as_service(composed)->pull_policy)) {
		return;
	}
	rlint_report(check, fact, service->pull_policy.span,
		"%S is pulled again and again, and may be another image each time: add its digest",
		image->reference.text);
}

extern const rlint_rule rlint_rule_compose_pull_policy;
const rlint_rule rlint_rule_compose_pull_policy = {
	.id = "compose/pull-policy",
	.on = (const rlint_subscription[]){ { RLINT_SERVICE, NULL }, { 0 } },
	.check = check_service,
	.asks_links = true,
};
