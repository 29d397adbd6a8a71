/* One file's rules running: what the functions of rule.h work on. */
#ifndef LIB_LINT_RUN_H
#define LIB_LINT_RUN_H

#include "lib/lint/config.h"
#include "lib/lint/results.h"
#include "lib/project/project.h"

struct rlint_check {
	struct run *run;
	const struct rule_entry *rule;
	const struct rule_setting *setting;
	uint32_t index; /* of the rule */
};

struct run {
	const rlint_config *config;
	const struct rule_setting *settings; /* for this file */
	struct project *project;
	struct analysis *analysis;
	rlint_results *results;
	struct arena *scratch;
	uint32_t *counts; /* findings of each rule in this file */
	const struct dispatch *dispatches; /* two: rules that ask no links, rules that do */
	bool is_of_build; /* asks only rules that follow builds */
	rlint_check check;
	rlint_status status; /* NOMEM where a report was lost */
};

/* Calls the rules with the facts that they ask for: first those that ask no links. */
void run_phases(struct run *run);
/* Asks the rules that follow builds of what the services of the file build. */
void run_builds(struct run *run);

/* Drops the fixes of a finding that cannot be applied as they are, and gives the rest to its
 * result: an edit must lie in the file, within verbatim text, and not overlap another of its fix.
 */
void finding_settle_fixes(rlint_finding *finding, const struct tree *tree);

/* Does to findings that bear BuildKit's names what a Dockerfile's check options say. */
void obey_buildkit_checks(struct run *run);

/* Takes out of the results what ignore comments silence. */
void suppress(struct run *run);

#endif
