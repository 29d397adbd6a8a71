/* gpu/build-query: a RUN that asks for a GPU, which no build has. */
#include <reprolint/reprolint.h>

/* Functions of Python that ask for one. */
static const rlint_str questions[] = { RLINT_STR_INIT("cuda.is_available("),
	RLINT_STR_INIT("cuda.device_count("), RLINT_STR_INIT("cuda.get_device_name("),
	RLINT_STR_INIT("cuda.get_device_capability("), RLINT_STR_INIT("list_physical_devices("),
	RLINT_STR_INIT("jax.devices(") };

static bool asks(const rlint_value *program)
{
	for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
		if (rlint_value_has(program, questions[i]) == RLINT_YES) {
			return true;
		}
	}
	return false;
}

static void check_command(rlint_check *check, const rlint_fact *fact)
{
	const rlint_command *command = rlint_as_command(fact);
	const rlint_step *step = rlint_as_step(rlint_fact_within(fact, RLINT_STEP));
	const rlint_option *program = rlint_command_find(fact, "-c");

	if (!step || !rlint_str_is(step->instruction, RLINT_STR("RUN")) || step->is_onbuild ||
		command->is_run == RLINT_NO) {
		return;
	}
	if (rlint_str_is(command->program, RLINT_STR("nvidia-smi"))) {
		rlint_finding *finding = rlint_report(check, fact, command->name.span,
			"a build has no GPU and no driver, so nvidia-smi is not there: ask when "
			"the container runs");

		if (!command->decides || command->is_run != RLINT_YES) {
			rlint_grade(finding, RLINT_INFO);
		}
	} else if (program && asks(&program->value)) {
		rlint_grade(rlint_report(check, fact, program->value.span,
				    "a build has no GPU, so this says nothing of where the "
				    "container runs: ask then"),
			RLINT_INFO);
	}
}

extern const rlint_rule rlint_rule_gpu_build_query;
const rlint_rule rlint_rule_gpu_build_query = {
	.id = "gpu/build-query",
	.on = (const rlint_subscription[]){ { RLINT_COMMAND, "nvidia-smi" },
		{ RLINT_COMMAND, "python" }, { 0 } },
	.check = check_command,
};
