/* Workspaces, and linting a file of one. */
#include "lib/lint/workspace.h"

#include <string.h>

#include "lib/base/str.h"
#include "lib/project/path.h"

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
		status = configs_init(&workspace->configs, config, &workspace->project);
	}
	workspace->counts = arena_new(&workspace->arena, config->count, sizeof *workspace->counts);
	if (!workspace->counts) {
		status = RLINT_NOMEM;
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
		if (workspace->configs.host) {
			configs_free(&workspace->configs);
		}
		project_free(&workspace->project);
		arena_free(&workspace->scratch);
		arena_free(&workspace->arena);
		alloc_resize(workspace->alloc, workspace, sizeof *workspace, 0);
	}
}

rlint_status rlint_workspace_overlay(rlint_workspace *workspace, const char *path, rlint_str text)
{
	if (configs_is_one(str_from(path))) {
		configs_forget(&workspace->configs);
	}
	return project_overlay(&workspace->project, str_from(path), text);
}

rlint_status rlint_workspace_kind(
	rlint_workspace *workspace, const char *path, rlint_file_kind kind)
{
	return project_set_kind(&workspace->project, str_from(path), kind);
}

rlint_status rlint_workspace_named(rlint_workspace *workspace, const char *path)
{
	return project_set_named(&workspace->project, str_from(path));
}

rlint_status rlint_workspace_folder(rlint_workspace *workspace, const char *path)
{
	return project_set_folder(&workspace->project, str_from(path));
}

rlint_status rlint_workspace_discover(rlint_workspace *workspace, const char *stop)
{
	return configs_search(&workspace->configs, stop);
}

rlint_status rlint_workspace_configure(rlint_workspace *workspace, const char *path)
{
	return configs_force(&workspace->configs, path);
}

rlint_status rlint_workspace_excludes(
	rlint_workspace *workspace, const char *path, rlint_entry_kind kind, bool *out)
{
	struct in_force in_force;
	rlint_status status = configs_find(&workspace->configs, str_from(path), &in_force);

	*out = status == RLINT_OK && in_force.configuration->config &&
	       config_excludes(in_force.configuration->config, in_force.relative,
		       kind == RLINT_ENTRY_FOLDER);
	return status;
}

/* A walk, with what stands between it and the host. */
struct walking {
	rlint_workspace *workspace;
	bool (*each)(void *user, const char *path);
	void (*failed)(void *user, const char *path, rlint_access why);
	void *user;
	rlint_status status;
};

static bool pass_file(void *user, const char *path)
{
	const struct walking *walking = user;

	return walking->status == RLINT_OK && walking->each(walking->user, path);
}

static void pass_failure(void *user, const char *path, rlint_access why)
{
	const struct walking *walking = user;

	if (walking->failed) {
		walking->failed(walking->user, path, why);
	}
}

/* Folders above were asked about on the way; the first one is named, so that nothing excludes it.
 */
static bool is_excluded(void *user, rlint_str path, bool is_folder)
{
	struct walking *walking = user;
	struct in_force in_force;
	rlint_status status = configs_find(&walking->workspace->configs, path, &in_force);

	if (status != RLINT_OK) {
		walking->status = status;
		return false;
	}
	return in_force.configuration->config &&
	       ignore_names(
		       &in_force.configuration->config->excludes, in_force.relative, is_folder);
}

rlint_status rlint_workspace_walk(rlint_workspace *workspace, const char *folder,
	bool (*each)(void *user, const char *path),
	void (*failed)(void *user, const char *path, rlint_access why), void *user)
{
	struct walking walking = { workspace, each, failed, user, RLINT_OK };
	struct walk walk = { pass_file, pass_failure, &walking, is_excluded };
	rlint_status status = project_walk(&workspace->project, str_from(folder), &walk);

	return status == RLINT_OK ? walking.status : status;
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

/* What the configuration says of an id of another linter that the finding bears. */
static const struct alias_setting *setting_of(
	const struct run *run, const rlint_result *result, rlint_str word)
{
	const rlint_rule_info *info = registry_entry(run->config->registry, result->rule)->info;
	size_t alias;

	return rule_has_alias(info, word, &alias) ? &run->settings[result->rule].aliases[alias]
						  : NULL;
}

/* Does to a finding what the configuration says of the ids that it bears: of several severities
 * the worst counts. Is it to be left out? */
static bool is_left_out(const struct run *run, rlint_finding *finding)
{
	rlint_result *result = &finding->result;
	rlint_severity severity = RLINT_PEDANTIC;
	bool has_severity = false;
	bool is_ignored = false;

	if (!run->settings[result->rule].aliases) {
		return false;
	}
	for (size_t i = 0; i < result->alias_count; i++) {
		const struct alias_setting *setting = setting_of(run, result, result->aliases[i]);

		is_ignored = is_ignored || (setting && setting->is_ignored);
		if (setting && setting->has_severity) {
			has_severity = true;
			severity = setting->severity > severity ? setting->severity : severity;
		}
	}
	if (has_severity) {
		result->severity = severity < finding->grade ? severity : finding->grade;
	}
	return is_ignored;
}

static bool is_shown(const struct run *run, rlint_finding *finding)
{
	return !is_left_out(run, finding) &&
	       (finding->result.severity > RLINT_PEDANTIC || run->config->shows_pedantic);
}

static void drop_unwanted(struct run *run)
{
	rlint_results *results = run->results;
	rlint_finding **findings = results->findings.items;
	uint32_t kept = 0;

	for (uint32_t i = 0; i < results->findings.count; i++) {
		if (is_shown(run, findings[i])) {
			findings[kept++] = findings[i];
		}
	}
	results->findings.count = kept;
}

static void finish(struct run *run)
{
	rlint_results *results = run->results;
	rlint_finding **findings = results->findings.items;

	obey_buildkit_checks(run);
	drop_unwanted(run);
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

static rlint_status run_rules(rlint_workspace *workspace, struct analysis *analysis,
	const struct in_force *in_force, rlint_results *results)
{
	const struct configuration *configuration = in_force->configuration;
	struct run run = { .config = configuration->config,
		.project = &workspace->project,
		.analysis = analysis,
		.results = results,
		.scratch = &workspace->scratch,
		.counts = workspace->counts,
		.dispatches = configuration->dispatches };

	run.settings = config_settings_for(
		run.config, workspace->config, &workspace->configs.passing, in_force->relative);
	if (!run.settings) {
		return RLINT_NOMEM;
	}
	memset(workspace->counts, 0, workspace->config->count * sizeof *workspace->counts);
	run_phases(&run);
	run_builds(&run);
	finish(&run);
	return status_of(&run);
}

/* Notes which configuration rules the file. */
static rlint_status tell_configuration(
	rlint_results *results, const struct configuration *configuration)
{
	if (configuration->path.len > 0) {
		results->config_path =
			host_path_join(&results->arena, (rlint_str){ 0 }, configuration->path);
	}
	if (configuration->config) {
		results->has_fail_on = configuration->config->has_fail_on;
		results->fail_on = configuration->config->fail_on;
	} else {
		results->outcome = RLINT_MISCONFIGURED;
		results->reason = arena_str(&results->arena, configuration->problems);
	}
	return results->arena.has_failed ? RLINT_NOMEM : RLINT_OK;
}

static rlint_status lint_opened(
	rlint_workspace *workspace, const char *path, struct analysis *analysis, rlint_results *out)
{
	struct in_force in_force;
	rlint_status status = configs_find(&workspace->configs, str_from(path), &in_force);

	if (status == RLINT_OK) {
		status = tell_configuration(out, in_force.configuration);
	}
	if (status == RLINT_OK && in_force.configuration->config) {
		status = run_rules(workspace, analysis, &in_force, out);
	}
	return status;
}

rlint_status rlint_lint(rlint_workspace *workspace, const char *path, rlint_results **out)
{
	struct opened opened;
	rlint_status status = workspace_open(workspace, path, &opened, out);

	if (status == RLINT_OK && opened.analysis) {
		status = lint_opened(workspace, path, opened.analysis, *out);
		if (status != RLINT_OK) {
			rlint_results_free(*out);
			*out = NULL;
		}
	}
	return status;
}
