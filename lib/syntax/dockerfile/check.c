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

static void demand_some(struct docker_parser *parser, uint32_t index)
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
	demand_some(parser, index);
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
	demand_some(parser, index);
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
	demand_some(parser, index);
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
	demand_some(parser, index);
	if (!docker_at(parser, index)->is_json) {
		docker_refuse_span(parser, index, docker_words_span(parser, index),
			RLINT_STR("SHELL takes a JSON list; write SHELL [\"/bin/bash\", \"-c\"]"),
			RLINT_STR("SHELL requires the arguments to be in JSON form"));
	}
}

/* ---- HEALTHCHECK ---- */

/* A duration while it is read (Go's time.ParseDuration). */
struct duration_scan {
	rlint_str text;
	size_t at;
	uint64_t total; /* nanoseconds; more than MOST_NANOSECONDS is too many */
};

#define MOST_NANOSECONDS ((uint64_t)INT64_MAX)
#define MILLISECOND ((uint64_t)1000000)

/* Digits as a number; *scale is 10 to the power of how many counted. */
static uint64_t take_digits(struct duration_scan *scan, uint64_t *scale)
{
	uint64_t number = 0;

	*scale = 1;
	while (scan->at < scan->text.len && byte_is_digit(scan->text.ptr[scan->at])) {
		if (number < MOST_NANOSECONDS / 100 && *scale < MOST_NANOSECONDS / 100) {
			number = number * 10 + (uint64_t)(scan->text.ptr[scan->at] - '0');
			*scale *= 10;
		}
		scan->at++;
	}
	return number;
}

/* The nanoseconds of the unit, or 0. */
static uint64_t take_unit(struct duration_scan *scan)
{
	static const struct {
		rlint_str name;
		uint64_t nanoseconds;
	} units[] = {
		{ RLINT_STR_INIT("ns"), 1 },
		{ RLINT_STR_INIT("us"), 1000 },
		{ RLINT_STR_INIT("\xC2\xB5s"), 1000 },
		{ RLINT_STR_INIT("\xCE\xBCs"), 1000 },
		{ RLINT_STR_INIT("ms"), MILLISECOND },
		{ RLINT_STR_INIT("s"), 1000 * MILLISECOND },
		{ RLINT_STR_INIT("m"), 60000 * MILLISECOND },
		{ RLINT_STR_INIT("h"), 3600000 * MILLISECOND },
	};
	rlint_str rest = str_slice(scan->text, scan->at, scan->text.len);

	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		if (rlint_str_starts(rest, units[i].name)) {
			scan->at += units[i].name.len;
			return units[i].nanoseconds;
		}
	}
	return 0;
}

/* digits [ "." digits ] unit */
static bool take_amount(struct duration_scan *scan)
{
	size_t start = scan->at;
	uint64_t scale;
	uint64_t whole = take_digits(scan, &scale);
	uint64_t fraction = 0;
	bool has_digits = scan->at > start;
	uint64_t unit;

	scale = 1;
	if (scan->at < scan->text.len && scan->text.ptr[scan->at] == '.') {
		start = ++scan->at;
		fraction = take_digits(scan, &scale);
		has_digits |= scan->at > start;
	}
	unit = has_digits ? take_unit(scan) : 0;
	if (unit == 0 || whole > MOST_NANOSECONDS / unit) {
		return false;
	}
	scan->total += whole * unit;
	scan->total += (uint64_t)((double)fraction * ((double)unit / (double)scale));
	return scan->total <= MOST_NANOSECONDS;
}

enum duration { DURATION_GOOD, DURATION_SHORT, DURATION_BAD };

static enum duration read_duration(rlint_str text)
{
	bool has_sign = text.len > 0 && (text.ptr[0] == '-' || text.ptr[0] == '+');
	struct duration_scan scan = { .text = text, .at = has_sign };

	if (rlint_str_is(str_slice(text, has_sign, text.len), RLINT_STR("0"))) {
		return DURATION_GOOD;
	}
	if (scan.at == text.len) {
		return DURATION_BAD;
	}
	while (scan.at < text.len) {
		if (!take_amount(&scan)) {
			return DURATION_BAD;
		}
	}
	if (scan.total == 0) {
		return DURATION_GOOD;
	}
	return text.ptr[0] == '-' || scan.total < MILLISECOND ? DURATION_SHORT : DURATION_GOOD;
}

static void check_interval(struct docker_parser *parser, uint32_t index, const char *name)
{
	const struct docker_flag *flag = docker_find_flag(parser, index, name);
	enum duration duration;

	if (!flag || flag->value.bytes.len == 0) {
		return;
	}
	duration = read_duration(flag->value.bytes);
	if (duration == DURATION_BAD) {
		docker_refuse_span(parser, index, flag->value_span,
			docker_say(parser,
				"\"%S\" is no duration; write a number and a unit, as in 30s",
				flag->value.bytes),
			docker_say(parser, "time: invalid duration \"%S\"", flag->value.bytes));
	} else if (duration == DURATION_SHORT) {
		docker_refuse_span(parser, index, flag->value_span,
			docker_say(parser, "--%s is shorter than a millisecond; write a longer one",
				name),
			docker_say(parser, "Interval \"%s\" cannot be less than 1ms", name));
	}
}

static void check_retries(struct docker_parser *parser, uint32_t index)
{
	const struct docker_flag *flag = docker_find_flag(parser, index, "retries");
	rlint_str value = flag ? flag->value.bytes : RLINT_STR("");
	bool has_sign = value.len > 0 && (value.ptr[0] == '-' || value.ptr[0] == '+');
	uint64_t number;

	if (value.len == 0) {
		return;
	}
	if (!str_to_u64(str_slice(value, has_sign, value.len), &number) || number > INT32_MAX) {
		docker_refuse_span(parser, index, flag->value_span,
			docker_say(parser, "\"%S\" is no number of retries; write digits", value),
			docker_say(
				parser, "strconv.ParseInt: parsing \"%S\": invalid syntax", value));
	} else if (value.ptr[0] == '-' && number > 0) {
		docker_refuse_span(parser, index, flag->value_span,
			RLINT_STR("--retries cannot be negative; write 0 or more"),
			docker_say(parser, "--retries cannot be negative (%S)", value));
	}
}

static void check_health_command(struct docker_parser *parser, uint32_t index)
{
	static const char *const intervals[] = { "interval", "timeout", "start-period",
		"start-interval" };
	const struct docker_word *type = word_at(parser, index, 0);

	docker_check_flags(parser, index);
	if (!rlint_str_is_like(type->text.bytes, RLINT_STR("CMD"))) {
		docker_refuse_span(parser, index, type->span,
			docker_say(parser,
				"HEALTHCHECK knows no \"%S\"; write HEALTHCHECK CMD COMMAND or "
				"HEALTHCHECK NONE",
				type->text.bytes),
			docker_say(parser, "Unknown type \"%S\" in HEALTHCHECK (try CMD)",
				type->text.bytes));
	} else if (docker_at(parser, index)->word_count < 2) {
		docker_refuse_span(parser, index, type->span,
			RLINT_STR("HEALTHCHECK CMD without a command; add the command"),
			RLINT_STR("Missing command after HEALTHCHECK CMD"));
	}
	for (size_t i = 0; i < sizeof intervals / sizeof *intervals; i++) {
		check_interval(parser, index, intervals[i]);
	}
	check_retries(parser, index);
}

static void check_health(struct docker_parser *parser, uint32_t index)
{
	demand_some(parser, index);
	if (!is_good(parser, index)) {
		return;
	}
	if (!rlint_str_is_like(word_at(parser, index, 0)->text.bytes, RLINT_STR("NONE"))) {
		check_health_command(parser, index);
	} else if (docker_at(parser, index)->word_count > 1) {
		docker_refuse_span(parser, index, word_at(parser, index, 1)->span,
			RLINT_STR("HEALTHCHECK NONE takes nothing more; remove this"),
			RLINT_STR("HEALTHCHECK NONE takes no arguments"));
	}
}

/* ---- ONBUILD, unknown names ---- */

static void check_onbuild(struct docker_parser *parser, uint32_t index)
{
	uint32_t trigger = docker_at(parser, index)->trigger;
	enum docker_name name;

	if (trigger == NODE_NONE) {
		if (docker_at(parser, index)->rest.bytes.len == 0) {
			demand_some(parser, index);
		}
		return;
	}
	docker_check_flags(parser, index);
	name = docker_at(parser, trigger)->name;
	if (name == DOCKER_ONBUILD) {
		docker_refuse_span(parser, index, docker_at(parser, trigger)->keyword_span,
			RLINT_STR("ONBUILD cannot hold another ONBUILD; remove one"),
			RLINT_STR("Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed"));
	} else if (name == DOCKER_FROM || name == DOCKER_MAINTAINER) {
		docker_refuse_span(parser, index, docker_at(parser, trigger)->keyword_span,
			docker_say(parser, "ONBUILD cannot hold %s; remove it",
				docker_name_text(name)),
			docker_say(parser, "%s isn't allowed as an ONBUILD trigger",
				docker_name_text(name)));
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
			: docker_say(parser,
				  "there is no instruction \"%S\"; begin the line with one, or "
				  "end the line before with %c to continue it",
				  name, parser->file->escape);
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
		demand_some(parser, index);
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
		check_health(parser, index);
		return;
	case DOCKER_ONBUILD:
		check_onbuild(parser, index);
		return;
	case DOCKER_UNKNOWN_NAME:
		refuse_name(parser, index);
		return;
	}
}

static bool is_first(const struct docker_parser *parser, uint32_t index)
{
	enum docker_name name = docker_at(parser, index)->name;

	return name == DOCKER_FROM || name == DOCKER_ARG;
}

void docker_check(struct docker_parser *parser, uint32_t index)
{
	if (!is_good(parser, index)) {
		return;
	}
	check_by_name(parser, index);
	/* What stands before any FROM is never built, but for ARG. */
	if (is_good(parser, index) && (parser->has_stage || is_first(parser, index))) {
		docker_check_build(parser, index);
	}
}
