/* compose/legacy-runtime: GPUs by a runtime that the host must have configured. */
#include "jobs.h"

static void check_service(rlint_check *check, const rlint_fact *fact)
{
	const rlint_service *service = rlint_as_service(fact);
	const rlint_fact *composed = service_composed(check, fact);
	bool has_device = false;

	if (rlint_value_is(&service->runtime, RLINT_STR("nvidia")) != RLINT_YES) {
		return;
	}
	for (size_t i = 0; i < rlint_fact_count(composed, RLINT_DEVICE) && !has_device; i++) {
		has_device = rlint_as_device(rlint_fact_at(composed, RLINT_DEVICE, i))->is_gpu;
	}
	rlint_report(check, fact, service->runtime.span,
		has_device
			? "runtime: nvidia says again what the reserved devices say: leave it out"
			: "runtime: nvidia works only where the host's Docker has a runtime of "
			  "that name, and gives all GPUs: reserve devices instead");
}

extern const rlint_rule rlint_rule_compose_legacy_runtime;
const rlint_rule rlint_rule_compose_legacy_runtime = {
	.id = "compose/legacy-runtime",
	.on = (const rlint_subscription[]){ { RLINT_SERVICE, NULL }, { 0 } },
	.check = check_service,
	.asks_links = true,
};
