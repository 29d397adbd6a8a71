/* Variable words of Dockerfiles: what expanding one comes to. Values may be uncertain: then the
 * text is what is known before the first uncertain name. */
#include "lib/syntax/dockerfile/words.h"

#include "lib/base/str.h"
#include "lib/syntax/dockerfile/lexer.h"

/* Points the literal parts at their text. */
static void finish_parts(struct lexer *lexer)
{
	rlint_part *parts;
	size_t at = 0;

	lexer_end_literal(lexer);
	parts = lexer->parts.items;
	for (uint32_t i = 0; i < lexer->parts.count; i++) {
		if (!parts[i].is_reference) {
			parts[i].text.ptr = lexer->literals.bytes + at;
			at += parts[i].text.len;
		}
	}
	lexer->out->value.parts = parts;
	lexer->out->value.part_count = lexer->parts.count;
}

/* The text, and where it is defined. */
static void finish_value(struct lexer *lexer, const struct outcome *outcome)
{
	rlint_value *value = &lexer->out->value;
	bool is_reference = value->part_count == 1 && value->parts[0].is_reference;

	value->text = buffer_str(&outcome->bytes);
	if (is_reference && lexer->last.state != RLINT_UNSET &&
		rlint_str_is(value->text, lexer->last.text)) {
		value->text = lexer->last.text;
	}
	value->definition = value->span;
	if (is_reference && lexer->last.definition.end > 0) {
		value->definition = lexer->last.definition;
	}
	value->state = outcome->state;
	value->reason = outcome->reason;
	value->is_quoted = lexer->is_quoted;
}

static void finish_error(struct lexer *lexer)
{
	struct word_result *out = lexer->out;
	struct buffer text = { .arena = lexer->arena };

	if (!lexer->is_too_deep) {
		buffer_add(&text, RLINT_STR("failed to process "));
		word_quote(&text, lexer->text->bytes);
		buffer_add(&text, RLINT_STR(": "));
		buffer_add(&text, out->error);
	}
	out->error = buffer_str(&text);
	out->words.count = 0;
	out->value.text = RLINT_STR("");
	out->value.definition = out->value.span;
	if (out->value.state != RLINT_MANDATORY) {
		out->value.state = RLINT_UNCERTAIN;
		out->value.reason = RLINT_COMPUTED;
	}
}

static bool is_plain_word(rlint_str text, char escape)
{
	for (size_t at = 0; at < text.len; at++) {
		char byte = text.ptr[at];

		if (byte == '$' || byte == '"' || byte == '\'' || byte == escape) {
			return false;
		}
	}
	return true;
}

/* A word of which nothing has to be taken apart is its own value. */
static void expand_literal(struct word_result *out, struct arena *arena, const struct text *text)
{
	rlint_part *part;

	out->value.text = text->bytes;
	out->value.definition = out->value.span;
	out->value.state = RLINT_KNOWN;
	out->value.is_verbatim = text_is_verbatim(text, 0, text->bytes.len);
	if (text->bytes.len > 0) {
		part = arena_alloc(arena, sizeof *part);
		*part = (rlint_part){ false, out->value.span, text->bytes };
		out->value.parts = part;
		out->value.part_count = 1;
	}
}

static void limit_literal(struct word_result *out, size_t limit)
{
	if (limit > 0 && out->value.text.len > limit) {
		out->value.text.len = limit;
		out->value.state = RLINT_UNCERTAIN;
		out->value.reason = RLINT_TOO_LONG;
	}
}

static bool read_whole(struct lexer *lexer, struct outcome *outcome)
{
	/* The scanner behind BuildKit's lexer skips a BOM. */
	if (rlint_str_starts(lexer->text->bytes, RLINT_STR("\xEF\xBB\xBF"))) {
		lexer->at = 3;
	}
	return lexer_read(lexer, outcome, LEXER_END, lexer->keeps_escapes);
}

void word_expand(struct word_result *out, struct arena *arena, const struct text *text,
	const struct word_options *options, const struct word_scope *scope, bool wants_words)
{
	struct lexer lexer = { .arena = arena,
		.text = text,
		.options = options,
		.scope = scope,
		.out = out,
		.keeps_escapes = (options->flags & WORD_RAW_ESCAPES) != 0,
		.literals = { .arena = arena },
		.word = { .arena = arena },
		.wants_words = wants_words };
	struct outcome outcome = { .bytes = { .arena = arena }, .state = RLINT_KNOWN };

	*out = (struct word_result){ .value = { .span = text_span(text, 0, text->bytes.len) } };
	if (!wants_words && is_plain_word(text->bytes, options->escape)) {
		expand_literal(out, arena, text);
		limit_literal(out, options->value_limit);
		return;
	}
	if (read_whole(&lexer, &outcome)) {
		lexer_end_word(&lexer);
		finish_parts(&lexer);
		finish_value(&lexer, &outcome);
	} else {
		finish_error(&lexer);
	}
}

rlint_str word_syntax_error(struct arena *arena, const struct text *text, char escape)
{
	struct word_options options = { .escape = escape };
	struct word_result result = { .error = RLINT_STR_INIT("") };
	struct outcome outcome = { .bytes = { .arena = arena }, .state = RLINT_KNOWN };
	struct lexer lexer = {
		.arena = arena, .text = text, .options = &options, .out = &result, .is_dry = true
	};

	if (!is_plain_word(text->bytes, escape) && !read_whole(&lexer, &outcome)) {
		finish_error(&lexer);
	}
	return result.error;
}
