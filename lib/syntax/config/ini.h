/* One run of the INI reader, shared by its flavours. */
#ifndef LIB_SYNTAX_CONFIG_INI_H
#define LIB_SYNTAX_CONFIG_INI_H

#include "lib/syntax/config/tables.h"

struct ini_run {
	struct config *config;
	struct arena *arena, *scratch;
	rlint_str source;
	struct text whole; /* the source */
	struct tables tables;
	struct vec names; /* struct key_name: of the header that is read */
	uint32_t at;
	uint32_t table; /* the mapping of the section */
	enum ini_flavour flavour;
	bool has_section;
	bool has_told_section; /* that one is missing */
	/* The option that further lines may belong to: configparser only. */
	uint32_t entry; /* NODE_NONE: none */
	uint32_t indent, blank_lines;
	rlint_span value;
	struct text_builder builder;
};

/* Takes the line there, of Python's configparser. */
void ini_take_line(struct ini_run *run);
/* Ends the value that was on its way. */
void ini_end_value(struct ini_run *run);
/* Takes lines there, up to the end of a section's header or a variable, of git config. */
void ini_git_take(struct ini_run *run);

/* Takes the line there, of a file of variables. */
void ini_env_take(struct ini_run *run);

/* What the reader refuses. */
void ini_refuse(struct ini_run *run, rlint_span span, rlint_str message);
/* Opens the section whose names were read to run->names. */
void ini_open_section(struct ini_run *run, rlint_span header);
/* Adds a key to the section, telling what is wrong about it. */
uint32_t ini_add_key(struct ini_run *run, rlint_span span);
/* Adds the value of an entry; one that is the bytes of its span costs nothing. */
void ini_add_value(struct ini_run *run, uint32_t entry, rlint_span span, const struct text *text);
/* The offset of the line's end: LF, CRLF or the file's. */
uint32_t ini_line_end(const struct ini_run *run, uint32_t at);

#endif
