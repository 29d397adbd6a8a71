/* image/undefined-variable: variables that nothing sets where the builder expands them. */
#include <reprolint/reprolint.h>

/* base-sets-nothing: count what a base image may set as unset. */
enum { BASE_SETS_NOTHING };

static const char *const option_names[] = { "base-sets-nothing", NULL };

static bool is_unset(rlint_check *check, const rlint_fact *step, rlint_str name)
{
	rlint_value value;

	rlint_step_variable(step, name, &value);
	if (value.state == RLINT_UNSET && !rlint_str_is(name, RLINT_STR("PATH"))) {
		return true;
	}
	/* A bound name has a place; what the base image may set has none. */
	return rlint_option_is_set(check, BASE_SETS_NOTHING) && value.state == RLINT_UNCERTAIN &&
	       value.reason == RLINT_BASE_IMAGE && value.span.end == 0 &&
	       !rlint_str_is(name, RLINT_STR("PATH"));
}

static void check_value(rlint_check *check, const rlint_fact *step, const rlint_value *value)
{
	for (uint32_t i = 0; i < value->part_count; i++) {
		const rlint_part *part = &value->parts[i];
		rlint_finding *finding;

		if (!part->is_reference || !is_unset(check, step, part->text)) {
			continue;
		}
		finding = rlint_report(check, step, part->span,
			"nothing sets %S here, so it is empty: declare it with ARG or ENV in this "
			"stage before this line",
			part->text);
		rlint_as_saying(
			finding, "UndefinedVar", "Usage of undefined variable '$%S'", part->text);
	}
}

static void check_flags(rlint_check *check, const rlint_fact *step)
{
	static const char *const names[] = { "chown", "chmod", "checksum" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		check_value(check, step, rlint_step_flag(step, names[i], 0));
	}
}

static void check_step(rlint_check *check, const rlint_fact *step)
{
	if (!rlint_fact_within(step, RLINT_STAGE)) {
		return;
	}
	check_flags(check, step);
	for (size_t i = 0; i < rlint_as_step(step)->word_count; i++) {
		check_value(check, step, rlint_step_word(step, i));
	}
}

extern const rlint_rule rlint_rule_image_undefined_variable;
const rlint_rule rlint_rule_image_undefined_variable = {
	.id = "image/undefined-variable",
	.on = (const rlint_subscription[]){ { RLINT_STEP, "ADD" }, { RLINT_STEP, "COPY" },
		{ RLINT_STEP, "ENV" }, { RLINT_STEP, "LABEL" }, { RLINT_STEP, "USER" },
		{ RLINT_STEP, "VOLUME" }, { RLINT_STEP, "WORKDIR" }, { RLINT_STEP, "STOPSIGNAL" },
		{ 0 } },
	.options = option_names,
	.check = check_step,
};
