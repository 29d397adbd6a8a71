/* File names of wheels and source distributions (packaging/utils.py). */
#ifndef LIB_SYNTAX_PYTHON_FILE_NAME_H
#define LIB_SYNTAX_PYTHON_FILE_NAME_H

#include "lib/syntax/python/version.h"

/* Slices of the file name. */
struct file_name {
	rlint_str project;
	struct version version;
	rlint_str build; /* empty, or digits and whatever follows */
	rlint_str python, abi, platform; /* lists with dots between; of a wheel */
};

/* NAME-VERSION[-BUILD]-PYTHON-ABI-PLATFORM.whl; false where it is none. */
bool file_name_read_wheel(struct file_name *out, rlint_str text);
/* NAME-VERSION.tar.gz or .zip, likewise. */
bool file_name_read_source(struct file_name *out, rlint_str text);
/* May it stand before the first dash of a wheel's name? */
bool file_name_is_project(rlint_str text);

#endif
