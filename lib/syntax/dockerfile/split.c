/* Splitting a logical line (parser/split_command.go).
 *
 *   line  = keyword [ blanks { flag spaces } [ "--" space ] rest ]
 *   flag  = "--" { byte | escape byte | quote { byte | escape byte } quote }
 *
 * Quotes are removed from flags; an escape takes the next byte literally, in quotes of either kind
 * too. An unterminated quote runs to the end of the line. BuildKit reads flags byte by byte as
 * Latin-1; here they are UTF-8. */
#include "lib/syntax/dockerfile/parser.h"

#include <string.h>

#include "lib/base/str.h"
#include "lib/base/utf8.h"

/* White space as Latin-1 has it, which is how BuildKit looks for the next flag. */
static bool is_byte_space(char byte)
{
	return byte_is_space(byte) || byte == '\x85' || byte == '\xA0';
}

/* Does a flag end here? At white space that is in Latin-1, so that flags end where BuildKit has
 * them end; but bytes 85 and A0 are no white space inside other characters. */
static bool ends_flag(rlint_str text, size_t at)
{
	size_t length;
	uint32_t code;

	if ((unsigned char)text.ptr[at] < 0x80) {
		return byte_is_space(text.ptr[at]);
	}
	code = utf8_decode(text, at, &length);
	return code == 0x85 || code == 0xA0;
}

/* A flag while it is read: [from, at) of the line is not yet added. */
struct flag_word {
	const struct text *line;
	struct text_builder builder;
	size_t from, at;
	char quote; /* that is open, or 0 */
};

static void leave_out(struct flag_word *word)
{
	text_add(&word->builder, word->line, word->from, word->at);
	word->at++;
	word->from = word->at;
}

/* Reads one unit; false at the end of the word. */
static bool read_unit(struct flag_word *word, char escape)
{
	rlint_str bytes = word->line->bytes;
	char byte = bytes.ptr[word->at];

	if (!word->quote && ends_flag(bytes, word->at)) {
		return false;
	}
	if (word->quote ? byte == word->quote : byte == '"' || byte == '\'') {
		word->quote = (char)(word->quote ? '\0' : byte);
		leave_out(word);
	} else if (byte == escape) {
		leave_out(word);
		word->at += word->at < bytes.len;
	} else {
		word->at++;
	}
	return true;
}

static struct text read_word(struct docker_parser *parser, const struct text *line, size_t *at)
{
	struct flag_word word = {
		.line = line, .builder = { .arena = parser->arena }, .from = *at, .at = *at
	};

	while (word.at < line->bytes.len && read_unit(&word, parser->file->escape)) {
	}
	text_add(&word.builder, line, word.from, word.at);
	*at = word.at;
	return text_end(&word.builder);
}

static void add_flag(struct docker_parser *parser, const struct text *word, rlint_span span)
{
	struct docker_flag *flag = vec_add(&parser->file->flags, parser->arena, sizeof *flag);
	size_t equals = str_find(word->bytes, '=', 0);

	flag->span = span;
	flag->name = str_slice(word->bytes, 2, equals);
	flag->has_value = equals < word->bytes.len;
	flag->value = text_sub(word, equals + 1, word->bytes.len);
	flag->value_span = flag->has_value ? text_span(word, equals + 1, word->bytes.len)
					   : (rlint_span){ span.end, span.end };
}

/* Reads flags from `at` on; returns where the arguments start. */
static size_t read_flags(struct docker_parser *parser, uint32_t index, const struct text *line,
	size_t at, size_t end)
{
	struct text cut = text_sub(line, 0, end);

	docker_at(parser, index)->flag_first = parser->file->flags.count;
	for (;;) {
		size_t start = at;
		struct text word;

		while (start < end && is_byte_space(cut.bytes.ptr[start])) {
			start++;
		}
		if (end - start < 2 || memcmp(cut.bytes.ptr + start, "--", 2) != 0) {
			at = start;
			break;
		}
		at = start;
		word = read_word(parser, &cut, &at);
		if (word.bytes.len == 2) {
			break;
		}
		add_flag(parser, &word, text_span(&cut, start, at));
		docker_at(parser, index)->flag_count++;
	}
	return at;
}

void docker_split(struct docker_parser *parser, uint32_t index, const struct text *line)
{
	struct docker_instruction *instruction = docker_at(parser, index);
	rlint_str bytes = line->bytes;
	size_t start = docker_skip_space(bytes, 0);
	size_t end = docker_trim_end(bytes, start, bytes.len);
	size_t at = start;

	while (at < end && !docker_is_blank(bytes.ptr[at])) {
		at++;
	}
	instruction->line = *line;
	instruction->keyword = str_slice(bytes, start, at);
	instruction->keyword_span = text_span(line, start, at);
	instruction->name = docker_name_of(instruction->keyword);
	instruction->span = text_span(line, start, end);
	at = read_flags(parser, index, line, at, end);
	at = docker_skip_space(bytes, at);
	instruction->rest = text_sub(line, at < end ? at : end, end);
}
