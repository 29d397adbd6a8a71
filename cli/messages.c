/* What is told to people outside of reports. */
#include <errno.h>
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
	(void)fputs("reprolint: ", stderr);
	(void)vfprintf(stderr, format, arguments); /* NOLINT(clang-analyzer-valist.Uninitialized) */
	(void)fputc('\n', stderr);
	va_end(arguments);
}

void print(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	(void)vprintf(format, arguments); /* NOLINT(clang-analyzer-valist.Uninitialized) */
	va_end(arguments);
}

void print_str(rlint_str text)
{
	(void)fwrite(text.ptr, 1, text.len, stdout);
}

int print_end(int status)
{
	if (fflush(stdout) == 0 && !ferror(stdout)) {
		return status;
	}
	if (errno != EPIPE) {
		complain("cannot write: %s", strerror(errno));
	}
	return EXIT_TROUBLE;
}

void complain_of(const char *path, rlint_str why)
{
	(void)fputs("reprolint: ", stderr);
	for (const char *at = path; *at; at++) {
		unsigned char byte = (unsigned char)*at;

		(void)fputc(byte < 0x20 || byte == 0x7F ? '?' : byte, stderr);
	}
	(void)fprintf(stderr, ": %.*s\n", (int)why.len, why.ptr);
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
	print("reprolint %s\n", rlint_version());
}

static const char help_head[] =
	"Usage: reprolint [check] [OPTION ...] [PATH ...]\n"
	"       reprolint COMMAND [OPTION ...] [ARGUMENT ...]\n"
	"\n"
	"Finds what can change under an experiment: moving base images, packages without\n"
	"versions, missing seeds, and whatever else makes the next build or run differ from\n"
	"this one. Reads Dockerfiles, requirements files, conda environments, Python projects\n"
	"and their locks, and experiment configs.\n"
	"\n"
	"Commands:\n";

static const char help_tail[] =
	"\n"
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
	"  reprolint --format sarif --output reprolint.sarif .\n";

void print_help(const struct command *const *commands)
{
	print("%s", help_head);
	for (size_t i = 0; commands[i]; i++) {
		print("  %-9s %s\n", commands[i]->name, commands[i]->summary);
	}
	print("%s", help_tail);
}
