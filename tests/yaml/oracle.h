/* YAML read twice: by the library and by libyaml, side by side. */
#ifndef TESTS_YAML_ORACLE_H
#define TESTS_YAML_ORACLE_H

#include <reprolint/base.h>

enum verdict {
	VERDICT_SAME, /* both read it, and alike */
	VERDICT_BOTH_REFUSE, /* at the same event */
	VERDICT_EXCEPTION, /* libyaml alone refuses it, for a reason that is let pass */
	VERDICT_DIFFERENT
};

/* Reads a text with both. Where they differ, says so on standard output, `name` before it. */
enum verdict oracle_compare(rlint_str text, const char *name);

#endif
