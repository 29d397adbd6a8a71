/* URLs and file names as pip takes them apart (pip/_internal/models/link.py, vcs/). */
#ifndef LIB_SYNTAX_PYTHON_LINK_H
#define LIB_SYNTAX_PYTHON_LINK_H

#include "lib/syntax/python/cursor.h"
#include "lib/syntax/python/requirement.h"

enum link_scheme {
	LINK_NONE, /* no ':' */
	LINK_WEB, /* http, https, ftp */
	LINK_FILE,
	LINK_VCS, /* git+https ... */
	LINK_OTHER
};

/* What stands before the first ':', in any case. */
enum link_scheme link_scheme(rlint_str text);
/* Is it a version control system's bare name and ':' ("git:..."), which pip takes after -e? */
bool link_is_bare_vcs(rlint_str text);
/* Of a requirement whose kind is set: fills url, reference, and where they are told there
 * name and file_version, from the URL or path [start, end) of the cursor's text. False with a
 * complaint where pip refuses it. */
bool link_read(struct requirement *out, struct arena *arena, struct cursor *cursor, size_t start,
	size_t end);
/* The value of a field: what follows the first [#&]KEY (which ends in "=") of the URL, up to the
 * next &; empty where there is none. */
struct range link_field(rlint_str text, struct range url, rlint_str key);
/* Has the file name an ending that pip unpacks? */
bool link_is_archive(rlint_str path);
/* Without [extras] at its end: the length that is left. */
size_t link_without_extras(rlint_str path);

#endif
