/* Shell patterns in ${name#pattern} and its kin: `*`, `?` and escapes, no brackets. */
#ifndef LIB_SYNTAX_DOCKERFILE_PATTERN_H
#define LIB_SYNTAX_DOCKERFILE_PATTERN_H

#include "lib/base/format.h"

struct pattern {
	const uint32_t *tokens; /* code points, PATTERN_STAR, PATTERN_ANY */
	size_t count;
};

#define PATTERN_STAR (UINT32_MAX - 2)
#define PATTERN_ANY (UINT32_MAX - 1)

/* False where an escape stands before something else than `*`, `?`, `\`, `}` and `/`. */
bool pattern_read(struct pattern *out, struct arena *arena, rlint_str text);
/* The value without the shortest or longest matching prefix. */
rlint_str pattern_trim_start(const struct pattern *pattern, rlint_str value, bool is_longest);
rlint_str pattern_trim_end(
	struct arena *arena, const struct pattern *pattern, rlint_str value, bool is_longest);
/* Appends the value with its first match replaced as it stands, or all, where the replacement is a
 * template of Go's regexp ($0, ${name}, $$). */
void pattern_replace(
	struct buffer *out, const struct pattern *pattern, rlint_str value, rlint_str replacement);
void pattern_replace_all(
	struct buffer *out, const struct pattern *pattern, rlint_str value, rlint_str replacement);

#endif
