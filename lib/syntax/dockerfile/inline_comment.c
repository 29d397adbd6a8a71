/* Comments behind an instruction's words, where the builder knows none.
 *
 * A comment begins with a `#` that follows a blank outside quotes, behind the first word, and runs
 * to the end of its physical line. The text is read twice: as BuildKit does, to see what it makes
 * of it, then as it is meant. In RUN, CMD, ENTRYPOINT and HEALTHCHECK CMD the shell reads the `#`.
 */
#include "lib/syntax/dockerfile/parser.h"

#include <string.h>

#include "lib/base/str.h"

/* A comment in a logical line. */
struct inline_comment {
	size_t blank; /* where the blanks before it start */
	size_t start, end;
	size_t stop; /* the end of its physical line's part, blanks included */
};

static bool is_space(char byte)
{
	return byte == ' ' || byte == '\t';
}

static bool may_hold_comment(enum docker_name name)
{
	switch (name) {
	case DOCKER_ADD:
	case DOCKER_ARG:
	case DOCKER_COPY:
	case DOCKER_ENV:
	case DOCKER_EXPOSE:
	case DOCKER_FROM:
	case DOCKER_HEALTHCHECK:
	case DOCKER_LABEL:
	case DOCKER_SHELL:
	case DOCKER_STOPSIGNAL:
	case DOCKER_USER:
	case DOCKER_VOLUME:
	case DOCKER_WORKDIR:
		return true;
	case DOCKER_CMD:
	case DOCKER_ENTRYPOINT:
	case DOCKER_MAINTAINER:
	case DOCKER_ONBUILD:
	case DOCKER_RUN:
	case DOCKER_UNKNOWN_NAME:
		return false;
	}
	return false;
}

/* The end of the part of a physical line that holds the offset. */
static size_t part_end(const struct text *line, size_t at)
{
	uint32_t low = 0;
	uint32_t high;

	if (!line->pieces) {
		return line->bytes.len;
	}
	high = line->piece_count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (line->pieces[middle].at > at) {
			high = middle;
		} else {
			low = middle + 1;
		}
	}
	return low < line->piece_count ? line->pieces[low].at : line->bytes.len;
}

/* Walks over the words of a line. */
struct walk {
	const struct docker_parser *parser;
	const struct text *line;
	size_t at;
	size_t glued_at; /* behind a blank that an escape makes part of the word before */
	char quote;
	bool has_word; /* something stands before */
};

static void step(struct walk *walk)
{
	rlint_str bytes = walk->line->bytes;
	char byte = bytes.ptr[walk->at];

	if (byte == walk->parser->file->escape && walk->quote != '\'') {
		walk->glued_at = is_space(bytes.ptr[walk->at - 1]) ? 0 : walk->at + 2;
		walk->at++;
	} else if (walk->quote ? byte == walk->quote : byte == '"' || byte == '\'') {
		walk->quote = (char)(walk->quote ? '\0' : byte);
	}
	walk->has_word |= !is_space(byte);
	walk->at++;
}

static bool is_comment_start(const struct walk *walk)
{
	rlint_str bytes = walk->line->bytes;

	return bytes.ptr[walk->at] == '#' && !walk->quote && walk->has_word &&
	       walk->at != walk->glued_at && is_space(bytes.ptr[walk->at - 1]);
}

/* The comment that starts here; the walk goes on behind it. */
static struct inline_comment take_comment(struct walk *walk)
{
	rlint_str bytes = walk->line->bytes;
	size_t stop = part_end(walk->line, walk->at);
	struct inline_comment comment = { walk->at, walk->at, stop, stop };

	while (is_space(bytes.ptr[comment.blank - 1])) {
		comment.blank--;
	}
	comment.end = docker_trim_end(bytes, walk->at, stop);
	walk->at = stop;
	return comment;
}

static bool next_comment(struct walk *walk, struct inline_comment *comment)
{
	while (walk->at < walk->line->bytes.len && !is_comment_start(walk)) {
		step(walk);
	}
	if (walk->at >= walk->line->bytes.len) {
		return false;
	}
	*comment = take_comment(walk);
	return true;
}

/* ---- reading as it is meant ---- */

/* What was added in a reading, to be taken back. */
struct mark {
	uint32_t instructions, words, flags;
	bool fails;
	struct docker_instruction instruction;
};

static struct mark mark_reading(const struct docker_parser *parser, uint32_t index)
{
	const struct dockerfile *file = parser->file;

	return (struct mark){ file->instructions.count, file->words.count, file->flags.count,
		file->fails, *docker_at(parser, index) };
}

static void take_back(struct docker_parser *parser, uint32_t index, const struct mark *mark)
{
	struct dockerfile *file = parser->file;

	file->instructions.count = mark->instructions;
	file->words.count = mark->words;
	file->flags.count = mark->flags;
	file->fails = mark->fails;
	*docker_at(parser, index) = mark->instruction;
}

/* The line without its comments. */
static struct text without_comments(
	struct docker_parser *parser, const struct text *line, const struct walk *start)
{
	struct text_builder builder = { .arena = parser->arena };
	struct inline_comment comment;
	struct walk walk = *start;
	size_t from = 0;

	while (next_comment(&walk, &comment)) {
		text_add(&builder, line, from, comment.start);
		from = comment.stop;
	}
	text_add(&builder, line, from, line->bytes.len);
	return text_end(&builder);
}

/* The instruction that the words belong to. */
static uint32_t innermost(const struct docker_parser *parser, uint32_t index)
{
	while (docker_at(parser, index)->trigger != NODE_NONE) {
		index = docker_at(parser, index)->trigger;
	}
	return index;
}

/* Without its comment the instruction must still say something. */
static bool is_meant(const struct docker_parser *parser, uint32_t index)
{
	const struct docker_instruction *instruction = docker_at(parser, innermost(parser, index));

	if (instruction->name == DOCKER_ADD || instruction->name == DOCKER_COPY) {
		return instruction->word_count > 1;
	}
	if (instruction->name == DOCKER_HEALTHCHECK) {
		return rlint_str_is_like(instruction->rest.bytes, RLINT_STR("NONE"));
	}
	return instruction->name == DOCKER_SHELL ? instruction->is_json
						 : instruction->word_count > 0;
}

static rlint_str line_end(const struct docker_parser *parser)
{
	size_t feed = str_find(parser->source, '\n', 0);

	return feed > 0 && feed < parser->source.len && parser->source.ptr[feed - 1] == '\r'
		       ? RLINT_STR("\r\n")
		       : RLINT_STR("\n");
}

static void add_fix(struct docker_parser *parser, const struct text *line,
	const struct inline_comment *comment, struct problem *problem)
{
	rlint_str text = str_slice(line->bytes, comment->start, comment->end);
	bool is_last = comment->stop == line->bytes.len;

	if (docker_is_directive(text)) {
		return;
	}
	problem->has_fix = true;
	problem->fix_title = RLINT_STR("move the comment to a line of its own");
	problem->fix_span = text_span(line, comment->blank, is_last ? comment->stop : comment->end);
	problem->insert_at = parser->line_start;
	problem->insert_text = arena_join(parser->arena, text, line_end(parser));
}

static const char *effect_of(enum docker_name name, bool is_refused)
{
	if (is_refused) {
		return "the build fails on it";
	}
	return name == DOCKER_COPY || name == DOCKER_ADD ? "its words are taken for files"
							 : "it becomes part of the instruction";
}

static void tell_of_comment(struct docker_parser *parser, uint32_t index, const struct text *line,
	const struct inline_comment *comment, rlint_str refusal)
{
	enum docker_name name = docker_at(parser, innermost(parser, index))->name;
	bool is_refused = refusal.len > 0;
	struct problem *problem = docker_tell(parser, "inline-comment",
		&(struct docker_refusal){ text_span(line, comment->start, comment->end),
			docker_say(parser,
				"a # behind %s begins no comment: %s; move it to a line of its own "
				"above",
				docker_name_text(name), effect_of(name, is_refused)),
			refusal },
		is_refused || name == DOCKER_COPY || name == DOCKER_ADD);

	if (problem) {
		add_fix(parser, line, comment, problem);
	}
}

static void read_exactly(struct docker_parser *parser, uint32_t index, const struct text *line)
{
	docker_read_command(parser, index, line);
	docker_check(parser, index);
}

/* Reads a line only to see what it comes to, without telling of problems, and takes it back. */
struct trial {
	rlint_str refusal; /* BuildKit's first complaint, or empty */
	bool is_json, is_meant, fails;
};

static struct trial try_reading(
	struct docker_parser *parser, uint32_t index, const struct text *line)
{
	struct mark mark = mark_reading(parser, index);
	struct trial trial;

	parser->is_trial = true;
	parser->refusal = RLINT_STR("");
	read_exactly(parser, index, line);
	parser->is_trial = false;
	trial = (struct trial){ .refusal = parser->refusal,
		.is_json = docker_at(parser, innermost(parser, index))->is_json,
		.is_meant = is_meant(parser, index),
		.fails = parser->file->fails };
	take_back(parser, index, &mark);
	return trial;
}

static void read_as_meant(struct docker_parser *parser, uint32_t index, const struct text *line,
	const struct walk *start)
{
	struct text meant = without_comments(parser, line, start);
	struct trial exact = try_reading(parser, index, line);
	struct inline_comment comment;
	struct walk walk = *start;

	if (exact.is_json || !try_reading(parser, index, &meant).is_meant) {
		read_exactly(parser, index, line);
		return;
	}
	parser->file->fails |= exact.fails;
	parser->file->has_inline_comment = true;
	docker_read_command(parser, index, &meant);
	while (next_comment(&walk, &comment)) {
		tell_of_comment(parser, index, line, &comment, exact.refusal);
	}
	docker_check(parser, index);
}

/* Finds where the words of the innermost instruction start; false where it knows no comments. */
static bool start_walk(
	const struct docker_parser *parser, const struct text *line, struct walk *walk)
{
	rlint_str bytes = line->bytes;
	enum docker_name name;
	size_t at = 0;

	do {
		size_t start = docker_skip_space(bytes, at);

		at = start;
		while (at < bytes.len && !docker_is_blank(bytes.ptr[at])) {
			at++;
		}
		name = docker_name_of(str_slice(bytes, start, at));
	} while (name == DOCKER_ONBUILD && at < bytes.len);
	*walk = (struct walk){ .parser = parser, .line = line, .at = at };
	return may_hold_comment(name);
}

void docker_read_instruction(struct docker_parser *parser, uint32_t index, const struct text *line)
{
	struct inline_comment comment;
	struct walk start;
	struct walk walk;

	if (!parser->sees_inline_comments || str_find(line->bytes, '#', 0) == line->bytes.len ||
		!start_walk(parser, line, &start)) {
		read_exactly(parser, index, line);
		return;
	}
	walk = start;
	if (!next_comment(&walk, &comment)) {
		read_exactly(parser, index, line);
		return;
	}
	read_as_meant(parser, index, line, &start);
}
