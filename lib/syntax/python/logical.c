/* Lines, continuations and comments in the order in which pip goes about them (req_file.py):
 * str.splitlines; join_lines; ignore_comments.
 *
 *   file     = *logical
 *   logical  = *joined ( plain | comment ) end
 *   joined   = *"\" text 1*"\" end       not where the line is a comment; no separator comes
 * between comment  = *space "#" text           ends a continuation, too plain    = text [ ( start
 * of the logical line | 1*space ) "#" text ]
 *
 * A comment is looked for in the joined text, so one that stands before a backslash takes the next
 * line with it. */
#include "lib/syntax/python/logical.h"

#include "lib/syntax/python/space.h"

struct physical_line {
	size_t start, end, next;
	bool is_comment, goes_on;
};

static void read_physical(struct logical_reader *reader, struct physical_line *line)
{
	rlint_str source = reader->tree->source;
	size_t first;

	line->start = reader->at;
	line->end = line_end(source, reader->at, &line->next);
	first = line->start;
	while (first < line->end && space_at(source, first) > 0) {
		first += space_at(source, first);
	}
	line->is_comment = first < line->end && source.ptr[first] == '#';
	line->goes_on =
		!line->is_comment && line->end > line->start && source.ptr[line->end - 1] == '\\';
	reader->at = line->next;
	reader->number++;
}

/* A line that goes on is stripped of backslashes, at both ends. */
static void join(struct logical_reader *reader, const struct physical_line *line,
	struct text_builder *builder)
{
	rlint_str source = reader->tree->source;
	struct text whole = text_of(source, (rlint_span){ 0, (uint32_t)source.len });
	size_t start = line->start;
	size_t end = line->end;

	while (start < end && source.ptr[start] == '\\') {
		start++;
	}
	while (end > start && source.ptr[end - 1] == '\\') {
		end--;
	}
	if (start > line->start && start < end) {
		tree_gap(reader->tree, (rlint_span){ (uint32_t)line->start, (uint32_t)start });
	}
	tree_gap(reader->tree, (rlint_span){ (uint32_t)end, (uint32_t)line->next });
	text_add(builder, &whole, start, end);
}

/* (^|\s+)#: where the comment's '#' stands, or the text's length. */
static size_t find_comment(rlint_str text)
{
	size_t at = str_find(text, '#', 0);

	while (at < text.len && at > 0 && space_before(text, at) == 0) {
		at = str_find(text, '#', at + 1);
	}
	return at;
}

static rlint_span line_of(rlint_str source, const struct physical_line *line)
{
	size_t start = line->start;
	size_t end = line->end;

	space_strip(source, &start, &end);
	return (rlint_span){ (uint32_t)start, (uint32_t)end };
}

/* The part of a joined comment that stood on later lines. */
static rlint_span swallowed_by(rlint_str source, const struct text *text, size_t comment)
{
	size_t next;
	size_t stop = line_end(source, text_source(text, comment), &next);
	size_t start = text_offset(text, (uint32_t)stop);
	size_t end = text->bytes.len;

	space_strip(text->bytes, &start, &end);
	return text_span(text, start, end);
}

static void set_text(struct logical_reader *reader, struct logical_line *out, struct text text)
{
	size_t start = 0;
	size_t end = find_comment(text.bytes);

	if (end < text.bytes.len) {
		out->comment = text_span(&text, end, text.bytes.len);
		out->swallowed = text.pieces ? swallowed_by(reader->tree->source, &text, end)
					     : (rlint_span){ out->comment.end, out->comment.end };
	}
	space_strip(text.bytes, &start, &end);
	out->text = text_sub(&text, start, end);
}

/* The lines after `line`, which goes on. */
static void read_joined(
	struct logical_reader *reader, struct physical_line *line, struct logical_line *out)
{
	rlint_str source = reader->tree->source;
	struct text whole = text_of(source, (rlint_span){ 0, (uint32_t)source.len });
	struct text_builder builder = { .arena = reader->tree->arena };

	join(reader, line, &builder);
	while (reader->at < source.len) {
		read_physical(reader, line);
		if (line->goes_on) {
			join(reader, line, &builder);
			continue;
		}
		if (line->is_comment) {
			out->closing = line_of(source, line);
		} else {
			text_add(&builder, &whole, line->start, line->end);
		}
		break;
	}
	set_text(reader, out, text_end(&builder));
}

bool logical_next(struct logical_reader *reader, struct logical_line *out)
{
	rlint_str source = reader->tree->source;
	struct physical_line line;

	if (reader->at >= source.len) {
		return false;
	}
	*out = (struct logical_line){ .number = reader->number + 1 };
	read_physical(reader, &line);
	if (line.goes_on) {
		read_joined(reader, &line, out);
	} else if (line.is_comment) {
		out->comment = line_of(source, &line);
	} else {
		set_text(reader, out,
			text_of(source, (rlint_span){ (uint32_t)line.start, (uint32_t)line.end }));
	}
	return true;
}
