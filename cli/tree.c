/* reprolint tree: what the library reads in a file. */
#include <string.h>

#include "cli.h"

static const char help[] =
	"Usage: reprolint tree [OPTION ...] FILE\n"
	"\n"
	"Prints the syntax tree of a file, '-' being standard input; with --facts what the file\n"
	"says: images, stages, packages, settings; of a Dockerfile also who builds it, and what\n"
	"the arguments given then decide.\n"
	"\n"
	"      --facts                facts instead of syntax\n"
	"  -f, --format FORMAT        text (the default), json, or buildkit: a Dockerfile's tree\n"
	"                             in the form of BuildKit's own parser\n"
	"      --kind KIND            read the file as dockerfile, requirements, conda,\n"
	"                             config, compose, project, lock, devcontainer,\n"
	"                             dockerignore or dotenv\n"
	"      --stdin-filename PATH  what standard input is called\n"
	"  -h, --help                 this text\n"
	"  -V, --version              the version\n"
	"\n"
	"Exit status: 0; 1 where BuildKit's form was asked for and BuildKit gives none; 2 wrong\n"
	"usage, or the file could not be read or is of no known kind.\n";

enum form { FORM_TEXT, FORM_JSON, FORM_BUILDKIT };

struct settings {
	struct read_as read_as; /* first: see option_kind */
	enum form form;
	bool wants_facts;
};

static bool set_facts(void *settings, const char *value)
{
	(void)value;
	((struct settings *)settings)->wants_facts = true;
	return true;
}

static bool set_format(void *settings, const char *value)
{
	static const char *const names[] = { "text", "json", "buildkit", NULL };
	int index = option_choice("format", value, names);

	((struct settings *)settings)->form = (enum form)(index > 0 ? index : 0);
	return index >= 0;
}

static const struct option options[] = {
	{ "facts", 0, false, set_facts },
	{ "format", 'f', true, set_format },
	{ "kind", 0, true, option_kind },
	{ "stdin-filename", 0, true, option_stdin_name },
	{ 0 },
};

static rlint_dump dump_of(const struct settings *settings)
{
	switch (settings->form) {
	case FORM_JSON:
		return settings->wants_facts ? RLINT_DUMP_FACTS_JSON : RLINT_DUMP_TREE_JSON;
	case FORM_BUILDKIT:
		return RLINT_DUMP_BUILDKIT;
	case FORM_TEXT:
		break;
	}
	return settings->wants_facts ? RLINT_DUMP_FACTS : RLINT_DUMP_TREE;
}

static int judge(const struct settings *settings, const char *path, const rlint_results *results)
{
	rlint_str reason;

	if (rlint_results_outcome(results, &reason) != RLINT_LINTED) {
		complain_of(path, reason);
		return EXIT_TROUBLE;
	}
	return settings->form == FORM_BUILDKIT && !rlint_results_complete(results) ? EXIT_FINDINGS
										   : EXIT_CLEAN;
}

static int dump(const struct settings *settings, rlint_workspace *workspace, const char *path)
{
	struct source source = { workspace, path };
	struct destination destination;
	rlint_results *results = NULL;
	rlint_status status = RLINT_OK;
	int result = EXIT_TROUBLE;

	if (strcmp(path, "-") == 0) {
		if (!source_input(&source, settings->read_as.stdin_name, settings->read_as.kind)) {
			return EXIT_TROUBLE;
		}
	} else if (settings->read_as.kind != RLINT_FILE_ANY) {
		status = rlint_workspace_kind(workspace, path, settings->read_as.kind);
	} else {
		status = rlint_workspace_named(workspace, path);
	}
	destination_open(&destination, NULL);
	if (status == RLINT_OK) {
		status = rlint_dump_file(
			workspace, source.path, dump_of(settings), &destination.sink, &results);
	}
	if (status == RLINT_ARGUMENT) {
		complain("'--format buildkit' is for Dockerfiles");
	} else if (status != RLINT_OK && status != RLINT_IO) {
		complain_status(status);
	} else if (status == RLINT_OK) {
		result = judge(settings, path, results);
	}
	rlint_results_free(results);
	return destination_close(&destination) ? result : EXIT_TROUBLE;
}

static int print_tree(const struct settings *settings, const char *path)
{
	rlint_registry *registry = NULL;
	rlint_config *config = NULL;
	rlint_workspace *workspace = NULL;
	rlint_status status = rlint_registry_new(NULL, &registry);
	int result;

	if (status == RLINT_OK) {
		status = rlint_config_new(registry, &config);
	}
	if (status == RLINT_OK) {
		status = rlint_workspace_new(config, rlint_fs_plain(), NULL, &workspace);
	}
	result = status == RLINT_OK ? dump(settings, workspace, path) : complain_status(status);
	rlint_workspace_free(workspace);
	rlint_config_free(config);
	rlint_registry_free(registry);
	return result;
}

static int run(int count, char **arguments)
{
	struct settings settings = { 0 };
	bool is_answered = false;

	if (!options_read(&command_tree, options, &settings, &count, arguments, &is_answered)) {
		return EXIT_TROUBLE;
	}
	if (is_answered) {
		return print_end(EXIT_CLEAN);
	}
	if (count != 1) {
		complain("'reprolint tree' needs one file, or '-'");
		return EXIT_TROUBLE;
	}
	if (settings.wants_facts && settings.form == FORM_BUILDKIT) {
		complain("'--format buildkit' has no facts");
		return EXIT_TROUBLE;
	}
	return print_tree(&settings, arguments[0]);
}

const struct command command_tree = {
	.name = "tree",
	.summary = "print the syntax tree or the facts of a file",
	.run = run,
	.help = help,
};
