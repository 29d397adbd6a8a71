/* Rule pages for a terminal.
 *
 *     page      = { heading | fence | list item | table row | paragraph }
 *     fence     = "```" info LF { line } "```" LF
 *     list item = "- " text { LF text }
 *     paragraph = text { LF text }
 */
#include "page.h"

#include <string.h>

#define COLUMNS 80
#define CODE_INDENT "    "

/* Where the writer of a paragraph is. */
struct flow {
	size_t column; /* 0: nothing on the line yet */
	size_t indent; /* of the lines after the first */
};

struct page {
	rlint_str rest;
	struct flow flow;
	bool is_code;
	bool follows_block; /* a blank line is due before the next block */
};

static rlint_str take_line(rlint_str *text)
{
	const char *end = memchr(text->ptr, '\n', text->len);
	size_t length = end ? (size_t)(end - text->ptr) : text->len;
	rlint_str line = { text->ptr, length };

	text->ptr += length + (end ? 1 : 0);
	text->len -= length + (end ? 1 : 0);
	return line;
}

static void put(rlint_str text)
{
	print_str(text);
}

static void put_byte(char byte)
{
	print_str((rlint_str){ &byte, 1 });
}

static void put_indent(size_t count)
{
	while (count-- > 0) {
		put_byte(' ');
	}
}

/* Columns of a word, as far as code points tell. */
static size_t width(rlint_str word)
{
	size_t count = 0;

	for (size_t i = 0; i < word.len; i++) {
		count += ((unsigned char)word.ptr[i] & 0xC0U) == 0x80U ? 0 : 1;
	}
	return count;
}

static void put_word(struct flow *flow, rlint_str word)
{
	size_t columns = width(word);

	if (flow->column > flow->indent && flow->column + 1 + columns > COLUMNS) {
		put_byte('\n');
		put_indent(flow->indent);
		flow->column = flow->indent;
	} else if (flow->column > flow->indent) {
		put_byte(' ');
		flow->column++;
	}
	put(word);
	flow->column += columns;
}

static void put_words(struct flow *flow, rlint_str line)
{
	size_t at = 0;

	while (at < line.len) {
		size_t start;

		while (at < line.len && line.ptr[at] == ' ') {
			at++;
		}
		start = at;
		while (at < line.len && line.ptr[at] != ' ') {
			at++;
		}
		if (at > start) {
			put_word(flow, (rlint_str){ line.ptr + start, at - start });
		}
	}
}

static void end_block(struct page *page)
{
	if (page->flow.column > 0) {
		put_byte('\n');
		page->follows_block = true;
	}
	page->flow = (struct flow){ 0 };
}

static void begin_block(struct page *page)
{
	end_block(page);
	if (page->follows_block) {
		put_byte('\n');
		page->follows_block = false;
	}
}

static void put_heading(struct page *page, rlint_str line)
{
	bool is_title = rlint_str_starts(line, RLINT_STR("# "));

	begin_block(page);
	while (line.len > 0 && (line.ptr[0] == '#' || line.ptr[0] == ' ')) {
		line.ptr++;
		line.len--;
	}
	put(line);
	put_byte('\n');
	for (size_t i = 0; is_title && i < width(line) && i < COLUMNS; i++) {
		put_byte('=');
	}
	if (is_title) {
		put_byte('\n');
	}
	page->follows_block = true;
}

static void put_line(struct page *page, rlint_str line)
{
	if (rlint_str_starts(line, RLINT_STR("```"))) {
		begin_block(page);
		page->is_code = true;
	} else if (line.len == 0) {
		end_block(page);
	} else if (line.ptr[0] == '#') {
		put_heading(page, line);
	} else if (line.ptr[0] == '|') {
		end_block(page);
		put(line);
		page->flow.column = width(line);
	} else if (rlint_str_starts(line, RLINT_STR("- "))) {
		bool is_first = page->flow.column == 0;

		if (is_first) {
			begin_block(page);
		} else {
			end_block(page);
		}
		page->follows_block = false;
		put(RLINT_STR("- "));
		page->flow = (struct flow){ 2, 2 };
		put_words(&page->flow, (rlint_str){ line.ptr + 2, line.len - 2 });
	} else {
		if (page->flow.column == 0) {
			begin_block(page);
		}
		put_words(&page->flow, line);
	}
}

static void put_code(struct page *page, rlint_str line)
{
	if (rlint_str_starts(line, RLINT_STR("```"))) {
		page->is_code = false;
		page->follows_block = true;
		return;
	}
	if (line.len > 0) {
		put(RLINT_STR(CODE_INDENT));
		put(line);
	}
	put_byte('\n');
}

void page_print(rlint_str markdown)
{
	struct page page = { .rest = markdown };

	while (page.rest.len > 0) {
		rlint_str line = take_line(&page.rest);

		if (page.is_code) {
			put_code(&page, line);
		} else {
			put_line(&page, line);
		}
	}
	end_block(&page);
}
