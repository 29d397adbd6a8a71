/* gpu/device-order: GPUs by number, in an order that the driver chooses. */
#include <reprolint/reprolint.h>

static bool is_list(rlint_str text)
{
	bool is_found = text.len > 0;

	for (size_t i = 0; i < text.len; i++) {
		char byte = text.ptr[i];

		is_found = is_found && ((byte >= '0' && byte <= '9') || byte == ',');
	}
	return is_found;
}

/* Unless an env file that was not read may set it. */
static bool sets_order(const rlint_fact *container)
{
	const rlint_service *service = rlint_as_service(container);
	bool is_found = service && service->has_unread_variables;

	for (size_t i = 0; i < rlint_fact_count(container, RLINT_ENV) && !is_found; i++) {
		is_found = rlint_str_is(
			rlint_as_env(rlint_fact_at(container, RLINT_ENV, i))->name.text,
			RLINT_STR("CUDA_DEVICE_ORDER"));
	}
	return is_found;
}

static void check_env(rlint_check *check, const rlint_fact *fact)
{
	const rlint_fact *container = rlint_fact_container(fact), *composed = fact, *given = NULL;
	const rlint_env *env;
	rlint_finding *finding;

	rlint_linked(check, fact, RLINT_COMPOSED_AS, &composed);
	rlint_linked(check, container, RLINT_COMPOSED_AS, &container);
	env = rlint_as_env(composed);
	if (env->when != RLINT_AT_RUN || !rlint_value_has_text(&env->value) ||
		!is_list(env->value.text) || sets_order(container)) {
		return;
	}
	finding = rlint_report(check, fact, env->name.span,
		"%S is counted from the fastest GPU on, but nvidia-smi counts by the bus: set "
		"CUDA_DEVICE_ORDER=PCI_BUS_ID beside it",
		env->value.text);
	if (rlint_linked(check, fact, RLINT_FILLED_BY, &given) == RLINT_YES) {
		rlint_related(finding, given, rlint_fact_span(given), "the value is given here");
	}
}

extern const rlint_rule rlint_rule_gpu_device_order;
const rlint_rule rlint_rule_gpu_device_order = {
	.id = "gpu/device-order",
	.on = (const rlint_subscription[]){ { RLINT_ENV, "$CUDA_VISIBLE_DEVICES" }, { 0 } },
	.check = check_env,
	.asks_links = true,
};
