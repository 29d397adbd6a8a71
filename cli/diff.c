/* Unified diffs, made of the stretches that are known to have changed.
 *
 *     diff = "--- a/" path LF "+++ b/" path LF { hunk }
 *     hunk = "@@ -" range " +" range " @@" LF { ( " " | "-" | "+" ) line LF [ no-newline ] }
 *
 * Source: the format as POSIX's diff -u gives it; names as git quotes them. */
#include <stdlib.h>
#include <string.h>

#include "diff.h"

#define CONTEXT 3

/* Whole lines of the text before, and what stands in their place; offsets. */
struct block {
	size_t old_start, old_end, new_start, new_end;
};

struct diff {
	const rlint_sink *sink;
	rlint_str old, new;
	struct block *blocks;
	size_t count;
	/* The line, from 1, that begins at each offset: both only go forward. */
	size_t old_at, old_line, new_at, new_line;
	bool has_failed;
};

/* ---- output ---- */

static void put(struct diff *diff, rlint_str text)
{
	if (text.len > 0 && !diff->has_failed) {
		diff->has_failed = !diff->sink->write(diff->sink->user, text);
	}
}

static void put_number(struct diff *diff, size_t number)
{
	char digits[24];
	int length = snprintf(digits, sizeof digits, "%zu", number);

	put(diff, (rlint_str){ digits, (size_t)length });
}

static bool needs_quotes(rlint_str path)
{
	for (size_t i = 0; i < path.len; i++) {
		unsigned char byte = (unsigned char)path.ptr[i];

		if (byte < 0x20 || byte == 0x7F || byte == '"' || byte == '\\') {
			return true;
		}
	}
	return false;
}

static void put_quoted(struct diff *diff, rlint_str path)
{
	for (size_t i = 0; i < path.len; i++) {
		unsigned char byte = (unsigned char)path.ptr[i];
		char octal[8];

		if (byte == '"' || byte == '\\') {
			put(diff, RLINT_STR("\\"));
		}
		if (byte >= 0x20 && byte != 0x7F) {
			put(diff, (rlint_str){ path.ptr + i, 1 });
		} else {
			(void)snprintf(octal, sizeof octal, "\\%03o", byte);
			put(diff, from_text(octal));
		}
	}
}

/* `"a/\tb"` as git quotes it; a name with a blank ends with a tab, or patch would end it there. */
static void put_name(struct diff *diff, const char *mark, rlint_str path)
{
	bool is_quoted = needs_quotes(path);

	put(diff, (rlint_str){ mark, 4 });
	put(diff, is_quoted ? RLINT_STR("\"") : RLINT_STR(""));
	put(diff, from_text(mark + 4));
	if (is_quoted) {
		put_quoted(diff, path);
	} else {
		put(diff, path);
	}
	put(diff, is_quoted                         ? RLINT_STR("\"\n")
		  : memchr(path.ptr, ' ', path.len) ? RLINT_STR("\t\n")
						    : RLINT_STR("\n"));
}

/* ---- lines ---- */

static size_t line_start(rlint_str text, size_t at)
{
	while (at > 0 && text.ptr[at - 1] != '\n') {
		at--;
	}
	return at;
}

static size_t line_end(rlint_str text, size_t at)
{
	const char *end = at < text.len ? memchr(text.ptr + at, '\n', text.len - at) : NULL;

	return end ? (size_t)(end - text.ptr) + 1 : text.len;
}

static size_t count_lines(rlint_str text, size_t start, size_t end)
{
	size_t count = 0;

	while (start < end) {
		start = line_end(text, start);
		count++;
	}
	return count;
}

static rlint_str first_line(rlint_str text, size_t start, size_t end)
{
	size_t stop = line_end(text, start);

	return (rlint_str){ text.ptr + start, (stop < end ? stop : end) - start };
}

static rlint_str last_line(rlint_str text, size_t start, size_t end)
{
	size_t begin = end > start ? line_start(text, end - 1) : end;

	return (rlint_str){ text.ptr + begin, end - begin };
}

static bool is_equal(rlint_str a, rlint_str b)
{
	return a.len > 0 && a.len == b.len && memcmp(a.ptr, b.ptr, a.len) == 0;
}

/* ---- blocks ---- */

/* Takes lines that are the same at both ends out of the block. */
static void trim(const struct diff *diff, struct block *block)
{
	rlint_str old = first_line(diff->old, block->old_start, block->old_end);

	while (is_equal(old, first_line(diff->new, block->new_start, block->new_end))) {
		block->old_start += old.len;
		block->new_start += old.len;
		old = first_line(diff->old, block->old_start, block->old_end);
	}
	old = last_line(diff->old, block->old_start, block->old_end);
	while (is_equal(old, last_line(diff->new, block->new_start, block->new_end))) {
		block->old_end -= old.len;
		block->new_end -= old.len;
		old = last_line(diff->old, block->old_start, block->old_end);
	}
}

static struct block block_of(const struct diff *diff, const rlint_change *change)
{
	size_t start = line_start(diff->old, change->before.start);
	size_t end = line_end(diff->old, change->before.end);

	return (struct block){ start, end, change->after.start - (change->before.start - start),
		change->after.end + (end - change->before.end) };
}

/* Stretches in one line, or in lines that touch, make one block. Between two of them both texts are
 * the same. */
static void make_blocks(struct diff *diff, const rlint_change *changes, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct block block = block_of(diff, &changes[i]);
		struct block *last = diff->count > 0 ? &diff->blocks[diff->count - 1] : NULL;

		if (last && block.old_start <= last->old_end) {
			last->old_end = block.old_end;
			last->new_end = block.new_end;
		} else {
			diff->blocks[diff->count++] = block;
		}
	}
	for (size_t i = 0; i < diff->count; i++) {
		trim(diff, &diff->blocks[i]);
	}
}

/* ---- hunks ---- */

static void put_lines(struct diff *diff, char mark, rlint_str text, size_t start, size_t end)
{
	while (start < end) {
		rlint_str line = first_line(text, start, end);

		put(diff, (rlint_str){ &mark, 1 });
		put(diff, line);
		if (line.ptr[line.len - 1] != '\n') {
			put(diff, RLINT_STR("\n\\ No newline at end of file\n"));
		}
		start += line.len;
	}
}

/* Where so many lines further up begin, or further down end. */
static size_t context_start(rlint_str text, size_t at)
{
	for (int i = 0; i < CONTEXT && at > 0; i++) {
		at = line_start(text, at - 1);
	}
	return at;
}

static size_t context_end(rlint_str text, size_t at)
{
	for (int i = 0; i < CONTEXT && at < text.len; i++) {
		at = line_end(text, at);
	}
	return at;
}

/* An empty range is named by the line before it. */
static void put_range(struct diff *diff, size_t line, size_t count)
{
	put_number(diff, count > 0 ? line : line - 1);
	put(diff, RLINT_STR(","));
	put_number(diff, count);
}

static void put_header(struct diff *diff, const struct block *hunk)
{
	size_t old_count = count_lines(diff->old, hunk->old_start, hunk->old_end);
	size_t new_count = count_lines(diff->new, hunk->new_start, hunk->new_end);

	diff->old_line += count_lines(diff->old, diff->old_at, hunk->old_start);
	diff->new_line += count_lines(diff->new, diff->new_at, hunk->new_start);
	diff->old_at = hunk->old_start;
	diff->new_at = hunk->new_start;
	put(diff, RLINT_STR("@@ -"));
	put_range(diff, diff->old_line, old_count);
	put(diff, RLINT_STR(" +"));
	put_range(diff, diff->new_line, new_count);
	put(diff, RLINT_STR(" @@\n"));
}

/* How many blocks from the first on stand so near to each other that their contexts meet. */
static size_t count_near(const struct diff *diff, size_t first)
{
	size_t last = first;

	while (last + 1 < diff->count &&
		context_end(diff->old, diff->blocks[last].old_end) >=
			context_start(diff->old, diff->blocks[last + 1].old_start)) {
		last++;
	}
	return last - first + 1;
}

static void put_hunk(struct diff *diff, size_t first, size_t count)
{
	const struct block *blocks = diff->blocks + first;
	const struct block *last = &blocks[count - 1];
	size_t at = context_start(diff->old, blocks->old_start);
	size_t end = context_end(diff->old, last->old_end);
	struct block hunk = { at, end, blocks->new_start - (blocks->old_start - at),
		last->new_end + (end - last->old_end) };

	put_header(diff, &hunk);
	for (size_t i = 0; i < count; i++) {
		put_lines(diff, ' ', diff->old, at, blocks[i].old_start);
		put_lines(diff, '-', diff->old, blocks[i].old_start, blocks[i].old_end);
		put_lines(diff, '+', diff->new, blocks[i].new_start, blocks[i].new_end);
		at = blocks[i].old_end;
	}
	put_lines(diff, ' ', diff->old, at, end);
}

static rlint_str shown_path(const rlint_document *document)
{
	rlint_str path = rlint_document_path(document);

	while (path.len > 2 && path.ptr[0] == '.' && path.ptr[1] == '/') {
		path.ptr += 2;
		path.len -= 2;
	}
	return path;
}

bool diff_write(const rlint_sink *sink, const rlint_fixed *fixed)
{
	const rlint_document *before = rlint_results_document(rlint_fixed_before(fixed));
	const rlint_document *after = rlint_results_document(rlint_fixed_after(fixed));
	const rlint_change *changes;
	size_t count = rlint_fixed_changes(fixed, &changes);
	struct diff diff = { .sink = sink, .old_line = 1, .new_line = 1 };

	if (count == 0) {
		return true;
	}
	diff.old = rlint_document_text(before);
	diff.new = rlint_document_text(after);
	diff.blocks = calloc(count, sizeof *diff.blocks);
	if (!diff.blocks) {
		complain_status(RLINT_NOMEM);
		return false;
	}
	make_blocks(&diff, changes, count);
	put_name(&diff, "--- a/", shown_path(before));
	put_name(&diff, "+++ b/", shown_path(before));
	for (size_t i = 0; i < diff.count;) {
		size_t near = count_near(&diff, i);

		put_hunk(&diff, i, near);
		i += near;
	}
	free(diff.blocks);
	return !diff.has_failed;
}
