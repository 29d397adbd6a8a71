/* shell/empty-argument: a build argument without default, where nothing in its place does harm. */
#include <reprolint/reprolint.h>

/* Set by the builder itself (buildkit, dockerfile2llb/platform.go), or proxies. */
static bool is_given(rlint_str name)
{
	static const rlint_str starts[] = { RLINT_STR_INIT("TARGET"),
		RLINT_STR_INIT("BUILDPLATFORM"), RLINT_STR_INIT("BUILDOS"),
		RLINT_STR_INIT("BUILDARCH"), RLINT_STR_INIT("BUILDVARIANT"),
		RLINT_STR_INIT("BUILDKIT_") };
	static const rlint_str ends[] = { RLINT_STR_INIT("_PROXY"), RLINT_STR_INIT("_proxy") };

	return rlint_str_starts_one_of(name, RLINT_LIST(starts)) ||
	       rlint_str_ends_one_of(name, RLINT_LIST(ends));
}

/* Only who builds can say what it holds; the place of its ARG in *place. */
static bool has_no_default(const rlint_fact *step, rlint_str name, rlint_span *place)
{
	rlint_value value;

	rlint_step_variable(step, name, &value);
	*place = value.span;
	return value.state == RLINT_UNCERTAIN && value.reason == RLINT_HOST && value.span.end > 0 &&
	       !is_given(name);
}

/* ---- an option whose value is nothing takes the next word for it ---- */

static bool is_lone_reference(const rlint_value *word)
{
	return word->part_count == 1 && word->parts[0].is_reference && !word->is_quoted &&
	       word->state == RLINT_UNCERTAIN && word->text.len == 0;
}

static bool is_test(const rlint_command *command)
{
	return rlint_str_is(command->program, RLINT_STR("[")) ||
	       rlint_str_is(command->program, RLINT_STR("test")) ||
	       rlint_str_is(command->program, RLINT_STR(":"));
}

static bool refers_to(const rlint_value *word, rlint_str name)
{
	bool is_found = false;

	for (uint32_t i = 0; i < word->part_count && !is_found; i++) {
		is_found = word->parts[i].is_reference && rlint_str_is(word->parts[i].text, name);
	}
	return is_found;
}

static bool names_variable(const rlint_fact *command, rlint_str name)
{
	const rlint_value *word;
	bool is_found = false;

	for (size_t i = 1; (word = rlint_command_word(command, i)) && !is_found; i++) {
		is_found = refers_to(word, name);
	}
	return is_found;
}

/* Some test of the step asks for the variable first. */
static bool is_tested(const rlint_fact *step, rlint_str name)
{
	const rlint_fact *command;
	bool is_found = false;

	for (size_t i = 0; (command = rlint_fact_at(step, RLINT_COMMAND, i)) && !is_found; i++) {
		is_found = is_test(rlint_as_command(command)) && names_variable(command, name);
	}
	return is_found;
}

static void check_word(rlint_check *check, const rlint_fact *command, size_t index)
{
	const rlint_fact *step = rlint_fact_within(command, RLINT_STEP);
	const rlint_value *option = rlint_command_word(command, index - 1);
	const rlint_value *word = rlint_command_word(command, index);
	const rlint_value *next = rlint_command_word(command, index + 1);
	rlint_span place;
	rlint_finding *finding;

	if (!next || !is_lone_reference(word) || !rlint_str_starts(option->text, RLINT_STR("--")) ||
		option->text.len < 3 || !option->is_verbatim ||
		!has_no_default(step, word->parts[0].text, &place) ||
		is_tested(step, word->parts[0].text)) {
		return;
	}
	finding = rlint_report(check, command, word->span,
		"%S has no default: unless the caller gives it, %S takes the next word for its "
		"value",
		word->parts[0].text, option->text);
	rlint_related(finding, command, place, "declared here");
}

/* ---- an address that ends behind its @ ---- */

static bool ends_open(const rlint_value *value)
{
	const rlint_part *parts = value->parts;
	uint32_t count = value->part_count;

	return count > 1 && parts[count - 1].is_reference && !parts[count - 2].is_reference &&
	       (rlint_str_ends(parts[count - 2].text, RLINT_STR("@")) ||
		       rlint_str_ends(parts[count - 2].text, RLINT_STR("==")));
}

static void check_value(rlint_check *check, const rlint_fact *fact, const rlint_value *value)
{
	const rlint_fact *step = rlint_fact_within(fact, RLINT_STEP);
	const rlint_part *last;
	rlint_span place;
	rlint_finding *finding;

	if (!step || !ends_open(value)) {
		return;
	}
	last = &value->parts[value->part_count - 1];
	if (!has_no_default(step, last->text, &place) ||
		(rlint_as_command(fact) && is_tested(step, last->text))) {
		return;
	}
	finding = rlint_report(check, fact, place,
		"%S has no default: unless the caller gives it, no version stands behind the %s "
		"that asks for one",
		last->text,
		rlint_str_ends(value->parts[value->part_count - 2].text, RLINT_STR("@")) ? "@"
											 : "==");
	rlint_related(finding, fact, last->span, "used here");
}

static void check_fact(rlint_check *check, const rlint_fact *fact)
{
	const rlint_env *env = rlint_as_env(fact);
	const rlint_command *command = rlint_as_command(fact);
	const rlint_step *step = rlint_as_step(rlint_fact_within(fact, RLINT_STEP));

	if (env) {
		check_value(check, fact, &env->value);
		return;
	}
	if (!step || !rlint_str_is(step->instruction, RLINT_STR("RUN"))) {
		return;
	}
	for (size_t i = 1; command->is_run != RLINT_NO && rlint_command_word(fact, i); i++) {
		check_word(check, fact, i);
		check_value(check, fact, rlint_command_word(fact, i));
	}
}

extern const rlint_rule rlint_rule_shell_empty_argument;
const rlint_rule rlint_rule_shell_empty_argument = {
	.id = "shell/empty-argument",
	.on = (const rlint_subscription[]){ { RLINT_COMMAND, NULL }, { RLINT_ENV, "ARG" },
		{ RLINT_ENV, "ENV" }, { 0 } },
	.check = check_fact,
};
