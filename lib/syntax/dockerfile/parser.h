/* What the parts of the Dockerfile parser share. */
#ifndef LIB_SYNTAX_DOCKERFILE_PARSER_H
#define LIB_SYNTAX_DOCKERFILE_PARSER_H

#include "lib/syntax/dockerfile/dockerfile.h"

enum docker_directive_key {
	DOCKER_ESCAPE_KEY,
	DOCKER_SYNTAX_KEY,
	DOCKER_CHECK_KEY,
	DOCKER_DIRECTIVE_KEYS
};

struct docker_parser {
	struct dockerfile *file;
	struct arena *arena;
	rlint_str source;
	uint32_t at; /* where the next physical line starts */
	uint32_t line_count; /* physical lines read */
	uint32_t line_start; /* of the instruction that is read */
	uint32_t node; /* of the instruction that is read; the root between instructions */
	uint32_t comment_first; /* first comment attached to the next instruction */
	uint32_t comment_free; /* first comment that precedes nothing yet */
	uint32_t depth; /* of ONBUILD in ONBUILD */
	unsigned seen_directives; /* bits by enum docker_directive_key */
	uint32_t effective[DOCKER_DIRECTIVE_KEYS]; /* where the directives start that the builder's
						      second reader sees; NODE_NONE if none */
	bool in_directives; /* no other line has come yet */
	bool sees_inline_comments; /* else the text is read exactly as BuildKit does */
	bool is_trial; /* problems are noted in `refusal` instead of told */
	bool is_muted; /* one problem said it all */
	bool has_stage, has_instruction, told_of_stage;
	bool is_accepted; /* the last instruction, by the builder's reader; it may still refuse to
			     build it */
	unsigned rewinds; /* text read again after heredocs that never end */
	rlint_str refusal; /* BuildKit's words for the first problem of the trial */
};

/* One physical line: [start, end) is its content, trailing CR and LF left off. */
struct docker_line {
	uint32_t start, end;
	uint32_t next; /* where the next one starts */
};

/* What is refused: our words, then BuildKit's. */
struct docker_refusal {
	rlint_span span;
	rlint_str message, foreign;
};

static inline struct docker_instruction *docker_at(
	const struct docker_parser *parser, uint32_t index)
{
	return (struct docker_instruction *)parser->file->instructions.items + index;
}

/* ---- lines.c ---- */

/* Takes the next physical line; false at the end. */
bool docker_next_line(struct docker_parser *parser, struct docker_line *line);
/* Joins the line, whose content starts at line->start, with those that continue it. Fills line
 * numbers and empty_continuation of the instruction. */
struct text docker_join(
	struct docker_parser *parser, uint32_t index, const struct docker_line *line);
/* The first offset at or after `at` that does not hold Unicode white space. */
size_t docker_skip_space(rlint_str text, size_t at);
/* The end of text [start, end) without the Unicode white space at its end. */
size_t docker_trim_end(rlint_str text, size_t start, size_t end);
/* The white space that separates words in most instructions: [\t\v\f\r ]. */
bool docker_is_blank(char byte);
/* Adds a comment line, `#` to its end. */
void docker_add_comment(struct docker_parser *parser, rlint_span span, uint32_t precedes);

/* ---- directives.c ---- */

/* Finds what BuildKit's second reader sees, before anything is read. */
void docker_find_effective(struct docker_parser *parser);
/* Is the trimmed line [start, end) a parser directive? If so it is taken. */
bool docker_take_directive(struct docker_parser *parser, uint32_t start, uint32_t end);
/* Takes a comment that only the second reader takes for a directive (after `#!`). */
void docker_take_late_directive(struct docker_parser *parser, uint32_t start, uint32_t end);
/* Would the comment be a directive, stood it at the top of the file? */
bool docker_is_directive(rlint_str comment);

/* ---- split.c ---- */

/* Splits a logical line: keyword, flags, rest. */
void docker_split(struct docker_parser *parser, uint32_t index, const struct text *line);

/* ---- arguments.c ---- */

/* Splits instruction.rest into words by the instruction's grammar; reads ONBUILD's trigger. */
void docker_read_arguments(struct docker_parser *parser, uint32_t index);
/* docker_split and docker_read_arguments. */
void docker_read_command(struct docker_parser *parser, uint32_t index, const struct text *line);
struct docker_word *docker_add_word(
	struct docker_parser *parser, uint32_t index, const struct text *text, rlint_span span);

/* ---- json.c ---- */

enum docker_json { DOCKER_NO_JSON, DOCKER_STRINGS, DOCKER_OTHER_JSON };

/* Reads the text from `start` as a JSON list and adds its strings as words; with DOCKER_OTHER_JSON
 * *odd is the first element that is no string. Nothing is added for DOCKER_NO_JSON. */
enum docker_json docker_read_json(struct docker_parser *parser, uint32_t index,
	const struct text *text, size_t start, rlint_span *odd);

/* ---- heredoc.c ---- */

/* Finds the heredoc markers of the line and reads their bodies. `index` is the instruction on whose
 * line they stand. */
void docker_read_heredocs(struct docker_parser *parser, uint32_t index, const struct text *line);
/* Is the word a heredoc marker? */
bool docker_is_heredoc(struct docker_parser *parser, const struct text *word);

/* ---- inline_comment.c ---- */

/* Reads the instruction at `index`, whose logical line is `line`, as if inline comments were not
 * there, and tells of them. */
void docker_read_instruction(struct docker_parser *parser, uint32_t index, const struct text *line);

/* ---- check.c ---- */

/* What BuildKit's instruction step refuses, and what building the one instruction would. */
void docker_check(struct docker_parser *parser, uint32_t index);

/* Bytes that mean the same whatever the names hold: no `$`, quote or escape. */
bool docker_is_literal(const struct docker_parser *parser, rlint_str text);
/* From the first word to the end of the last; the keyword where there are none. */
rlint_span docker_words_span(const struct docker_parser *parser, uint32_t index);

/* Refuses an instruction without words. */
void docker_demand_some(struct docker_parser *parser, uint32_t index);

/* ---- check_health.c ---- */

void docker_check_health(struct docker_parser *parser, uint32_t index);

/* ---- check_flags.c ---- */

/* What BuildKit's flag reader refuses. */
void docker_check_flags(struct docker_parser *parser, uint32_t index);
/* The flag, or NULL. */
const struct docker_flag *docker_find_flag(
	const struct docker_parser *parser, uint32_t index, const char *name);

/* ---- check_mount.c ---- */

/* The values of RUN's flags. */
void docker_check_run(struct docker_parser *parser, uint32_t index);

/* ---- check_build.c ---- */

/* What building the one instruction would refuse, as far as its words show. */
void docker_check_build(struct docker_parser *parser, uint32_t index);

/* ---- refuse.c ---- */

/* The refusal of a span in our words and in BuildKit's. */
void docker_refuse_span(struct docker_parser *parser, uint32_t index, rlint_span span,
	rlint_str message, rlint_str foreign);

/* Tells of a problem of an instruction, the first only. */
void docker_refuse(
	struct docker_parser *parser, uint32_t index, const struct docker_refusal *refusal);
/* The same where a rule of another linter is about just this. */
void docker_refuse_as(struct docker_parser *parser, uint32_t index,
	const struct docker_refusal *refusal, rlint_str alias);
/* The same for what stops BuildKit's parser. */
void docker_fail(
	struct docker_parser *parser, uint32_t index, const struct docker_refusal *refusal);
/* The text of a refusal, as format_str makes it; empty where enough was told already. */
rlint_str docker_say(struct docker_parser *parser, const char *format, ...);
/* A problem outside any instruction that stops BuildKit's parser. */
void docker_fail_file(struct docker_parser *parser, const struct docker_refusal *refusal);
/* The problem to be filled further, or NULL where enough was told. */
struct problem *docker_tell(struct docker_parser *parser, const char *rule,
	const struct docker_refusal *refusal, bool is_grave);

/* ---- names.c ---- */

/* Which instruction, by BuildKit's lower-casing. */
enum docker_name docker_name_of(rlint_str keyword);
/* "ADD" ...; "" for DOCKER_UNKNOWN_NAME. */
const char *docker_name_text(enum docker_name name);
/* The word of the list (NULL-ended) within two edits of `word`, cases aside, or NULL. */
const char *docker_nearest(rlint_str word, const char *const *list);
/* The instruction name within two edits, or NULL. */
const char *docker_nearest_name(rlint_str keyword);

/* ---- dockerfile.c ---- */

/* dockerfile_parse, or BuildKit's exact reading, for the dump. */
void docker_parse_as(struct dockerfile *out, struct arena *arena, const struct limits *limits,
	rlint_str source, bool sees_inline_comments);

#endif
