/* What a workspace holds. */
#ifndef LIB_LINT_WORKSPACE_H
#define LIB_LINT_WORKSPACE_H

#include "lib/lint/configs.h"
#include "lib/lint/run.h"

struct rlint_workspace {
	const rlint_config *config;
	const rlint_alloc *alloc;
	struct arena arena; /* the counts */
	struct arena scratch; /* rlint_scratch */
	struct configs configs;
	uint32_t *counts;
	struct project project;
};

/* Opens a file; *results tell what became of it, and hold its document. `out` as project_open gives
 * it. */
rlint_status workspace_open(
	rlint_workspace *workspace, const char *path, struct opened *out, rlint_results **results);

#endif
