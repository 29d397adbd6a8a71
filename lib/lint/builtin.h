/* The table of built-in rules; its C file is generated from the list in rules/meson.build. */
#ifndef LIB_LINT_BUILTIN_H
#define LIB_LINT_BUILTIN_H

#include <reprolint/registry.h>

struct builtin_rule {
	const rlint_rule *rule;
	rlint_rule_info info; /* what page_read says of its page */
};

/* Sorted by id. */
extern const struct builtin_rule builtin_rules[];
extern const size_t builtin_rule_count;

#endif
