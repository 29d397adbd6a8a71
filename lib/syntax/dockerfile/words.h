/* Variable words of Dockerfiles: frontend/dockerfile/shell/lex.go. */
#ifndef LIB_SYNTAX_DOCKERFILE_WORDS_H
#define LIB_SYNTAX_DOCKERFILE_WORDS_H

#include "lib/source/text.h"

#include <reprolint/value.h>

/* Where names are looked up. `lookup` fills *out, which comes zeroed (RLINT_UNSET): RLINT_KNOWN or
 * RLINT_DEFAULT with text and definition; RLINT_UNSET, with a definition where the name is declared
 * without a value; RLINT_MANDATORY; or RLINT_UNCERTAIN with its reason and the known prefix. With
 * only known and unset names the result is BuildKit's. */
struct word_scope {
	void (*lookup)(const void *user, rlint_str name, rlint_value *out);
	const void *user;
};

enum word_flag {
	WORD_RAW_QUOTES = 1, /* Lex.RawQuotes: quotes stay */
	WORD_NO_QUOTES = 2, /* Lex.SkipProcessQuotes: quotes are plain characters */
	WORD_KEEP_UNSET = 4, /* Lex.SkipUnsetEnv: unset names stay as written */
	WORD_RAW_ESCAPES = 8 /* Lex.RawEscapes: escapes stay */
};

struct word_options {
	char escape;
	unsigned flags; /* enum word_flag */
	size_t value_limit; /* bytes; past it the value is uncertain, RLINT_TOO_LONG. 0: none */
};

/* A name that was looked up. */
struct word_reference {
	rlint_str name;
	rlint_span span; /* `$name` or `${name...}` */
	rlint_value found; /* what the scope gave for it */
	bool is_guarded; /* has a word in case it is unset, or stands in such a word */
};

struct word_result {
	rlint_value value; /* text, state (the least sure of what went into it), parts, spans.
			      After an error: empty text, RLINT_UNCERTAIN; after `${X?}` of an unset
			      name RLINT_MANDATORY */
	rlint_str error; /* BuildKit's wording, or empty */
	struct vec words; /* rlint_str: multi-word mode's words (filled when asked for) */
	struct vec matched, unmatched; /* rlint_str: names looked up, each once; uncertain ones
					  count as matched */
	struct vec references; /* struct word_reference: every look-up, in untaken words too */
};

/* Expands one word. `wants_words`: split as EXPOSE and heredoc detection do. The text of a value
 * without quotes and escapes is a slice of the word's, that of a single reference the looked-up
 * one. */
void word_expand(struct word_result *out, struct arena *arena, const struct text *text,
	const struct word_options *options, const struct word_scope *scope, bool wants_words);

/* Would expanding the word fail whatever the names hold? BuildKit's wording then, else empty. */
rlint_str word_syntax_error(struct arena *arena, const struct text *text, char escape);
/* Appends the text as Go's strconv.Quote writes it. */
void word_quote(struct buffer *out, rlint_str text);

#endif
