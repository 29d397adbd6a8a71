/* Arguments by instruction (parser/line_parsers.go).
 *
 *   RUN CMD ENTRYPOINT SHELL        json | text
 *   ADD COPY VOLUME                 json | { item blanks }
 *   FROM EXPOSE                     { item blanks }
 *   MAINTAINER STOPSIGNAL USER WORKDIR  text
 *   ENV LABEL                       name blanks text | { name "=" value spaces }
 *   ARG                             { word spaces }
 *   ONBUILD                         instruction
 *   HEALTHCHECK                     item [ json | text ]
 *   item  = byte { byte }                     ; no blank inside, no quoting
 *   word  = { plain | escape any | quoted }   ; ends at white space outside quotes
 */
#include "lib/syntax/dockerfile/parser.h"

#include <string.h>

#include <reprolint/registry.h>

#include "lib/base/str.h"
#include "lib/base/utf8.h"
#include "lib/syntax/dockerfile/words.h"

struct docker_word *docker_add_word(
	struct docker_parser *parser, uint32_t index, const struct text *text, rlint_span span)
{
	struct docker_word *word = vec_add(&parser->file->words, parser->arena, sizeof *word);

	word->text = *text;
	word->span = span;
	word->node = NODE_NONE;
	docker_at(parser, index)->word_count++;
	return word;
}

/* Adds bytes [start, end) of the text as a word. */
static void add_range(struct docker_parser *parser, uint32_t index, const struct text *text,
	size_t start, size_t end)
{
	struct text word = text_sub(text, start, end);

	docker_add_word(parser, index, &word, text_span(text, start, end));
}

/* ---- lists and texts ---- */

static void read_items(struct docker_parser *parser, uint32_t index, const struct text *rest)
{
	rlint_str bytes = rest->bytes;
	size_t at = 0;

	while (at < bytes.len) {
		size_t start = at;

		while (at < bytes.len && !docker_is_blank(bytes.ptr[at])) {
			at++;
		}
		add_range(parser, index, rest, start, at);
		while (at < bytes.len && docker_is_blank(bytes.ptr[at])) {
			at++;
		}
	}
}

static void read_text(
	struct docker_parser *parser, uint32_t index, const struct text *rest, size_t start)
{
	if (start < rest->bytes.len) {
		add_range(parser, index, rest, start, rest->bytes.len);
	}
}

/* False where the rest from `start` on is no JSON list. */
static bool read_json(
	struct docker_parser *parser, uint32_t index, const struct text *rest, size_t start)
{
	enum docker_json json;
	rlint_span odd;

	start = docker_skip_space(rest->bytes, start);
	if (start == rest->bytes.len || rest->bytes.ptr[start] != '[') {
		return false;
	}
	json = docker_read_json(parser, index, rest, start, &odd);
	docker_at(parser, index)->is_json = json != DOCKER_NO_JSON;
	if (json == DOCKER_OTHER_JSON) {
		docker_fail(parser, index,
			&(struct docker_refusal){ odd,
				RLINT_STR("a JSON list may hold strings only here; put this in "
					  "double quotes"),
				RLINT_STR("when using JSON array syntax, arrays must be comprised "
					  "of strings only") });
	}
	return json != DOCKER_NO_JSON;
}

/* HEALTHCHECK's type ends at white space as Latin-1 has it. */
static bool ends_type(char byte)
{
	return byte_is_space(byte) || byte == '\x85' || byte == '\xA0';
}

static void read_health(struct docker_parser *parser, uint32_t index, const struct text *rest)
{
	rlint_str bytes = rest->bytes;
	size_t end = 0;
	size_t at;

	while (end < bytes.len && !ends_type(bytes.ptr[end])) {
		end++;
	}
	for (at = end; at < bytes.len && ends_type(bytes.ptr[at]); at++) {
	}
	if (end == 0) {
		return;
	}
	add_range(parser, index, rest, 0, end);
	if (!read_json(parser, index, rest, at)) {
		read_text(parser, index, rest, at);
	}
}

/* ---- words ---- */

/* A word of ENV, LABEL and ARG while it is looked for. */
struct word_scan {
	rlint_str bytes;
	size_t at;
	char escape;
	char quote; /* that is open, or 0 */
	bool is_cut; /* an escape stood at the very end: it is dropped */
};

static size_t length_at(rlint_str text, size_t at)
{
	size_t length = 1;

	if ((unsigned char)text.ptr[at] >= 0x80) {
		utf8_decode(text, at, &length);
	}
	return length;
}

static bool is_space_at(rlint_str text, size_t at)
{
	size_t length;

	if ((unsigned char)text.ptr[at] < 0x80) {
		return byte_is_space(text.ptr[at]);
	}
	return utf8_is_space(utf8_decode(text, at, &length));
}

/* One character; false at the end of the word. */
static bool scan_character(struct word_scan *scan)
{
	char byte = scan->bytes.ptr[scan->at];

	if (!scan->quote && is_space_at(scan->bytes, scan->at)) {
		return false;
	}
	if (byte == scan->escape && scan->quote != '\'') {
		scan->at++;
		scan->is_cut = scan->at == scan->bytes.len;
		scan->at += scan->is_cut ? 0 : length_at(scan->bytes, scan->at);
		return !scan->is_cut;
	}
	if (scan->quote ? byte == scan->quote : byte == '"' || byte == '\'') {
		scan->quote = (char)(scan->quote ? '\0' : byte);
	}
	scan->at++;
	return true;
}

/* The next word, at [*start, *end); false at the end of the text. */
static bool next_word(struct word_scan *scan, size_t *start, size_t *end)
{
	scan->at = docker_skip_space(scan->bytes, scan->at);
	*start = scan->at;
	scan->quote = '\0';
	while (scan->at < scan->bytes.len && scan_character(scan)) {
	}
	*end = scan->at - scan->is_cut;
	return *end > *start;
}

static void read_words(struct docker_parser *parser, uint32_t index, const struct text *rest)
{
	struct word_scan scan = { .bytes = rest->bytes, .escape = parser->file->escape };
	size_t start;
	size_t end;

	while (next_word(&scan, &start, &end)) {
		add_range(parser, index, rest, start, end);
	}
}

/* ---- names and values ---- */

static void read_legacy(struct docker_parser *parser, uint32_t index, const struct text *rest)
{
	rlint_str bytes = rest->bytes;
	const char *name = docker_name_text(docker_at(parser, index)->name);
	size_t end = 0;
	size_t at;

	while (end < bytes.len && !docker_is_blank(bytes.ptr[end])) {
		end++;
	}
	for (at = end; at < bytes.len && docker_is_blank(bytes.ptr[at]); at++) {
	}
	if (at == bytes.len) {
		docker_fail(parser, index,
			&(struct docker_refusal){ text_span(rest, 0, bytes.len),
				docker_say(parser, "%s %S sets nothing; write %s NAME=VALUE", name,
					bytes, name),
				docker_say(parser, "%s must have two arguments", name) });
		return;
	}
	docker_at(parser, index)->is_legacy = true;
	add_range(parser, index, rest, 0, end);
	add_range(parser, index, rest, at, bytes.len);
}

static void tell_no_equals(
	struct docker_parser *parser, uint32_t index, const struct text *rest, rlint_span range)
{
	rlint_str word = str_slice(rest->bytes, range.start, range.end);
	struct buffer foreign = { .arena = parser->arena };

	buffer_add(&foreign, RLINT_STR("Syntax error - can't find = in "));
	word_quote(&foreign, word);
	buffer_add(&foreign, RLINT_STR(". Must be of the form: name=value"));
	docker_fail(parser, index,
		&(struct docker_refusal){ text_span(rest, range.start, range.end),
			docker_say(parser,
				"%S has no = where NAME=VALUE is wanted; put quotes around values "
				"with blanks",
				word),
			buffer_str(&foreign) });
}

static void read_pairs(struct docker_parser *parser, uint32_t index, const struct text *rest,
	struct word_scan *scan)
{
	size_t start;
	size_t end;

	while (next_word(scan, &start, &end)) {
		size_t equals = str_find(str_slice(rest->bytes, 0, end), '=', start);

		if (equals < end) {
			add_range(parser, index, rest, start, equals);
			add_range(parser, index, rest, equals + 1, end);
		} else if (!docker_at(parser, index)->has_problem) {
			tell_no_equals(parser, index, rest,
				(rlint_span){ (uint32_t)start, (uint32_t)end });
		}
	}
}

static void read_name_values(struct docker_parser *parser, uint32_t index, const struct text *rest)
{
	struct word_scan scan = { .bytes = rest->bytes, .escape = parser->file->escape };
	size_t start;
	size_t end;

	if (!next_word(&scan, &start, &end)) {
		return;
	}
	if (str_find(str_slice(rest->bytes, 0, end), '=', start) == end) {
		read_legacy(parser, index, rest);
		return;
	}
	scan = (struct word_scan){ .bytes = rest->bytes, .escape = parser->file->escape };
	read_pairs(parser, index, rest, &scan);
}

/* ---- ONBUILD ---- */

static uint64_t nesting_limit(const struct docker_parser *parser)
{
	const struct limits *limits = parser->file->tree.limits;
	uint64_t limit = limits ? limits->values[RLINT_LIMIT_NESTING] : 0;

	return limit > 0 ? limit : 256;
}

static void tell_of_depth(struct docker_parser *parser, const struct text *rest)
{
	struct problem *problem = docker_tell(parser, "dockerfile",
		&(struct docker_refusal){ text_span(rest, 0, rest->bytes.len),
			RLINT_STR("ONBUILD is nested past the limit; the rest of the line was not "
				  "read"),
			RLINT_STR("") },
		true);

	if (problem) {
		problem->is_limit = true;
	}
	parser->file->tree.is_incomplete = true;
}

static void read_trigger(struct docker_parser *parser, uint32_t index, const struct text *rest)
{
	uint32_t trigger = parser->file->instructions.count;
	struct docker_instruction *added;
	struct docker_instruction *owner;

	if (rest->bytes.len == 0) {
		return;
	}
	if (parser->depth >= nesting_limit(parser)) {
		tell_of_depth(parser, rest);
		return;
	}
	added = vec_add(&parser->file->instructions, parser->arena, sizeof *added);
	owner = docker_at(parser, index);
	owner->trigger = trigger;
	added->trigger = NODE_NONE;
	added->node = NODE_NONE;
	added->is_trigger = true;
	added->first_line = owner->first_line;
	added->last_line = owner->last_line;
	parser->depth++;
	docker_read_command(parser, trigger, rest);
	parser->depth--;
	docker_at(parser, index)->has_problem |= docker_at(parser, trigger)->has_problem;
}

/* ---- all ---- */

void docker_read_arguments(struct docker_parser *parser, uint32_t index)
{
	struct docker_instruction *instruction = docker_at(parser, index);
	struct text rest = instruction->rest;

	instruction->word_first = parser->file->words.count;
	switch (instruction->name) {
	case DOCKER_RUN:
	case DOCKER_CMD:
	case DOCKER_ENTRYPOINT:
	case DOCKER_SHELL:
		if (!read_json(parser, index, &rest, 0)) {
			read_text(parser, index, &rest, 0);
		}
		return;
	case DOCKER_ADD:
	case DOCKER_COPY:
	case DOCKER_VOLUME:
		if (!read_json(parser, index, &rest, 0)) {
			read_items(parser, index, &rest);
		}
		return;
	case DOCKER_FROM:
	case DOCKER_EXPOSE:
		read_items(parser, index, &rest);
		return;
	case DOCKER_MAINTAINER:
	case DOCKER_STOPSIGNAL:
	case DOCKER_USER:
	case DOCKER_WORKDIR:
		read_text(parser, index, &rest, 0);
		return;
	case DOCKER_ENV:
	case DOCKER_LABEL:
		read_name_values(parser, index, &rest);
		return;
	case DOCKER_ARG:
		read_words(parser, index, &rest);
		return;
	case DOCKER_ONBUILD:
		read_trigger(parser, index, &rest);
		return;
	case DOCKER_HEALTHCHECK:
		read_health(parser, index, &rest);
		return;
	case DOCKER_UNKNOWN_NAME:
		return;
	}
}

void docker_read_command(struct docker_parser *parser, uint32_t index, const struct text *line)
{
	docker_split(parser, index, line);
	docker_read_arguments(parser, index);
}
