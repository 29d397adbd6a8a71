/* compose/all-gpus: a service that trains on as many GPUs as the host happens to have. */
#include "jobs.h"

static bool takes_all(const rlint_device *device)
{
	return device->is_gpu && device->id_count == 0 &&
	       (device->count.state == RLINT_UNSET ||
		       rlint_value_is(&device->count, RLINT_STR("all")) == RLINT_YES);
}

static void check_device(rlint_check *check, const rlint_fact *fact)
{
	const rlint_fact *composed = fact;
	const rlint_device *device;
	const rlint_fact *service = service_composed(check, rlint_fact_container(fact));
	rlint_finding *finding;

	rlint_linked(check, fact, RLINT_COMPOSED_AS, &composed);
	device = rlint_as_device(composed);
	if (!takes_all(device)) {
		return;
	}
	if (device->count.state == RLINT_UNSET) {
		finding = rlint_report(check, fact, rlint_fact_span(fact),
			"no count, so that all GPUs of the host are taken, however many: say how "
			"many are needed");
	} else {
		finding = rlint_report(check, fact, device->count.span,
			"all GPUs of the host are taken, however many: say how many are needed");
	}
	if (!service_trains(check, service)) {
		rlint_grade(finding, RLINT_PEDANTIC);
	}
}

extern const rlint_rule rlint_rule_compose_all_gpus;
const rlint_rule rlint_rule_compose_all_gpus = {
	.id = "compose/all-gpus",
	.on = (const rlint_subscription[]){ { RLINT_DEVICE, NULL }, { 0 } },
	.check = check_device,
	.asks_links = true,
};
