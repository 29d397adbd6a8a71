/* reprolint explain: a rule's page. */
#include <stdlib.h>

#include "cli.h"
#include "page.h"

static const char help[] =
	"Usage: reprolint explain RULE ...\n"
	"\n"
	"Prints what a rule speaks of, why, and what it finds good and bad. RULE is an id\n"
	"(pin/image-tag), a concern (pin: all of its rules) or another linter's id (DL3006).\n"
	"\n"
	"  -h, --help     this text\n"
	"  -V, --version  the version\n";

static const struct option options[] = {
	{ 0 },
};

struct pages {
	const rlint_registry *registry;
	size_t count;
};

static const char *fix_words(rlint_fix_kind fix)
{
	switch (fix) {
	case RLINT_FIX_SAFE:
		return "a safe one is offered";
	case RLINT_FIX_UNSAFE:
		return "one is offered that changes what is built";
	case RLINT_FIX_NONE:
		break;
	}
	return "none";
}

static void print_facts(const rlint_rule_info *info)
{
	print("%.*s\n", (int)info->id.len, info->id.ptr);
	print("level: %s%s; fix: %s; since %.*s\n", rlint_severity_name(info->severity),
		info->is_default ? "" : ", off unless selected", fix_words(info->fix),
		(int)info->since.len, info->since.ptr);
	if (info->alias_count > 0) {
		print("%s", "also known as:");
	}
	for (size_t i = 0; i < info->alias_count; i++) {
		print("%s %.*s", i > 0 ? "," : "", (int)info->aliases[i].len, info->aliases[i].ptr);
	}
	print("%s", info->alias_count > 0 ? "\n\n" : "\n");
}

static void print_page(void *user, size_t index)
{
	struct pages *pages = user;
	const rlint_rule_info *info = rlint_registry_at(pages->registry, index);

	if (pages->count++ > 0) {
		print("%s", "\n\n");
	}
	print_facts(info);
	page_print(info->body);
}

static bool explain(struct pages *pages, const char *word)
{
	rlint_str name = from_text(word);

	if (rlint_registry_match(pages->registry, name, print_page, pages) == 0) {
		complain_of_rule(pages->registry, name);
		return false;
	}
	return true;
}

static int run(int count, char **arguments)
{
	struct pages pages = { 0 };
	rlint_registry *registry;
	bool is_answered = false;
	bool is_good = true;
	rlint_status status;

	if (!options_read(&command_explain, options, NULL, &count, arguments, &is_answered)) {
		return EXIT_TROUBLE;
	}
	if (is_answered) {
		return print_end(EXIT_CLEAN);
	}
	if (count == 0) {
		complain("'reprolint explain' needs the name of a rule; 'reprolint rules' lists "
			 "them");
		return EXIT_TROUBLE;
	}
	status = rlint_registry_new(NULL, &registry);
	if (status != RLINT_OK) {
		return complain_status(status);
	}
	pages.registry = registry;
	for (int i = 0; i < count; i++) {
		is_good = explain(&pages, arguments[i]) && is_good;
	}
	rlint_registry_free(registry);
	return print_end(is_good ? EXIT_CLEAN : EXIT_TROUBLE);
}

const struct command command_explain = {
	.name = "explain",
	.summary = "print a rule's page",
	.run = run,
	.help = help,
};
