/* URLs of packages as pip takes them apart (pip/_internal/models/link.py, vcs/). */
#ifndef LIB_SYNTAX_PYTHON_URL_H
#define LIB_SYNTAX_PYTHON_URL_H

#include "lib/base/arena.h"

/* Slices of the URL, or of the arena where something had to be decoded; ptr NULL: not there. */
struct url {
	rlint_str scheme; /* in small letters */
	rlint_str host; /* with login and port */
	rlint_str path, query, fragment; /* as written */
	rlint_str file_name; /* decoded; the host where the path names none */
	rlint_str egg, subdirectory;
	rlint_str hash_name, hash;
	bool is_vcs, is_wheel;
	bool is_invalid; /* pip refuses its #egg= */
	rlint_str vcs; /* "git" */
	rlint_str clone_url; /* what is handed to it */
	rlint_str revision; /* decoded */
	bool is_full_commit; /* 40 hexadecimal digits */
	bool has_login; /* that pip hands over apart from the URL (Subversion) */
};

/* With %41 and the like as the bytes that they stand for. */
rlint_str url_decoded(struct arena *arena, rlint_str text);
void url_read(struct url *out, struct arena *arena, rlint_str text);

#endif
