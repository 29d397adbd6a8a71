/* reprolint check: lints files and folders. */
#define _POSIX_C_SOURCE 200809L /* NOLINT(readability-identifier-naming) */

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check_options.h"
#include "diff.h"
#include "fix.h"
#include "jobs.h"
#include "paths.h"

/* A longer path of the working directory is not asked for. */
#define PATH_MOST 4096

struct job {
	const struct settings *settings;
	rlint_registry *registry;
	rlint_config *config;
	rlint_workspace *workspace;
	rlint_writer *writer;
	struct destination destination;
	struct paths paths;
	struct paths broken; /* configurations that were complained of */
	const char *input; /* the path that standard input has */
	bool has_findings, has_trouble;
};

typedef rlint_status change_function(rlint_config *config, rlint_str word);

/* Applies words with commas between. */
static bool apply_list(struct job *job, const char *list, change_function *change)
{
	while (*list) {
		rlint_str word = { list, strcspn(list, ",") };

		if (word.len > 0 && change(job->config, word) != RLINT_OK) {
			complain_of_rule(job->registry, word);
			return false;
		}
		list += word.len + (list[word.len] == ',' ? 1 : 0);
	}
	return true;
}

static bool apply(struct job *job, const struct words *words, change_function *change)
{
	for (size_t i = 0; i < words->count; i++) {
		if (!apply_list(job, words->items[i], change)) {
			return false;
		}
	}
	return true;
}

static bool configure(struct job *job)
{
	const struct settings *settings = job->settings;

	if (settings->is_pedantic) {
		rlint_config_pedantic(job->config, true);
	}
	if (settings->shows_ignored) {
		rlint_config_comments(job->config, false);
	}
	return apply(job, &settings->select, rlint_config_select) &&
	       apply(job, &settings->extend, rlint_config_extend) &&
	       apply(job, &settings->ignore, rlint_config_ignore);
}

static bool is_set(const char *name)
{
	const char *value = getenv(name);

	return value && value[0];
}

/* bixense.com/clicolors and no-color.org. */
static bool wants_colour(const struct job *job)
{
	const char *forced = getenv("CLICOLOR_FORCE");
	const char *terminal = getenv("TERM");

	switch (job->settings->colour) {
	case COLOUR_ALWAYS:
		return true;
	case COLOUR_NEVER:
		return false;
	case COLOUR_AUTO:
		break;
	}
	if (is_set("NO_COLOR")) {
		return false;
	}
	if (forced && forced[0] && strcmp(forced, "0") != 0) {
		return true;
	}
	return destination_is_terminal(&job->destination) && terminal &&
	       strcmp(terminal, "dumb") != 0;
}

/* Without a working directory that has a name, walks know nothing above it. */
static rlint_status tell_folder(rlint_workspace *workspace)
{
	char folder[PATH_MOST];

	return getcwd(folder, sizeof folder) ? rlint_workspace_folder(workspace, folder) : RLINT_OK;
}

/* The home folder is the last one in which a configuration is looked for. */
static rlint_status tell_configuration(const struct settings *settings, rlint_workspace *workspace)
{
	const char *home = getenv("HOME");

	if (settings->config) {
		return rlint_workspace_configure(workspace, settings->config);
	}
	return settings->is_isolated
		       ? RLINT_OK
		       : rlint_workspace_discover(workspace, home && home[0] == '/' ? home : NULL);
}

static rlint_status open_workspace(const struct job *job, rlint_workspace **out)
{
	rlint_status status = rlint_workspace_new(job->config, rlint_fs_plain(), NULL, out);

	if (status == RLINT_OK) {
		status = tell_folder(*out);
	}
	return status == RLINT_OK ? tell_configuration(job->settings, *out) : status;
}

static rlint_status begin(struct job *job)
{
	rlint_status status = rlint_registry_new(NULL, &job->registry);

	if (status == RLINT_OK) {
		status = rlint_config_new(job->registry, &job->config);
	}
	if (status == RLINT_OK) {
		status = configure(job) ? RLINT_OK : RLINT_CONFIG;
	}
	if (status == RLINT_OK) {
		status = open_workspace(job, &job->workspace);
	}
	return status;
}

static rlint_status open_writer(struct job *job)
{
	rlint_writer_options look = { .size = sizeof look,
		.has_colour = wants_colour(job),
		.shows_all = job->settings->shows_all,
		.is_quiet = job->settings->is_quiet,
		.has_statistics = job->settings->has_statistics };

	return rlint_writer_new(
		job->registry, job->settings->format, &look, &job->destination.sink, &job->writer);
}

static bool add_member(void *user, const char *path)
{
	return paths_add(&((struct job *)user)->paths, path, false);
}

static void fail_folder(void *user, const char *path, rlint_access why)
{
	struct job *job = user;
	rlint_str reason = from_text(rlint_access_text(why));
	const char *shown = path_shown(path);

	complain_of(shown, reason);
	if (job->writer) {
		rlint_writer_failed(job->writer, from_text(shown), reason);
	}
	job->has_trouble = true;
}

static bool is_folder(const char *path)
{
	struct stat info;

	return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static bool add_input(struct job *job)
{
	struct source source = { .workspace = job->workspace };

	if (job->input) {
		return true;
	}
	if (!source_input(
		    &source, job->settings->read_as.stdin_name, job->settings->read_as.kind)) {
		return false;
	}
	job->input = source.path;
	return paths_add(&job->paths, source.path, true);
}

/* Is a path that was named left out all the same? */
static bool is_excluded(struct job *job, const char *path, rlint_status *status)
{
	bool is_excluded = false;

	*status = RLINT_OK;
	if (job->settings->forces_exclude) {
		*status = rlint_workspace_excludes(job->workspace, path,
			is_folder(path) ? RLINT_ENTRY_FOLDER : RLINT_ENTRY_FILE, &is_excluded);
	}
	return is_excluded;
}

/* What the user names is linted, if need be as the kind that was asked for. */
static rlint_status tell_named(const struct job *job, rlint_workspace *workspace, const char *path)
{
	rlint_file_kind kind = job->settings->read_as.kind;

	return kind == RLINT_FILE_ANY ? rlint_workspace_named(workspace, path)
				      : rlint_workspace_kind(workspace, path, kind);
}

static bool add_path(struct job *job, const char *path)
{
	rlint_status status = RLINT_OK;

	if (strcmp(path, "-") == 0) {
		return add_input(job);
	}
	if (is_excluded(job, path, &status)) {
		return true;
	}
	if (is_folder(path)) {
		status = rlint_workspace_walk(job->workspace, path, add_member, fail_folder, job);
	} else {
		status = tell_named(job, job->workspace, path);
		paths_add(&job->paths, path, true);
	}
	if (job->paths.has_failed) {
		status = RLINT_NOMEM;
	}
	if (status != RLINT_OK) {
		complain_status(status);
	}
	return status == RLINT_OK;
}

/* Tells what is wrong with a configuration, once for all of its files. */
static void tell_problems(struct job *job, rlint_str path, rlint_str problems)
{
	job->has_trouble = true;
	for (size_t i = 0; i < job->broken.count; i++) {
		if (rlint_str_is(from_text(job->broken.items[i].text), path)) {
			return;
		}
	}
	(void)paths_add(&job->broken, path.ptr, false);
	while (problems.len > 0) {
		const char *end = memchr(problems.ptr, '\n', problems.len);
		size_t length = end ? (size_t)(end - problems.ptr) : problems.len;

		complain("%.*s", (int)length, problems.ptr);
		length += end ? 1 : 0;
		problems.ptr += length;
		problems.len -= length;
	}
}

/* Tells what was not linted; true where the report should name it. */
static bool tell_outcome(struct job *job, const struct path *path, const rlint_results *results)
{
	rlint_str reason;

	switch (rlint_results_outcome(results, &reason)) {
	case RLINT_LINTED:
		return true;
	case RLINT_SKIPPED:
		if (path->is_named && !job->settings->is_quiet) {
			complain_of(path->text, reason);
		}
		return path->is_named;
	case RLINT_FAILED:
		complain_of(path->text, reason);
		job->has_trouble = true;
		return true;
	case RLINT_MISCONFIGURED:
		tell_problems(job, rlint_results_config(results), reason);
		return true;
	}
	return false;
}

static void note_findings(struct job *job, const rlint_results *results)
{
	int level = 0;

	if (job->settings->has_fail_on || !rlint_results_fail_on(results, &level)) {
		level = job->settings->fail_on;
	}
	for (size_t i = 0; i < rlint_results_count(results); i++) {
		int severity = (int)rlint_results_at(results, i)->severity;

		if (severity >= level) {
			job->has_findings = true;
		}
	}
}

static bool is_input(const struct job *job, const char *path)
{
	return job->input && strcmp(job->input, path) == 0;
}

/* Standard input's new text goes to standard output; the report went to standard error. */
static bool write_input(const rlint_results *results)
{
	const rlint_document *document = rlint_results_document(results);

	if (!document) {
		return false;
	}
	print_str(rlint_document_text(document));
	return print_end(EXIT_CLEAN) == EXIT_CLEAN;
}

/* The results that speak of what the file now holds. */
static const rlint_results *store(struct job *job, const char *path, const rlint_fixed *fixed)
{
	const rlint_results *after = rlint_fixed_after(fixed);
	bool is_stored = true;

	if (is_input(job, path)) {
		is_stored = write_input(after);
	} else if (rlint_fixed_count(fixed) > 0) {
		is_stored = fix_replace(path, fixed);
	}
	if (!is_stored) {
		job->has_trouble = true;
		return rlint_fixed_before(fixed);
	}
	rlint_writer_fixed(job->writer, rlint_fixed_count(fixed));
	return after;
}

static rlint_status show_diff(struct job *job, const rlint_fixed *fixed)
{
	if (rlint_fixed_count(fixed) > 0) {
		job->has_findings = true;
	}
	return diff_write(&job->destination.sink, fixed) ? RLINT_OK : RLINT_IO;
}

static rlint_status take_fixed(struct job *job, const struct path *path, const rlint_fixed *fixed)
{
	const rlint_results *results = rlint_fixed_after(fixed);
	bool is_told = tell_outcome(job, path, results);

	fix_tell_end(path->text, fixed);
	if (job->settings->wants_diff) {
		return show_diff(job, fixed);
	}
	results = store(job, path->text, fixed);
	if (!is_told) {
		return RLINT_OK;
	}
	note_findings(job, results);
	return rlint_writer_add(job->writer, results);
}

/* One after the other: what is written changes what the next file's links see. */
static rlint_status fix_files(struct job *job)
{
	rlint_status status = RLINT_OK;

	for (size_t i = 0; i < job->paths.count && status == RLINT_OK; i++) {
		const struct path *path = &job->paths.items[i];
		rlint_fixed *fixed;

		status = rlint_fix_file(
			job->workspace, path->text, job->settings->with_unsafe, &fixed);
		if (status != RLINT_OK) {
			complain_of(path->text, from_text(rlint_status_text(status)));
			return status;
		}
		status = take_fixed(job, path, fixed);
		rlint_fixed_free(fixed);
	}
	return status;
}

/* Another workspace like the first, for another thread. */
static rlint_status open_another(void *user, rlint_workspace **out)
{
	const struct job *job = user;
	rlint_status status = open_workspace(job, out);

	for (size_t i = 0; i < job->paths.count && status == RLINT_OK; i++) {
		const struct path *path = &job->paths.items[i];

		if (path->is_named) {
			status = tell_named(job, *out, path->text);
		}
	}
	return status;
}

static rlint_status take_results(
	void *user, const struct path *path, rlint_status status, rlint_results *results)
{
	struct job *job = user;

	if (status != RLINT_OK) {
		complain_of(path->text, from_text(rlint_status_text(status)));
		return status;
	}
	if (tell_outcome(job, path, results)) {
		note_findings(job, results);
		status = rlint_writer_add(job->writer, results);
	}
	rlint_results_free(results);
	return status;
}

/* Standard input is known to the first workspace alone. */
static rlint_status lint_files(struct job *job)
{
	struct jobs jobs = { .workspace = job->workspace,
		.paths = &job->paths,
		.count = job->input ? 1 : job->settings->jobs,
		.open = open_another,
		.take = take_results,
		.user = job };

	return jobs_run(&jobs);
}

static bool add_paths(struct job *job, int count, char **paths)
{
	if (count == 0) {
		return add_path(job, ".");
	}
	for (int i = 0; i < count; i++) {
		if (!add_path(job, paths[i])) {
			return false;
		}
	}
	return true;
}

static void lint_paths(struct job *job, int count, char **paths)
{
	rlint_status status;

	if (!add_paths(job, count, paths)) {
		job->has_trouble = true;
		return;
	}
	paths_settle(&job->paths);
	status = job->settings->wants_fix || job->settings->wants_diff ? fix_files(job)
								       : lint_files(job);
	if (status == RLINT_OK && job->writer) {
		status = rlint_writer_end(job->writer);
	}
	if (status == RLINT_NOMEM) {
		complain_status(status);
	}
	job->has_trouble = job->has_trouble || status != RLINT_OK;
}

static void end(struct job *job)
{
	rlint_writer_free(job->writer);
	rlint_workspace_free(job->workspace);
	rlint_config_free(job->config);
	rlint_registry_free(job->registry);
	paths_free(&job->paths);
	paths_free(&job->broken);
}

static bool names_input(int count, char **paths)
{
	for (int i = 0; i < count; i++) {
		if (strcmp(paths[i], "-") == 0) {
			return true;
		}
	}
	return false;
}

/* A diff stands in the report's place; fixed standard input takes standard output. */
static rlint_status begin_report(struct job *job, int count, char **paths)
{
	if (job->settings->wants_fix && names_input(count, paths)) {
		destination_divert(&job->destination);
	}
	return job->settings->wants_diff ? RLINT_OK : open_writer(job);
}

static int check(const struct settings *settings, int count, char **paths)
{
	struct job job = { .settings = settings };
	rlint_status status = begin(&job);

	if (status == RLINT_OK && !destination_open(&job.destination, settings->output)) {
		status = RLINT_IO;
	} else if (status == RLINT_OK) {
		status = begin_report(&job, count, paths);
		if (status == RLINT_OK) {
			lint_paths(&job, count, paths);
		}
		if (!destination_close(&job.destination)) {
			job.has_trouble = true;
		}
	}
	if (status == RLINT_NOMEM) {
		complain_status(status);
	}
	end(&job);
	if (status != RLINT_OK || job.has_trouble) {
		return EXIT_TROUBLE;
	}
	return job.has_findings ? EXIT_FINDINGS : EXIT_CLEAN;
}

static int run(int count, char **arguments)
{
	struct settings settings;
	bool is_answered = false;
	int status = EXIT_TROUBLE;

	if (check_options_read(&settings, &count, arguments, &is_answered)) {
		status = is_answered ? print_end(EXIT_CLEAN) : check(&settings, count, arguments);
	}
	check_options_free(&settings);
	return status;
}

const struct command command_check = {
	.name = "check",
	.summary = "lint files and folders (the default)",
	.run = run,
	.help = check_help,
};
