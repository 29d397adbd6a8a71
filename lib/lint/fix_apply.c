/* Applies fixes to a file, round after round, each over the text that the last one gave. */
#include "lib/lint/fix_apply.h"

#include <stdlib.h>

#include "lib/base/format.h"
#include "lib/base/map.h"
#include "lib/base/str.h"

#define ROUNDS_MOST 10

struct rlint_fixed {
	const rlint_alloc *alloc;
	struct arena arena;
	rlint_results *before, *after; /* the same while nothing was changed */
	struct vec changes; /* rlint_change */
	size_t count, rounds;
	rlint_fix_end end;
	rlint_str reason;
};

/* A fix that may be applied, and the stretch that its edits lie in. */
struct candidate {
	const rlint_fix_info *fix;
	rlint_span extent;
	uint32_t order;
};

struct fixing {
	rlint_workspace *workspace;
	const char *path;
	bool with_unsafe;
	rlint_fixed *fixed;
	struct map problems; /* of the text that stands: message to how often */
	struct arena round; /* gone with each round */
	struct vec candidates; /* struct candidate */
	struct vec edits; /* rlint_edit_info, those of the round */
	uint32_t applied; /* fixes of the round */
};

/* ---- which fixes ---- */

static rlint_str fixed_text(const rlint_results *results)
{
	return rlint_document_text(rlint_results_document(results));
}

static bool is_of_file(const rlint_fix_info *fix, const rlint_document *document)
{
	for (size_t i = 0; i < fix->edit_count; i++) {
		if (fix->edits[i].document != document) {
			return false;
		}
	}
	return fix->edit_count > 0;
}

static const rlint_fix_info *choose(
	const struct fixing *fixing, const rlint_result *result, const rlint_document *document)
{
	for (size_t i = 0; i < result->fix_count; i++) {
		const rlint_fix_info *fix = &result->fixes[i];

		if ((fix->is_safe || fixing->with_unsafe) && is_of_file(fix, document)) {
			return fix;
		}
	}
	return NULL;
}

static rlint_span extent_of(const rlint_fix_info *fix)
{
	rlint_span extent = fix->edits[0].span;

	for (size_t i = 1; i < fix->edit_count; i++) {
		rlint_span span = fix->edits[i].span;

		extent.start = span.start < extent.start ? span.start : extent.start;
		extent.end = span.end > extent.end ? span.end : extent.end;
	}
	return extent;
}

static int compare_candidates(const void *left, const void *right)
{
	const struct candidate *a = left;
	const struct candidate *b = right;

	if (a->extent.start != b->extent.start) {
		return a->extent.start < b->extent.start ? -1 : 1;
	}
	return (a->order > b->order) - (a->order < b->order);
}

static bool gather(struct fixing *fixing)
{
	const rlint_results *results = fixing->fixed->after;

	fixing->candidates = (struct vec){ 0 };
	for (uint32_t i = 0; i < rlint_results_count(results); i++) {
		const rlint_fix_info *fix = choose(
			fixing, rlint_results_at(results, i), rlint_results_document(results));
		struct candidate *slot = NULL;

		if (!fix) {
			continue;
		}
		slot = vec_add(&fixing->candidates, &fixing->round, sizeof *slot);
		if (!slot) {
			return false;
		}
		*slot = (struct candidate){ fix, extent_of(fix), i };
	}
	if (fixing->candidates.count > 1) {
		qsort(fixing->candidates.items, fixing->candidates.count, sizeof(struct candidate),
			compare_candidates);
	}
	return true;
}

/* Keeps edits in order of place; two at one place stay in the fix's own. */
static bool add_edits(struct fixing *fixing, const rlint_fix_info *fix)
{
	for (size_t i = 0; i < fix->edit_count; i++) {
		rlint_edit_info *items;
		uint32_t at;

		if (!vec_add(&fixing->edits, &fixing->round, sizeof *items)) {
			return false;
		}
		items = fixing->edits.items;
		for (at = fixing->edits.count - 1;
			at > 0 && items[at - 1].span.start > fix->edits[i].span.start; at--) {
			items[at] = items[at - 1];
		}
		items[at] = fix->edits[i];
	}
	fixing->applied++;
	return true;
}

/* What begins inside an accepted fix, or where one begins, waits for the next round. */
static bool pick(struct fixing *fixing)
{
	const struct candidate *items = NULL;
	const struct candidate *last = NULL;

	fixing->edits = (struct vec){ 0 };
	fixing->applied = 0;
	if (!gather(fixing)) {
		return false;
	}
	items = fixing->candidates.items;
	for (uint32_t i = 0; i < fixing->candidates.count; i++) {
		rlint_span extent = items[i].extent;

		if (last &&
			(extent.start < last->extent.end || extent.start == last->extent.start)) {
			continue;
		}
		if (!add_edits(fixing, items[i].fix)) {
			return false;
		}
		last = &items[i];
	}
	return true;
}

/* ---- the new text ---- */

static rlint_str make_text(struct fixing *fixing)
{
	rlint_str text = fixed_text(fixing->fixed->after);
	const rlint_edit_info *edits = fixing->edits.items;
	struct buffer buffer = { .arena = &fixing->round };
	size_t at = 0;

	for (uint32_t i = 0; i < fixing->edits.count; i++) {
		buffer_add(&buffer, str_slice(text, at, edits[i].span.start));
		buffer_add(&buffer, edits[i].text);
		at = edits[i].span.end;
	}
	buffer_add(&buffer, str_slice(text, at, text.len));
	if (buffer.has_failed) {
		return (rlint_str){ 0 };
	}
	return buffer.len > 0 ? buffer_str(&buffer) : RLINT_STR("");
}

/* ---- syntax problems ---- */

static const struct vec *problems_of(const rlint_workspace *workspace)
{
	return &workspace->project.opened->facts.all[RLINT_PROBLEM];
}

static rlint_str problem_message(const struct vec *problems, uint32_t index)
{
	return rlint_as_problem(((rlint_fact *const *)problems->items)[index])->message;
}

/* Counts the problems of the file that was linted last. False: out of memory. */
static bool count_problems(struct fixing *fixing)
{
	const struct vec *problems = problems_of(fixing->workspace);
	struct arena *arena = &fixing->fixed->arena;

	fixing->problems = (struct map){ 0 };
	for (uint32_t i = 0; i < problems->count; i++) {
		rlint_str message = problem_message(problems, i);
		uint32_t count = map_get(&fixing->problems, message);

		if (count == MAP_NONE) {
			message = arena_str(arena, message);
			count = 0;
		}
		if (!message.ptr || !map_set(&fixing->problems, arena, message, count + 1)) {
			return false;
		}
	}
	return true;
}

/* The message of a problem that the text before had not, or had less often; or an empty slice. Uses
 * the counts up. */
static rlint_str new_problem(struct fixing *fixing)
{
	const struct vec *problems = problems_of(fixing->workspace);

	for (uint32_t i = 0; i < problems->count; i++) {
		rlint_str message = problem_message(problems, i);
		uint32_t count = map_get(&fixing->problems, message);

		if (count == MAP_NONE || count == 0) {
			return message;
		}
		/* The key is there: nothing is allocated. */
		map_set(&fixing->problems, &fixing->fixed->arena, message, count - 1);
	}
	return (rlint_str){ 0 };
}

/* ---- rounds ---- */

static void keep(rlint_fixed *fixed, rlint_results *results)
{
	if (fixed->after != fixed->before) {
		rlint_results_free(fixed->after);
	}
	fixed->after = results;
}

static rlint_status undo(rlint_fixed *fixed, rlint_results *results, rlint_str reason)
{
	fixed->end = RLINT_FIX_UNDONE;
	fixed->reason = arena_str(&fixed->arena, reason);
	rlint_results_free(results);
	return fixed->reason.ptr ? RLINT_OK : RLINT_NOMEM;
}

/* Judges the text that a round gave, and takes it where it reads as well as the one before. */
static rlint_status judge(struct fixing *fixing, rlint_results *results)
{
	rlint_fixed *fixed = fixing->fixed;
	rlint_str reason;

	if (rlint_results_outcome(results, &reason) != RLINT_LINTED) {
		return undo(fixed, results, reason);
	}
	reason = new_problem(fixing);
	if (reason.ptr) {
		return undo(fixed, results, reason);
	}
	if (!changes_add(&fixed->changes, &fixed->arena, &fixing->edits) ||
		!count_problems(fixing)) {
		rlint_results_free(results);
		return RLINT_NOMEM;
	}
	keep(fixed, results);
	fixed->count += fixing->applied;
	fixed->rounds++;
	return RLINT_OK;
}

static rlint_status run_round(struct fixing *fixing)
{
	rlint_str text = make_text(fixing);
	rlint_results *results;
	rlint_status status;

	if (!text.ptr) {
		return RLINT_NOMEM;
	}
	status = rlint_workspace_overlay(fixing->workspace, fixing->path, text);
	if (status == RLINT_OK) {
		status = rlint_lint(fixing->workspace, fixing->path, &results);
	}
	return status == RLINT_OK ? judge(fixing, results) : status;
}

static rlint_status run_rounds(struct fixing *fixing)
{
	rlint_fixed *fixed = fixing->fixed;
	rlint_status status = RLINT_OK;

	while (status == RLINT_OK && fixed->end == RLINT_FIX_SETTLED) {
		arena_reset(&fixing->round);
		if (!pick(fixing)) {
			return RLINT_NOMEM;
		}
		if (fixing->applied == 0) {
			return RLINT_OK;
		}
		if (fixed->rounds == ROUNDS_MOST) {
			fixed->end = RLINT_FIX_UNSETTLED;
			return RLINT_OK;
		}
		status = run_round(fixing);
	}
	return status;
}

/* Afterwards the workspace sees the file as it did before: an unsaved buffer, or what is on disk.
 */
static rlint_status restore(const struct fixing *fixing, bool had_overlay)
{
	rlint_str text = had_overlay ? fixed_text(fixing->fixed->before) : (rlint_str){ 0 };

	/* An empty buffer is a buffer all the same. */
	if (had_overlay && text.len == 0) {
		text = RLINT_STR("");
	}
	return rlint_workspace_overlay(fixing->workspace, fixing->path, text);
}

static rlint_status run(struct fixing *fixing)
{
	rlint_fixed *fixed = fixing->fixed;
	rlint_status status = rlint_lint(fixing->workspace, fixing->path, &fixed->before);
	rlint_status restored = RLINT_OK;
	bool had_overlay;

	fixed->after = fixed->before;
	if (status != RLINT_OK || rlint_results_count(fixed->before) == 0) {
		return status;
	}
	had_overlay = project_has_overlay(&fixing->workspace->project, str_from(fixing->path));
	status = count_problems(fixing) ? run_rounds(fixing) : RLINT_NOMEM;
	if (fixed->rounds > 0 || fixed->end == RLINT_FIX_UNDONE || status != RLINT_OK) {
		restored = restore(fixing, had_overlay);
	}
	return status == RLINT_OK ? restored : status;
}

rlint_status rlint_fix_file(
	rlint_workspace *workspace, const char *path, bool with_unsafe, rlint_fixed **out)
{
	rlint_fixed *fixed = alloc_new(workspace->alloc, sizeof *fixed);
	struct fixing fixing = {
		.workspace = workspace, .path = path, .with_unsafe = with_unsafe, .fixed = fixed
	};
	rlint_status status;

	*out = NULL;
	if (!fixed) {
		return RLINT_NOMEM;
	}
	fixed->alloc = workspace->alloc;
	arena_init(&fixed->arena, workspace->alloc, NULL);
	arena_init(&fixing.round, workspace->alloc, NULL);
	status = run(&fixing);
	arena_free(&fixing.round);
	if (status != RLINT_OK) {
		rlint_fixed_free(fixed);
		return status;
	}
	*out = fixed;
	return RLINT_OK;
}

/* ---- what became of it ---- */

void rlint_fixed_free(rlint_fixed *fixed)
{
	if (fixed) {
		keep(fixed, NULL);
		rlint_results_free(fixed->before);
		arena_free(&fixed->arena);
		alloc_resize(fixed->alloc, fixed, sizeof *fixed, 0);
	}
}

const rlint_results *rlint_fixed_before(const rlint_fixed *fixed)
{
	return fixed->before;
}

const rlint_results *rlint_fixed_after(const rlint_fixed *fixed)
{
	return fixed->after;
}

size_t rlint_fixed_count(const rlint_fixed *fixed)
{
	return fixed->count;
}

size_t rlint_fixed_rounds(const rlint_fixed *fixed)
{
	return fixed->rounds;
}

rlint_fix_end rlint_fixed_end(const rlint_fixed *fixed, rlint_str *reason)
{
	if (reason) {
		*reason = fixed->reason;
	}
	return fixed->end;
}

size_t rlint_fixed_changes(const rlint_fixed *fixed, const rlint_change **out)
{
	*out = fixed->changes.items;
	return fixed->changes.count;
}
