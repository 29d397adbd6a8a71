/* determinism/environment: a variable that asks for results which differ from run to run. */
#include "variables.h"

static bool is_random(rlint_str text)
{
	return rlint_str_is(text, RLINT_STR("random"));
}

static bool is_auto(rlint_str text)
{
	return rlint_str_is_like(text, RLINT_STR("AUTO")) ||
	       rlint_str_is_like(text, RLINT_STR("OFF"));
}

/* Two block sizes of which both results and speed depend on which stream comes first. */
static bool is_other_workspace(rlint_str text)
{
	return text.len > 0 && !rlint_str_is(text, RLINT_STR(":4096:8")) &&
	       !rlint_str_is(text, RLINT_STR(":16:8"));
}

/* What a value of a variable asks for, where it is known from its reader's documentation: CPython
 * (using/cmdline), PyTorch (notes/randomness), cuBLAS (2.1.4, Results Reproducibility),
 * TensorFlow (core/util/determinism.cc), oneMKL (Conditional Numerical Reproducibility), Lightning
 * (fabric/utilities/seed.py), Paddle (FLAGS), FlashAttention in Transformers (trainer_utils.py). */
static const struct row {
	rlint_str name;
	bool (*asks)(rlint_str value);
	const char *effect; /* follows "NAME VALUE" */
	rlint_severity severity;
} rows[] = {
	{ RLINT_STR_INIT("CUBLAS_WORKSPACE_CONFIG"), is_other_workspace,
		"is none of the two under which cuBLAS gives the same result each time: use "
		":4096:8 or :16:8",
		RLINT_WARNING },
	{ RLINT_STR_INIT("FLAGS_cudnn_deterministic"), variable_is_off,
		"lets Paddle take cuDNN's algorithms whose results differ from run to run",
		RLINT_INFO },
	{ RLINT_STR_INIT("FLASH_ATTENTION_DETERMINISTIC"), variable_is_off,
		"asks for the backward pass whose results differ from run to run", RLINT_INFO },
	{ RLINT_STR_INIT("MKL_CBWR"), is_auto,
		"leaves the code path to the processor, so that results differ between machines: "
		"name one, as in AVX2",
		RLINT_INFO },
	{ RLINT_STR_INIT("PL_SEED_WORKERS"), variable_is_off,
		"leaves the workers of Lightning's data loaders without seeds of their own",
		RLINT_INFO },
	{ RLINT_STR_INIT("PYTHONHASHSEED"), is_random,
		"orders sets of texts anew in each run: give it a number", RLINT_WARNING },
	{ RLINT_STR_INIT("TF_CUDNN_DETERMINISTIC"), variable_is_off,
		"does not ask for deterministic algorithms of cuDNN", RLINT_INFO },
	{ RLINT_STR_INIT("TF_DETERMINISTIC_OPS"), variable_is_off,
		"does not ask TensorFlow for deterministic operations", RLINT_INFO },
	{ RLINT_STR_INIT("TORCH_ALLOW_TF32_CUBLAS_OVERRIDE"), variable_is_on,
		"rounds matrix products to TF32 on GPUs that have it, so that results differ "
		"between them and others",
		RLINT_INFO },
};

static void check_env(rlint_check *check, const rlint_fact *fact)
{
	const rlint_env *env = rlint_as_env(fact);

	if (!rlint_value_has_text(&env->value) || !variable_is_set(fact)) {
		return;
	}
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (rlint_str_is(env->name.text, rows[i].name) && rows[i].asks(env->value.text)) {
			rlint_finding *finding = rlint_report(check, fact, env->value.span,
				"%S %S %s", env->name.text, env->value.text, rows[i].effect);

			rlint_grade(finding, rows[i].severity);
		}
	}
}

#define NAMED(name)                                                                                \
	{                                                                                          \
		RLINT_ENV, "$" name                                                                \
	}

extern const rlint_rule rlint_rule_determinism_environment;
const rlint_rule rlint_rule_determinism_environment = {
	.id = "determinism/environment",
	.on = (const rlint_subscription[]){ NAMED("CUBLAS_WORKSPACE_CONFIG"),
		NAMED("FLAGS_cudnn_deterministic"), NAMED("FLASH_ATTENTION_DETERMINISTIC"),
		NAMED("MKL_CBWR"), NAMED("PL_SEED_WORKERS"), NAMED("PYTHONHASHSEED"),
		NAMED("TF_CUDNN_DETERMINISTIC"), NAMED("TF_DETERMINISTIC_OPS"),
		NAMED("TORCH_ALLOW_TF32_CUBLAS_OVERRIDE"), { 0 } },
	.check = check_env,
};
