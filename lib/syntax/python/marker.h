/* Environment markers of PEP 508. */
#ifndef LIB_SYNTAX_PYTHON_MARKER_H
#define LIB_SYNTAX_PYTHON_MARKER_H

#include "lib/syntax/python/cursor.h"

/* Reads a marker expression at the cursor and the blanks behind it; false with a complaint where it
 * is none. */
bool marker_read(struct cursor *cursor);
/* The same for a text that holds nothing else. */
bool marker_read_whole(struct cursor *cursor);

#endif
