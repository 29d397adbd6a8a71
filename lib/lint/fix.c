/* Fixes: only those that can be applied as they are reach the results. */
#include "lib/base/format.h"
#include "lib/base/str.h"
#include "lib/lint/run.h"

/* More edits than that make no fix that anyone reads. */
#define EDITS_MOST 256

/* The first gap that ends behind `start`, or gaps.count. */
static uint32_t gap_behind(const struct vec *gaps, uint32_t start)
{
	const rlint_span *spans = gaps->items;
	uint32_t low = 0;
	uint32_t high = gaps->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (spans[middle].end > start) {
			high = middle;
		} else {
			low = middle + 1;
		}
	}
	return low;
}

/* Text may go in at a gap's edge, not inside it. */
static bool is_verbatim(rlint_span span, const struct vec *gaps)
{
	uint32_t index = gap_behind(gaps, span.start);
	rlint_span gap;

	if (index == gaps->count) {
		return true;
	}
	gap = ((const rlint_span *)gaps->items)[index];
	return span.start == span.end ? gap.start >= span.start : gap.start >= span.end;
}

static bool overlap(rlint_span a, rlint_span b)
{
	bool are_both_empty = a.start == a.end && b.start == b.end;

	return !are_both_empty && a.start < b.end && b.start < a.end;
}

static bool is_edit_good(
	const rlint_finding *finding, const rlint_edit_info *edit, const struct tree *tree)
{
	size_t len = finding->result.place.document->text.len;

	return edit->text.ptr && edit->span.start <= edit->span.end && edit->span.end <= len &&
	       is_verbatim(edit->span, &tree->gaps);
}

static bool overlaps_any(rlint_span span, const rlint_edit_info *edits, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (overlap(edits[i].span, span)) {
			return true;
		}
	}
	return false;
}

/* Copies the edits of one fix; 0 where the fix cannot be used. */
static size_t collect(
	const rlint_finding *finding, uint32_t fix, rlint_edit_info *out, const struct tree *tree)
{
	const struct draft_edit *drafts = finding->edits.items;
	size_t count = 0;

	for (uint32_t i = 0; i < finding->edits.count; i++) {
		if (drafts[i].fix != fix) {
			continue;
		}
		if (count == EDITS_MOST || !is_edit_good(finding, &drafts[i].info, tree) ||
			overlaps_any(drafts[i].info.span, out, count)) {
			return 0;
		}
		out[count++] = drafts[i].info;
	}
	return count;
}

/* Rules end lines with LF; the file may end its own with CRLF. */
static rlint_str with_line_ends(struct arena *arena, rlint_str text, rlint_str line_end)
{
	struct buffer buffer = { .arena = arena };
	size_t at = 0;

	while (at < text.len) {
		size_t end = str_find(text, '\n', at);
		bool is_ended = end == text.len || (end > 0 && text.ptr[end - 1] == '\r');

		buffer_add(&buffer, str_slice(text, at, is_ended ? end + 1 : end));
		buffer_add(&buffer, is_ended ? (rlint_str){ 0 } : line_end);
		at = end + 1;
	}
	return buffer.has_failed ? (rlint_str){ 0 } : buffer_str(&buffer);
}

/* False: out of memory. */
static bool settle_line_end(rlint_finding *finding, rlint_edit_info *edit)
{
	rlint_str line_end = document_line_end(finding->result.place.document);

	if (line_end.len > 1 && str_find(edit->text, '\n', 0) < edit->text.len) {
		edit->text = with_line_ends(&finding->run->results->arena, edit->text, line_end);
	}
	return edit->text.ptr;
}

static bool settle_line_ends(rlint_finding *finding, rlint_edit_info *edits, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!settle_line_end(finding, &edits[i])) {
			return false;
		}
	}
	return true;
}

void finding_settle_fixes(rlint_finding *finding, const struct tree *tree)
{
	rlint_fix_info *fixes = finding->fixes.items;
	struct arena *arena = &finding->run->results->arena;
	rlint_edit_info *edits =
		arena_new(arena, finding->edits.count, sizeof *edits); /* of all fixes */
	uint32_t kept = 0;

	if (!edits) {
		finding->run->status = RLINT_NOMEM;
		return;
	}
	for (uint32_t i = 0; i < finding->fixes.count; i++) {
		size_t count = collect(finding, i, edits, tree);

		if (!settle_line_ends(finding, edits, count)) {
			finding->run->status = RLINT_NOMEM;
		}
		if (count > 0) {
			fixes[kept] = fixes[i];
			fixes[kept].edits = edits;
			fixes[kept].edit_count = count;
			kept++;
			edits += count;
		}
	}
	finding->result.fixes = fixes;
	finding->result.fix_count = kept;
}
