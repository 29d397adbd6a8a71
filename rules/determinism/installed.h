/* What a program with a variable of the environment runs with. */
#ifndef RULES_DETERMINISM_INSTALLED_H
#define RULES_DETERMINISM_INSTALLED_H

#include <reprolint/reprolint.h>

/* The package that reads a variable, or the image that brings it; NULL: none is known. Looked for
 * in the stage that the fact lies in and those that it is FROM, in what its pip installs include,
 * and in the Dockerfile or image of a service; of a conda file, in its own packages. Asks links. */
const rlint_fact *installed_reader(
	rlint_check *check, const rlint_fact *fact, const rlint_reader *reader);
/* "tensorflow==2.0.4", "tensorflow/tensorflow:2.0.4": its name, and what follows it. */
rlint_str installed_name(const rlint_fact *fact);
rlint_str installed_version(const rlint_fact *fact);

#endif
