/* The machine behind word_expand: what its parts share. */
#ifndef LIB_SYNTAX_DOCKERFILE_LEXER_H
#define LIB_SYNTAX_DOCKERFILE_LEXER_H

#include "lib/syntax/dockerfile/words.h"

#define LEXER_END UINT32_MAX

/* What a word, or a word inside a substitution, has come to. */
struct outcome {
	struct buffer bytes;
	uint8_t state, reason; /* rlint_state: known, default, mandatory or uncertain */
	bool is_closed; /* what follows is not known any more */
};

struct lexer {
	struct arena *arena;
	const struct text *text;
	const struct word_options *options;
	const struct word_scope *scope;
	struct word_result *out;
	size_t at;
	unsigned depth; /* of substitutions */
	bool keeps_escapes;
	bool is_quoted;
	bool is_too_deep;
	bool is_dry; /* only errors count: what the outermost word comes to is not kept */
	/* Parts of the outermost word: `literals` holds their text, one after the other. */
	struct buffer literals;
	struct vec parts; /* rlint_part */
	size_t literal_start; /* in `literals`, of the part that grows */
	size_t literal_from, literal_to; /* in the text */
	struct word_reference looked_up; /* the last, all but its span */
	rlint_value last; /* the last reference's value */
	/* Words of multi-word mode. Words in substitutions share BuildKit's buffer and clear it. */
	struct buffer word;
	bool wants_words, in_word;
};

/* ---- lexer.c ---- */

/* Notes the first error. */
void lexer_fail(struct lexer *lexer, rlint_str error);
/* The next character, U+FFFD for a bad byte, LEXER_END at the end. */
uint32_t lexer_peek(const struct lexer *lexer);
/* Takes it; *bytes is how it stands there. */
uint32_t lexer_take(struct lexer *lexer, rlint_str *bytes);
/* A name of letters, digits and `_`, of digits, or of one special character; may be empty. */
rlint_str lexer_name(struct lexer *lexer);
/* Adds text, within the limit. */
void lexer_add(struct lexer *lexer, struct outcome *outcome, rlint_str bytes);
/* Makes the outcome no surer than that. */
void outcome_weaken(struct outcome *outcome, uint8_t state, uint8_t reason);
/* The same, and nothing can be added any more. */
void outcome_close(struct outcome *outcome, uint8_t state, uint8_t reason);
/* A character of the outermost word that stands at [start, at). */
void lexer_literal(struct lexer *lexer, rlint_str bytes, size_t start);
void lexer_end_literal(struct lexer *lexer);
/* Notes the look-up of the reference that stands at [start, at), and its part of the outermost
 * word. */
void lexer_reference(struct lexer *lexer, rlint_str name, size_t start);
void lexer_end_word(struct lexer *lexer);
/* Reads up to `stop`, which is taken, or to the end where it is LEXER_END. False after an error;
 * where `stop` is missing none is noted. */
bool lexer_read(struct lexer *lexer, struct outcome *outcome, uint32_t stop, bool keeps_escapes);

/* ---- substitution.c ---- */

/* Reads what `$` begins; the lexer is at the `$`. False after an error. */
bool lexer_dollar(struct lexer *lexer, struct outcome *outcome);

#endif
