/* Words of shell text to values: expansion, field splitting, braces (POSIX 2.6). */
#include "lib/base/str.h"
#include "lib/facts/command_run.h"

#include <string.h>

#include <reprolint/registry.h>

/* Arguments of expansions within arguments: deeper ones are not worked out. */
enum { DEEPEST_ARGUMENT = 16 };

/* A word while its fields are put together. */
struct expander {
	struct command_run *run;
	const struct shell_word *word;
	unsigned depth;
	bool splits; /* unquoted expansions give several fields */
	rlint_str choice; /* what braces stand for here */
	struct vec *out; /* rlint_value */
	struct buffer text;
	rlint_str only; /* the text while it has one piece */
	uint32_t pieces;
	uint32_t part_mark; /* where the field's parts begin in scratch->parts */
	rlint_value field;
	bool has_field;
	rlint_span definition; /* of a field that is one reference, else empty */
};

rlint_value command_variable(const struct command_run *run, rlint_str name)
{
	rlint_value value;

	run->scope.lookup(run->scope.user, name, &value);
	return value;
}

static void begin_field(struct expander *expander)
{
	expander->text = (struct buffer){ .arena = expander->run->facts->arena };
	expander->pieces = 0;
	expander->part_mark = expander->run->scratch->parts.count;
	expander->field = (rlint_value){ .span = expander->word->span, .state = RLINT_KNOWN };
	expander->has_field = false;
	expander->definition = (rlint_span){ 0 };
}

/* Moves the field's parts to memory that stays. */
static void take_parts(struct expander *expander)
{
	struct vec *parts = &expander->run->scratch->parts;
	uint32_t count = parts->count - expander->part_mark;
	rlint_part *kept;

	parts->count = expander->part_mark;
	if (count == 0) {
		return;
	}
	kept = arena_alloc(expander->run->facts->arena, count * sizeof *kept);
	memcpy(kept, (rlint_part *)parts->items + expander->part_mark, count * sizeof *kept);
	expander->field.parts = kept;
	expander->field.part_count = count;
}

static void end_field(struct expander *expander)
{
	rlint_value *field = &expander->field;

	if (!expander->has_field) {
		return;
	}
	field->text = expander->pieces == 0   ? (rlint_str){ "", 0 }
		      : expander->pieces == 1 ? expander->only
					      : buffer_str(&expander->text);
	take_parts(expander);
	field->is_quoted = expander->word->is_quoted;
	field->definition = field->part_count == 1 && expander->definition.end > 0
				    ? expander->definition
				    : field->span;
	*(rlint_value *)vec_add(expander->out, expander->run->facts->arena, sizeof *field) = *field;
	begin_field(expander);
}

static void add_part(struct expander *expander, bool is_reference, rlint_span span, rlint_str text)
{
	*(rlint_part *)vec_add(&expander->run->scratch->parts, expander->run->facts->arena,
		sizeof(rlint_part)) = (rlint_part){ is_reference, span, text };
	expander->has_field = true;
}

/* What is not known any more stays so; the text before it remains as prefix. */
static void lower_state(struct expander *expander, const rlint_value *value)
{
	rlint_value *field = &expander->field;

	if (value->state > field->state) {
		field->state = value->state;
		field->reason = value->reason;
	}
}

static void add_text(struct expander *expander, rlint_str text)
{
	uint64_t limit = expander->run->facts->limits->values[RLINT_LIMIT_VALUE_LENGTH];

	expander->has_field = true;
	if (expander->field.state >= RLINT_MANDATORY || text.len == 0) {
		return;
	}
	if (expander->pieces == 0) {
		expander->only = text;
	} else {
		if (expander->pieces == 1) {
			buffer_add(&expander->text, expander->only);
		}
		if (expander->text.len + text.len > limit) {
			expander->field.state = RLINT_UNCERTAIN;
			expander->field.reason = RLINT_TOO_LONG;
			return;
		}
		buffer_add(&expander->text, text);
	}
	expander->pieces++;
}

/* The text of a reference; its state counts for the field. */
static void add_reference(struct expander *expander, const struct shell_part *part,
	const rlint_value *value, rlint_str text, rlint_span definition)
{
	add_part(expander, true, part->span, part->text);
	add_text(expander, text);
	lower_state(expander, value);
	expander->definition = definition;
}

/* The place of [start, end) in the definition, where it stands there byte for byte. */
static rlint_span cut_definition(const rlint_value *value, size_t start, size_t end)
{
	rlint_span whole = value->definition;

	if (whole.end - whole.start != value->text.len) {
		return whole;
	}
	return (rlint_span){ whole.start + (uint32_t)start, whole.start + (uint32_t)end };
}

/* An unquoted expansion: each run of blanks ends a field. */
static void add_split(
	struct expander *expander, const struct shell_part *part, const rlint_value *value)
{
	rlint_str text = value->text;
	size_t at = 0;

	while (at < text.len) {
		size_t start = at;

		while (at < text.len && !byte_is_space(text.ptr[at])) {
			at++;
		}
		if (at > start) {
			add_reference(expander, part, value, str_slice(text, start, at),
				cut_definition(value, start, at));
		}
		if (at < text.len) {
			end_field(expander);
		}
		while (at < text.len && byte_is_space(text.ptr[at])) {
			at++;
		}
	}
}

static void add_parameter(struct expander *expander, const struct shell_part *part)
{
	rlint_value value = command_parameter(expander->run, part, expander->depth);
	bool is_list = rlint_str_is(part->text, RLINT_STR("@"));

	if (!rlint_value_has_text(&value) && (!part->is_quoted || is_list)) {
		expander->run->has_unseen = true;
	}
	if (part->is_quoted || !expander->splits || !rlint_value_has_text(&value)) {
		add_reference(expander, part, &value, value.text, value.definition);
	} else {
		add_split(expander, part, &value);
	}
}

/* ~ is HOME; another's home is not known. */
static void add_tilde(struct expander *expander, const struct shell_part *part)
{
	rlint_value value = value_uncertain((rlint_str){ 0 }, part->span, RLINT_HOST);

	if (part->text.len == 1) {
		value = command_variable(expander->run, RLINT_STR("HOME"));
	}
	if (!rlint_value_has_text(&value)) {
		value = value_uncertain((rlint_str){ 0 }, part->span, RLINT_BASE_IMAGE);
	}
	add_part(expander, true, part->span, RLINT_STR("HOME"));
	add_text(expander, value.text);
	lower_state(expander, &value);
}

static void add_computed(struct expander *expander, const struct shell_part *part)
{
	expander->field.state = RLINT_UNCERTAIN;
	expander->field.reason = RLINT_COMPUTED;
	add_part(expander, true, part->span, part->text);
	expander->run->has_unseen = expander->run->has_unseen ||
				    (!part->is_quoted && part->kind == SHELL_COMMAND_SUBSTITUTION);
}

static void expand_part(struct expander *expander, const struct shell_part *part)
{
	switch (part->kind) {
	case SHELL_LITERAL:
	case SHELL_GLOB:
		add_part(expander, false, part->span, part->text);
		add_text(expander, part->text);
		break;
	case SHELL_BRACES: {
		rlint_str text = expander->choice.ptr ? expander->choice : part->text;

		add_part(expander, false, part->span, text);
		add_text(expander, text);
		break;
	}
	case SHELL_PARAMETER:
		add_parameter(expander, part);
		break;
	case SHELL_TILDE:
		add_tilde(expander, part);
		break;
	case SHELL_COMMAND_SUBSTITUTION:
	case SHELL_PROCESS_SUBSTITUTION:
	case SHELL_ARITHMETIC:
	case SHELL_ARRAY:
		add_computed(expander, part);
		break;
	}
}

/* One run of bytes without quotes or expansions: its place says all that parts could. */
static rlint_value plain_value(const struct shell_word *word)
{
	bool is_verbatim = word->span.end - word->span.start == word->value.len &&
			   text_is_verbatim(&word->text, 0, word->text.bytes.len);

	return (rlint_value){ .span = word->span,
		.definition = word->span,
		.text = word->value,
		.state = RLINT_KNOWN,
		.is_quoted = word->is_quoted,
		.is_verbatim = is_verbatim };
}

static void expand_parts(struct expander *expander)
{
	const struct shell_word *word = expander->word;
	uint32_t before = expander->out->count;

	begin_field(expander);
	for (uint32_t i = 0; i < word->part_count; i++) {
		expand_part(expander, shell_part(expander->run->shell, word, i));
	}
	if (word->is_quoted && expander->out->count == before) {
		expander->has_field = true;
	}
	end_field(expander);
}

/* The one {a,b} of a word, or NULL: several are left as written. */
static const struct shell_part *find_braces(
	const struct command_run *run, const struct shell_word *word)
{
	const struct shell_part *found = NULL;
	uint32_t count = 0;

	for (uint32_t i = 0; i < word->part_count; i++) {
		const struct shell_part *part = shell_part(run->shell, word, i);

		if (part->kind == SHELL_BRACES) {
			found = part;
			count++;
		}
	}
	return count == 1 && str_find(found->text, ',', 0) < found->text.len ? found : NULL;
}

static void expand_braces(struct expander *expander, const struct shell_part *braces)
{
	rlint_str inside = str_slice(braces->text, 1, braces->text.len - 1);
	size_t at = 0;

	while (at <= inside.len) {
		size_t end = str_find(inside, ',', at);

		expander->choice = str_slice(inside, at, end);
		expand_parts(expander);
		at = end + 1;
	}
}

void command_expand(struct command_run *run, const struct shell_word *word)
{
	struct arena *arena = run->facts->arena;
	struct vec *values = &run->scratch->values;
	struct vec *sources = &run->scratch->sources;
	struct expander expander = { .run = run, .word = word, .splits = true, .out = values };
	const struct shell_part *braces;

	if (word->is_literal && word->part_count == 0) {
		*(rlint_value *)vec_add(values, arena, sizeof(rlint_value)) = plain_value(word);
	} else {
		braces = run->is_bash ? find_braces(run, word) : NULL;
		if (braces) {
			expand_braces(&expander, braces);
		} else {
			expand_parts(&expander);
		}
	}
	while (sources->count < values->count) {
		*(const struct shell_word **)vec_add(sources, arena, sizeof(void *)) = word;
	}
}

rlint_value command_value_at(struct command_run *run, const struct shell_word *word, unsigned depth)
{
	struct vec *single = &run->scratch->single;
	uint32_t mark = single->count;
	bool has_unseen = run->has_unseen;
	struct expander expander = { .run = run, .word = word, .depth = depth + 1, .out = single };

	if (word->part_count == 0) {
		return plain_value(word);
	}
	if (depth > DEEPEST_ARGUMENT) {
		return value_uncertain((rlint_str){ 0 }, word->span, RLINT_COMPUTED);
	}
	expand_parts(&expander);
	run->has_unseen = has_unseen;
	if (single->count == mark) {
		return value_known((rlint_str){ "", 0 }, word->span);
	}
	single->count = mark;
	return ((rlint_value *)single->items)[mark];
}

rlint_value command_value(struct command_run *run, const struct shell_word *word)
{
	return command_value_at(run, word, 0);
}
