/* Dependency specifiers of PEP 508. */
#ifndef LIB_SYNTAX_PYTHON_PEP508_H
#define LIB_SYNTAX_PYTHON_PEP508_H

#include "lib/syntax/python/cursor.h"
#include "lib/syntax/python/requirement.h"

/* Reads name, extras, specifiers or URL, and marker from the cursor to the text's end. False with a
 * complaint where it is none. */
bool pep508_read(struct requirement *out, struct arena *arena, struct cursor *cursor);

#endif
