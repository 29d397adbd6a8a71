/* The flags that a variable holds for its reader: those of XLA.
 *
 *   flags = { blank } { flag { blank } }
 *   flag  = "-" { name byte } "=" quote { byte } quote  |  "-" { byte but a blank }
 *   blank = " " | "\t" | "\r" | "\n"
 *
 * A name byte is a letter, a digit, "-" or "_". Reading ends at the first word that does not begin
 * with "-"; a value that begins with such a word names a file that holds the flags. Of equal flags
 * the last one counts. Source: openxla/xla, xla/parse_flags_from_env.cc. */
#include "lib/base/map.h"
#include "lib/base/str.h"
#include "lib/facts/facts.h"
#include "lib/facts/value_slice.h"

static const rlint_str holders[] = { RLINT_STR_INIT("TF_XLA_FLAGS"), RLINT_STR_INIT("XLA_FLAGS") };

/* Text in which every byte is known: a whole value, or one of its literal parts. */
struct run {
	rlint_str text;
	bool follows_unknown, precedes_unknown; /* text that is not known here stands beside it */
};

struct reader {
	rlint_fact *env;
	const rlint_value *value;
	const rlint_part *part; /* the part that the run is; NULL: it is the whole text */
	struct map last; /* the flags of each name so far: number in the variable */
	rlint_span stray; /* the word at which XLA stopped */
	/* Of the whole text: the last literal part passed, where it lies, and what to look at next.
	 */
	const rlint_part *literal;
	size_t literal_start, literal_end;
	uint32_t next_part;
};

static size_t past_blanks(rlint_str text, size_t at)
{
	while (at < text.len && byte_is_one_of(text.ptr[at], " \t\r\n")) {
		at++;
	}
	return at;
}

static size_t past_word(rlint_str text, size_t at)
{
	while (at < text.len && !byte_is_one_of(text.ptr[at], " \t\r\n")) {
		at++;
	}
	return at;
}

static size_t past_name(rlint_str text, size_t at)
{
	while (at < text.len &&
		(rlint_byte_is_letter(text.ptr[at]) || rlint_byte_is_digit(text.ptr[at]) ||
			byte_is_one_of(text.ptr[at], "-_"))) {
		at++;
	}
	return at;
}

/* The offset behind the closing quote of the one at `at`; in double ones a backslash takes the next
 * byte in. */
static size_t past_quoted(rlint_str text, size_t at)
{
	char quote = text.ptr[at++];

	while (at < text.len && text.ptr[at] != quote) {
		at += quote == '"' && text.ptr[at] == '\\' && at + 1 < text.len ? 2 : 1;
	}
	return at < text.len ? at + 1 : at;
}

/* Goes on to the literal part that holds the byte of the whole text, or to the first behind it. A
 * reference gives what lies between the literals around it. Slices are asked for in order. */
static void seek_part(struct reader *reader, size_t byte)
{
	const rlint_value *value = reader->value;

	while (reader->next_part < value->part_count && reader->literal_end <= byte) {
		const rlint_part *part = &value->parts[reader->next_part++];
		rlint_str rest = str_slice(value->text, reader->literal_end, value->text.len);

		if (!part->is_reference) {
			reader->literal = part;
			reader->literal_start =
				reader->literal_end + rlint_str_find_str(rest, part->text);
			reader->literal_end = reader->literal_start + part->text.len;
		}
	}
}

/* Bytes [start, end) of the whole text, with the span of the literal part that they lie in. */
static rlint_value slice_of_whole(struct reader *reader, size_t start, size_t end)
{
	const rlint_value *value = reader->value;
	rlint_value out = { .span = value->span,
		.definition = value->definition,
		.text = str_slice(value->text, start, end),
		.state = RLINT_KNOWN };

	seek_part(reader, start);
	if (value->part_count == 0 && value->is_verbatim) {
		out.span = (rlint_span){ value->span.start + (uint32_t)start,
			value->span.start + (uint32_t)end };
		out.definition = out.span;
		out.is_verbatim = true;
	} else if (reader->literal && start >= reader->literal_start &&
		   end <= reader->literal_end) {
		out = value_of_part(reader->literal, start - reader->literal_start,
			end - reader->literal_start);
	}
	return out;
}

static rlint_value slice_of(struct reader *reader, size_t start, size_t end)
{
	return reader->part ? value_of_part(reader->part, start, end)
			    : slice_of_whole(reader, start, end);
}

static void link_to_earlier(struct reader *reader, rlint_fact *fact, rlint_flag *flag)
{
	uint32_t number = map_get(&reader->last, flag->name.text);
	size_t count = rlint_fact_count(reader->env, RLINT_FLAG);

	if (number != MAP_NONE) {
		flag->earlier = rlint_fact_at(reader->env, RLINT_FLAG, number);
		((rlint_flag *)fact_payload(flag->earlier))->is_last = RLINT_NO;
	}
	map_set(&reader->last, fact->facts->arena, flag->name.text, (uint32_t)count - 1);
}

/* The flag [start, end); `is_cut`: what follows it is not known. */
static void add_flag(
	struct reader *reader, const struct run *run, size_t start, size_t end, bool is_cut)
{
	size_t name_end = past_name(run->text, start);
	rlint_value whole = slice_of(reader, start, end);
	rlint_fact *fact = fact_new(
		reader->env->facts, RLINT_FLAG, reader->env, whole.span, reader->env->node);
	rlint_flag *flag = fact_payload(fact);

	*flag = (rlint_flag){ .name = slice_of(reader, start, name_end),
		.is_last = RLINT_YES,
		.stray = reader->stray };
	if (name_end < end) {
		size_t value_start = name_end + 1;
		bool is_quoted = value_start < end && end - value_start > 1 &&
				 byte_is_one_of(run->text.ptr[value_start], "'\"") &&
				 run->text.ptr[end - 1] == run->text.ptr[value_start];

		flag->value = slice_of(reader, value_start + is_quoted, end - is_quoted);
	}
	if (is_cut) {
		flag->value = value_uncertain(flag->value.text, whole.span, RLINT_HOST);
	}
	fact_select(fact, rlint_as_env(reader->env)->name.text, flag->name.text);
	link_to_earlier(reader, fact, flag);
}

static size_t flag_end(rlint_str text, size_t at)
{
	size_t end = past_name(text, at);

	if (end + 1 < text.len && text.ptr[end] == '=' &&
		byte_is_one_of(text.ptr[end + 1], "'\"")) {
		return past_quoted(text, end + 1);
	}
	return past_word(text, end);
}

static void read_run(struct reader *reader, const struct run *run)
{
	size_t at = run->follows_unknown ? past_word(run->text, 0) : 0;

	for (at = past_blanks(run->text, at); at < run->text.len; at = past_blanks(run->text, at)) {
		size_t start = at;
		bool is_flag = run->text.ptr[at] == '-';

		at = is_flag ? flag_end(run->text, at) : past_word(run->text, at);
		if (is_flag) {
			add_flag(reader, run, start, at,
				run->precedes_unknown && at == run->text.len);
		} else if (reader->stray.end == 0) {
			reader->stray = slice_of(reader, start, at).span;
		}
	}
}

/* What an unknown reference gives may hold any of the flags before it again. */
static void doubt_flags(const rlint_fact *env, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		rlint_flag *flag = fact_payload(rlint_fact_at(env, RLINT_FLAG, i));

		flag->is_last = flag->is_last == RLINT_NO ? RLINT_NO : RLINT_UNKNOWN;
	}
}

static bool is_reference(const rlint_value *value, uint32_t index)
{
	return index < value->part_count && value->parts[index].is_reference;
}

static void read_parts(struct reader *reader)
{
	const rlint_value *value = reader->value;
	size_t doubtful = 0;

	for (uint32_t i = 0; i < value->part_count; i++) {
		struct run run = { .text = value->parts[i].text,
			.follows_unknown = i > 0 && is_reference(value, i - 1),
			.precedes_unknown = is_reference(value, i + 1) };

		reader->part = &value->parts[i];
		if (is_reference(value, i)) {
			doubtful = rlint_fact_count(reader->env, RLINT_FLAG);
		} else {
			read_run(reader, &run);
		}
	}
	doubt_flags(reader->env, doubtful);
}

static bool names_file(rlint_str text)
{
	size_t at = past_blanks(text, 0);

	return at < text.len && text.ptr[at] != '-';
}

void env_add_flags(rlint_fact *fact)
{
	const rlint_env *env = rlint_as_env(fact);
	struct reader reader = { .env = fact, .value = &env->value };
	struct run whole = { .text = env->value.text };

	if (!rlint_str_is_one_of(env->name.text, RLINT_LIST(holders)) || names_file(whole.text)) {
		return;
	}
	if (rlint_value_has_text(&env->value)) {
		read_run(&reader, &whole);
	} else {
		read_parts(&reader);
	}
}
