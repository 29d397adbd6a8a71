/* conformance [--if-there] SUITE FILE-OR-FOLDER ... [--corpus DIR] [--enough PERCENT]: runs
 * vectors, lists what disagrees, ends with "agree N of M". Exit 0 where all agree (or so many of a
 * hundred), 1 where they do not, 2 on bad usage; with --if-there 77, a skipped test, where the
 * first file is absent. */
#define _POSIX_C_SOURCE 200809L
#include "tests/conformance/conformance.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct {
	const char *name;
	suite_function *function;
} suites[] = {
	{ "buildkit-lint", suite_buildkit_lint },
	{ "buildkit-tree", suite_buildkit_tree },
	{ "buildkit-words", suite_buildkit_words },
	{ "conda", suite_conda },
	{ "false-alarms", suite_false_alarms },
	{ "filenames", suite_filenames },
	{ "frameworks", suite_frameworks },
	{ "hadolint", suite_hadolint },
	{ "json", suite_json },
	{ "pep440", suite_pep440 },
	{ "pep508", suite_pep508 },
	{ "requirements", suite_requirements },
	{ "toml", suite_toml },
	{ "urls", suite_urls },
};

static int usage(void)
{
	fputs("usage: conformance [--if-there] SUITE FILE-OR-FOLDER ... [--corpus DIR] "
	      "[--enough PERCENT]\nsuites:",
		stderr);
	for (size_t i = 0; i < sizeof suites / sizeof *suites; i++) {
		fprintf(stderr, " %s", suites[i].name);
	}
	fputs("\n", stderr);
	return 2;
}

/* Takes the options off the end of the arguments; returns how many are left. */
static int take_options(int argc, char **argv, struct run *run)
{
	for (; argc > 4; argc -= 2) {
		if (strcmp(argv[argc - 2], "--corpus") == 0) {
			run->corpus = argv[argc - 1];
		} else if (strcmp(argv[argc - 2], "--enough") == 0) {
			run->enough = (unsigned)strtoul(argv[argc - 1], NULL, 10);
		} else {
			break;
		}
	}
	return argc;
}

int main(int argc, char **argv)
{
	struct run run = { .enough = 100 };

	if (argc > 3 && strcmp(argv[1], "--if-there") == 0) {
		if (access(argv[3], F_OK) != 0) {
			printf("skipped: there is no %s\n", argv[3]);
			return 77;
		}
		argv++;
		argc--;
	}
	argc = take_options(argc, argv, &run);
	for (size_t i = 0; argc > 2 && i < sizeof suites / sizeof *suites; i++) {
		if (strcmp(argv[1], suites[i].name) != 0) {
			continue;
		}
		for (int path = 2; path < argc; path++) {
			suites[i].function(&run, argv[path]);
		}
		printf("agree %u of %u\n", run.agreed, run.total);
		return run.total > 0 && !run.is_bad && run.agreed * 100 >= run.enough * run.total
			       ? 0
			       : 1;
	}
	return usage();
}
