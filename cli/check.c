/* reprolint check: lints files and folders. */
#define _POSIX_C_SOURCE 200809L /* NOLINT(readability-identifier-naming) */

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"
#include "paths.h"

/* A longer path of the working directory is not asked for. */
#define PATH_MOST 4096

static const char help[] =
	"Usage: reprolint [check] [OPTION ...] [PATH ...]\n"
	"\n"
	"Lints files, and what it knows in folders: Dockerfiles, requirements and constraints\n"
	"files, environment.yml, and YAML or JSON that a known framework reads. '-' is standard\n"
	"input. Without a path the working directory is linted. In folders, what .gitignore\n"
	"files name is left out, and what package managers and experiment trackers write.\n"
	"\n"
	"Which rules:\n"
	"      --select WORDS         run these rules instead of the default ones\n"
	"      --extend-select WORDS  run these too\n"
	"      --ignore WORDS         do not run these; wins over both\n"
	"      --pedantic             show also what is true, but not worth acting on for most\n"
	"  WORDS are rule ids (pin/image-tag), concerns (pin), ids of other linters (DL3006)\n"
	"  or 'all', with commas between; each option may be given more than once.\n"
	"\n"
	"What the findings do:\n"
	"      --fail-on LEVEL        exit 1 at findings of this level or worse: error, warning\n"
	"                             (the default), info, pedantic or never\n"
	"      --exit-zero            the same as --fail-on never\n"
	"\n"
	"How they are shown:\n"
	"  -f, --format FORMAT        text (the default), json, sarif, concise (a line for each\n"
	"                             finding) or github (annotations)\n"
	"  -o, --output FILE          write the report there instead of to standard output\n"
	"      --all                  text: show every finding, not three of a rule in a file\n"
	"  -q, --quiet                findings only: no summary, no word on skipped files\n"
	"      --statistics           text: how many findings of each rule, instead of them;\n"
	"                             json: both\n"
	"      --color WHEN           text: auto (the default), always or never; auto heeds\n"
	"                             NO_COLOR and CLICOLOR_FORCE\n"
	"\n"
	"What the files are:\n"
	"      --kind KIND            read the named files as dockerfile, requirements, conda or\n"
	"                             config, whatever their names say\n"
	"      --stdin-filename PATH  what standard input is called (otherwise it is '-', and\n"
	"                             read as a Dockerfile unless --kind says what it is)\n"
	"\n"
	"  -h, --help                 this text\n"
	"  -V, --version              the version\n"
	"\n"
	"Exit status: 0 nothing at or above the level of --fail-on, 1 findings, 2 wrong usage,\n"
	"or something could not be read or written; the rest is reported all the same.\n"
	"\n"
	"A comment '# reprolint: ignore=RULE[,RULE]' silences rules for what follows it,\n"
	"'# reprolint: ignore-file=RULE' for the file. '# hadolint ignore=DLxxxx' works too.\n";

enum colour { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER };

/* Values of one option, as they were given. */
struct words {
	const char **items;
	size_t count;
};

struct settings {
	struct words select, extend, ignore;
	rlint_format format;
	enum colour colour;
	rlint_file_kind kind;
	const char *output, *stdin_name;
	int fail_on; /* rlint_severity; past RLINT_ERROR: never */
	bool is_pedantic, shows_all, is_quiet, has_statistics;
};

struct job {
	const struct settings *settings;
	rlint_registry *registry;
	rlint_config *config;
	rlint_workspace *workspace;
	rlint_writer *writer;
	struct destination destination;
	struct paths paths;
	const char *input; /* the path that standard input has */
	bool has_findings, has_trouble;
};

static bool set_select(void *settings, const char *value)
{
	struct words *words = &((struct settings *)settings)->select;

	words->items[words->count++] = value;
	return true;
}

static bool set_extend(void *settings, const char *value)
{
	struct words *words = &((struct settings *)settings)->extend;

	words->items[words->count++] = value;
	return true;
}

static bool set_ignore(void *settings, const char *value)
{
	struct words *words = &((struct settings *)settings)->ignore;

	words->items[words->count++] = value;
	return true;
}

static bool set_pedantic(void *settings, const char *value)
{
	(void)value;
	((struct settings *)settings)->is_pedantic = true;
	return true;
}

static bool set_fail_on(void *settings, const char *value)
{
	static const char *const names[] = { "pedantic", "info", "warning", "error", "never",
		NULL };
	int index = option_choice("fail-on", value, names);

	((struct settings *)settings)->fail_on = index;
	return index >= 0;
}

static bool set_exit_zero(void *settings, const char *value)
{
	(void)value;
	return set_fail_on(settings, "never");
}

static bool set_format(void *settings, const char *value)
{
	static const char *const names[] = { "text", "json", "sarif", "concise", "github", NULL };
	int index = option_choice("format", value, names);

	((struct settings *)settings)->format = (rlint_format)(index > 0 ? index : 0);
	return index >= 0;
}

static bool set_output(void *settings, const char *value)
{
	((struct settings *)settings)->output = value;
	return true;
}

static bool set_all(void *settings, const char *value)
{
	(void)value;
	((struct settings *)settings)->shows_all = true;
	return true;
}

static bool set_quiet(void *settings, const char *value)
{
	(void)value;
	((struct settings *)settings)->is_quiet = true;
	return true;
}

static bool set_statistics(void *settings, const char *value)
{
	(void)value;
	((struct settings *)settings)->has_statistics = true;
	return true;
}

static bool set_colour(void *settings, const char *value)
{
	static const char *const names[] = { "auto", "always", "never", NULL };
	int index = option_choice("color", value, names);

	((struct settings *)settings)->colour = (enum colour)(index > 0 ? index : 0);
	return index >= 0;
}

static bool set_kind(void *settings, const char *value)
{
	return option_kind(value, &((struct settings *)settings)->kind);
}

static bool set_stdin_name(void *settings, const char *value)
{
	((struct settings *)settings)->stdin_name = value;
	return true;
}

static const struct option options[] = {
	{ "all", 0, false, set_all },
	{ "color", 0, true, set_colour },
	{ "exit-zero", 0, false, set_exit_zero },
	{ "extend-select", 0, true, set_extend },
	{ "fail-on", 0, true, set_fail_on },
	{ "format", 'f', true, set_format },
	{ "ignore", 0, true, set_ignore },
	{ "kind", 0, true, set_kind },
	{ "output", 'o', true, set_output },
	{ "pedantic", 0, false, set_pedantic },
	{ "quiet", 'q', false, set_quiet },
	{ "select", 0, true, set_select },
	{ "statistics", 0, false, set_statistics },
	{ "stdin-filename", 0, true, set_stdin_name },
	{ 0 },
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

	rlint_config_pedantic(job->config, settings->is_pedantic);
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
static rlint_status tell_folder(struct job *job)
{
	char folder[PATH_MOST];

	return getcwd(folder, sizeof folder) ? rlint_workspace_folder(job->workspace, folder)
					     : RLINT_OK;
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
		status = rlint_workspace_new(job->config, rlint_fs_plain(), NULL, &job->workspace);
	}
	if (status == RLINT_OK) {
		status = tell_folder(job);
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

	complain_of(path, reason);
	rlint_writer_failed(job->writer, from_text(path), reason);
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
	if (!source_input(&source, job->settings->stdin_name, job->settings->kind)) {
		return false;
	}
	job->input = source.path;
	return paths_add(&job->paths, source.path, true);
}

static bool add_path(struct job *job, const char *path)
{
	rlint_status status = RLINT_OK;

	if (strcmp(path, "-") == 0) {
		return add_input(job);
	}
	if (is_folder(path)) {
		status = rlint_workspace_walk(job->workspace, path, add_member, fail_folder, job);
	} else {
		if (job->settings->kind != RLINT_FILE_ANY) {
			status = rlint_workspace_kind(job->workspace, path, job->settings->kind);
		}
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
	}
	return false;
}

static void note_findings(struct job *job, const rlint_results *results)
{
	for (size_t i = 0; i < rlint_results_count(results); i++) {
		int severity = (int)rlint_results_at(results, i)->severity;

		if (severity >= job->settings->fail_on) {
			job->has_findings = true;
		}
	}
}

static rlint_status lint_path(struct job *job, const struct path *path)
{
	rlint_results *results;
	rlint_status status = rlint_lint(job->workspace, path->text, &results);

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
	rlint_status status = RLINT_OK;

	if (!add_paths(job, count, paths)) {
		job->has_trouble = true;
		return;
	}
	paths_settle(&job->paths);
	for (size_t i = 0; i < job->paths.count && status == RLINT_OK; i++) {
		status = lint_path(job, &job->paths.items[i]);
	}
	if (status == RLINT_OK) {
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
}

static int check(const struct settings *settings, int count, char **paths)
{
	struct job job = { .settings = settings };
	rlint_status status = begin(&job);

	if (status == RLINT_OK && !destination_open(&job.destination, settings->output)) {
		status = RLINT_IO;
	} else if (status == RLINT_OK) {
		status = open_writer(&job);
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

static bool can_report(const struct settings *settings)
{
	bool can_count =
		settings->format == RLINT_FORMAT_TEXT || settings->format == RLINT_FORMAT_JSON;

	if (settings->has_statistics && !can_count) {
		complain("option '--statistics' needs the format text or json");
		return false;
	}
	return true;
}

static int run(int count, char **arguments)
{
	struct settings settings = { .fail_on = RLINT_WARNING };
	size_t room = (size_t)count + 1;
	const char **words = calloc(room * 3, sizeof *words);
	bool is_answered = false;
	int status = EXIT_TROUBLE;

	if (!words) {
		return complain_status(RLINT_NOMEM);
	}
	settings.select.items = words;
	settings.extend.items = words + room;
	settings.ignore.items = words + room * 2;
	if (options_read(&command_check, options, &settings, &count, arguments, &is_answered)) {
		if (is_answered) {
			status = print_end(EXIT_CLEAN);
		} else if (can_report(&settings)) {
			status = check(&settings, count, arguments);
		}
	}
	free(words);
	return status;
}

const struct command command_check = {
	.name = "check",
	.summary = "lint files and folders (the default)",
	.run = run,
	.help = help,
};
