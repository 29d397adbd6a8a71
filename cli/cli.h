/* What the commands share. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <stdio.h>

#include <reprolint/reprolint.h>

/* Exit statuses. */
enum { EXIT_CLEAN = 0, EXIT_FINDINGS = 1, EXIT_TROUBLE = 2 };

struct command {
	const char *name;
	const char *summary; /* for the list of commands */
	int (*run)(int count, char **arguments); /* behind the command's name */
	const char *help;
};

extern const struct command command_check, command_explain, command_rules, command_tree;

/* ---- options ---- */

/* An option of a command. `set` gets the value (NULL for a flag); false: it was refused, and said
 * so. */
struct option {
	const char *name; /* without the dashes */
	char letter; /* 0: none */
	bool has_value;
	bool (*set)(void *settings, const char *value);
};

/* Reads options; the rest of the arguments stay, in order, from the front on, their number in
 * *count. --help and --version are answered for every command: then *is_answered is set. False: bad
 * usage, told on stderr. */
bool options_read(const struct command *command, const struct option *options, void *settings,
	int *count, char **arguments, bool *is_answered);
/* The index of the word in a list that ends with NULL, or -1 after telling what `option` takes. */
int option_choice(const char *option, const char *value, const char *const *words);
/* A number from 1 to `most`. False: told on stderr. */
bool option_number(const char *option, const char *value, size_t most, size_t *out);
/* What files are said to be. */
struct read_as {
	rlint_file_kind kind; /* of named files */
	const char *stdin_name; /* NULL: none was given */
};
/* Options that set it; `settings` begins with a struct read_as. */
bool option_kind(void *settings, const char *value);
bool option_stdin_name(void *settings, const char *value);

/* ---- messages ---- */

/* One line on stderr: "reprolint: " and what printf makes of the rest. */
void complain(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* "reprolint: PATH: WHY", control characters made harmless. */
void complain_of(const char *path, rlint_str why);
/* Status of a call that had no better words; returns EXIT_TROUBLE. */
int complain_status(rlint_status status);
/* Tells that no rule has that name, and which comes near. */
void complain_of_rule(const rlint_registry *registry, rlint_str word);
/* On standard output: what printf makes of it; a slice; its end, after which EXIT_TROUBLE means
 * that something was not written, and was told. */
void print(const char *format, ...) __attribute__((format(printf, 1, 2)));
void print_str(rlint_str text);
int print_end(int status);
/* "reprolint VERSION" */
void print_version(void);
void print_help(const struct command *const *commands);

rlint_str from_text(const char *text);

/* ---- input and output ---- */

/* Where a command writes. */
struct destination {
	rlint_sink sink;
	int file;
	int error; /* errno of the first write that failed */
	bool is_opened;
};

/* Standard output, or a file of that name. False: told on stderr. */
bool destination_open(struct destination *destination, const char *path);
/* False: something was not written; told on stderr, but for a closed pipe. */
bool destination_close(struct destination *destination);
/* Standard error instead of standard output. */
void destination_divert(struct destination *destination);
bool destination_is_terminal(const struct destination *destination);

/* All of standard input, NUL-terminated, to be freed; NULL: told on stderr. */
char *read_input(size_t *length);
/* A workspace in which a path of "-" is standard input under another name. */
struct source {
	rlint_workspace *workspace;
	const char *path; /* what to lint */
};
/* Makes standard input readable as `name` ("-" if NULL, then a Dockerfile unless `kind` says).
 * False: told on stderr. */
bool source_input(struct source *source, const char *name, rlint_file_kind kind);

#endif
