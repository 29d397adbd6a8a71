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

static void check_env(rlint_check *check, const rlint_fact *fact)
{
	const rlint_env *env = rlint_as_env(fact);
	rlint_finding *finding;

	if (env->value.state != RLINT_UNSET || is_personal(env->name.text)) {
		return;
	}
	finding = rlint_report(check, fact, env->name.span,
		"%S has whatever value the host gives it, and none where it gives none: set it "
		"here, or ask for it with ${%S:?}",
		env->name.text, env->name.text);
	if (!decides(env->name.text)) {
		rlint_grade(finding, RLINT_PEDANTIC);
	}
}

extern const rlint_rule rlint_rule_compose_bare_variable;
const rlint_rule rlint_rule_compose_bare_variable = {
	.id = "compose/bare-variable",
	.on = (const rlint_subscription[]){ { RLINT_ENV, "environment" }, { RLINT_ENV, "args" },
		{ 0 } },
	.check = check_env,
};
