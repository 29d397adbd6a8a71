/* The registry: all rules that exist, and the limits of reading. */
#ifndef REPROLINT_REGISTRY_H
#define REPROLINT_REGISTRY_H

#include <reprolint/rule.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Rules and limits. Made once, then only read: any number of threads may share it. */
typedef struct rlint_registry rlint_registry;

typedef enum rlint_limit {
	RLINT_LIMIT_FILE_SIZE, /* bytes; 64 MiB; at most 4 GiB - 1 */
	RLINT_LIMIT_NESTING, /* brackets, mappings, shell compounds; 256 */
	RLINT_LIMIT_FINDINGS, /* per rule and file; 1000 */
	RLINT_LIMIT_ALIAS_STEPS, /* YAML alias and merge steps in one look-up; 1000 */
	RLINT_LIMIT_VALUE_LENGTH, /* bytes of an expanded value; 4096 */
	RLINT_LIMIT_INCLUDE_DEPTH, /* 32 */
	RLINT_LIMITS
} rlint_limit;

/* A registry with the built-in rules. `alloc` NULL: malloc. On failure *out is NULL. */
RLINT_API rlint_status rlint_registry_new(const rlint_alloc *alloc, rlint_registry **out);
RLINT_API void rlint_registry_free(rlint_registry *registry); /* NULL is accepted */

/* Adds a rule with its page; both must outlive the registry. RLINT_ARGUMENT where the page is not
 * readable or the id is taken. Call before the first configuration is made. */
RLINT_API rlint_status rlint_registry_add(
	rlint_registry *registry, const rlint_rule *rule, rlint_str page);

RLINT_API rlint_status rlint_registry_limit(
	rlint_registry *registry, rlint_limit limit, uint64_t value);

typedef enum rlint_fix_kind { RLINT_FIX_NONE, RLINT_FIX_UNSAFE, RLINT_FIX_SAFE } rlint_fix_kind;

/* What a page says of its rule. */
typedef struct rlint_rule_info {
	rlint_str id, title, summary; /* summary: one line */
	rlint_str page; /* the whole .md, front matter included */
	rlint_str body; /* the .md without front matter */
	rlint_severity severity;
	bool is_default;
	rlint_fix_kind fix;
	rlint_str since;
	const rlint_str *aliases;
	size_t alias_count;
	const uint32_t *alias_groups; /* of each alias: equal numbers state the same condition */
} rlint_rule_info;

/* Rules by index, sorted by id; NULL past the end. */
RLINT_API size_t rlint_registry_count(const rlint_registry *registry);
RLINT_API const rlint_rule_info *rlint_registry_at(const rlint_registry *registry, size_t index);
/* The rules that a word names: an id, a concern ("pin"), a foreign id ("DL3007", case-blind),
 * "all". Indexes are visited by `each`; returns how many. */
RLINT_API size_t rlint_registry_match(const rlint_registry *registry, rlint_str word,
	void (*each)(void *user, size_t index), void *user);
/* The id, concern or alias nearest to a misspelt word, or an empty slice. */
RLINT_API rlint_str rlint_registry_nearest(const rlint_registry *registry, rlint_str word);
/* The same for any words: the nearest of a list that ends with NULL, or NULL. */
RLINT_API const char *rlint_nearest_word(rlint_str word, const char *const *words);

#ifdef __cplusplus
}
#endif
#endif
