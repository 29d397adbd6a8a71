/* determinism/refused-value: a variable with a value that its reader does not take. */
#include "variables.h"

/* Up to 4294967295: as long as it is, digits compare as numbers do. */
static bool fits_32_bits(rlint_str digits)
{
	static const char most[] = "4294967295";
	size_t start = 0;

	while (start + 1 < digits.len && digits.ptr[start] == '0') {
		start++;
	}
	if (digits.len - start != sizeof most - 1) {
		return digits.len - start < sizeof most - 1;
	}
	for (size_t i = 0; i < sizeof most - 1; i++) {
		if (digits.ptr[start + i] != most[i]) {
			return digits.ptr[start + i] < most[i];
		}
	}
	return true;
}

static bool is_hash_seed(rlint_str text)
{
	return text.len == 0 || rlint_str_is(text, RLINT_STR("random")) ||
	       (rlint_str_is_digits(text) && fits_32_bits(text));
}

static bool is_seed(rlint_str text)
{
	return text.len == 0 || (rlint_str_is_digits(text) && fits_32_bits(text));
}

static bool is_device_order(rlint_str text)
{
	return text.len == 0 || rlint_str_is(text, RLINT_STR("FASTEST_FIRST")) ||
	       rlint_str_is(text, RLINT_STR("PCI_BUS_ID"));
}

/* tsl/util/env_var.cc, ReadBoolFromEnvVar; that one is off is told elsewhere. */
static bool is_switch(rlint_str text)
{
	return text.len == 0 || variable_is_on(text) || variable_is_off(text);
}

/* A number from 1, or a list of them for nested regions: "4,2". */
static bool is_thread_count(rlint_str text)
{
	size_t start = 0;

	if (text.len == 0) {
		return true;
	}
	for (size_t end = 0; end <= text.len; end++) {
		rlint_str item = { text.ptr + start, end - start };

		if (end < text.len && text.ptr[end] != ',') {
			continue;
		}
		if (!rlint_str_is_digits(item) || rlint_str_is(item, RLINT_STR("0"))) {
			return false;
		}
		start = end + 1;
	}
	return true;
}

/* CPython, Python/initconfig.c; Lightning, fabric/utilities/seed.py; OpenMP 5.2, 21.1.2 and
 * libgomp, env.c; CUDA C++ Programming Guide, environment variables; oneMKL, MKL_NUM_THREADS. */
static const struct row {
	rlint_str name;
	bool (*is_taken)(rlint_str value);
	const char *effect; /* follows "NAME VALUE" */
	rlint_severity severity;
} rows[] = {
	{ RLINT_STR_INIT("CUDA_DEVICE_ORDER"), is_device_order,
		"is neither PCI_BUS_ID nor FASTEST_FIRST, so GPUs are counted as without it",
		RLINT_WARNING },
	{ RLINT_STR_INIT("MKL_NUM_THREADS"), is_thread_count,
		"is no number of threads, so MKL takes as many as the host has processors",
		RLINT_WARNING },
	{ RLINT_STR_INIT("OMP_NUM_THREADS"), is_thread_count,
		"is no number of threads, so OpenMP takes as many as the host has processors",
		RLINT_WARNING },
	{ RLINT_STR_INIT("PL_GLOBAL_SEED"), is_seed,
		"is no number up to 4294967295, so Lightning takes another seed: give it one",
		RLINT_WARNING },
	{ RLINT_STR_INIT("PYTHONHASHSEED"), is_hash_seed,
		"is neither random nor a number up to 4294967295: Python does not start with it",
		RLINT_ERROR },
	{ RLINT_STR_INIT("TF_CUDNN_DETERMINISTIC"), is_switch,
		"is neither 1 nor true, so TensorFlow asks cuDNN for nothing: write 1",
		RLINT_WARNING },
	{ RLINT_STR_INIT("TF_DETERMINISTIC_OPS"), is_switch,
		"is neither 1 nor true, so TensorFlow's operations stay as they are: write 1",
		RLINT_WARNING },
};

static void check_env(rlint_check *check, const rlint_fact *fact)
{
	const rlint_env *env = rlint_as_env(fact);

	if (!rlint_value_has_text(&env->value) || !variable_is_set(fact)) {
		return;
	}
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (rlint_str_is(env->name.text, rows[i].name) &&
			!rows[i].is_taken(env->value.text)) {
			rlint_finding *finding = rlint_report(check, fact, env->value.span,
				"%S %S %s", env->name.text, env->value.text, rows[i].effect);

			rlint_grade(finding, rows[i].severity);
		}
	}
}

extern const rlint_rule rlint_rule_determinism_refused_value;
const rlint_rule rlint_rule_determinism_refused_value = {
	.id = "determinism/refused-value",
	.on = (const rlint_subscription[]){ { RLINT_ENV, "$CUDA_DEVICE_ORDER" },
		{ RLINT_ENV, "$MKL_NUM_THREADS" }, { RLINT_ENV, "$OMP_NUM_THREADS" },
		{ RLINT_ENV, "$PL_GLOBAL_SEED" }, { RLINT_ENV, "$PYTHONHASHSEED" },
		{ RLINT_ENV, "$TF_CUDNN_DETERMINISTIC" }, { RLINT_ENV, "$TF_DETERMINISTIC_OPS" },
		{ 0 } },
	.check = check_env,
};
