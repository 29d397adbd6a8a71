/* Settings over a registry, and the dispatch table made of them. */
#ifndef LIB_LINT_CONFIG_H
#define LIB_LINT_CONFIG_H

#include "lib/lint/registry.h"

#include <reprolint/config.h>

struct rule_setting {
	bool is_on, is_ignored, has_severity;
	rlint_severity severity;
	struct vec *options; /* per option of the rule: rlint_str values; NULL: none set */
};

struct rlint_config {
	const rlint_registry *registry;
	struct arena arena;
	struct rule_setting *settings; /* per rule */
	size_t count;
	bool has_selection; /* rlint_config_select was called */
	bool shows_pedantic, ignores_comments;
};

/* Rules by kind and selector: those of `rules` from starts[cell] to starts[cell + 1], the cell
 * being kind * (symbols + 1) + selector, 0 for rules that take all of the kind. */
struct dispatch {
	const uint32_t *starts;
	const uint32_t *rules; /* indexes in the registry */
	uint32_t width; /* symbols + 1 */
	bool has_kind[RLINT_KINDS]; /* some rule wants this kind */
	bool is_empty;
};

/* The table of the rules that are on and ask links, or do not. False: out of memory. */
bool dispatch_make(struct dispatch *dispatch, struct arena *arena, const rlint_config *config,
	bool asks_links);

#endif
