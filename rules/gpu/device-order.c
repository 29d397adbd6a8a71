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

static bool sets_order(const rlint_fact *container)
{
	bool is_found = false;

	for (size_t i = 0; i < rlint_fact_count(container, RLINT_ENV) && !is_found; i++) {
		is_found = rlint_str_is(
			rlint_as_env(rlint_fact_at(container, RLINT_ENV, i))->name.text,
			RLINT_STR("CUDA_DEVICE_ORDER"));
	}
	return is_found;
}

static void check_env(rlint_check *check, const rlint_fact *fact)
{
	const rlint_env *env = rlint_as_env(fact);

	if (env->when != RLINT_AT_RUN || !rlint_value_has_text(&env->value) ||
		!is_list(env->value.text) || sets_order(rlint_fact_container(fact))) {
		return;
	}
	rlint_report(check, fact, env->name.span,
		"%S is counted from the fastest GPU on, but nvidia-smi counts by the bus: set "
		"CUDA_DEVICE_ORDER=PCI_BUS_ID beside it",
		env->value.text);
}

extern const rlint_rule rlint_rule_gpu_device_order;
const rlint_rule rlint_rule_gpu_device_order = {
	.id = "gpu/device-order",
	.on = (const rlint_subscription[]){ { RLINT_ENV, "$CUDA_VISIBLE_DEVICES" }, { 0 } },
	.check = check_env,
};
