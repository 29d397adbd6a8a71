/* syntax/config: what a config says that its reader refuses. */
#include <reprolint/reprolint.h>

/* A file that is called a template is filled in before any reader sees it: ds_config_TEMPLATE.json,
 * train.yaml.template. */
static bool is_template(const rlint_fact *fact)
{
	rlint_str path = rlint_document_path(rlint_fact_document(fact));
	static const rlint_str word = RLINT_STR_INIT("template");

	for (size_t at = path.len; at > 0 && path.ptr[at - 1] != '/'; at--) {
		rlint_str rest = { path.ptr + at - 1, path.len - at + 1 };

		if (rest.len >= word.len &&
			rlint_str_is_like((rlint_str){ rest.ptr, word.len }, word)) {
			return true;
		}
	}
	return false;
}

static void check_problem(rlint_check *check, const rlint_fact *fact)
{
	const rlint_problem *problem = rlint_as_problem(fact);
	rlint_finding *finding;

	if (is_template(fact)) {
		return;
	}
	finding = rlint_report_problem(check, fact);
	/* Read in spite of it, as comments in JSON are. */
	if (!problem->is_grave) {
		rlint_grade(finding, RLINT_INFO);
	}
}

extern const rlint_rule rlint_rule_syntax_config;
const rlint_rule rlint_rule_syntax_config = {
	.id = "syntax/config",
	.on = (const rlint_subscription[]){ { RLINT_PROBLEM, "config" }, { 0 } },
	.check = check_problem,
};
