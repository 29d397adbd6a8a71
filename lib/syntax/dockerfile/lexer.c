/* Reading words character by character (shell/lex.go).
 *
 *   word    = { plain | escape any | quoted | dollar }
 *   quoted  = "'" { any } "'" | '"' { plain | escape any | dollar } '"'
 *   name    = digit { digit } | special | { letter | digit | "_" }
 *   special = "@" | "*" | "#" | "?" | "-" | "$" | "!" */
#include "lib/syntax/dockerfile/lexer.h"

#include <string.h>

#include "lib/base/str.h"
#include "lib/base/unicode.h"
#include "lib/base/utf8.h"

#define REPLACEMENT 0xFFFDU

void lexer_fail(struct lexer *lexer, rlint_str error)
{
	if (lexer->out->error.len == 0) {
		lexer->out->error = error;
	}
}

static uint32_t peek_at(const struct lexer *lexer, size_t at, size_t *length)
{
	rlint_str bytes = lexer->text->bytes;
	uint32_t code;

	*length = 0;
	if (at >= bytes.len) {
		return LEXER_END;
	}
	*length = 1;
	if ((unsigned char)bytes.ptr[at] < 0x80) {
		return (unsigned char)bytes.ptr[at];
	}
	code = utf8_decode(bytes, at, length);
	return code == UTF8_BAD ? REPLACEMENT : code;
}

uint32_t lexer_peek(const struct lexer *lexer)
{
	size_t length;

	return peek_at(lexer, lexer->at, &length);
}

/* Takes the next character; *bytes is how it stands there. */
uint32_t lexer_take(struct lexer *lexer, rlint_str *bytes)
{
	size_t length;
	uint32_t code = peek_at(lexer, lexer->at, &length);

	*bytes = str_slice(lexer->text->bytes, lexer->at, lexer->at + length);
	lexer->at += length;
	return code;
}

static bool is_special(uint32_t code)
{
	return code < 0x80 && code != 0 && strchr("@*#?-$!", (int)code);
}

rlint_str lexer_name(struct lexer *lexer)
{
	size_t start = lexer->at;
	size_t length;
	uint32_t code = peek_at(lexer, start, &length);
	bool is_number = unicode_is_digit(code);

	if (is_special(code)) {
		lexer->at += length;
		return str_slice(lexer->text->bytes, start, lexer->at);
	}
	while (code != LEXER_END &&
		(unicode_is_digit(code) ||
			(!is_number && (code == '_' || unicode_is_letter(code))))) {
		lexer->at += length;
		code = peek_at(lexer, lexer->at, &length);
	}
	return str_slice(lexer->text->bytes, start, lexer->at);
}

void lexer_add(struct lexer *lexer, struct outcome *outcome, rlint_str bytes)
{
	size_t limit = lexer->options->value_limit;

	if (outcome->is_closed || (lexer->is_dry && lexer->depth == 0)) {
		return;
	}
	if (limit > 0 && outcome->bytes.len + bytes.len > limit) {
		bytes.len = limit - outcome->bytes.len;
		outcome->state = RLINT_UNCERTAIN;
		outcome->reason = RLINT_TOO_LONG;
		outcome->is_closed = true;
	}
	buffer_add(&outcome->bytes, bytes);
}

/* The least sure of both. */
void outcome_weaken(struct outcome *outcome, uint8_t state, uint8_t reason)
{
	if (state > outcome->state) {
		outcome->state = state;
		outcome->reason = reason;
	}
}

void outcome_close(struct outcome *outcome, uint8_t state, uint8_t reason)
{
	outcome_weaken(outcome, state, reason);
	outcome->is_closed = true;
}

void lexer_end_word(struct lexer *lexer)
{
	rlint_str *word;

	if (lexer->word.len > 0) {
		word = vec_add(&lexer->out->words, lexer->arena, sizeof *word);
		*word = arena_str(lexer->arena, buffer_str(&lexer->word));
		lexer->word.len = 0;
		lexer->in_word = false;
	}
}

static void add_raw(struct lexer *lexer, rlint_str bytes)
{
	if (lexer->wants_words && lexer->depth == 0) {
		buffer_add(&lexer->word, bytes);
		lexer->in_word = true;
	}
}

/* White space ends a word. */
static void add_splitting(struct lexer *lexer, rlint_str bytes)
{
	size_t length;

	if (!lexer->wants_words || lexer->depth > 0) {
		return;
	}
	for (size_t at = 0; at < bytes.len; at += length) {
		uint32_t code = utf8_decode(bytes, at, &length);

		if (!utf8_is_space(code)) {
			add_raw(lexer, str_slice(bytes, at, at + length));
		} else if (lexer->in_word) {
			lexer_end_word(lexer);
		}
	}
}

/* A character of the outermost word, at [start, at). */
void lexer_literal(struct lexer *lexer, rlint_str bytes, size_t start)
{
	if (lexer->depth > 0 || lexer->is_dry) {
		return;
	}
	if (lexer->literals.len == lexer->literal_start) {
		lexer->literal_from = start;
	}
	lexer->literal_to = lexer->at;
	buffer_add(&lexer->literals, bytes);
}

void lexer_end_literal(struct lexer *lexer)
{
	size_t len = lexer->literals.len - lexer->literal_start;
	rlint_part *part;

	if (len == 0) {
		return;
	}
	part = vec_add(&lexer->parts, lexer->arena, sizeof *part);
	part->span = text_span(lexer->text, lexer->literal_from, lexer->literal_to);
	part->text.len = len;
	lexer->literal_start = lexer->literals.len;
}

void lexer_reference(struct lexer *lexer, rlint_str name, size_t start)
{
	struct word_reference *reference;
	rlint_part *part;

	if (lexer->is_dry) {
		return;
	}
	reference = vec_add(&lexer->out->references, lexer->arena, sizeof *reference);
	*reference = lexer->looked_up;
	reference->span = text_span(lexer->text, start, lexer->at);
	if (lexer->depth > 0) {
		reference->is_guarded = true;
		return;
	}
	lexer_end_literal(lexer);
	part = vec_add(&lexer->parts, lexer->arena, sizeof *part);
	part->is_reference = true;
	part->span = text_span(lexer->text, start, lexer->at);
	part->text = name;
}

static void add_plain(struct lexer *lexer, struct outcome *outcome, rlint_str bytes, size_t start)
{
	lexer_add(lexer, outcome, bytes);
	lexer_literal(lexer, bytes, start);
}

static void add_quote(struct lexer *lexer, struct outcome *outcome)
{
	rlint_str bytes;
	size_t start = lexer->at;

	lexer_take(lexer, &bytes);
	lexer->is_quoted = true;
	if (lexer->options->flags & WORD_RAW_QUOTES) {
		add_plain(lexer, outcome, bytes, start);
	}
}

static bool read_single(struct lexer *lexer, struct outcome *outcome)
{
	size_t end;

	add_quote(lexer, outcome);
	end = str_find(lexer->text->bytes, '\'', lexer->at);
	if (end == lexer->text->bytes.len) {
		lexer->at = end;
		lexer_fail(
			lexer, RLINT_STR("unexpected end of statement while looking for matching "
					 "single-quote"));
		return false;
	}
	if (end > lexer->at) {
		size_t start = lexer->at;

		lexer->at = end;
		add_plain(lexer, outcome, str_slice(lexer->text->bytes, start, end), start);
	}
	add_quote(lexer, outcome);
	return true;
}

/* Does the byte stand for itself, wherever it stands? In multi-word mode white space, which may lie
 * past ASCII, does not. */
static bool is_ordinary(const struct lexer *lexer, char byte, uint32_t stop)
{
	unsigned char code = (unsigned char)byte;
	bool may_split = lexer->wants_words && (code <= ' ' || code >= 0x80);

	return byte != '$' && byte != '"' && byte != '\'' && byte != '<' &&
	       byte != lexer->options->escape && code != stop && !may_split;
}

/* Takes bytes that stand for themselves, all at once; empty where there are none. */
static rlint_str read_run(struct lexer *lexer, struct outcome *outcome, uint32_t stop)
{
	rlint_str bytes = lexer->text->bytes;
	size_t start = lexer->at;

	while (lexer->at < bytes.len && is_ordinary(lexer, bytes.ptr[lexer->at], stop)) {
		lexer->at++;
	}
	bytes = str_slice(bytes, start, lexer->at);
	if (bytes.len > 0) {
		add_plain(lexer, outcome, bytes, start);
	}
	return bytes;
}

/* In double quotes: characters that are neither the quote nor a dollar. */
static void read_in_double(struct lexer *lexer, struct outcome *outcome)
{
	uint32_t escape = (unsigned char)lexer->options->escape;
	size_t start = lexer->at;
	rlint_str bytes = read_run(lexer, outcome, '"');

	if (bytes.len > 0) {
		return;
	}
	if (lexer_take(lexer, &bytes) == escape) {
		uint32_t next = lexer_peek(lexer);

		if (lexer->keeps_escapes) {
			add_plain(lexer, outcome, bytes, start);
		}
		if (next == LEXER_END) {
			return;
		}
		if (next == '"' || next == '$' || next == escape) {
			lexer_take(lexer, &bytes);
		}
	}
	add_plain(lexer, outcome, bytes, start);
}

static bool read_double(struct lexer *lexer, struct outcome *outcome)
{
	add_quote(lexer, outcome);
	for (;;) {
		uint32_t code = lexer_peek(lexer);

		if (code == LEXER_END) {
			lexer_fail(lexer, RLINT_STR("unexpected end of statement while looking for "
						    "matching double-quote"));
			return false;
		}
		if (code == '"') {
			add_quote(lexer, outcome);
			return true;
		}
		if (code != '$') {
			read_in_double(lexer, outcome);
		} else if (!lexer_dollar(lexer, outcome)) {
			return false;
		}
	}
}

/* `<<` keeps the blanks after it in the word, for heredoc detection. */
static void read_less(struct lexer *lexer, struct outcome *outcome)
{
	size_t start = lexer->at;
	uint32_t code;
	rlint_str bytes;

	lexer_take(lexer, &bytes);
	if (lexer_peek(lexer) == '<') {
		lexer_take(lexer, &bytes);
		for (code = lexer_peek(lexer); code == ' ' || code == '\t' || code == '\r';
			code = lexer_peek(lexer)) {
			lexer_take(lexer, &bytes);
		}
	}
	bytes = str_slice(lexer->text->bytes, start, lexer->at);
	add_plain(lexer, outcome, bytes, start);
	add_raw(lexer, bytes);
}

static bool is_quote(const struct lexer *lexer, uint32_t code)
{
	return (code == '"' || code == '\'') && !(lexer->options->flags & WORD_NO_QUOTES);
}

static void read_plain(struct lexer *lexer, struct outcome *outcome, uint32_t stop)
{
	size_t start = lexer->at;
	rlint_str bytes = read_run(lexer, outcome, stop);

	if (bytes.len > 0) {
		add_raw(lexer, bytes);
		return;
	}
	if (lexer_take(lexer, &bytes) != (unsigned char)lexer->options->escape) {
		add_plain(lexer, outcome, bytes, start);
		add_splitting(lexer, bytes);
		return;
	}
	if (lexer->keeps_escapes) {
		add_plain(lexer, outcome, bytes, start);
		add_raw(lexer, bytes);
	}
	lexer_take(lexer, &bytes);
	add_plain(lexer, outcome, bytes, start);
	if (bytes.len > 0) {
		add_raw(lexer, bytes);
	}
}

/* What `$` or a quote begins. */
static bool read_compound(struct lexer *lexer, struct outcome *outcome, uint32_t code)
{
	size_t before = outcome->bytes.len;
	bool is_good = code == '$'   ? lexer_dollar(lexer, outcome)
		       : code == '"' ? read_double(lexer, outcome)
				     : read_single(lexer, outcome);
	rlint_str added = str_slice(buffer_str(&outcome->bytes), before, outcome->bytes.len);

	if (code == '$') {
		add_splitting(lexer, added);
	} else {
		add_raw(lexer, added);
	}
	return is_good;
}

/* Reads what begins with the character; false after an error. */
static bool read_unit(struct lexer *lexer, struct outcome *outcome, uint32_t code, uint32_t stop)
{
	if (code == '$' || is_quote(lexer, code)) {
		return read_compound(lexer, outcome, code);
	}
	if (code == '<') {
		read_less(lexer, outcome);
	} else {
		read_plain(lexer, outcome, stop);
	}
	return true;
}

/* Up to `stop`, which is taken, or the end. */
static bool read_characters(struct lexer *lexer, struct outcome *outcome, uint32_t stop)
{
	for (uint32_t code = lexer_peek(lexer); code != LEXER_END; code = lexer_peek(lexer)) {
		if (code == stop) {
			lexer->at++;
			return true;
		}
		if (!read_unit(lexer, outcome, code, stop)) {
			return false;
		}
	}
	return stop == LEXER_END;
}

bool lexer_read(struct lexer *lexer, struct outcome *outcome, uint32_t stop, bool keeps_escapes)
{
	bool kept = lexer->keeps_escapes;
	bool is_good;

	lexer->word.len = 0;
	lexer->keeps_escapes = keeps_escapes;
	is_good = read_characters(lexer, outcome, stop);
	lexer->keeps_escapes = kept;
	return is_good;
}
