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
		char next = splitter->at + 1 < splitter->end ? bytes[splitter->at + 1] : '\0';

		if (quote == '"' && bytes[splitter->at] == '\\' && (next == '"' || next == '\\')) {
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

/* The rest of a word that has quotes or backslashes. */
static bool take_word(struct splitter *splitter)
{
	const char *bytes = splitter->line->bytes.ptr;

	while (splitter->at < splitter->end && !is_blank(bytes[splitter->at])) {
		char byte = bytes[splitter->at];

		if (byte == '\\') {
			if (!take_escaped(splitter)) {
				return false;
			}
		} else if (byte == '"' || byte == '\'') {
			if (!take_quoted(splitter)) {
				return false;
			}
		} else {
			take(splitter);
		}
	}
	return true;
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

bool arguments_split(struct vec *out, struct arena *arena, const struct text *line,
	struct cursor *cursor, struct range part)
{
	size_t at = part.start;

	for (;;) {
		struct splitter splitter = { line, cursor, { .arena = arena }, at, part.end };
		struct argument *word;
		size_t stop;

		while (at < part.end && is_blank(line->bytes.ptr[at])) {
			at++;
		}
		if (at == part.end) {
			return true;
		}
		stop = plain_end(line->bytes, at, part.end);
		word = vec_add(out, arena, sizeof *word);
		word->range.start = (uint32_t)at;
		if (stop == part.end || is_blank(line->bytes.ptr[stop])) {
			word->value = text_sub(line, at, stop);
		} else {
			splitter.at = at;
			if (!take_word(&splitter)) {
				return false;
			}
			word->value = text_end(&splitter.builder);
			stop = splitter.at;
		}
		word->range.end = (uint32_t)stop;
		at = stop;
	}
}
