/* What is known of command lines: rules/tables/commands.tsv, compiled in. */
#ifndef LIB_FACTS_COMMAND_TABLE_H
#define LIB_FACTS_COMMAND_TABLE_H

#include "lib/facts/pool.h"

/* See the head of commands.tsv. */
enum command_style {
	STYLE_VERSIONED = 1,
	STYLE_PREFIXES = 2,
	STYLE_MODULE = 4,
	STYLE_STOPS = 8,
	STYLE_SINGLE = 16,
	STYLE_BUNDLE = 32,
	STYLE_WRAPPER = 64,
	STYLE_SKIP = 128,
	STYLE_MORE = 256,
	STYLE_ASSIGNS = 512,
	STYLE_SHELL = 1024,
	STYLE_TEST = 2048,
	STYLE_HARMLESS = 4096,
	STYLE_FETCHER = 8192,
	STYLE_LENIENT = 16384
};

enum option_takes { TAKES_NOTHING, TAKES_OPTIONAL, TAKES_VALUE };

struct command_row {
	struct pool_text name, canonical;
	uint8_t takes; /* enum option_takes */
};

struct command_action {
	struct pool_text name, canonical;
	uint16_t style, row_first, row_count; /* rows are sorted by name */
};

struct command_program {
	struct pool_text name;
	uint16_t style, row_first, row_count, action_first, action_count; /* likewise actions */
};

extern const char command_pool[];
extern const struct command_row command_rows[];
extern const struct command_action command_actions[];
extern const struct command_program command_programs[]; /* sorted by name */
extern const size_t command_program_count;

rlint_str command_text(struct pool_text text);
/* The program of exactly that name, or of that name without a version where one may follow; NULL if
 * the table has none. */
const struct command_program *command_find_program(rlint_str name);
const struct command_action *command_find_action(
	const struct command_program *program, rlint_str name);
/* Does the program have actions of two words that begin with this one? */
bool command_has_longer_action(const struct command_program *program, rlint_str first);
/* The row of an option as written, `=` and what follows left off; where the program takes prefixes,
 * also of a unique one. `action` may be NULL. NULL: not known. */
const struct command_row *command_find_option(
	const struct command_program *program, const struct command_action *action, rlint_str name);

#endif
