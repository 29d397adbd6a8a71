/* The options of `reprolint check` and their help. */
#include <stdlib.h>

#include "check_options.h"

const char check_help[] =
	"Usage: reprolint [check] [OPTION ...] [PATH ...]\n"
	"\n"
	"Lints files, and what it knows in folders: Dockerfiles, requirements and constraints\n"
	"files, environment.yml, pyproject.toml and its kin with their locks, and YAML or JSON\n"
	"that a known framework reads. '-' is standard input. Without a path the working\n"
	"directory is linted. In folders, what .gitignore files name is left out, and what\n"
	"package managers and experiment trackers write.\n"
	"\n"
	"Which rules:\n"
	"      --select WORDS         run these rules instead of the default ones\n"
	"      --extend-select WORDS  run these too\n"
	"      --ignore WORDS         do not run these; wins over both\n"
	"      --no-ignores           show also what ignore comments silence\n"
	"      --pedantic             show also what is true, but not worth acting on for most\n"
	"  WORDS are rule ids (pin/image-tag), concerns (pin), ids of other linters (DL3006)\n"
	"  or 'all', with commas between; each option may be given more than once. To ignore\n"
	"  another linter's id leaves out what that linter would say, not the whole rule.\n"
	"\n"
	"Configuration is read from the nearest .reprolint.yaml in the file's folder or above, or\n"
	"without one from the nearest .hadolint.yaml; a folder with .git and the home folder are\n"
	"the last ones looked into. Options given here win over it.\n"
	"      --config FILE          use this one for every file\n"
	"      --isolated             use none\n"
	"      --force-exclude        heed its 'exclude' for paths that are named, too\n"
	"\n"
	"What the findings do:\n"
	"      --fail-on LEVEL        exit 1 at findings of this level or worse: error, warning\n"
	"                             (the default), info, pedantic or never\n"
	"      --exit-zero            the same as --fail-on never\n"
	"\n"
	"What is done about them:\n"
	"      --fix                  write the safe fixes into the files, and report what is "
	"left;\n"
	"                             of standard input the fixed text goes to standard output,\n"
	"                             the report to standard error\n"
	"      --diff                 show what --fix would write as a diff that 'git apply' "
	"takes,\n"
	"                             instead of the report; exit 1 if there is something\n"
	"      --unsafe-fixes         with either: also the fixes that change what is built\n"
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
	"      --kind KIND            read the named files as dockerfile, requirements, conda,\n"
	"                             config, compose, project, lock, devcontainer,\n"
	"                             dockerignore or dotenv, whatever their names say\n"
	"      --stdin-filename PATH  what standard input is called (otherwise it is '-', and\n"
	"                             read as a Dockerfile unless --kind says what it is)\n"
	"\n"
	"  -j, --jobs N               lint on so many threads (1 unless given); the report is the\n"
	"                             same for every N\n"
	"  -h, --help                 this text\n"
	"  -V, --version              the version\n"
	"\n"
	"Exit status: 0 nothing at or above the level of --fail-on, 1 findings, 2 wrong usage,\n"
	"a wrong configuration file, or something could not be read or written; the rest is\n"
	"reported all the same.\n"
	"\n"
	"A comment '# reprolint: ignore=RULE[,RULE]' silences rules for what follows it,\n"
	"'# reprolint: ignore-file=RULE' for the file. '# hadolint ignore=DLxxxx' works too.\n";

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

static bool set_config(void *settings, const char *value)
{
	((struct settings *)settings)->config = value;
	return true;
}

static bool set_isolated(void *settings, const char *value)
{
	(void)value;
	((struct settings *)settings)->is_isolated = true;
	return true;
}

static bool set_force_exclude(void *settings, const char *value)
{
	(void)value;
	((struct settings *)settings)->forces_exclude = true;
	return true;
}

static bool set_fail_on(void *settings, const char *value)
{
	static const char *const names[] = { "pedantic", "info", "warning", "error", "never",
		NULL };
	int index = option_choice("fail-on", value, names);

	((struct settings *)settings)->fail_on = index;
	((struct settings *)settings)->has_fail_on = true;
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

static bool set_no_ignores(void *settings, const char *value)
{
	(void)value;
	((struct settings *)settings)->shows_ignored = true;
	return true;
}

static bool set_fix(void *settings, const char *value)
{
	(void)value;
	((struct settings *)settings)->wants_fix = true;
	return true;
}

static bool set_diff(void *settings, const char *value)
{
	(void)value;
	((struct settings *)settings)->wants_diff = true;
	return true;
}

static bool set_unsafe(void *settings, const char *value)
{
	(void)value;
	((struct settings *)settings)->with_unsafe = true;
	return true;
}

static bool set_colour(void *settings, const char *value)
{
	static const char *const names[] = { "auto", "always", "never", NULL };
	int index = option_choice("color", value, names);

	((struct settings *)settings)->colour = (enum colour)(index > 0 ? index : 0);
	return index >= 0;
}

static bool set_jobs(void *settings, const char *value)
{
	return option_number("jobs", value, JOBS_MOST, &((struct settings *)settings)->jobs);
}

static const struct option options[] = {
	{ "all", 0, false, set_all },
	{ "color", 0, true, set_colour },
	{ "config", 0, true, set_config },
	{ "diff", 0, false, set_diff },
	{ "exit-zero", 0, false, set_exit_zero },
	{ "extend-select", 0, true, set_extend },
	{ "fail-on", 0, true, set_fail_on },
	{ "fix", 0, false, set_fix },
	{ "force-exclude", 0, false, set_force_exclude },
	{ "format", 'f', true, set_format },
	{ "ignore", 0, true, set_ignore },
	{ "isolated", 0, false, set_isolated },
	{ "jobs", 'j', true, set_jobs },
	{ "kind", 0, true, option_kind },
	{ "no-ignores", 0, false, set_no_ignores },
	{ "output", 'o', true, set_output },
	{ "pedantic", 0, false, set_pedantic },
	{ "quiet", 'q', false, set_quiet },
	{ "select", 0, true, set_select },
	{ "statistics", 0, false, set_statistics },
	{ "stdin-filename", 0, true, option_stdin_name },
	{ "unsafe-fixes", 0, false, set_unsafe },
	{ 0 },
};

static bool can_report(const struct settings *settings)
{
	bool can_count =
		settings->format == RLINT_FORMAT_TEXT || settings->format == RLINT_FORMAT_JSON;

	if (settings->config && settings->is_isolated) {
		complain("options '--config' and '--isolated' exclude each other");
		return false;
	}
	if (settings->has_statistics && !can_count) {
		complain("option '--statistics' needs the format text or json");
		return false;
	}
	return true;
}

static bool can_fix(const struct settings *settings)
{
	if (settings->wants_fix && settings->wants_diff) {
		complain("options '--fix' and '--diff' exclude each other");
		return false;
	}
	if (settings->with_unsafe && !settings->wants_fix && !settings->wants_diff) {
		complain("option '--unsafe-fixes' needs '--fix' or '--diff'");
		return false;
	}
	return true;
}

/* Room for every value that the arguments can hold. */
static bool make_room(struct settings *settings, int count)
{
	struct words *lists[] = { &settings->select, &settings->extend, &settings->ignore };
	size_t list_count = sizeof lists / sizeof(struct words *);
	size_t room = (size_t)count + 1;
	const char **words = calloc(room * list_count, sizeof *words);

	settings->memory = words;
	for (size_t i = 0; words && i < list_count; i++) {
		lists[i]->items = words + room * i;
	}
	return words;
}

bool check_options_read(struct settings *settings, int *count, char **arguments, bool *is_answered)
{
	*settings = (struct settings){ .fail_on = RLINT_WARNING, .jobs = 1 };
	if (!make_room(settings, *count)) {
		complain_status(RLINT_NOMEM);
		return false;
	}
	return options_read(&command_check, options, settings, count, arguments, is_answered) &&
	       (*is_answered || (can_report(settings) && can_fix(settings)));
}

void check_options_free(struct settings *settings)
{
	free(settings->memory);
}
