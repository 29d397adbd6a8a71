/* image/undefined-variable: variables that nothing sets where the builder expands them. */
#include <reprolint/reprolint.h>

/* base-sets-nothing: count what a base image may set as unset. */
enum { BASE_SETS_NOTHING };

static const char *const option_names[] = { "base-sets-nothing", NULL };

static bool is_unset(rlint_check *check, const rlint_reference *reference)
{
	if (rlint_str_is(reference->name, RLINT_STR("PATH"))) {
		return false;
	}
	return reference->is_set == RLINT_NO ||
	       (reference->is_set == RLINT_UNKNOWN &&
		       rlint_option_is_set(check, BASE_SETS_NOTHING));
}

/* ENV X=/a:$X adds to a list, which may as well begin there. */
static bool adds_to_itself(const rlint_fact *step, const rlint_reference *reference)
{
	const rlint_value *name;

	if (!rlint_str_is(rlint_as_step(step)->instruction, RLINT_STR("ENV"))) {
		return false;
	}
	for (size_t i = 0; (name = rlint_step_word(step, i)); i += 2) {
		const rlint_value *value = rlint_step_word(step, i + 1);

		if (value && value->part_count > 1 && rlint_str_is(name->text, reference->name) &&
			reference->span.start >= value->span.start &&
			reference->span.end <= value->span.end) {
			return true;
		}
	}
	return false;
}

static void report(rlint_check *check, const rlint_fact *step, const rlint_reference *reference)
{
	rlint_finding *finding = rlint_report(check, step, reference->span,
		reference->is_guarded
			? "nothing sets %S here, so it counts as unset always: declare it with "
			  "ARG or ENV in this stage before this line, or take it away"
			: "nothing sets %S here, so it is empty: declare it with ARG or ENV in "
			  "this stage before this line",
		reference->name);

	if (reference->is_guarded || adds_to_itself(step, reference)) {
		rlint_grade(finding, RLINT_PEDANTIC);
	}
	rlint_as_saying(
		finding, "UndefinedVar", "Usage of undefined variable '$%S'", reference->name);
}

static void check_step(rlint_check *check, const rlint_fact *step)
{
	const rlint_reference *reference;

	if (!rlint_fact_within(step, RLINT_STAGE)) {
		return;
	}
	for (size_t i = 0; (reference = rlint_step_reference(step, i)); i++) {
		if (is_unset(check, reference)) {
			report(check, step, reference);
		}
	}
}

extern const rlint_rule rlint_rule_image_undefined_variable;
const rlint_rule rlint_rule_image_undefined_variable = {
	.id = "image/undefined-variable",
	.on = (const rlint_subscription[]){ { RLINT_STEP, "ADD" }, { RLINT_STEP, "ARG" },
		{ RLINT_STEP, "COPY" }, { RLINT_STEP, "ENV" }, { RLINT_STEP, "LABEL" },
		{ RLINT_STEP, "RUN" }, { RLINT_STEP, "USER" }, { RLINT_STEP, "VOLUME" },
		{ RLINT_STEP, "WORKDIR" }, { RLINT_STEP, "STOPSIGNAL" }, { 0 } },
	.options = option_names,
	.check = check_step,
};
