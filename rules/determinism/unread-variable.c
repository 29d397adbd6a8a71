/* determinism/unread-variable: a switch that the installed TensorFlow does not know yet. */
#include <reprolint/reprolint.h>

/* Stock releases that read the variable first: framework-reproducibility, doc/d9m/tensorflow.md. */
static const struct row {
	rlint_str name;
	unsigned major, minor;
	const char *since;
} rows[] = {
	{ RLINT_STR_INIT("TF_CUDNN_DETERMINISTIC"), 1, 14, "1.14" },
	{ RLINT_STR_INIT("TF_DETERMINISTIC_OPS"), 2, 1, "2.1" },
};

static bool read_number(rlint_str text, size_t *at, unsigned *out)
{
	size_t start = *at;

	*out = 0;
	while (*at < text.len && text.ptr[*at] >= '0' && text.ptr[*at] <= '9' && *out < 10000) {
		*out = *out * 10 + (unsigned)(text.ptr[(*at)++] - '0');
	}
	return *at > start;
}

/* "==2.0.1": is it before the row's release? */
static bool is_before(rlint_str version, const struct row *row)
{
	size_t at = 0;
	unsigned major, minor;

	while (at < version.len && version.ptr[at] == '=') {
		at++;
	}
	if (!read_number(version, &at, &major) || at == version.len || version.ptr[at] != '.') {
		return false;
	}
	at++;
	return read_number(version, &at, &minor) &&
	       (major < row->major || (major == row->major && minor < row->minor));
}

static bool is_tensorflow(const rlint_package *package)
{
	return package->pin == RLINT_EXACT && package->source == RLINT_FROM_INDEX &&
	       (rlint_str_is(package->canonical, RLINT_STR("tensorflow")) ||
		       rlint_str_is(package->canonical, RLINT_STR("tensorflow-gpu")));
}

static const rlint_fact *tensorflow_in(const rlint_fact *step)
{
	const rlint_fact *found = NULL;

	for (size_t i = 0; i < rlint_step_effects(step); i++) {
		const rlint_fact *subject = rlint_step_effect(step, i)->subject;
		const rlint_package *package = rlint_as_package(subject);

		if (package && is_tensorflow(package)) {
			found = subject;
		}
	}
	return found;
}

/* TensorFlow as the steps of a stage install it, or NULL. */
static const rlint_fact *tensorflow_of(const rlint_fact *stage)
{
	const rlint_fact *found = NULL;

	for (size_t i = 0; i < rlint_fact_count(stage, RLINT_STEP); i++) {
		const rlint_fact *here = tensorflow_in(rlint_fact_at(stage, RLINT_STEP, i));

		found = here ? here : found;
	}
	return found;
}

static void check_env(rlint_check *check, const rlint_fact *fact)
{
	const rlint_env *env = rlint_as_env(fact);
	const rlint_fact *stage = rlint_fact_within(fact, RLINT_STAGE);
	const rlint_fact *found = stage ? tensorflow_of(stage) : NULL;
	const rlint_package *package = rlint_as_package(found);

	for (size_t i = 0; package && i < sizeof rows / sizeof *rows; i++) {
		if (rlint_str_is(env->name.text, rows[i].name) &&
			is_before(package->version.text, &rows[i])) {
			rlint_finding *finding = rlint_report(check, fact, env->name.span,
				"TensorFlow %S does not read %S, which begins with %s: its "
				"operations stay nondeterministic",
				package->version.text, env->name.text, rows[i].since);

			rlint_related(finding, found, rlint_fact_span(found), "installed here");
		}
	}
}

extern const rlint_rule rlint_rule_determinism_unread_variable;
const rlint_rule rlint_rule_determinism_unread_variable = {
	.id = "determinism/unread-variable",
	.on = (const rlint_subscription[]){ { RLINT_ENV, "$TF_CUDNN_DETERMINISTIC" },
		{ RLINT_ENV, "$TF_DETERMINISTIC_OPS" }, { 0 } },
	.check = check_env,
};
