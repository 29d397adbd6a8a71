/* Offsets to lines and columns, and back. */
#include "lib/base/str.h"
#include "lib/base/utf8.h"
#include "lib/source/document.h"

/* How many units the code point at `at` takes in a column count; its bytes go to *length. */
static uint32_t width(rlint_str text, size_t at, rlint_unit unit, size_t *length)
{
	uint32_t code = utf8_decode(text, at, length);

	return unit == RLINT_UTF16 && code != UTF8_BAD && code > 0xFFFF ? 2 : 1;
}

rlint_position rlint_position_of(const rlint_document *document, uint32_t offset, rlint_unit unit)
{
	uint32_t line;
	uint32_t column = 1;
	size_t length;

	if (offset > document->text.len) {
		offset = (uint32_t)document->text.len;
	}
	line = document_line(document, offset);
	if (unit == RLINT_BYTES || document->is_ascii) {
		return (rlint_position){ line + 1, offset - document->lines[line] + 1 };
	}
	for (size_t at = document->lines[line]; at < offset; at += length) {
		column += width(document->text, at, unit, &length);
	}
	return (rlint_position){ line + 1, column };
}

uint32_t rlint_offset_of(const rlint_document *document, rlint_position position, rlint_unit unit)
{
	rlint_span line;
	size_t at;
	size_t length = 1;

	if (position.line == 0 || position.line > document->line_count) {
		return position.line == 0 ? 0 : (uint32_t)document->text.len;
	}
	line = document_line_span(document, position.line - 1);
	at = line.start;
	for (uint32_t column = 1; at < line.end && column < position.column; at += length) {
		column += unit == RLINT_BYTES ? 1 : width(document->text, at, unit, &length);
	}
	return (uint32_t)(at < line.end ? at : line.end);
}
