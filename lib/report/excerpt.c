/* A source line for people, with marks under the very words. */
#include "lib/base/str.h"
#include "lib/base/utf8.h"
#include "lib/report/writer.h"

/* Columns of source shown at most, and how many of them stand before the marked words where a long
 * line is cut. */
#define COLUMNS_MOST 100
#define COLUMNS_BEFORE 30
#define TAB_WIDTH 8

struct range {
	uint32_t first, last;
};

/* Unicode 15 East Asian Width W and F, and emoji presentation, in blocks. */
static const struct range wide[] = {
	{ 0x1100, 0x115F },
	{ 0x231A, 0x231B },
	{ 0x2E80, 0x303E },
	{ 0x3041, 0xA4CF },
	{ 0xA960, 0xA97F },
	{ 0xAC00, 0xD7A3 },
	{ 0xF900, 0xFAFF },
	{ 0xFE30, 0xFE6F },
	{ 0xFF00, 0xFF60 },
	{ 0xFFE0, 0xFFE6 },
	{ 0x1F300, 0x1F64F },
	{ 0x1F680, 0x1F6FF },
	{ 0x1F900, 0x1F9FF },
	{ 0x20000, 0x3FFFD },
};

/* Marks that stand on the letter before. */
static const struct range narrow[] = {
	{ 0x0300, 0x036F },
	{ 0x0483, 0x0489 },
	{ 0x0591, 0x05BD },
	{ 0x0610, 0x061A },
	{ 0x064B, 0x065F },
	{ 0x200B, 0x200D },
	{ 0x20D0, 0x20FF },
	{ 0x3099, 0x309A },
	{ 0xFE00, 0xFE0F },
	{ 0xFE20, 0xFE2F },
	{ 0xFEFF, 0xFEFF },
	{ 0xE0100, 0xE01EF },
};

static bool is_in(uint32_t code, const struct range *ranges, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (code >= ranges[i].first && code <= ranges[i].last) {
			return true;
		}
	}
	return false;
}

static size_t width_of(uint32_t code)
{
	if (code < 0x300) {
		return 1;
	}
	if (is_in(code, narrow, sizeof narrow / sizeof *narrow)) {
		return 0;
	}
	return is_in(code, wide, sizeof wide / sizeof *wide) ? 2 : 1;
}

/* The part of a line that is shown, and where the marks go. */
struct view {
	rlint_str text; /* of the document */
	rlint_span line, span; /* span: clipped to the line */
	uint32_t start; /* first byte shown */
	size_t column; /* columns written */
	size_t mark_start, mark_end;
};

static void spaces(struct output *output, size_t count, char byte)
{
	while (count-- > 0) {
		buffer_add_byte(&output->buffer, byte);
	}
}

/* Writes one character; returns its bytes. */
static size_t write_character(struct output *output, struct view *view, size_t at)
{
	size_t before = output->buffer.len;
	size_t length;
	uint32_t code = utf8_decode(view->text, at, &length);
	rlint_str bytes = str_slice(view->text, at, at + length);

	if (code == '\t') {
		size_t width = TAB_WIDTH - view->column % TAB_WIDTH;

		spaces(output, width, ' ');
		view->column += width;
		return length;
	}
	output_visible(output, bytes);
	if (output->buffer.len - before == length && code != UTF8_BAD) {
		view->column += width_of(code);
	} else {
		view->column += output->buffer.len - before; /* an ASCII escape */
	}
	return length;
}

/* Where to begin, so that the marked words are seen. */
static uint32_t view_start(const struct view *view)
{
	uint32_t at = view->span.start;

	if (view->line.end - view->line.start <= COLUMNS_MOST ||
		view->span.start - view->line.start <= COLUMNS_BEFORE + 5) {
		return view->line.start;
	}
	at -= COLUMNS_BEFORE;
	while (at < view->span.start && ((unsigned char)view->text.ptr[at] & 0xC0U) == 0x80U) {
		at++;
	}
	return at;
}

static void write_line(struct output *output, struct view *view)
{
	size_t at = view->start;

	if (view->start > view->line.start) {
		output_text(output, "...");
		view->column = 3;
	}
	view->mark_start = view->column;
	view->mark_end = 0;
	while (at < view->line.end && view->column < COLUMNS_MOST) {
		if (at <= view->span.start) {
			view->mark_start = view->column;
		}
		at += write_character(output, view, at);
		if (at <= view->span.end) {
			view->mark_end = view->column;
		}
	}
	if (at < view->line.end) {
		output_text(output, "...");
	}
	if (view->span.start >= at) {
		view->mark_start = view->column;
	}
	if (view->mark_end <= view->mark_start) {
		view->mark_end = view->mark_start + 1;
	}
}

static size_t count_digits(size_t number)
{
	size_t count = 1;

	while (number >= 10) {
		number /= 10;
		count++;
	}
	return count;
}

static void write_margin(struct output *output, const struct excerpt *excerpt, bool has_number)
{
	size_t number = (size_t)excerpt->line + 1;
	size_t width = has_number ? count_digits(number) : 0;

	spaces(output, excerpt->margin > width ? excerpt->margin - width : 0, ' ');
	if (has_number) {
		output_number(output, number);
	}
	output_text(output, " | ");
}

void excerpt_write(struct output *output, const struct excerpt *excerpt)
{
	struct view view = { .text = excerpt->document->text,
		.line = document_line_span(excerpt->document, excerpt->line),
		.span = excerpt->span };

	if (view.span.end > view.line.end) {
		view.span.end = view.line.end;
	}
	if (view.span.start > view.line.end) {
		view.span.start = view.line.end;
	}
	view.start = view_start(&view);
	write_margin(output, excerpt, true);
	write_line(output, &view);
	output_text(output, "\n");
	write_margin(output, excerpt, false);
	spaces(output, view.mark_start, ' ');
	output_text(output, excerpt->colour);
	spaces(output, view.mark_end - view.mark_start, excerpt->mark);
	output_text(output, excerpt->colour[0] ? "\x1b[0m" : "");
	if (excerpt->label.len > 0) {
		output_text(output, " ");
		output_visible(output, excerpt->label);
	}
	output_text(output, "\n");
}
