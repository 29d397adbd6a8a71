/* What is told to people outside of reports. */
#include <stdarg.h>
#include <string.h>

#include "cli.h"

rlint_str from_text(const char *text)
{
	return (rlint_str){ text, strlen(text) };
}

void complain(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	fputs("reprolint: ", stderr);
	vfprintf(stderr, format, arguments);
	fputc('\n', stderr);
	va_end(arguments);
}

void complain_of(const char *path, rlint_str why)
{
	fputs("reprolint: ", stderr);
	for (const char *at = path; *at; at++) {
		unsigned char byte = (unsigned char)*at;

		fputc(byte < 0x20 || byte == 0x7F ? '?' : byte, stderr);
	}
	fprintf(stderr, ": %.*s\n", (int)why.len, why.ptr);
}

int complain_status(rlint_status status)
{
	complain("%s", rlint_status_text(status));
	return EXIT_TROUBLE;
}

void complain_of_rule(const rlint_registry *registry, rlint_str word)
{
	rlint_str nearest = rlint_registry_nearest(registry, word);

	if (nearest.len > 0) {
		complain("no rule is named '%.*s'; did you mean '%.*s'?", (int)word.len, word.ptr,
			(int)nearest.len, nearest.ptr);
	} else {
		complain("no rule is named '%.*s'; 'reprolint rules' lists them", (int)word.len,
			word.ptr);
	}
}

void print_version(void)
{
	printf("reprolint %s\n", rlint_version());
}

void print_help(const struct command *const *commands)
{
	fputs("Usage: reprolint [check] [OPTION ...] [PATH ...]\n"
	      "       reprolint COMMAND [OPTION ...] [ARGUMENT ...]\n"
	      "\n"
	      "Finds what can change under an experiment: moving base images, packages without\n"
	      "versions, missing seeds, and whatever else makes the next build or run differ from\n"
	      "this one. Reads Dockerfiles, requirements files, conda environments and experiment\n"
	      "configs.\n"
	      "\n"
	      "Commands:\n",
		stdout);
	for (size_t i = 0; commands[i]; i++) {
		printf("  %-9s %s\n", commands[i]->name, commands[i]->summary);
	}
	fputs("\n"
	      "Without a command, 'check' is meant; without a path, the working directory.\n"
	      "\n"
	      "  -h, --help     this text; behind a command: that command's options\n"
	      "  -V, --version  the version\n"
	      "\n"
	      "Exit status: 0 nothing at or above the level of --fail-on, 1 findings,\n"
	      "2 wrong usage, or something could not be read or written.\n"
	      "\n"
	      "Examples:\n"
	      "  reprolint                          lint everything below this folder\n"
	      "  reprolint Dockerfile conf/         lint a file and a folder\n"
	      "  reprolint explain pin/image-tag    what a rule says, and why\n"
	      "  reprolint --format sarif --output reprolint.sarif .\n",
		stdout);
}
