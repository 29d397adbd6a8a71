/* A host's own file access: blobs in a table, one of each kind of file. */
#ifndef TESTS_API_FILES_H
#define TESTS_API_FILES_H

#include <reprolint/reprolint.h>

/* What is linted: every path of the table, NULL at the end. */
extern const char *const file_paths[];
/* Reads the table; counts what was not released in *user (an int). */
rlint_fs files_fs(int *unreleased);

#endif
