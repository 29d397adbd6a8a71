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
	if (is_in(code, RLINT_LIST(narrow))) {
		return 0;
	}
	return is_in(code, RLINT_LIST(wide)) ? 2 : 1;
}

/* The part of a line that is shown. */
struct view {
	rlint_str text; /* of the document */
	rlint_span line;
	uint32_t start; /* first byte shown */
	size_t column; /* columns written */
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

/* Where to begin, so that the first marked words are seen. */
static uint32_t view_start(const struct view *view, uint32_t first)
{
	uint32_t at = first;

	if (view->line.end - view->line.start <= COLUMNS_MOST ||
		first - view->line.start <= COLUMNS_BEFORE + 5) {
		return view->line.start;
	}
	at -= COLUMNS_BEFORE;
	while (at < first && ((unsigned char)view->text.ptr[at] & 0xC0U) == 0x80U) {
		at++;
	}
	return at;
}

/* Notes the column at which byte `at` begins, for the marks that begin or go on there. */
static void note_column(struct excerpt *excerpt, const struct view *view, size_t at)
{
	for (size_t i = 0; i < excerpt->count; i++) {
		struct excerpt_mark *mark = &excerpt->marks[i];

		if (at <= mark->span.start) {
			mark->start = view->column;
		}
		if (at <= mark->span.end) {
			mark->end = view->column;
		}
	}
}

static void write_line(struct output *output, struct view *view, struct excerpt *excerpt)
{
	size_t at = view->start;

	if (view->start > view->line.start) {
		output_text(output, "...");
		view->column = 3;
	}
	note_column(excerpt, view, at);
	while (at < view->line.end && view->column < COLUMNS_MOST) {
		at += write_character(output, view, at);
		note_column(excerpt, view, at);
	}
	if (at < view->line.end) {
		output_text(output, "...");
	}
	output_text(output, "\n");
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

/* How many of the marks share a row: each behind the one before, under one label. */
static size_t row_length(const struct excerpt_mark *marks, size_t count)
{
	size_t length = 1;

	while (length < count && marks[length].start > marks[length - 1].end &&
		(marks[length - 1].label.len == 0 ||
			rlint_str_is(marks[length].label, marks[length - 1].label))) {
		length++;
	}
	return length;
}

static void write_row(struct output *output, const struct excerpt_mark *marks, size_t count)
{
	size_t column = 0;

	for (size_t i = 0; i < count; i++) {
		size_t width = marks[i].end > marks[i].start ? marks[i].end - marks[i].start : 1;

		spaces(output, marks[i].start - column, ' ');
		output_text(output, marks[i].colour);
		spaces(output, width, marks[i].mark);
		output_text(output, marks[i].colour[0] ? "\x1b[0m" : "");
		column = marks[i].start + width;
	}
	if (marks[count - 1].label.len > 0) {
		output_text(output, " ");
		output_visible(output, marks[count - 1].label);
	}
	output_text(output, "\n");
}

/* Clips the marks to the line: what goes on below it is not shown. */
static void clip_marks(struct excerpt *excerpt, rlint_span line)
{
	for (size_t i = 0; i < excerpt->count; i++) {
		rlint_span *span = &excerpt->marks[i].span;

		span->end = span->end > line.end ? line.end : span->end;
		span->start = span->start > line.end ? line.end : span->start;
	}
}

void excerpt_write(struct output *output, struct excerpt *excerpt)
{
	struct view view = { .text = excerpt->document->text,
		.line = document_line_span(excerpt->document, excerpt->line) };
	size_t length;

	clip_marks(excerpt, view.line);
	view.start = view_start(&view, excerpt->marks[0].span.start);
	write_margin(output, excerpt, true);
	write_line(output, &view, excerpt);
	for (size_t i = 0; i < excerpt->count; i += length) {
		length = row_length(excerpt->marks + i, excerpt->count - i);
		write_margin(output, excerpt, false);
		write_row(output, excerpt->marks + i, length);
	}
}
