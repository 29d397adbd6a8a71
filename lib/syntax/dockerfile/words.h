/* Variable words of Dockerfiles: frontend/dockerfile/shell/lex.go. */
#ifndef LIB_SYNTAX_DOCKERFILE_WORDS_H
#define LIB_SYNTAX_DOCKERFILE_WORDS_H

#include "lib/source/text.h"

#include <reprolint/value.h>

/* Where names are looked up. `lookup` fills *out: RLINT_KNOWN or RLINT_DEFAULT with text and
 * definition, RLINT_UNSET, or RLINT_UNCERTAIN with its reason. With only known and unset names the
 * result is BuildKit's. */
struct word_scope {
	void (*lookup)(const void *user, rlint_str name, rlint_value *out);
	const void *user;
};

enum word_flag {
	WORD_RAW_QUOTES = 1, /* Lex.RawQuotes: quotes and escapes stay */
	WORD_NO_QUOTES = 2, /* Lex.SkipProcessQuotes: quotes are plain characters */
	WORD_KEEP_UNSET = 4 /* Lex.SkipUnsetEnv: unset names stay as written */
};

struct word_options {
	char escape;
	unsigned flags; /* enum word_flag */
	size_t value_limit; /* bytes; past it the value is uncertain, RLINT_TOO_LONG. 0: none */
};

struct word_result {
	rlint_value value; /* text, state (the least sure of what went into it), parts, spans */
	rlint_str error; /* BuildKit's wording, or empty */
	struct vec words; /* rlint_str: multi-word mode's words (filled when asked for) */
	struct vec matched, unmatched; /* rlint_str: names looked up */
};

/* Expands one word. `wants_words`: split as EXPOSE and heredoc detection do. */
void word_expand(struct word_result *out, struct arena *arena, const struct text *text,
	const struct word_options *options, const struct word_scope *scope, bool wants_words);

#endif
