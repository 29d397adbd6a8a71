/* determinism/computed-variable: a variable that a command works out anew where the run starts. */
#include "variables.h"

/* What the host is asked, and what differs each time. */
static const rlint_str processors[] = { RLINT_STR_INIT("getconf"), RLINT_STR_INIT("lscpu"),
	RLINT_STR_INIT("nproc") };
static const rlint_str draws[] = { RLINT_STR_INIT("date"), RLINT_STR_INIT("od"),
	RLINT_STR_INIT("openssl"), RLINT_STR_INIT("shuf"), RLINT_STR_INIT("uuidgen") };
static const rlint_str drawn[] = { RLINT_STR_INIT("RANDOM"), RLINT_STR_INIT("SRANDOM"),
	RLINT_STR_INIT("EPOCHSECONDS") };

static const rlint_str seeds[] = { RLINT_STR_INIT("PL_GLOBAL_SEED"),
	RLINT_STR_INIT("PYTHONHASHSEED"), RLINT_STR_INIT("SEED") };

static bool is_inside(rlint_span inner, rlint_span outer)
{
	return inner.start >= outer.start && inner.end <= outer.end && outer.end > 0;
}

/* Is one of the programs run within the value? */
static bool runs_one_of(const rlint_fact *fact, const rlint_str *programs, size_t count)
{
	const rlint_fact *step = rlint_fact_container(fact);
	rlint_span value = rlint_as_env(fact)->value.span;
	const rlint_fact *command;
	bool is_found = false;

	for (size_t i = 0; (command = rlint_fact_at(step, RLINT_COMMAND, i)) && !is_found; i++) {
		is_found = is_inside(rlint_fact_span(command), value) &&
			   rlint_str_is_one_of(rlint_as_command(command)->program, programs, count);
	}
	return is_found;
}

static bool is_drawn(const rlint_value *value)
{
	bool is_found = false;

	for (uint32_t i = 0; i < value->part_count && !is_found; i++) {
		is_found = value->parts[i].is_reference &&
			   rlint_str_is_one_of(value->parts[i].text, RLINT_LIST(drawn));
	}
	return is_found;
}

static void check_env(rlint_check *check, const rlint_fact *fact)
{
	const rlint_env *env = rlint_as_env(fact);

	if (env->value.state != RLINT_UNCERTAIN || !rlint_as_step(rlint_fact_container(fact))) {
		return;
	}
	if (rlint_str_is_one_of(env->name.text, RLINT_LIST(seeds))) {
		if (is_drawn(&env->value) || runs_one_of(fact, RLINT_LIST(draws))) {
			rlint_report(check, fact, rlint_fact_span(fact),
				"%S is drawn anew each time: write a number, or record the one "
				"that was drawn",
				env->name.text);
		}
	} else if (env->when == RLINT_AT_RUN && runs_one_of(fact, RLINT_LIST(processors))) {
		rlint_finding *finding = rlint_report(check, fact, rlint_fact_span(fact),
			"%S follows the number of processors of the host, and sums differ with the "
			"number of threads: write one",
			env->name.text);

		rlint_grade(finding, RLINT_INFO);
	}
}

extern const rlint_rule rlint_rule_determinism_computed_variable;
const rlint_rule rlint_rule_determinism_computed_variable = {
	.id = "determinism/computed-variable",
	.on = (const rlint_subscription[]){ { RLINT_ENV, "$MKL_NUM_THREADS" },
		{ RLINT_ENV, "$OMP_NUM_THREADS" }, { RLINT_ENV, "$OPENBLAS_NUM_THREADS" },
		{ RLINT_ENV, "$PL_GLOBAL_SEED" }, { RLINT_ENV, "$PYTHONHASHSEED" },
		{ RLINT_ENV, "$SEED" }, { 0 } },
	.check = check_env,
};
