/* shlex.split with POSIX rules: blanks are space, tab, CR, LF.
 *
 *   words = *blank [ word *( 1*blank word ) *blank ]
 *   word  = 1*( "'" *char "'" | '"' *( "\" char | char ) '"' | "\" char | char )
 *
 * Within double quotes a backslash is taken off only before '"' and itself. */
#include "lib/syntax/python/arguments.h"

static const struct complaint open_quote = {
	"this quote is not closed on the line",
	"Could not split options",
	false,
};
static const struct complaint open_escape = {
	"a backslash ends the options: nothing follows that it could join or escape",
	"Could not split options",
	false,
};

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

struct splitter {
	const struct text *line;
	struct cursor *cursor;
	struct text_builder builder;
	size_t at, end;
};

/* Adds the byte at the splitter's place and steps past it. */
static void take(struct splitter *splitter)
{
	text_add(&splitter->builder, splitter->line, splitter->at, splitter->at + 1);
	splitter->at++;
}

static bool take_escaped(struct splitter *splitter)
{
	splitter->at++;
	if (splitter->at == splitter->end) {
		return cursor_fail(splitter->cursor, &open_escape, splitter->at - 1, splitter->at);
	}
	take(splitter);
	return true;
}

static bool take_quoted(struct splitter *splitter)
{
	const char *bytes = splitter->line->bytes.ptr;
	size_t opened = splitter->at;
	char quote = bytes[splitter->at++];

	while (splitter->at < splitter->end && bytes[splitter->at] != quote) {
		if (quote == '"' && bytes[splitter->at] == '\\' &&
			splitter->at + 1 < splitter->end &&
			(bytes[splitter->at + 1] == '"' || bytes[splitter->at + 1] == '\\')) {
			splitter->at++;
		}
		take(splitter);
	}
	if (splitter->at == splitter->end) {
		return cursor_fail(splitter->cursor, &open_quote, opened, splitter->end);
	}
	splitter->at++;
	return true;
}

/* One more part of a word: a quoted text, an escaped byte, or a byte. */
static bool take_part(struct splitter *splitter)
{
	char byte = splitter->line->bytes.ptr[splitter->at];

	if (byte == '\\') {
		return take_escaped(splitter);
	}
	if (byte == '"' || byte == '\'') {
		return take_quoted(splitter);
	}
	take(splitter);
	return true;
}

static bool is_in_word(const struct splitter *splitter)
{
	return splitter->at < splitter->end && !is_blank(splitter->line->bytes.ptr[splitter->at]);
}

/* Where the word that starts at `at` ends, if it is plain; else the first quote or backslash. */
static size_t plain_end(rlint_str text, size_t at, size_t end)
{
	while (at < end && !is_blank(text.ptr[at]) && text.ptr[at] != '\\' && text.ptr[at] != '"' &&
		text.ptr[at] != '\'') {
		at++;
	}
	return at;
}

/* The word at the splitter's place; a plain one costs no copy. */
static bool take_word(struct splitter *splitter, struct argument *word)
{
	size_t start = splitter->at;
	bool is_good = true;

	splitter->at = plain_end(splitter->line->bytes, start, splitter->end);
	word->value = text_sub(splitter->line, start, splitter->at);
	if (is_in_word(splitter)) {
		splitter->at = start;
		while (is_good && is_in_word(splitter)) {
			is_good = take_part(splitter);
		}
		word->value = text_end(&splitter->builder);
	}
	word->range = (struct range){ (uint32_t)start, (uint32_t)splitter->at };
	return is_good;
}

bool arguments_split(struct vec *out, struct arena *arena, const struct text *line,
	struct cursor *cursor, struct range part)
{
	struct splitter splitter = { line, cursor, { .arena = arena }, part.start, part.end };

	for (;;) {
		while (splitter.at < splitter.end && is_blank(line->bytes.ptr[splitter.at])) {
			splitter.at++;
		}
		if (splitter.at == splitter.end) {
			return true;
		}
		splitter.builder = (struct text_builder){ .arena = arena };
		if (!take_word(&splitter, vec_add(out, arena, sizeof(struct argument)))) {
			return false;
		}
	}
}
