/* compose/bare-variable: a variable whose value is whatever the host has. */
#include <reprolint/reprolint.h>

/* Variables that decide about results; further ones end in "SEED". */
static const rlint_str deciding[] = {
	RLINT_STR_INIT("CUBLAS_WORKSPACE_CONFIG"),
	RLINT_STR_INIT("CUDA_VISIBLE_DEVICES"),
	RLINT_STR_INIT("NCCL_ALGO"),
	RLINT_STR_INIT("NVIDIA_TF32_OVERRIDE"),
	RLINT_STR_INIT("OMP_NUM_THREADS"),
	RLINT_STR_INIT("PYTHONHASHSEED"),
	RLINT_STR_INIT("TF_DETERMINISTIC_OPS"),
	RLINT_STR_INIT("XLA_FLAGS"),
};

/* Keys and accounts: whoever starts the services has them. */
static const rlint_str personal[] = { RLINT_STR_INIT("KEY"), RLINT_STR_INIT("USER"),
	RLINT_STR_INIT("USERNAME") };

static bool decides(rlint_str name)
{
	return rlint_str_is(name, RLINT_STR("SEED")) || rlint_str_ends(name, RLINT_STR("_SEED")) ||
	       rlint_str_is_one_of(name, RLINT_LIST(deciding));
}

/* It must not stand in the file. */
static bool is_personal(rlint_str name)
{
	return rlint_names_secret(name) != RLINT_NO ||
	       rlint_str_ends_one_of(name, RLINT_LIST(personal));
}

static bool refers_to(const rlint_fact *step, rlint_str name)
{
	const rlint_reference *reference;
	bool is_found = false;

	for (size_t i = 0; !is_found && (reference = rlint_step_reference(step, i)); i++) {
		is_found = rlint_str_is(reference->name, name);
	}
	return is_found;
}

/* Does a FROM of the service's Dockerfile take it? */
static bool chooses_image(rlint_check *check, const rlint_fact *fact, rlint_str name)
{
	const rlint_fact *built = NULL;
	const rlint_fact *stage;
	bool is_found = false;

	if (rlint_linked(check, rlint_fact_container(fact), RLINT_BUILT_BY, &built) != RLINT_YES) {
		return false;
	}
	built = rlint_as_stage(built) ? rlint_fact_container(built) : built;
	for (size_t i = 0; !is_found && (stage = rlint_fact_at(built, RLINT_STAGE, i)); i++) {
		is_found = refers_to(rlint_fact_at(stage, RLINT_STEP, 0), name);
	}
	return is_found;
}

static void check_variable(rlint_check *check, const rlint_fact *fact, rlint_str name)
{
	rlint_finding *finding = rlint_report(check, fact, rlint_as_env(fact)->name.span,
		"%S has whatever value the host gives it, and none where it gives none: set it "
		"here, or ask for it with ${%S:?}",
		name, name);

	if (!decides(name)) {
		rlint_grade(finding, RLINT_PEDANTIC);
	}
}

static void check_argument(rlint_check *check, const rlint_fact *fact, rlint_str name)
{
	rlint_finding *finding = rlint_report(check, fact, rlint_as_env(fact)->name.span,
		"%S has whatever value the host gives it, and the default of the ARG where it "
		"gives none: set it here, or ask for it with ${%S:?}",
		name, name);

	if (!decides(name) && !chooses_image(check, fact, name)) {
		rlint_grade(finding, RLINT_PEDANTIC);
	}
}

/* `SEED: ${SEED}` beside a .env that does not set it: Compose makes it empty. */
static void check_reference(rlint_check *check, const rlint_fact *fact, const rlint_env *env)
{
	const rlint_value *value = &env->value;
	const rlint_fact *given;

	if (value->state == RLINT_UNCERTAIN && value->part_count == 1 && decides(env->name.text) &&
		rlint_linked(check, fact, RLINT_FILLED_BY, &given) == RLINT_NO) {
		rlint_report(check, fact, value->span,
			"%S is set neither here nor in the .env file, so it is empty where the "
			"host gives none: set it there, or ask for it with ${%S:?}",
			value->parts[0].text, value->parts[0].text);
	}
}

static void check_env(rlint_check *check, const rlint_fact *fact)
{
	const rlint_env *env = rlint_as_env(fact);
	const rlint_fact *given;

	if (env->value.state != RLINT_UNSET) {
		check_reference(check, fact, env);
		return;
	}
	if (is_personal(env->name.text) ||
		rlint_linked(check, fact, RLINT_FILLED_BY, &given) == RLINT_YES) {
		return;
	}
	if (env->when == RLINT_AT_BUILD) {
		check_argument(check, fact, env->name.text);
	} else {
		check_variable(check, fact, env->name.text);
	}
}

extern const rlint_rule rlint_rule_compose_bare_variable;
const rlint_rule rlint_rule_compose_bare_variable = {
	.id = "compose/bare-variable",
	.on = (const rlint_subscription[]){ { RLINT_ENV, "environment" }, { RLINT_ENV, "args" },
		{ 0 } },
	.check = check_env,
	.asks_links = true,
};
