/* One run of the JSON reader, shared by its parts. */
#ifndef LIB_SYNTAX_CONFIG_JSON_H
#define LIB_SYNTAX_CONFIG_JSON_H

#include "lib/syntax/config/build.h"

/* What may come next. */
enum json_expected {
	JSON_VALUE,
	JSON_FIRST_VALUE, /* behind `[`: or its end */
	JSON_NEXT_VALUE, /* behind `,` */
	JSON_FIRST_KEY, /* behind `{`: or its end */
	JSON_NEXT_KEY,
	JSON_COLON,
	JSON_COMMA, /* or the end of the container */
	JSON_END
};

struct json_run {
	struct config *config;
	struct arena *arena;
	rlint_str source;
	struct config_builder builder;
	uint32_t at;
	enum json_expected expected;
	uint32_t silent_until; /* no second problem before this offset: it follows from the first */
	bool has_noted; /* what is no JSON but commonly taken */
	bool is_done;
};

/* Parses the whole source; `context` is a struct json_run. */
void json_parse(void *context);
/* Skips white space and comments. */
void json_skip_blanks(struct json_run *run);
/* Something that no JSON reader takes, once a place. */
void json_refuse(struct json_run *run, rlint_span span, rlint_str message);
/* Something that is no JSON but that many readers take: once a file, never in JSONC. */
void json_note(struct json_run *run, rlint_span span, rlint_str message);
/* Reads the string whose opening quote stands at the place, as a node. */
void json_take_string(struct json_run *run);
/* Reads a number, true, false, null, or what stands in their place, as a node. */
void json_take_word(struct json_run *run);
/* The end of the word at the place. */
uint32_t json_word_end(const struct json_run *run);

#endif
