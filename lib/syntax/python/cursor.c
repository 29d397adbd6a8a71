/* Reading steps that requirements and markers share. */
#include "lib/syntax/python/cursor.h"

bool cursor_fail(struct cursor *cursor, const struct complaint *complaint, size_t start, size_t end)
{
	if (!cursor->complaint || cursor->complaint->is_mild) {
		cursor->complaint = complaint;
		cursor->bad_start = start;
		cursor->bad_end = end;
	}
	return false;
}

bool cursor_fail_here(struct cursor *cursor, const struct complaint *complaint)
{
	size_t end = cursor->at;

	while (end < cursor->text.len && cursor->text.ptr[end] != ' ' &&
		cursor->text.ptr[end] != '\t') {
		end++;
	}
	return cursor_fail(cursor, complaint, cursor->at, end);
}

bool cursor_blanks(struct cursor *cursor)
{
	size_t start = cursor->at;

	while (cursor_is_at(cursor, ' ') || cursor_is_at(cursor, '\t')) {
		cursor->at++;
	}
	return cursor->at > start;
}

bool cursor_is_at(const struct cursor *cursor, char byte)
{
	return cursor->at < cursor->text.len && cursor->text.ptr[cursor->at] == byte;
}

bool cursor_take(struct cursor *cursor, char byte)
{
	bool is_there = cursor_is_at(cursor, byte);

	cursor->at += is_there;
	return is_there;
}

/* A letter, digit or _ in Unicode's sense, near enough: what follows decides nothing else. */
static bool is_word(rlint_str text, size_t at)
{
	return at < text.len && (byte_is_name(text.ptr[at]) || (unsigned char)text.ptr[at] >= 0x80);
}

bool cursor_take_word(struct cursor *cursor, rlint_str word)
{
	size_t end = cursor->at + word.len;
	bool is_there = rlint_str_is(str_slice(cursor->text, cursor->at, end), word) &&
			!is_word(cursor->text, end);

	cursor->at += is_there ? word.len : 0;
	return is_there;
}

size_t identifier_end(rlint_str text, size_t at)
{
	size_t end = at;

	while (end < text.len &&
		(byte_is_name(text.ptr[end]) || text.ptr[end] == '.' || text.ptr[end] == '-')) {
		end++;
	}
	while (end > at && !byte_is_name(text.ptr[end - 1])) {
		end--;
	}
	return end > at && text.ptr[at] != '_' && byte_is_name(text.ptr[at]) ? end : at;
}
