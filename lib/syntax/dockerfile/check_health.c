/* HEALTHCHECK (instructions/parse.go, parseHealthcheck). */
#include "lib/syntax/dockerfile/parser.h"

#include "lib/base/str.h"

static const struct docker_word *word_at(
	const struct docker_parser *parser, uint32_t index, uint32_t word)
{
	return dockerfile_word(parser->file, docker_at(parser, index), word);
}

/* ---- durations ---- */

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
	while (scan->at < scan->text.len && rlint_byte_is_digit(scan->text.ptr[scan->at])) {
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

/* ---- the instruction ---- */

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

void docker_check_health(struct docker_parser *parser, uint32_t index)
{
	docker_demand_some(parser, index);
	if (docker_at(parser, index)->has_problem) {
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
