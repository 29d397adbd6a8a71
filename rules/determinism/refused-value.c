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
	rlint_str digits = text;

	if (digits.len > 0 && digits.ptr[0] == '-') {
		digits = (rlint_str){ digits.ptr + 1, digits.len - 1 };
	}
	return text.len == 0 || rlint_str_is_digits(digits);
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
 * libgomp, env.c. */
static const struct row {
	rlint_str name;
	bool (*is_taken)(rlint_str value);
	const char *effect; /* follows "NAME VALUE" */
	rlint_severity severity;
} rows[] = {
	{ RLINT_STR_INIT("OMP_NUM_THREADS"), is_thread_count,
		"is no number of threads, so OpenMP takes as many as the host has processors",
		RLINT_WARNING },
	{ RLINT_STR_INIT("PL_GLOBAL_SEED"), is_seed,
		"is no number, so Lightning takes another seed: give it one", RLINT_WARNING },
	{ RLINT_STR_INIT("PYTHONHASHSEED"), is_hash_seed,
		"is neither random nor a number up to 4294967295: Python does not start with it",
		RLINT_ERROR },
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
	.on = (const rlint_subscription[]){ { RLINT_ENV, "$OMP_NUM_THREADS" },
		{ RLINT_ENV, "$PL_GLOBAL_SEED" }, { RLINT_ENV, "$PYTHONHASHSEED" }, { 0 } },
	.check = check_env,
};
