/* Workspaces, and linting a file of one. */
#include "lib/lint/workspace.h"

#include <string.h>

#include "lib/base/str.h"

static rlint_status make_tables(rlint_workspace *workspace)
{
	const rlint_config *config = workspace->config;

	workspace->counts = arena_new(&workspace->arena, config->count, sizeof *workspace->counts);
	if (!workspace->counts ||
		!dispatch_make(&workspace->dispatches[0], &workspace->arena, config, false) ||
		!dispatch_make(&workspace->dispatches[1], &workspace->arena, config, true)) {
		return RLINT_NOMEM;
	}
	return RLINT_OK;
}

rlint_status rlint_workspace_new(
	const rlint_config *config, const rlint_fs *fs, const char *root, rlint_workspace **out)
{
	const rlint_registry *registry = config->registry;
	rlint_workspace *workspace = alloc_new(registry->alloc, sizeof *workspace);
	struct reader reader = { registry->alloc, &registry->symbols, &registry->limits };
	rlint_status status;

	*out = NULL;
	if (!workspace) {
		return RLINT_NOMEM;
	}
	workspace->config = config;
	workspace->alloc = registry->alloc;
	arena_init(&workspace->arena, registry->alloc, NULL);
	arena_init(&workspace->scratch, registry->alloc, NULL);
	status = project_init(&workspace->project, &reader, fs, root);
	if (status == RLINT_OK) {
		status = make_tables(workspace);
	}
	if (status != RLINT_OK) {
		rlint_workspace_free(workspace);
		return status;
	}
	*out = workspace;
	return RLINT_OK;
}

void rlint_workspace_free(rlint_workspace *workspace)
{
	if (workspace) {
		project_free(&workspace->project);
		arena_free(&workspace->scratch);
		arena_free(&workspace->arena);
		alloc_resize(workspace->alloc, workspace, sizeof *workspace, 0);
	}
}

rlint_status rlint_workspace_overlay(rlint_workspace *workspace, const char *path, rlint_str text)
{
	return project_overlay(&workspace->project, str_from(path), text);
}

rlint_status rlint_workspace_kind(
	rlint_workspace *workspace, const char *path, rlint_file_kind kind)
{
	return project_set_kind(&workspace->project, str_from(path), kind);
}

rlint_status rlint_workspace_folder(rlint_workspace *workspace, const char *path)
{
	return project_set_folder(&workspace->project, str_from(path));
}

rlint_status rlint_workspace_walk(rlint_workspace *workspace, const char *folder,
	bool (*each)(void *user, const char *path),
	void (*failed)(void *user, const char *path, rlint_access why), void *user)
{
	struct walk walk = { each, failed, user };

	return project_walk(&workspace->project, str_from(folder), &walk);
}

static rlint_status describe(rlint_results *results, rlint_str path, const struct opened *opened)
{
	const struct analysis *analysis = opened->analysis;

	if (analysis) {
		results->outcome = RLINT_LINTED;
		results->is_complete = analysis_is_whole(analysis);
		results->document = analysis->document;
		results->path = analysis->document->path;
		return results_hold(results, analysis->document) ? RLINT_OK : RLINT_NOMEM;
	}
	if (opened->access == RLINT_ACCESS_OK) {
		results->outcome = RLINT_SKIPPED;
		results->reason = RLINT_STR("not a kind of file that is known");
	} else {
		results->outcome = RLINT_FAILED;
		results->reason = str_from(rlint_access_text(opened->access));
	}
	results->path = arena_str(&results->arena, path);
	return results->path.ptr ? RLINT_OK : RLINT_NOMEM;
}

rlint_status workspace_open(
	rlint_workspace *workspace, const char *path, struct opened *out, rlint_results **results)
{
	rlint_str name = str_from(path);
	rlint_status status;

	*results = NULL;
	status = project_open(&workspace->project, name, out);
	if (status != RLINT_OK) {
		return status;
	}
	*results = results_new(workspace->alloc);
	if (!*results) {
		return RLINT_NOMEM;
	}
	status = describe(*results, name, out);
	if (status != RLINT_OK) {
		rlint_results_free(*results);
		*results = NULL;
	}
	return status;
}

static void call(struct run *run, uint32_t index, const rlint_fact *fact)
{
	run->check.index = index;
	run->check.rule = registry_entry(run->config->registry, index);
	run->check.setting = &run->config->settings[index];
	run->check.rule->rule->check(&run->check, fact);
	if (run->scratch->chunks) {
		arena_reset(run->scratch);
	}
}

static void call_cell(
	struct run *run, const struct dispatch *dispatch, uint32_t cell, const rlint_fact *fact)
{
	for (uint32_t i = dispatch->starts[cell]; i < dispatch->starts[cell + 1]; i++) {
		call(run, dispatch->rules[i], fact);
	}
}

static void call_rules(struct run *run, const struct dispatch *dispatch, const rlint_fact *fact)
{
	uint32_t row = (uint32_t)fact->kind * dispatch->width;

	call_cell(run, dispatch, row, fact);
	for (size_t i = 0; i < 2; i++) {
		if (fact->selectors[i] > 0) {
			call_cell(run, dispatch, row + fact->selectors[i], fact);
		}
	}
}

static void run_phase(struct run *run, const struct dispatch *dispatch)
{
	const struct facts *facts = &run->analysis->facts;

	for (uint32_t kind = 0; kind < RLINT_KINDS && !dispatch->is_empty; kind++) {
		const struct vec *all = &facts->all[kind];

		for (uint32_t i = 0; dispatch->has_kind[kind] && i < all->count; i++) {
			call_rules(run, dispatch, ((rlint_fact *const *)all->items)[i]);
		}
	}
}

static void drop_pedantic(rlint_results *results)
{
	rlint_finding **findings = results->findings.items;
	uint32_t kept = 0;

	for (uint32_t i = 0; i < results->findings.count; i++) {
		if (findings[i]->result.severity > RLINT_PEDANTIC) {
			findings[kept++] = findings[i];
		}
	}
	results->findings.count = kept;
}

static void finish(struct run *run)
{
	rlint_results *results = run->results;
	rlint_finding **findings = results->findings.items;

	if (!run->config->shows_pedantic) {
		drop_pedantic(results);
	}
	if (!run->config->ignores_comments) {
		suppress(run);
	}
	results_sort(results);
	for (uint32_t i = 0; i < results->findings.count; i++) {
		if (findings[i]->fixes.count > 0) {
			finding_settle_fixes(findings[i], run->analysis->tree);
		}
		findings[i]->run = NULL;
	}
}

/* Was anything that the rules asked for not to be had? */
static rlint_status status_of(const struct run *run)
{
	bool has_failed = run->results->arena.has_failed || run->analysis->fact_arena.has_failed ||
			  run->analysis->tree_arena.has_failed;

	if (run->project->status != RLINT_OK) {
		return run->project->status;
	}
	return has_failed ? RLINT_NOMEM : run->status;
}

static rlint_status run_rules(
	rlint_workspace *workspace, struct analysis *analysis, rlint_results *results)
{
	struct run run = { .config = workspace->config,
		.project = &workspace->project,
		.analysis = analysis,
		.results = results,
		.scratch = &workspace->scratch,
		.counts = workspace->counts };

	run.check.run = &run;
	memset(workspace->counts, 0, workspace->config->count * sizeof *workspace->counts);
	run_phase(&run, &workspace->dispatches[0]);
	run_phase(&run, &workspace->dispatches[1]);
	finish(&run);
	return status_of(&run);
}

rlint_status rlint_lint(rlint_workspace *workspace, const char *path, rlint_results **out)
{
	struct opened opened;
	rlint_status status = workspace_open(workspace, path, &opened, out);

	if (status == RLINT_OK && opened.analysis) {
		status = run_rules(workspace, opened.analysis, *out);
		if (status != RLINT_OK) {
			rlint_results_free(*out);
			*out = NULL;
		}
	}
	return status;
}
