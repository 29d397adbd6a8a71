/* What the command line of `check` says. */
#ifndef CLI_CHECK_OPTIONS_H
#define CLI_CHECK_OPTIONS_H

#include "cli.h"

enum colour { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER };

/* Values of one option, as they were given. */
struct words {
	const char **items;
	size_t count;
};

/* Threads that may be asked for. */
#define JOBS_MOST 256

struct settings {
	struct read_as read_as; /* first: see option_kind */
	struct words select, extend, ignore;
	rlint_format format;
	enum colour colour;
	const char *output;
	const char *config; /* the configuration for every file; NULL: looked for */
	size_t jobs; /* threads */
	int fail_on; /* rlint_severity; past RLINT_ERROR: never */
	void *memory; /* of the words */
	bool with_unsafe, wants_diff, wants_fix; /* fixes */
	bool is_isolated, forces_exclude, has_fail_on;
	bool shows_ignored; /* what comments silence */
	bool is_pedantic, shows_all, is_quiet, has_statistics;
};

extern const char check_help[];

/* Reads the options; the paths stay in front, their number in *count. *is_answered: there is
 * nothing left to do. False: bad usage, told on stderr. The settings borrow from the arguments. */
bool check_options_read(struct settings *settings, int *count, char **arguments, bool *is_answered);
void check_options_free(struct settings *settings);

#endif
