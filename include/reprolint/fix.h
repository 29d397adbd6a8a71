/* Fixes applied: what a file becomes when its findings' fixes are. All in memory, the host writes.
 */
#ifndef REPROLINT_FIX_H
#define REPROLINT_FIX_H

#include <reprolint/workspace.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What became of one file. It keeps both results, and so both texts; the registry must outlive it.
 */
typedef struct rlint_fixed rlint_fixed;

typedef enum rlint_fix_end {
	RLINT_FIX_SETTLED, /* nothing is left that could be fixed */
	RLINT_FIX_UNDONE, /* a round would have added a syntax problem, and was taken back */
	RLINT_FIX_UNSETTLED /* after ten rounds there was still something to fix */
} rlint_fix_end;

/* A stretch of the text before, and what stands there after. */
typedef struct rlint_change {
	rlint_span before, after;
} rlint_change;

/* Lints the file and applies, of each finding that is shown, the first fix that is admissible: a
 * safe one, or `with_unsafe` any. Of fixes that overlap the one that stands first is applied. Then
 * the new text is linted, and so on, at most ten rounds. A fix that reaches into other files is
 * left alone. The workspace's view of the file is the same afterwards. Documents that are linked
 * were read at most once more. */
RLINT_API rlint_status rlint_fix_file(
	rlint_workspace *workspace, const char *path, bool with_unsafe, rlint_fixed **out);
RLINT_API void rlint_fixed_free(rlint_fixed *fixed); /* NULL is accepted */

/* The results of the file as it was, and of its new text; the same ones where nothing changed. The
 * new text is that of the latter's document. */
RLINT_API const rlint_results *rlint_fixed_before(const rlint_fixed *fixed);
RLINT_API const rlint_results *rlint_fixed_after(const rlint_fixed *fixed);
/* How many fixes were applied, and in how many rounds. */
RLINT_API size_t rlint_fixed_count(const rlint_fixed *fixed);
RLINT_API size_t rlint_fixed_rounds(const rlint_fixed *fixed);
/* *reason (may be NULL) gets the message of the problem that a round would have added, or "". */
RLINT_API rlint_fix_end rlint_fixed_end(const rlint_fixed *fixed, rlint_str *reason);
/* What changed, in order of place: stretches that do not touch each other. */
RLINT_API size_t rlint_fixed_changes(const rlint_fixed *fixed, const rlint_change **out);

#ifdef __cplusplus
}
#endif
#endif
