/* Variables in the scalars of compose files.
 *
 * Source: compose-spec 12-interpolation.md.
 *
 *     value    = { literal | "$$" | variable } ;
 *     variable = "$" , name | "${" , name , [ operator , { literal | variable } ] , "}" ;
 *     operator = ":-" | "-" | ":?" | "?" | ":+" | "+" ;
 *     name     = ( letter | "_" ) , { letter | digit | "_" } ; */
#include "lib/facts/compose_value.h"

#include "lib/base/str.h"
#include "lib/facts/dotenv.h"

#include <reprolint/registry.h>

#include <string.h>

/* Defaults within defaults deeper than this are not read. */
enum { NESTED_MOST = 8 };

/* A scalar on its way to a value. */
struct reader {
	const struct facts *facts;
	struct arena *arena;
	const struct text *text;
	struct compose_value *out;
	struct vec parts; /* rlint_part */
	unsigned depth;
};

static bool is_name_byte(char byte)
{
	return rlint_byte_is_letter(byte) || rlint_byte_is_digit(byte) || byte == '_';
}

static size_t name_end(rlint_str text, size_t at)
{
	if (at < text.len && rlint_byte_is_digit(text.ptr[at])) {
		return at;
	}
	while (at < text.len && is_name_byte(text.ptr[at])) {
		at++;
	}
	return at;
}

static void add_literal(struct reader *reader, size_t start, size_t end)
{
	if (start < end) {
		*(rlint_part *)vec_add(&reader->parts, reader->arena, sizeof(rlint_part)) =
			(rlint_part){ false, text_span(reader->text, start, end),
				str_slice(reader->text->bytes, start, end) };
	}
}

static void add_variable(
	struct reader *reader, size_t start, size_t end, const struct compose_variable *variable)
{
	*(rlint_part *)vec_add(&reader->parts, reader->arena, sizeof(rlint_part)) =
		(rlint_part){ true, text_span(reader->text, start, end), variable->name };
	*(struct compose_variable *)vec_add(
		&reader->out->variables, reader->arena, sizeof *variable) = *variable;
}

/* The offset of the brace that closes the one opened before `at`, or the text's length. */
static size_t closing_brace(rlint_str text, size_t at)
{
	size_t depth = 1;

	for (; at < text.len; at++) {
		if (text.ptr[at] == '{') {
			depth++;
		} else if (text.ptr[at] == '}' && --depth == 0) {
			break;
		}
	}
	return at;
}

static void read_within(struct compose_value *out, const struct facts *facts,
	const struct text *text, unsigned depth);

/* What a variable's default says, [at, end) of the text. */
static rlint_value default_of(const struct reader *reader, size_t at, size_t end)
{
	struct text text = text_sub(reader->text, at, end);
	struct compose_value read;

	if (reader->depth == NESTED_MOST) {
		return value_uncertain(
			(rlint_str){ 0 }, text_span(reader->text, at, end), RLINT_HOST);
	}
	read_within(&read, reader->facts, &text, reader->depth + 1);
	read.value.state = rlint_value_has_text(&read.value) ? RLINT_DEFAULT : read.value.state;
	return read.value;
}

/* What the .env file gives, which the host may say otherwise. */
static rlint_value given_value(const rlint_fact *env)
{
	const rlint_value *value = &rlint_as_env(env)->value;
	rlint_value given = { .text = value->text,
		.state = RLINT_UNCERTAIN,
		.reason = RLINT_HOST,
		.is_quoted = value->is_quoted };

	if (rlint_value_has_text(value)) {
		given.state = RLINT_DEFAULT;
		given.reason = RLINT_NO_REASON;
	}
	return given;
}

/* What a variable holds by the operator at `at`; `end` is the brace behind it. `env` sets it in the
 * .env file, or is NULL. */
static rlint_value value_by_operator(
	const struct reader *reader, const rlint_fact *env, size_t at, size_t end)
{
	rlint_str text = reader->text->bytes;
	bool has_colon = at < end && text.ptr[at] == ':';
	char sign = '\0';
	rlint_value value = env ? given_value(env)
				: value_uncertain((rlint_str){ 0 },
					  text_span(reader->text, at, end), RLINT_HOST);
	bool is_empty = env && has_colon && value.state == RLINT_DEFAULT && value.text.len == 0;
	bool is_set = env && !is_empty;

	at += has_colon;
	if (at < end) {
		sign = text.ptr[at++];
	}
	if (sign == '?' && !is_set) {
		value.state = RLINT_MANDATORY;
	} else if ((sign == '-' && !is_set) || (sign == '+' && is_set)) {
		value = default_of(reader, at, end);
	}
	return value;
}

/* Reads the variable at a dollar; the offset behind it, or 0 where none stands there. */
static size_t read_variable(struct reader *reader, size_t dollar)
{
	rlint_str text = reader->text->bytes;
	bool has_brace = dollar + 1 < text.len && text.ptr[dollar + 1] == '{';
	size_t start = dollar + 1 + has_brace, end = name_end(text, start);
	size_t brace = has_brace ? closing_brace(text, end) : end;
	struct compose_variable variable = { .name = str_slice(text, start, end) };

	if (end == start || (has_brace && brace == text.len)) {
		return 0;
	}
	variable.value = value_by_operator(
		reader, dotenv_find(reader->facts->dotenv, variable.name), end, brace);
	add_variable(reader, dollar, brace + has_brace, &variable);
	return brace + has_brace;
}

static void read_parts(struct reader *reader)
{
	rlint_str text = reader->text->bytes;
	size_t literal = 0, at = str_find(text, '$', 0);

	while (at < text.len) {
		size_t end = 0;

		if (at + 1 < text.len && text.ptr[at + 1] == '$') {
			/* Two dollars stand for one: the second is the literal's. */
			add_literal(reader, literal, at);
			literal = at + 1;
			at = str_find(text, '$', at + 2);
			continue;
		}
		add_literal(reader, literal, at);
		end = read_variable(reader, at);
		literal = end > 0 ? end : at;
		at = str_find(text, '$', end > 0 ? end : at + 1);
	}
	add_literal(reader, literal, text.len);
}

/* What a part gives; false from the first one on that is not known. */
static bool part_text(const struct reader *reader, uint32_t index, uint32_t *seen, rlint_value *out)
{
	const rlint_part *part = (const rlint_part *)reader->parts.items + index;
	const struct compose_variable *variables = reader->out->variables.items;

	if (!part->is_reference) {
		*out = value_known(part->text, part->span);
		return true;
	}
	*out = variables[(*seen)++].value;
	return out->state == RLINT_DEFAULT;
}

/* How many bytes the known parts have together. */
static size_t known_length(const struct reader *reader)
{
	uint32_t seen = 0;
	size_t length = 0;
	rlint_value part = { 0 };

	for (uint32_t i = 0; i < reader->parts.count && part_text(reader, i, &seen, &part); i++) {
		length += part.text.len;
	}
	return length;
}

/* The parts' texts one behind the other, as far as they are known. */
static void join(const struct reader *reader, rlint_value *value)
{
	size_t length = known_length(reader), at = 0;
	char *bytes = NULL;
	uint32_t seen = 0;

	if (length > reader->facts->limits->values[RLINT_LIMIT_VALUE_LENGTH]) {
		*value = value_uncertain((rlint_str){ 0 }, value->span, RLINT_TOO_LONG);
		return;
	}
	bytes = arena_alloc(reader->arena, length + 1);
	for (uint32_t i = 0; i < reader->parts.count; i++) {
		rlint_value part = { 0 };

		if (!part_text(reader, i, &seen, &part)) {
			value->state = reader->parts.count == 1 ? part.state : RLINT_UNCERTAIN;
			value->reason = RLINT_HOST;
			break;
		}
		if (part.state == RLINT_DEFAULT) {
			value->state = RLINT_DEFAULT;
			value->definition = part.definition;
		}
		if (part.text.len > 0) {
			memcpy(bytes + at, part.text.ptr, part.text.len);
			at += part.text.len;
		}
	}
	value->text = (rlint_str){ bytes, at };
}

static void read_within(struct compose_value *out, const struct facts *facts,
	const struct text *text, unsigned depth)
{
	struct reader reader = {
		.facts = facts, .arena = facts->arena, .text = text, .out = out, .depth = depth
	};

	*out = (struct compose_value){ .value = value_literal(
					       facts->arena, text, 0, text->bytes.len) };
	if (str_find(text->bytes, '$', 0) == text->bytes.len) {
		return;
	}
	read_parts(&reader);
	out->value.parts = reader.parts.items;
	out->value.part_count = reader.parts.count;
	out->value.is_verbatim = false;
	join(&reader, &out->value);
}

void compose_read(struct compose_value *out, const struct facts *facts, const struct text *text)
{
	read_within(out, facts, text, 0);
}

void compose_lookup(const void *user, rlint_str name, rlint_value *out)
{
	const struct compose_value *value = user;
	const struct compose_variable *variables = value->variables.items;

	for (uint32_t i = 0; i < value->variables.count; i++) {
		if (rlint_str_is(variables[i].name, name)) {
			*out = variables[i].value;
			return;
		}
	}
}
