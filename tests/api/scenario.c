/* Everything a host does, once. */
#include "scenario.h"

#include "files.h"

struct host {
	struct outcome *outcome;
	rlint_fs fs;
	rlint_sink sink;
	rlint_registry *registry;
	rlint_config *config;
	rlint_workspace *workspace;
	rlint_writer *writers[3];
};

static bool count_bytes(void *user, rlint_str bytes)
{
	((struct outcome *)user)->bytes += bytes.len;
	return true;
}

static bool count_path(void *user, const char *path)
{
	(void)path;
	((struct outcome *)user)->walked++;
	return true;
}

static rlint_status begin(struct host *host, const rlint_alloc *alloc)
{
	rlint_status status = rlint_registry_new(alloc, &host->registry);

	if (status == RLINT_OK) {
		status = rlint_config_new(host->registry, &host->config);
	}
	if (status == RLINT_OK) {
		status = rlint_config_select(host->config, RLINT_STR("all"));
	}
	if (status == RLINT_OK) {
		rlint_config_pedantic(host->config, true);
		status = rlint_workspace_new(host->config, &host->fs, NULL, &host->workspace);
	}
	if (status == RLINT_OK) {
		status = rlint_workspace_discover(host->workspace, "/home");
	}
	for (int i = 0; i < 3 && status == RLINT_OK; i++) {
		status = rlint_writer_new(
			host->registry, (rlint_format)i, NULL, &host->sink, &host->writers[i]);
	}
	if (status == RLINT_OK) {
		status = rlint_workspace_overlay(
			host->workspace, "unsaved.Dockerfile", RLINT_STR("FROM debian\n"));
	}
	if (status == RLINT_OK) {
		status = rlint_workspace_kind(host->workspace, "config.yaml", RLINT_FILE_CONFIG);
	}
	return status;
}

static rlint_status lint(struct host *host, const char *path)
{
	rlint_results *results = NULL;
	rlint_status status = rlint_lint(host->workspace, path, &results);

	for (int i = 0; i < 3 && status == RLINT_OK; i++) {
		status = rlint_writer_add(host->writers[i], results);
	}
	if (status == RLINT_OK) {
		host->outcome->findings += rlint_results_count(results);
	}
	rlint_results_free(results);
	return status;
}

static rlint_status dump(struct host *host, const char *path)
{
	rlint_status status = RLINT_OK;

	for (int form = RLINT_DUMP_TREE; form <= RLINT_DUMP_FACTS_JSON && status == RLINT_OK;
		form++) {
		rlint_results *results = NULL;

		status = rlint_dump_file(
			host->workspace, path, (rlint_dump)form, &host->sink, &results);
		rlint_results_free(results);
	}
	return status;
}

static rlint_status run(struct host *host)
{
	rlint_status status = lint(host, "unsaved.Dockerfile");

	for (size_t i = 0; file_paths[i] && status == RLINT_OK; i++) {
		status = lint(host, file_paths[i]);
		if (status == RLINT_OK) {
			status = dump(host, file_paths[i]);
		}
	}
	if (status == RLINT_OK) {
		status =
			rlint_workspace_walk(host->workspace, ".", count_path, NULL, host->outcome);
	}
	for (int i = 0; i < 3 && status == RLINT_OK; i++) {
		status = rlint_writer_failed(
			host->writers[i], RLINT_STR("folder"), RLINT_STR("permission denied"));
		if (status == RLINT_OK) {
			status = rlint_writer_end(host->writers[i]);
		}
	}
	return status;
}

static void end(struct host *host)
{
	for (int i = 0; i < 3; i++) {
		rlint_writer_free(host->writers[i]);
	}
	rlint_workspace_free(host->workspace);
	rlint_config_free(host->config);
	rlint_registry_free(host->registry);
}

rlint_status scenario_run(const rlint_alloc *alloc, struct outcome *outcome)
{
	struct host host = { .outcome = outcome };
	rlint_status status;

	*outcome = (struct outcome){ 0 };
	host.fs = files_fs(&outcome->unreleased);
	host.sink = (rlint_sink){ count_bytes, outcome };
	status = begin(&host, alloc);
	if (status == RLINT_OK) {
		status = run(&host);
	}
	end(&host);
	return status;
}
