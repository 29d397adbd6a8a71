/* Physical and logical lines.
 *
 *   physical = { byte } [ LF ]                   ; trailing CRs do not count
 *   logical  = first { next }
 *   first    = content [ escape { " " | TAB } ]  ; with the escape, `next` follows
 *   next     = comment | blank                   ; dropped, the continuation goes on
 *            | content [ escape { " " | TAB } ]
 *
 * An escape after an escape does not continue (parser.go, lineContinuationRegex). */
#include "lib/syntax/dockerfile/parser.h"

#include <string.h>

#include "lib/base/utf8.h"

/* bufio.MaxScanTokenSize - 1 */
#define LONGEST_LINE 65535

bool docker_is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\v' || byte == '\f';
}

static bool is_ascii_space(char byte)
{
	return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* The length of the white space character at `at`, or 0. */
static size_t space_at(rlint_str text, size_t at)
{
	size_t length;

	if ((unsigned char)text.ptr[at] < 0x80) {
		return is_ascii_space(text.ptr[at]) ? 1 : 0;
	}
	return utf8_is_space(utf8_decode(text, at, &length)) ? length : 0;
}

size_t docker_skip_space(rlint_str text, size_t at)
{
	while (at < text.len) {
		size_t length = space_at(text, at);

		if (length == 0) {
			break;
		}
		at += length;
	}
	return at;
}

/* The length of the white space character that ends before `end`, or 0. */
static size_t space_before(rlint_str text, size_t start, size_t end)
{
	size_t at = end - 1;
	size_t length;

	if ((unsigned char)text.ptr[at] < 0x80) {
		return is_ascii_space(text.ptr[at]) ? 1 : 0;
	}
	while (at > start && end - at < 3 && ((unsigned char)text.ptr[at] & 0xC0U) == 0x80U) {
		at--;
	}
	text.len = end;
	return utf8_is_space(utf8_decode(text, at, &length)) && at + length == end ? length : 0;
}

size_t docker_trim_end(rlint_str text, size_t start, size_t end)
{
	while (end > start) {
		size_t length = space_before(text, start, end);

		if (length == 0) {
			break;
		}
		end -= length;
	}
	return end;
}

static struct docker_line line_at(rlint_str source, uint32_t at)
{
	const char *feed = memchr(source.ptr + at, '\n', source.len - at);
	struct docker_line line = { .start = at };

	line.end = feed ? (uint32_t)(feed - source.ptr) : (uint32_t)source.len;
	line.next = feed ? line.end + 1 : line.end;
	while (line.end > at && source.ptr[line.end - 1] == '\r') {
		line.end--;
	}
	return line;
}

static void tell_of_length(struct docker_parser *parser, const struct docker_line *line)
{
	docker_fail_file(parser,
		&(struct docker_refusal){ { line->start, line->end },
			RLINT_STR("this line is longer than 65535 bytes, where the builder stops "
				  "reading; break it up or copy the text in from a file"),
			RLINT_STR("dockerfile line greater than max allowed size of 65535") });
}

bool docker_next_line(struct docker_parser *parser, struct docker_line *line)
{
	if (parser->at >= parser->source.len) {
		return false;
	}
	*line = line_at(parser->source, parser->at);
	if (line->next - line->start > LONGEST_LINE + 1 ||
		(line->next - line->start == LONGEST_LINE + 1 &&
			parser->source.ptr[line->next - 1] != '\n')) {
		tell_of_length(parser, line);
	}
	parser->at = line->next;
	parser->line_count++;
	return true;
}

void docker_add_comment(struct docker_parser *parser, rlint_span span, uint32_t precedes)
{
	tree_comment(&parser->file->tree, span)->precedes = precedes;
}

/* Does [start, end) end with an escape that continues? *kept is the end of what stays. */
static bool continues(
	const struct docker_parser *parser, uint32_t start, uint32_t end, uint32_t *kept)
{
	const char *bytes = parser->source.ptr;
	char escape = parser->file->escape;
	uint32_t at = end;

	while (at > start && (bytes[at - 1] == ' ' || bytes[at - 1] == '\t')) {
		at--;
	}
	if (at == start || bytes[at - 1] != escape || (at - start > 1 && bytes[at - 2] == escape)) {
		*kept = end;
		return false;
	}
	*kept = at - 1;
	return true;
}

/* What a line in a continuation is. */
struct part {
	struct docker_line line;
	uint32_t mark; /* first byte that is no white space; line.end where blank */
	uint32_t kept; /* end of what is joined */
	bool is_comment, is_blank, goes_on;
};

static struct part part_at(const struct docker_parser *parser, uint32_t at)
{
	struct part part = { .line = line_at(parser->source, at) };
	rlint_str content = { parser->source.ptr, part.line.end };

	part.mark = (uint32_t)docker_skip_space(content, at);
	part.is_blank = part.mark == part.line.end;
	part.is_comment = !part.is_blank && parser->source.ptr[part.mark] == '#';
	part.goes_on = true;
	part.kept = at;
	if (!part.is_blank && !part.is_comment) {
		part.goes_on = continues(parser, at, part.line.end, &part.kept);
	}
	return part;
}

/* A logical line while its parts are put together. */
struct join {
	char *bytes;
	struct piece *pieces;
	size_t len;
	uint32_t count;
	uint32_t gap; /* where the gap before the next piece starts */
	uint32_t gap_first; /* index of the logical line's first gap */
};

/* How much the lines from `at` on need, so that a million of them are put together in memory that
 * is asked for once. */
static void measure(const struct docker_parser *parser, uint32_t at, struct join *join)
{
	bool goes_on = true;

	while (goes_on && at < parser->source.len) {
		struct part part = part_at(parser, at);

		join->len += part.kept - at;
		join->count += part.kept > at;
		goes_on = part.goes_on;
		at = part.line.next;
	}
}

static void add_part(struct docker_parser *parser, struct join *join, uint32_t start, uint32_t end)
{
	if (end == start) {
		return;
	}
	if (join->count > 0) {
		tree_gap(&parser->file->tree, (rlint_span){ join->gap, start });
	}
	join->pieces[join->count] =
		(struct piece){ (uint32_t)join->len, { start, end }, .is_verbatim = true };
	join->count++;
	memcpy(join->bytes + join->len, parser->source.ptr + start, end - start);
	join->len += end - start;
	join->gap = end;
}

/* Takes the lines that follow, comments and blank ones too. */
static void take_parts(struct docker_parser *parser, uint32_t index, struct join *join)
{
	struct docker_instruction *instruction = docker_at(parser, index);
	struct docker_line line;
	bool goes_on = true;

	while (goes_on && parser->at < parser->source.len) {
		struct part part = part_at(parser, parser->at);

		docker_next_line(parser, &line);
		if (part.is_comment) {
			docker_add_comment(
				parser, (rlint_span){ part.mark, line.end }, parser->node);
		} else if (part.is_blank && instruction->empty_continuation.end == 0) {
			instruction->empty_continuation = (rlint_span){ line.start, line.next };
		} else {
			add_part(parser, join, line.start, part.kept);
		}
		goes_on = part.goes_on;
	}
}

static void reserve_gaps(struct docker_parser *parser, uint32_t count)
{
	struct vec *gaps = &parser->file->tree.gaps;

	if (gaps->capacity - gaps->count < count) {
		uint32_t wanted = gaps->count + count;

		vec_reserve(gaps, parser->arena,
			wanted > gaps->capacity * 2 ? wanted : gaps->capacity * 2,
			sizeof(rlint_span));
	}
}

static struct text join_parts(
	struct docker_parser *parser, uint32_t index, uint32_t start, uint32_t kept)
{
	struct join join = { .len = kept - start, .count = kept > start };

	measure(parser, parser->at, &join);
	reserve_gaps(parser, join.count);
	join.bytes = arena_alloc(parser->arena, join.len);
	join.pieces = arena_alloc(parser->arena, (join.count + 1) * sizeof *join.pieces);
	join.len = 0;
	join.count = 0;
	add_part(parser, &join, start, kept);
	take_parts(parser, index, &join);
	if (join.count == 0) {
		return text_of(parser->source, (rlint_span){ start, start });
	}
	return (struct text){
		.bytes = { join.bytes, join.len }, .pieces = join.pieces, .piece_count = join.count
	};
}

struct text docker_join(
	struct docker_parser *parser, uint32_t index, const struct docker_line *line)
{
	struct docker_instruction *instruction = docker_at(parser, index);
	struct text text;
	uint32_t kept;

	instruction->first_line = parser->line_count;
	if (continues(parser, line->start, line->end, &kept)) {
		text = join_parts(parser, index, line->start, kept);
	} else {
		text = text_of(parser->source, (rlint_span){ line->start, kept });
	}
	instruction->last_line = parser->line_count;
	return text;
}
