/* What building an instruction would refuse, as far as its own words show it
 * (dockerfile2llb/convert*.go). Words that hold variables are judged by their syntax only. */
#include "lib/syntax/dockerfile/parser.h"

#include <string.h>

#include "lib/base/str.h"
#include "lib/syntax/dockerfile/words.h"

/* ---- expansion ---- */

/* How BuildKit's complaints about a word end, and ours. */
static const struct {
	rlint_str foreign;
	const char *message;
} complaints[] = {
	{ RLINT_STR_INIT("matching single-quote"),
		"a single quote is never closed; close it or put \\ before it" },
	{ RLINT_STR_INIT("matching double-quote"),
		"a double quote is never closed; close it or put \\ before it" },
	{ RLINT_STR_INIT("missing '}'"), "${ is never closed; add }" },
	{ RLINT_STR_INIT("missing '/' in ${}"), "the pattern in ${ } has no end; add /" },
	{ RLINT_STR_INIT("bad substitution"), "${ } names nothing; write ${NAME}" },
};

static rlint_str message_of(struct docker_parser *parser, rlint_str error)
{
	for (size_t i = 0; i < sizeof complaints / sizeof *complaints; i++) {
		if (rlint_str_ends(error, complaints[i].foreign)) {
			return str_from(complaints[i].message);
		}
	}
	if (rlint_str_ends(error, RLINT_STR("in substitution"))) {
		return RLINT_STR("the builder does not know this kind of substitution; use "
				 "${NAME:-default} or ${NAME:+value}");
	}
	return docker_say(parser, "this cannot be expanded; correct it");
}

static void check_syntax(
	struct docker_parser *parser, uint32_t index, const struct text *text, rlint_span span)
{
	rlint_str error = word_syntax_error(parser->arena, text, parser->file->escape);
	rlint_str option = RLINT_STR("${templateOption:");

	/* Templates of devcontainers are filled in before a builder reads them. */
	if (error.len > 0 && rlint_str_find_str(text->bytes, option) == text->bytes.len) {
		docker_refuse_span(parser, index, span, message_of(parser, error), error);
	}
}

static void check_words(struct docker_parser *parser, uint32_t index)
{
	const struct docker_instruction *instruction = docker_at(parser, index);

	for (uint32_t i = 0; i < instruction->word_count && !instruction->has_problem; i++) {
		const struct docker_word *word = dockerfile_word(parser->file, instruction, i);

		check_syntax(parser, index, &word->text, word->span);
	}
}

static void check_flag_syntax(struct docker_parser *parser, uint32_t index, const char *name)
{
	const struct docker_flag *flag = docker_find_flag(parser, index, name);

	if (flag) {
		check_syntax(parser, index, &flag->value, flag->span);
	}
}

/* The value behind `=` only. */
static void check_arg(struct docker_parser *parser, uint32_t index)
{
	const struct docker_instruction *instruction = docker_at(parser, index);

	for (uint32_t i = 0; i < instruction->word_count && !instruction->has_problem; i++) {
		const struct docker_word *word = dockerfile_word(parser->file, instruction, i);
		size_t len = word->text.bytes.len;
		struct text value =
			text_sub(&word->text, str_find(word->text.bytes, '=', 0) + 1, len);

		check_syntax(parser, index, &value, word->span);
	}
}

/* ---- FROM ---- */

static void look_up_nothing(const void *user, rlint_str name, rlint_value *out)
{
	(void)user;
	(void)name;
	(void)out;
}

static void look_up_anything(const void *user, rlint_str name, rlint_value *out)
{
	look_up_nothing(user, name, out);
	out->state = RLINT_UNCERTAIN;
}

static void check_base(struct docker_parser *parser, uint32_t index)
{
	static const struct word_scope scope = { .lookup = look_up_anything };
	const struct docker_word *word = dockerfile_word(parser->file, docker_at(parser, index), 0);
	struct word_options options = { .escape = parser->file->escape };
	struct word_result result;

	if (docker_is_literal(parser, word->text.bytes)) {
		return;
	}
	word_expand(&result, parser->arena, &word->text, &options, &scope, false);
	if (result.error.len > 0) {
		check_syntax(parser, index, &word->text, word->span);
	} else if (result.value.state == RLINT_KNOWN && result.value.text.len == 0) {
		docker_refuse_span(parser, index, word->span,
			RLINT_STR("FROM names no image; write its name"),
			docker_say(parser, "base name (%S) should not be blank", word->text.bytes));
	}
}

static bool is_platform_byte(char byte)
{
	return byte_is_name(byte) || byte == '.' || byte == '-' || byte == '(' || byte == ')' ||
	       byte == '+' || byte == ',';
}

/* os[(version)][/arch[/variant]] (containerd/platforms) */
static bool is_platform(rlint_str text)
{
	size_t slashes = 0;
	bool was_slash = true;

	for (size_t i = 0; i < text.len; i++) {
		bool is_slash = text.ptr[i] == '/';

		if (is_slash ? was_slash : !is_platform_byte(text.ptr[i])) {
			return false;
		}
		slashes += is_slash;
		was_slash = is_slash;
	}
	return !was_slash && slashes <= 3;
}

static void check_platform(struct docker_parser *parser, uint32_t index)
{
	const struct docker_flag *flag = docker_find_flag(parser, index, "platform");

	if (!flag || flag->value.bytes.len == 0) {
		return;
	}
	if (docker_is_literal(parser, flag->value.bytes) && !is_platform(flag->value.bytes)) {
		docker_refuse_span(parser, index, flag->value_span,
			docker_say(parser, "\"%S\" is no platform; write one such as linux/amd64",
				flag->value.bytes),
			docker_say(parser, "failed to parse platform %S", flag->value.bytes));
	}
	check_flag_syntax(parser, index, "platform");
}

/* ---- COPY, ADD ---- */

static void check_copy_from(struct docker_parser *parser, uint32_t index)
{
	static const struct word_scope scope = { .lookup = look_up_nothing };
	const struct docker_flag *flag = docker_find_flag(parser, index, "from");
	struct word_options options = { .escape = parser->file->escape };
	struct word_result result;

	if (!flag || docker_is_literal(parser, flag->value.bytes)) {
		return;
	}
	word_expand(&result, parser->arena, &flag->value, &options, &scope, false);
	if (!rlint_str_is(result.value.text, flag->value.bytes)) {
		docker_refuse_span(parser, index, flag->value_span,
			RLINT_STR("--from takes no variable; name the image in a stage of its own "
				  "and copy from that"),
			RLINT_STR("variable expansion is not supported for --from, define a new "
				  "stage with FROM using ARG from global scope as a workaround"));
	}
}

/* Octal up to 7777, or a symbolic mode. */
static bool is_mode(rlint_str text)
{
	static const char letters[] = "ugoarwxXst+-=,";
	size_t digits = 0;
	size_t signs = 0;
	size_t zeros = 0;

	while (zeros < text.len && text.ptr[zeros] == '0') {
		zeros++;
	}
	for (size_t i = 0; i < text.len; i++) {
		char byte = text.ptr[i];

		digits += byte >= '0' && byte <= '7';
		signs += byte == '+' || byte == '-' || byte == '=';
		if (byte == '\0' || (!strchr(letters, byte) && (byte < '0' || byte > '7'))) {
			return false;
		}
	}
	return digits == text.len ? text.len - zeros <= 4 : signs > 0;
}

static void check_chmod(struct docker_parser *parser, uint32_t index)
{
	const struct docker_flag *flag = docker_find_flag(parser, index, "chmod");
	rlint_str value = flag ? flag->value.bytes : RLINT_STR("");

	if (value.len > 0 && docker_is_literal(parser, value) && !is_mode(value)) {
		docker_refuse_span(parser, index, flag->value_span,
			docker_say(parser,
				"\"%S\" is no file mode; write an octal number up to 7777", value),
			docker_say(parser,
				"invalid chmod parameter: '%S'. it should be octal string and "
				"between 0 and 07777",
				value));
	}
}

static bool is_url(rlint_str text)
{
	return rlint_str_starts(text, RLINT_STR("http://")) ||
	       rlint_str_starts(text, RLINT_STR("https://"));
}

/* Plainly a path of the build context? */
static bool is_path(rlint_str text)
{
	return text.len > 0 && (text.ptr[0] == '/' || text.ptr[0] == '.');
}

static void check_copy_sources(struct docker_parser *parser, uint32_t index)
{
	const struct docker_instruction *instruction = docker_at(parser, index);

	for (uint32_t i = 0; i + 1 < instruction->word_count; i++) {
		const struct docker_word *word = dockerfile_word(parser->file, instruction, i);

		if (is_url(word->text.bytes)) {
			docker_refuse_span(parser, index, word->span,
				RLINT_STR("COPY fetches nothing; use ADD with --checksum"),
				RLINT_STR("source can't be a URL for COPY"));
		}
	}
}

static void check_checksum(struct docker_parser *parser, uint32_t index)
{
	const struct docker_instruction *instruction = docker_at(parser, index);
	const struct docker_flag *flag = docker_find_flag(parser, index, "checksum");

	if (!flag || flag->value.bytes.len == 0) {
		return;
	}
	if (instruction->word_count > 2) {
		docker_refuse_span(parser, index, flag->span,
			RLINT_STR("--checksum is for one source; use an ADD for each"),
			RLINT_STR("checksum can't be specified for multiple sources"));
	} else if (is_path(dockerfile_word(parser->file, instruction, 0)->text.bytes)) {
		docker_refuse_span(parser, index, flag->span,
			RLINT_STR("--checksum is for what is fetched; remove it"),
			RLINT_STR("checksum requires HTTP(S) or Git sources"));
	}
}

static void check_copy(struct docker_parser *parser, uint32_t index)
{
	check_copy_from(parser, index);
	check_flag_syntax(parser, index, "chown");
	check_flag_syntax(parser, index, "chmod");
	check_flag_syntax(parser, index, "checksum");
	check_chmod(parser, index);
	check_words(parser, index);
	if (docker_at(parser, index)->name == DOCKER_COPY) {
		check_copy_sources(parser, index);
	} else {
		check_checksum(parser, index);
	}
}

/* ---- EXPOSE ---- */

static bool read_port(rlint_str text, uint64_t *port)
{
	return str_to_u64(text, port) && *port <= 65535;
}

/* port [ "-" port ] */
static bool is_range(rlint_str text)
{
	size_t dash = str_find(text, '-', 0);
	uint64_t first;
	uint64_t last;

	if (!read_port(str_slice(text, 0, dash), &first)) {
		return false;
	}
	return dash == text.len ||
	       (read_port(str_slice(text, dash + 1, text.len), &last) && last >= first);
}

static bool is_protocol(rlint_str text)
{
	return text.len == 0 || rlint_str_is_like(text, RLINT_STR("tcp")) ||
	       rlint_str_is_like(text, RLINT_STR("udp")) ||
	       rlint_str_is_like(text, RLINT_STR("sctp"));
}

static void refuse_port(struct docker_parser *parser, uint32_t index,
	const struct docker_word *word, const char *format, rlint_str part)
{
	docker_refuse_as(parser, index,
		&(struct docker_refusal){ word->span,
			docker_say(parser,
				"\"%S\" is no port; write a number up to 65535, as in 8080 or "
				"53/udp",
				word->text.bytes),
			docker_say(parser, format, part) },
		RLINT_STR("DL3011"));
}

/* [ip ":"] [host ":"] range ["/" protocol] */
static void check_port(struct docker_parser *parser, uint32_t index, const struct docker_word *word)
{
	rlint_str text = word->text.bytes;
	size_t colon = text.len;
	size_t slash;
	rlint_str range;
	rlint_str protocol;

	while (colon > 0 && text.ptr[colon - 1] != ':') {
		colon--;
	}
	range = str_slice(text, colon, text.len);
	slash = str_find(range, '/', 0);
	protocol = str_slice(range, slash + 1, range.len);
	range = str_slice(range, 0, slash);
	if (range.len == 0) {
		refuse_port(parser, index, word, "invalid port: \"%S\": no port specified", text);
	} else if (!is_protocol(protocol)) {
		docker_refuse_span(parser, index, word->span,
			docker_say(parser, "there is no protocol %S; write tcp, udp or sctp",
				protocol),
			docker_say(
				parser, "invalid port: \"%S\": invalid proto: %S", text, protocol));
	} else if (!is_range(range)) {
		refuse_port(parser, index, word, "invalid containerPort: %S", range);
	}
}

static void check_expose(struct docker_parser *parser, uint32_t index)
{
	const struct docker_instruction *instruction = docker_at(parser, index);

	check_words(parser, index);
	for (uint32_t i = 0; i < instruction->word_count && !instruction->has_problem; i++) {
		const struct docker_word *word = dockerfile_word(parser->file, instruction, i);

		if (docker_is_literal(parser, word->text.bytes)) {
			check_port(parser, index, word);
		}
	}
}

/* ---- STOPSIGNAL ---- */

static bool is_signal(rlint_str text)
{
	static const rlint_str signals[] = { RLINT_STR_INIT("ABRT"), RLINT_STR_INIT("ALRM"),
		RLINT_STR_INIT("BUS"), RLINT_STR_INIT("CHLD"), RLINT_STR_INIT("CLD"),
		RLINT_STR_INIT("CONT"), RLINT_STR_INIT("FPE"), RLINT_STR_INIT("HUP"),
		RLINT_STR_INIT("ILL"), RLINT_STR_INIT("INT"), RLINT_STR_INIT("IO"),
		RLINT_STR_INIT("IOT"), RLINT_STR_INIT("KILL"), RLINT_STR_INIT("PIPE"),
		RLINT_STR_INIT("POLL"), RLINT_STR_INIT("PROF"), RLINT_STR_INIT("PWR"),
		RLINT_STR_INIT("QUIT"), RLINT_STR_INIT("SEGV"), RLINT_STR_INIT("STKFLT"),
		RLINT_STR_INIT("STOP"), RLINT_STR_INIT("SYS"), RLINT_STR_INIT("TERM"),
		RLINT_STR_INIT("TRAP"), RLINT_STR_INIT("TSTP"), RLINT_STR_INIT("TTIN"),
		RLINT_STR_INIT("TTOU"), RLINT_STR_INIT("URG"), RLINT_STR_INIT("USR1"),
		RLINT_STR_INIT("USR2"), RLINT_STR_INIT("VTALRM"), RLINT_STR_INIT("WINCH"),
		RLINT_STR_INIT("XCPU"), RLINT_STR_INIT("XFSZ") };
	size_t at = rlint_str_is_like(str_slice(text, 0, 3), RLINT_STR("SIG")) ? 3 : 0;
	rlint_str name = str_slice(text, at, text.len);
	uint64_t number;

	if (str_to_u64(text, &number)) {
		return number != 0;
	}
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		if (rlint_str_is_like(name, signals[i])) {
			return true;
		}
	}
	return rlint_str_is_like(str_slice(name, 0, 3), RLINT_STR("RTM"));
}

static void check_signal(struct docker_parser *parser, uint32_t index)
{
	const struct docker_word *word = dockerfile_word(parser->file, docker_at(parser, index), 0);
	rlint_str text = word->text.bytes;

	check_words(parser, index);
	if (docker_is_literal(parser, text) && !is_signal(text)) {
		docker_refuse_span(parser, index, word->span,
			docker_say(parser,
				"there is no signal \"%S\"; write SIGTERM or a "
				"number",
				text),
			docker_say(parser, "invalid signal: %S", text));
	}
}

/* ---- all ---- */

void docker_check_build(struct docker_parser *parser, uint32_t index)
{
	switch (docker_at(parser, index)->name) {
	case DOCKER_FROM:
		check_platform(parser, index);
		check_base(parser, index);
		return;
	case DOCKER_ADD:
	case DOCKER_COPY:
		check_copy(parser, index);
		return;
	case DOCKER_ENV:
	case DOCKER_LABEL:
	case DOCKER_USER:
	case DOCKER_VOLUME:
	case DOCKER_WORKDIR:
		check_words(parser, index);
		return;
	case DOCKER_ARG:
		check_arg(parser, index);
		return;
	case DOCKER_EXPOSE:
		check_expose(parser, index);
		return;
	case DOCKER_STOPSIGNAL:
		check_signal(parser, index);
		return;
	case DOCKER_CMD:
	case DOCKER_ENTRYPOINT:
	case DOCKER_HEALTHCHECK:
	case DOCKER_MAINTAINER:
	case DOCKER_ONBUILD:
	case DOCKER_RUN:
	case DOCKER_SHELL:
	case DOCKER_UNKNOWN_NAME:
		return;
	}
}
