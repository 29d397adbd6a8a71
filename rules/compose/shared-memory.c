/* compose/shared-memory: a GPU service with the 64 MB of /dev/shm that Docker gives. */
#include "jobs.h"

enum { DOCKERS_OWN = 64U << 20U };

/* Bytes of "8gb", "512m", "64"; 0 where it is no size. */
static uint64_t size_of(rlint_str text)
{
	uint64_t number = 0, unit = 1;
	size_t at = 0;

	while (at < text.len && rlint_byte_is_digit(text.ptr[at]) && number < UINT64_MAX / 1000) {
		number = number * 10 + (uint64_t)(text.ptr[at++] - '0');
	}
	if (at == text.len) {
		return number;
	}
	switch (text.ptr[at]) {
	case 'b':
	case 'B':
		break;
	case 'k':
	case 'K':
		unit = 1U << 10U;
		break;
	case 'm':
	case 'M':
		unit = 1U << 20U;
		break;
	default:
		return UINT32_MAX;
	}
	return number < UINT64_MAX / unit ? number * unit : UINT64_MAX;
}

static void check_size(rlint_check *check, const rlint_fact *fact, const rlint_service *service)
{
	rlint_str text = service->shm_size.text;

	if (!rlint_value_has_text(&service->shm_size) || text.len == 0 ||
		!rlint_byte_is_digit(text.ptr[0]) || size_of(text) > DOCKERS_OWN) {
		return;
	}
	rlint_report(check, fact, service->shm_size.span,
		rlint_byte_is_digit(text.ptr[text.len - 1])
			? "shm_size %S is that many bytes, less than containers have anyway: add "
			  "the unit, as in 8gb"
			: "shm_size %S is not more than the 64 MB that containers have anyway",
		text);
}

static bool may_share(const rlint_service *service)
{
	return service->ipc.state == RLINT_UNSET && !service->has_shm_mount;
}

/* Everything that could give it more was read. */
static bool lacks_memory(rlint_check *check, const rlint_fact *fact)
{
	const rlint_service *service = rlint_as_service(fact);

	return service->shm_size.state == RLINT_UNSET && service->has_gpu &&
	       rlint_fact_complete(fact) && may_share(service) && service_trains(check, fact);
}

static void check_service(rlint_check *check, const rlint_fact *fact)
{
	const rlint_service *service = rlint_as_service(fact);
	const rlint_fact *composed = service_composed(check, fact);
	const rlint_service *whole = rlint_as_service(composed);
	const rlint_fact *base = service_base(check, fact);
	rlint_finding *finding;

	if (service->shm_size.state != RLINT_UNSET) {
		check_size(check, fact, service);
		return;
	}
	if (service->build_shm_size.state != RLINT_UNSET && whole->shm_size.state == RLINT_UNSET &&
		may_share(whole)) {
		rlint_report(check, fact, service->build_shm_size.span,
			"shm_size of the build is not the container's: set the service's own");
		return;
	}
	if (!lacks_memory(check, composed) || (base && lacks_memory(check, base))) {
		return;
	}
	finding = rlint_report(check, fact, service->name.span,
		"%S has GPUs and the 64 MB of shared memory that Docker gives, which workers of "
		"data loaders and NCCL run out of: set shm_size or ipc: host",
		service->name.text);
	rlint_grade(finding, RLINT_INFO);
}

extern const rlint_rule rlint_rule_compose_shared_memory;
const rlint_rule rlint_rule_compose_shared_memory = {
	.id = "compose/shared-memory",
	.on = (const rlint_subscription[]){ { RLINT_SERVICE, NULL }, { 0 } },
	.check = check_service,
	.asks_links = true,
};
