/* What several rounds of edits changed, told as if one round had. */
#include "lib/lint/fix_apply.h"

/* Two lists in order of place, both over the text between them: `old` made it, `edits` change it.
 * The gains tell how far a place of that text lies off the first and the last text. */
struct merge {
	const rlint_change *old, *old_end;
	const rlint_edit_info *edit, *edit_end;
	int64_t to_before, to_after;
};

static uint32_t moved(uint32_t offset, int64_t gain)
{
	return (uint32_t)((int64_t)offset + gain);
}

static uint32_t first_start(const struct merge *merge)
{
	uint32_t start = UINT32_MAX;

	if (merge->old < merge->old_end) {
		start = merge->old->after.start;
	}
	if (merge->edit < merge->edit_end && merge->edit->span.start < start) {
		start = merge->edit->span.start;
	}
	return start;
}

static void widen(uint32_t *end, uint32_t to)
{
	*end = to > *end ? to : *end;
}

/* Takes the next change that begins at or before *end into the stretch. */
static bool take(struct merge *merge, uint32_t *end)
{
	if (merge->old < merge->old_end && merge->old->after.start <= *end) {
		const rlint_change *old = merge->old++;

		merge->to_before += (int64_t)(old->before.end - old->before.start) -
				    (int64_t)(old->after.end - old->after.start);
		widen(end, old->after.end);
		return true;
	}
	if (merge->edit < merge->edit_end && merge->edit->span.start <= *end) {
		const rlint_edit_info *edit = merge->edit++;

		merge->to_after +=
			(int64_t)edit->text.len - (int64_t)(edit->span.end - edit->span.start);
		widen(end, edit->span.end);
		return true;
	}
	return false;
}

static rlint_change next_change(struct merge *merge)
{
	uint32_t start = first_start(merge);
	uint32_t end = start;
	rlint_change change = { .before.start = moved(start, merge->to_before),
		.after.start = moved(start, merge->to_after) };

	while (take(merge, &end)) {
	}
	change.before.end = moved(end, merge->to_before);
	change.after.end = moved(end, merge->to_after);
	return change;
}

bool changes_add(struct vec *changes, struct arena *arena, const struct vec *edits)
{
	const rlint_change *old = changes->items;
	const rlint_edit_info *edit = edits->items;
	struct merge merge = { .old = old,
		.old_end = old + changes->count,
		.edit = edit,
		.edit_end = edit + edits->count };
	struct vec merged = { 0 };

	while (merge.old < merge.old_end || merge.edit < merge.edit_end) {
		rlint_change *slot = vec_add(&merged, arena, sizeof *slot);

		if (!slot) {
			return false;
		}
		*slot = next_change(&merge);
	}
	*changes = merged;
	return true;
}
