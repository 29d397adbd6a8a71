/* One run of the TOML reader, shared by its parts. */
#ifndef LIB_SYNTAX_CONFIG_TOML_H
#define LIB_SYNTAX_CONFIG_TOML_H

#include "lib/syntax/config/tables.h"

/* What may come next in a container. */
enum toml_expected {
	TOML_FIRST, /* a member or the end */
	TOML_NEXT, /* a member; in a list the end too */
	TOML_COMMA /* or the end */
};

struct toml_run {
	struct config *config;
	struct arena *arena, *scratch;
	rlint_str source;
	struct tables tables;
	struct vec names; /* struct key_name: the key that was read last */
	uint32_t at;
	uint32_t table; /* the mapping that the last header opened */
	uint32_t section; /* differs for each header */
	uint32_t statement; /* the entry whose value is being read */
	uint32_t container; /* in it, the innermost that is open; the entry itself if none is */
	enum toml_expected expected;
	uint32_t silent_until; /* no second problem before this offset: it follows from the first */
	bool is_at_statement; /* a value broke off, and the next statement begins at the place */
	bool is_full; /* no more nodes are taken */
};

/* ---- toml_line.c: lines, blanks, comments, problems ---- */

/* The byte there; NUL behind the end. */
char toml_byte(const struct toml_run *run, size_t at);
/* The length of the line's end there, LF or CRLF; 0 if none is there. */
uint32_t toml_newline(const struct toml_run *run, size_t at);
/* The offset of the line's end at or behind `at`. */
uint32_t toml_line_end(const struct toml_run *run, uint32_t at);
/* Skips spaces and tabs. */
void toml_skip_blanks(struct toml_run *run);
/* Skips those, comments and lines' ends; was there one of these? */
bool toml_skip_lines(struct toml_run *run);
/* Takes the comment there, to its line's end. */
void toml_take_comment(struct toml_run *run);
/* Something that TOML refuses, once a line; NULL where it was not told. */
struct problem *toml_refuse(struct toml_run *run, rlint_span span, rlint_str message);
/* The same for what is TOML but nested more deeply than the limit. */
void toml_refuse_depth(struct toml_run *run, rlint_span span);
/* Would a problem there not be told? */
bool toml_is_silent(const struct toml_run *run, uint32_t at);
/* The byte there is one that stands nowhere but in the end of a line or, beyond ASCII, in no text
 * that is UTF-8: refuses it. Returns the length of the character. */
uint32_t toml_check_byte(struct toml_run *run, uint32_t at);
/* Does the line that begins there look like a key with `=` or a header? */
bool toml_is_statement(const struct toml_run *run, uint32_t at);
/* Goes to the end of the line on which the brackets that are open, `depth` of them, are closed, or
 * of the line before the next statement. */
void toml_skip_brackets(struct toml_run *run, uint32_t depth);

/* ---- toml_string.c ---- */

/* Reads the string whose opening quote stands at the place; false where it is not closed. */
bool toml_take_string(struct toml_run *run, struct key_name *out);

/* ---- toml_word.c ---- */

/* The end of a word without quotes: of a value. */
uint32_t toml_word_end(const struct toml_run *run);
/* What a plain word means; TYPE_UNKNOWN where it is none of TOML. */
struct config_number toml_number(rlint_str word);

/* ---- toml_key.c: keys, and the tables that they lead to ---- */

/* Reads a dotted key into run->names; false where there is none, which is then told. */
bool toml_take_key(struct toml_run *run);
/* The entry of the key just read, in a mapping: tables between are made. NODE_NONE where that is
 * too deep. */
uint32_t toml_enter(struct toml_run *run, uint32_t mapping, uint32_t section);
/* Opens the table of the header whose key was just read. */
void toml_open_table(struct toml_run *run, rlint_span header, bool is_array);
/* Opens a table of its own for a header that cannot be read. */
void toml_open_bad_table(struct toml_run *run, rlint_span header, rlint_span words);

/* ---- toml_value.c ---- */

/* Reads the value of an entry, up to the end of its line where it is broken off. */
void toml_take_value(struct toml_run *run, uint32_t entry);

#endif
