/* reprolint rules: the table of rules. */
#include "cli.h"

static const char help[] =
	"Usage: reprolint rules [--format text|json]\n"
	"\n"
	"Lists the rules: id, level ('off': only when selected), and what each speaks of.\n"
	"\n"
	"  -f, --format FORMAT  text (the default) or json\n"
	"  -h, --help           this text\n"
	"  -V, --version        the version\n";

static bool set_format(void *settings, const char *value)
{
	static const char *const names[] = { "text", "json", NULL };
	int index = option_choice("format", value, names);

	*(rlint_format *)settings = index == 1 ? RLINT_FORMAT_JSON : RLINT_FORMAT_TEXT;
	return index >= 0;
}

static const struct option options[] = {
	{ "format", 'f', true, set_format },
	{ 0 },
};

static int list(rlint_format format)
{
	struct destination destination;
	rlint_registry *registry;
	rlint_status status = rlint_registry_new(NULL, &registry);

	if (status != RLINT_OK) {
		return complain_status(status);
	}
	destination_open(&destination, NULL);
	status = rlint_write_rules(registry, format, &destination.sink);
	rlint_registry_free(registry);
	return destination_close(&destination) && status == RLINT_OK ? EXIT_CLEAN : EXIT_TROUBLE;
}

static int run(int count, char **arguments)
{
	rlint_format format = RLINT_FORMAT_TEXT;
	bool is_answered = false;

	if (!options_read(&command_rules, options, &format, &count, arguments, &is_answered)) {
		return EXIT_TROUBLE;
	}
	if (is_answered) {
		return print_end(EXIT_CLEAN);
	}
	if (count > 0) {
		complain("'reprolint rules' takes no argument; for one rule: reprolint explain %s",
			arguments[0]);
		return EXIT_TROUBLE;
	}
	return list(format);
}

const struct command command_rules = {
	.name = "rules",
	.summary = "list all rules",
	.run = run,
	.help = help,
};
