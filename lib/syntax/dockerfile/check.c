/* What BuildKit's instruction step refuses (instructions/parse.go), in its order. */
#include "lib/syntax/dockerfile/parser.h"

#include <string.h>

#include "lib/base/str.h"
#include "lib/base/unicode.h"
#include "lib/base/utf8.h"
#include "lib/syntax/dockerfile/words.h"

#define LONGEST_SHOWN 40

bool docker_is_literal(const struct docker_parser *parser, rlint_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char byte = text.ptr[i];

		if (byte == '$' || byte == '"' || byte == '\'' || byte == parser->file->escape) {
			return false;
		}
	}
	return true;
}

rlint_span docker_words_span(const struct docker_parser *parser, uint32_t index)
{
	const struct docker_instruction *instruction = docker_at(parser, index);
	const struct docker_word *first;
	const struct docker_word *last;

	if (instruction->word_count == 0) {
		return instruction->keyword_span;
	}
	first = dockerfile_word(parser->file, instruction, 0);
	last = dockerfile_word(parser->file, instruction, instruction->word_count - 1);
	return (rlint_span){ first->span.start, last->span.end };
}

static const struct docker_word *word_at(
	const struct docker_parser *parser, uint32_t index, uint32_t word)
{
	return dockerfile_word(parser->file, docker_at(parser, index), word);
}

static const char *name_at(const struct docker_parser *parser, uint32_t index)
{
	return docker_name_text(docker_at(parser, index)->name);
}

static bool is_good(const struct docker_parser *parser, uint32_t index)
{
	return !docker_at(parser, index)->has_problem;
}

void docker_demand_some(struct docker_parser *parser, uint32_t index)
{
	const char *name = name_at(parser, index);

	if (docker_at(parser, index)->word_count == 0) {
		docker_refuse_span(parser, index, docker_at(parser, index)->keyword_span,
			docker_say(parser, "%s says nothing; give it arguments or remove it", name),
			docker_say(parser, "%s requires at least one argument", name));
	}
}

static void demand_one(struct docker_parser *parser, uint32_t index)
{
	const char *name = name_at(parser, index);

	if (docker_at(parser, index)->word_count != 1) {
		docker_refuse_span(parser, index, docker_at(parser, index)->keyword_span,
			docker_say(parser, "%s takes one argument; give it one", name),
			docker_say(parser, "%s requires exactly one argument", name));
	}
}

/* ---- FROM ---- */

static bool is_stage_byte(uint32_t code, bool is_first)
{
	return (code >= 'a' && code <= 'z') ||
	       (!is_first &&
		       ((code >= '0' && code <= '9') || code == '-' || code == '_' || code == '.'));
}

static bool is_stage_name(rlint_str name)
{
	size_t length;

	for (size_t at = 0; at < name.len; at += length) {
		if (!is_stage_byte(unicode_lower(utf8_decode(name, at, &length)), at == 0)) {
			return false;
		}
	}
	return name.len > 0;
}

static void refuse_stage_name(struct docker_parser *parser, uint32_t index)
{
	const struct docker_word *word = word_at(parser, index, 2);
	struct buffer foreign = { .arena = parser->arena };

	buffer_add(&foreign, RLINT_STR("invalid name for build stage: "));
	word_quote(&foreign, word->text.bytes);
	buffer_add(&foreign, RLINT_STR(", name can't start with a number or contain symbols"));
	docker_refuse_span(parser, index, word->span,
		docker_say(parser,
			"\"%S\" cannot name a stage; use letters, digits, - _ . and begin with a "
			"letter",
			word->text.bytes),
		buffer_str(&foreign));
}

static void check_from(struct docker_parser *parser, uint32_t index)
{
	uint32_t count = docker_at(parser, index)->word_count;

	if (count == 3 &&
		rlint_str_is_like(word_at(parser, index, 1)->text.bytes, RLINT_STR("as"))) {
		if (!is_stage_name(word_at(parser, index, 2)->text.bytes)) {
			refuse_stage_name(parser, index);
		}
	} else if (count != 1) {
		docker_refuse_span(parser, index, docker_words_span(parser, index),
			RLINT_STR("FROM takes an image, or an image, AS and a name; write FROM "
				  "IMAGE AS NAME"),
			RLINT_STR("FROM requires either one or three arguments"));
	}
	docker_check_flags(parser, index);
}

/* ---- COPY, ADD ---- */

static void check_copy(struct docker_parser *parser, uint32_t index)
{
	const char *name = name_at(parser, index);
	uint32_t count = docker_at(parser, index)->word_count;

	if (count < 2) {
		docker_refuse_span(parser, index, docker_words_span(parser, index),
			docker_say(parser,
				"%s needs a source and a destination; add the destination", name),
			docker_say(parser,
				"%s requires at least two arguments, but only one was provided. "
				"Destination could not be determined",
				name));
		return;
	}
	docker_check_flags(parser, index);
	if (is_good(parser, index) &&
		docker_is_heredoc(parser, &word_at(parser, index, count - 1)->text)) {
		docker_refuse_span(parser, index, word_at(parser, index, count - 1)->span,
			docker_say(parser, "a heredoc cannot be the destination of %s; add a path",
				name),
			docker_say(parser, "%s cannot accept a heredoc as a destination", name));
	}
}

/* ---- ENV, LABEL, ARG ---- */

static void refuse_blank_name(struct docker_parser *parser, uint32_t index, rlint_span span)
{
	const char *name = name_at(parser, index);

	docker_refuse_span(parser, index, span,
		docker_say(parser, "%s has a value without a name; write NAME=VALUE", name),
		docker_say(parser, "%s names can not be blank", name));
}

static void check_pairs(struct docker_parser *parser, uint32_t index)
{
	uint32_t count = docker_at(parser, index)->word_count;

	docker_check_flags(parser, index);
	docker_demand_some(parser, index);
	for (uint32_t i = 0; i + 1 < count && is_good(parser, index); i += 2) {
		if (word_at(parser, index, i)->text.bytes.len == 0) {
			refuse_blank_name(parser, index,
				(rlint_span){ word_at(parser, index, i)->span.start,
					word_at(parser, index, i + 1)->span.end });
		}
	}
}

static void check_arg(struct docker_parser *parser, uint32_t index)
{
	docker_demand_some(parser, index);
	for (uint32_t i = 0; i < docker_at(parser, index)->word_count; i++) {
		const struct docker_word *word = word_at(parser, index, i);

		if (word->text.bytes.ptr[0] == '=') {
			refuse_blank_name(parser, index, word->span);
		}
	}
}

/* ---- VOLUME, SHELL ---- */

static void check_volume(struct docker_parser *parser, uint32_t index)
{
	docker_demand_some(parser, index);
	docker_check_flags(parser, index);
	for (uint32_t i = 0; i < docker_at(parser, index)->word_count; i++) {
		const struct docker_word *word = word_at(parser, index, i);

		if (docker_skip_space(word->text.bytes, 0) == word->text.bytes.len) {
			docker_refuse_span(parser, index, word->span,
				RLINT_STR("a volume without a path; name its path or remove it"),
				RLINT_STR("VOLUME specified can not be an empty string"));
		}
	}
}

static void check_shell(struct docker_parser *parser, uint32_t index)
{
	docker_check_flags(parser, index);
	docker_demand_some(parser, index);
	if (!docker_at(parser, index)->is_json) {
		docker_refuse_span(parser, index, docker_words_span(parser, index),
			RLINT_STR("SHELL takes a JSON list; write SHELL [\"/bin/bash\", \"-c\"]"),
			RLINT_STR("SHELL requires the arguments to be in JSON form"));
	}
}

/* ---- ONBUILD, unknown names ---- */

static void check_onbuild(struct docker_parser *parser, uint32_t index)
{
	uint32_t trigger = docker_at(parser, index)->trigger;
	enum docker_name name;

	if (trigger == NODE_NONE) {
		if (docker_at(parser, index)->rest.bytes.len == 0) {
			docker_demand_some(parser, index);
		}
		return;
	}
	docker_check_flags(parser, index);
	name = docker_at(parser, trigger)->name;
	if (name == DOCKER_ONBUILD) {
		docker_refuse_as(parser, index,
			&(struct docker_refusal){ docker_at(parser, trigger)->keyword_span,
				RLINT_STR("ONBUILD cannot hold another ONBUILD; remove one"),
				RLINT_STR("Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed") },
			RLINT_STR("DL3043"));
	} else if (name == DOCKER_FROM || name == DOCKER_MAINTAINER) {
		docker_refuse_as(parser, index,
			&(struct docker_refusal){ docker_at(parser, trigger)->keyword_span,
				docker_say(parser, "ONBUILD cannot hold %s; remove it",
					docker_name_text(name)),
				docker_say(parser, "%s isn't allowed as an ONBUILD trigger",
					docker_name_text(name)) },
			RLINT_STR("DL3043"));
	}
}

/* Lines of an instruction that was not continued follow each other: the first says it for all. */
static bool follows_unknown(const struct docker_parser *parser, uint32_t index)
{
	const struct docker_instruction *instruction = docker_at(parser, index);
	const struct docker_instruction *before = instruction - 1;

	return index > 0 && before->name == DOCKER_UNKNOWN_NAME && !before->is_trigger &&
	       before->last_line + 1 == instruction->first_line;
}

/* As much of a name as a message should show. */
static rlint_str shown(struct docker_parser *parser, rlint_str name)
{
	size_t end = LONGEST_SHOWN;

	if (name.len <= LONGEST_SHOWN) {
		return name;
	}
	while (((unsigned char)name.ptr[end] & 0xC0U) == 0x80U && end > 0) {
		end--;
	}
	return arena_join(parser->arena, str_slice(name, 0, end), RLINT_STR("..."));
}

/* Does the physical line before have a comment behind its escape, so that it does not continue? */
static bool follows_comment(const struct docker_parser *parser)
{
	size_t end = parser->line_start > 0 ? parser->line_start - 1 : 0;
	size_t start = end;
	size_t at;

	while (start > 0 && parser->source.ptr[start - 1] != '\n') {
		start--;
	}
	at = str_find(str_slice(parser->source, 0, end), parser->file->escape, start);
	while (at + 1 < end && docker_is_blank(parser->source.ptr[at + 1])) {
		at++;
	}
	return at > start && at + 1 < end && docker_is_blank(parser->source.ptr[at]) &&
	       parser->source.ptr[at + 1] == '#';
}

static const char *advice_on_name(const struct docker_parser *parser)
{
	if (follows_comment(parser)) {
		return "there is no instruction \"%S\"; move the comment behind %c on the line "
		       "before, which therefore does not continue";
	}
	return "there is no instruction \"%S\"; begin the line with one, or end the line before "
	       "with %c to continue it";
}

static void refuse_name(struct docker_parser *parser, uint32_t index)
{
	struct docker_instruction *instruction = docker_at(parser, index);
	const char *nearest = docker_nearest_name(instruction->keyword);
	rlint_str name = shown(parser, instruction->keyword);
	rlint_span span = instruction->keyword_span;
	rlint_str message;

	if (!nearest && follows_unknown(parser, index)) {
		instruction->has_problem = true;
		return;
	}
	if (span.end == span.start) {
		span = tree_node(&parser->file->tree, parser->node)->span;
	}
	message =
		nearest ? docker_say(parser, "there is no instruction %S; write %s", name, nearest)
			: docker_say(parser, advice_on_name(parser), name, parser->file->escape);
	docker_refuse_span(
		parser, index, span, message, docker_say(parser, "unknown instruction: %S", name));
}

/* ---- all ---- */

static void check_by_name(struct docker_parser *parser, uint32_t index)
{
	switch (docker_at(parser, index)->name) {
	case DOCKER_FROM:
		check_from(parser, index);
		return;
	case DOCKER_ADD:
	case DOCKER_COPY:
		check_copy(parser, index);
		return;
	case DOCKER_ENV:
	case DOCKER_LABEL:
		check_pairs(parser, index);
		return;
	case DOCKER_ARG:
		check_arg(parser, index);
		return;
	case DOCKER_EXPOSE:
		docker_demand_some(parser, index);
		docker_check_flags(parser, index);
		return;
	case DOCKER_VOLUME:
		check_volume(parser, index);
		return;
	case DOCKER_USER:
	case DOCKER_WORKDIR:
	case DOCKER_MAINTAINER:
		demand_one(parser, index);
		docker_check_flags(parser, index);
		return;
	case DOCKER_STOPSIGNAL:
		demand_one(parser, index);
		return;
	case DOCKER_CMD:
	case DOCKER_ENTRYPOINT:
		docker_check_flags(parser, index);
		return;
	case DOCKER_RUN:
		docker_check_flags(parser, index);
		docker_check_run(parser, index);
		return;
	case DOCKER_SHELL:
		check_shell(parser, index);
		return;
	case DOCKER_HEALTHCHECK:
		docker_check_health(parser, index);
		return;
	case DOCKER_ONBUILD:
		check_onbuild(parser, index);
		return;
	case DOCKER_UNKNOWN_NAME:
		refuse_name(parser, index);
		return;
	}
}

void docker_check(struct docker_parser *parser, uint32_t index)
{
	parser->is_accepted = false;
	if (!is_good(parser, index)) {
		return;
	}
	check_by_name(parser, index);
	parser->is_accepted = is_good(parser, index);
	if (parser->is_accepted) {
		docker_check_build(parser, index);
	}
}
