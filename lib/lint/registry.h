/* The rules that exist, as the engine sees them. */
#ifndef LIB_LINT_REGISTRY_H
#define LIB_LINT_REGISTRY_H

#include "lib/base/symbols.h"
#include "lib/syntax/tree.h"

#include <reprolint/registry.h>

struct rule_entry {
	const rlint_rule *rule;
	const rlint_rule_info *info;
	const uint32_t *selectors; /* a symbol per subscription; 0: all of the kind */
	uint32_t subscription_count;
};

struct rlint_registry {
	const rlint_alloc *alloc;
	struct arena arena;
	struct vec entries; /* struct rule_entry, sorted by id */
	struct symbols symbols;
	struct limits limits;
};

const struct rule_entry *registry_entry(const rlint_registry *registry, size_t index);
/* The index of the rule with that id, or the number of rules. */
size_t registry_find(const rlint_registry *registry, rlint_str id);
/* The concern of an id: "pin" of "pin/image-tag". */
rlint_str rule_concern(rlint_str id);
/* Does the word name the rule: its id, its concern, "all", or one of its foreign ids? */
bool rule_is_named(const rlint_rule_info *info, rlint_str word);
/* Does the page list this foreign id, in whatever spelling? Its place in the list goes to *index.
 */
bool rule_has_alias(const rlint_rule_info *info, rlint_str word, size_t *index);

/* Reads a rule's page: front matter, title, body. RLINT_ARGUMENT where something that must be there
 * is not. */
rlint_status page_read(struct arena *arena, rlint_str page, rlint_rule_info *out);
#endif
