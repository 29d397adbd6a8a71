/* gpu/visible-devices: an image that names the GPUs of one machine. */
#include <reprolint/reprolint.h>

static bool is_index(char byte)
{
	return (byte >= '0' && byte <= '9') || byte == ',' || byte == ' ';
}

static bool is_list(rlint_str text)
{
	bool is_found = text.len > 0;

	for (size_t i = 0; i < text.len; i++) {
		is_found = is_found && is_index(text.ptr[i]);
	}
	return is_found;
}

static void check_env(rlint_check *check, const rlint_fact *fact)
{
	const rlint_env *env = rlint_as_env(fact);
	rlint_finding *finding;

	if (env->when != RLINT_IN_IMAGE || env->value.state != RLINT_KNOWN ||
		!is_list(env->value.text)) {
		return;
	}
	finding = rlint_report(check, fact, env->value.span,
		"the image runs on GPUs %S of whatever host it is started on: choose them when it "
		"is started, with docker run --gpus",
		env->value.text);
	if (rlint_str_is(env->value.text, RLINT_STR("0"))) {
		rlint_grade(finding, RLINT_INFO);
	}
}

extern const rlint_rule rlint_rule_gpu_visible_devices;
const rlint_rule rlint_rule_gpu_visible_devices = {
	.id = "gpu/visible-devices",
	.on = (const rlint_subscription[]){ { RLINT_ENV, "$CUDA_VISIBLE_DEVICES" }, { 0 } },
	.check = check_env,
};
