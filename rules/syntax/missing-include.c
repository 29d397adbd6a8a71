/* syntax/missing-include: -r, -c or a project's environment names a file that is not there. */
#include <reprolint/reprolint.h>

/* In an image other files lie than here; and what continues a config is not always beside it. */
static bool is_read_beside(const rlint_fact *include)
{
	rlint_file_kind kind = rlint_document_kind(rlint_fact_document(include));

	return kind == RLINT_FILE_REQUIREMENTS || kind == RLINT_FILE_CONDA;
}

/* The environment of an MLflow project is made from a file beside it. */
static bool is_of_project(const rlint_fact *include)
{
	const rlint_experiment *experiment = rlint_as_experiment(rlint_fact_container(include));

	return experiment && rlint_str_is(experiment->framework, RLINT_STR("mlflow-mlproject"));
}

static void check_include(rlint_check *check, const rlint_fact *fact)
{
	const rlint_include *include = rlint_as_include(fact);
	bool is_project = is_of_project(fact);
	const rlint_fact *other;

	if ((is_project || is_read_beside(fact)) && !include->is_optional &&
		rlint_linked(check, fact, RLINT_INCLUDES, &other) == RLINT_NO) {
		rlint_report(check, fact, include->path.span,
			"there is no file %S here, and %s stops at that: correct the path, which "
			"counts from this file's folder, or take the line out",
			include->path.text, is_project ? "mlflow run" : "pip");
	}
}

extern const rlint_rule rlint_rule_syntax_missing_include;
const rlint_rule rlint_rule_syntax_missing_include = {
	.id = "syntax/missing-include",
	.on = (const rlint_subscription[]){ { RLINT_INCLUDE, NULL }, { 0 } },
	.check = check_include,
	.asks_links = true,
};
