/* determinism/environment: a variable that asks for results which differ from run to run. */
#include "installed.h"
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

/* Bytes of gradients that are summed at once; 0 sums each tensor alone. */
static bool is_fusion(rlint_str text)
{
	return rlint_str_is_digits(text) && !rlint_str_is(text, RLINT_STR("0"));
}

/* What a value of a variable asks for, where it is known from its reader's documentation: CPython
 * (using/cmdline), PyTorch (notes/randomness), cuBLAS (2.1.4, Results Reproducibility),
 * TensorFlow (core/util/determinism.cc), oneMKL (Conditional Numerical Reproducibility), Lightning
 * (fabric/utilities/seed.py), Paddle (FLAGS), FlashAttention in Transformers (trainer_utils.py),
 * Horovod (NVIDIA framework-reproducibility, doc/d9m/pytorch.md), oneDNN in TensorFlow (its own
 * message at start).
 */
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
	{ RLINT_STR_INIT("FLAGS_embedding_deterministic"), variable_is_off,
		"lets Paddle add up gradients of embeddings in an order that differs from run to "
		"run",
		RLINT_INFO },
	{ RLINT_STR_INIT("FLASH_ATTENTION_DETERMINISTIC"), variable_is_off,
		"asks for the backward pass whose results differ from run to run", RLINT_INFO },
	{ RLINT_STR_INIT("HOROVOD_FUSION_THRESHOLD"), is_fusion,
		"lets Horovod sum gradients in groups that differ from run to run: 0 sums each "
		"alone",
		RLINT_INFO },
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
	{ RLINT_STR_INIT("TF_ENABLE_ONEDNN_OPTS"), variable_is_on,
		"takes oneDNN's operations, which round otherwise than TensorFlow's own: 0 leaves "
		"them out",
		RLINT_PEDANTIC },
	{ RLINT_STR_INIT("TORCH_ALLOW_TF32_CUBLAS_OVERRIDE"), variable_is_on,
		"rounds matrix products to TF32 on GPUs that have it, so that results differ "
		"between them and others",
		RLINT_INFO },
};

/* Does something beside the variable undo it? NVIDIA_TF32_OVERRIDE=0 wins everywhere. */
static bool is_overruled(const rlint_fact *fact, rlint_str name)
{
	const rlint_env *other =
		rlint_str_is(name, RLINT_STR("TORCH_ALLOW_TF32_CUBLAS_OVERRIDE"))
			? rlint_as_env(variable_beside(fact, RLINT_STR("NVIDIA_TF32_OVERRIDE")))
			: NULL;

	return other && rlint_str_is(other->value.text, RLINT_STR("0"));
}

/* Does the release that reads it, if any is known, no longer need it? */
static bool is_dispensable(rlint_check *check, const rlint_fact *fact)
{
	rlint_reader reader;
	bool is_late = false;

	for (size_t i = 0;
		rlint_variable_reader(rlint_as_env(fact)->name.text, i, &reader) && !is_late; i++) {
		const rlint_fact *installed = installed_reader(check, fact, &reader);

		is_late = installed && rlint_is_since(installed, reader.before) == RLINT_YES;
	}
	return is_late;
}

static void report(rlint_check *check, const rlint_fact *fact, const struct row *row)
{
	const rlint_env *env = rlint_as_env(fact);
	rlint_finding *finding = rlint_report(check, fact, env->value.span, "%S %S %s",
		env->name.text, env->value.text, row->effect);

	rlint_grade(finding, is_dispensable(check, fact) ? RLINT_INFO : row->severity);
	rlint_grade(finding, row->severity);
}

static void check_env(rlint_check *check, const rlint_fact *fact)
{
	const rlint_env *env = rlint_as_env(fact);

	if (!rlint_value_has_text(&env->value) || !variable_is_set(fact)) {
		return;
	}
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (rlint_str_is(env->name.text, rows[i].name) && rows[i].asks(env->value.text) &&
			!is_overruled(fact, env->name.text)) {
			report(check, fact, &rows[i]);
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
		NAMED("FLAGS_cudnn_deterministic"), NAMED("FLAGS_embedding_deterministic"),
		NAMED("FLASH_ATTENTION_DETERMINISTIC"), NAMED("HOROVOD_FUSION_THRESHOLD"),
		NAMED("MKL_CBWR"), NAMED("PL_SEED_WORKERS"), NAMED("PYTHONHASHSEED"),
		NAMED("TF_CUDNN_DETERMINISTIC"), NAMED("TF_DETERMINISTIC_OPS"),
		NAMED("TF_ENABLE_ONEDNN_OPTS"), NAMED("TORCH_ALLOW_TF32_CUBLAS_OVERRIDE"), { 0 } },
	.check = check_env,
	.asks_links = true,
};
