/* Options, actions and operands of a command line, by the program's table. */
#include "lib/base/str.h"
#include "lib/facts/command_run.h"
#include "lib/facts/value_slice.h"

#include <string.h>

/* Where reading stands. */
struct options {
	struct command_run *run;
	const rlint_value *words;
	uint32_t count, at;
	unsigned style;
	struct parsed_command *out;
	bool is_over; /* the rest are operands */
	uint32_t second; /* index of the second word of an action, or 0 */
};

static void add_option(
	struct options *options, rlint_str name, rlint_span span, const rlint_value *value)
{
	rlint_option *option = vec_add(
		&options->run->scratch->options, options->run->facts->arena, sizeof *option);

	*option = (rlint_option){ .name = name, .span = span };
	if (value) {
		option->value = *value;
		if (value->span.end > span.end) {
			option->span.end = value->span.end;
		}
	}
}

static const struct command_row *find_option(const struct options *options, rlint_str name)
{
	return options->out->program
		       ? command_find_option(options->out->program, options->out->action, name)
		       : NULL;
}

/* The word behind the option, as its value. */
static void add_with_next(struct options *options, rlint_str name, rlint_span span)
{
	if (options->at < options->count) {
		add_option(options, name, span, &options->words[options->at]);
		options->at++;
	} else {
		add_option(options, name, span, NULL);
	}
}

static rlint_value slice_from(const struct options *options, const rlint_value *word, size_t start)
{
	return value_slice(word, &options->run->scope, start, word->text.len);
}

/* --name, --name=value, --name value; also -name where options have one dash. */
static void read_long(struct options *options, const rlint_value *word)
{
	size_t equals = str_find(word->text, '=', 0);
	rlint_str name = str_slice(word->text, 0, equals);
	const struct command_row *row;

	if ((options->style & STYLE_SINGLE) && rlint_str_starts(name, RLINT_STR("--"))) {
		name = str_slice(name, 1, name.len);
	}
	row = find_option(options, name);
	name = row ? command_text(row->canonical) : name;
	if (equals < word->text.len) {
		rlint_value value = slice_from(options, word, equals + 1);

		add_option(options, name, word->span, &value);
	} else if (row && row->takes == TAKES_VALUE) {
		add_with_next(options, name, word->span);
	} else {
		add_option(options, name, word->span, NULL);
	}
}

/* The rest of a cluster is the value of its last option; apt's -o takes an equals sign before. */
static void add_attached(
	struct options *options, rlint_str name, const rlint_value *word, size_t start)
{
	rlint_value value;

	if (start < word->text.len && word->text.ptr[start] == '=') {
		start++;
	}
	value = slice_from(options, word, start);
	add_option(options, name, word->span, &value);
}

/* Is what follows the letter at `at` its value? */
static bool is_attached(const rlint_value *word, size_t at, const struct command_row *row)
{
	char next;

	if (at + 1 == word->text.len) {
		return row && row->takes == TAKES_VALUE && !rlint_value_has_text(word);
	}
	next = word->text.ptr[at + 1];
	if (!row) {
		return next == '=';
	}
	return row->takes == TAKES_VALUE ||
	       (row->takes == TAKES_OPTIONAL && !rlint_byte_is_letter(next));
}

/* -abc: letters that take nothing may be followed by others. */
static void read_cluster(struct options *options, const rlint_value *word, size_t at)
{
	for (; at < word->text.len; at++) {
		char letters[2] = { '-', word->text.ptr[at] };
		rlint_str letter = { letters, 2 };
		const struct command_row *row = find_option(options, letter);
		rlint_str name = row ? command_text(row->canonical)
				     : arena_str(options->run->facts->arena, letter);

		if (is_attached(word, at, row)) {
			add_attached(options, name, word, at + 1);
			return;
		}
		if (row && row->takes == TAKES_VALUE) {
			add_with_next(options, name, word->span);
			return;
		}
		add_option(options, name, word->span, NULL);
	}
}

static void read_option(struct options *options, const rlint_value *word)
{
	bool is_long = word->text.len > 1 && word->text.ptr[1] == '-';

	if (rlint_str_is(word->text, RLINT_STR("--"))) {
		options->is_over = true;
	} else if (is_long || (options->style & STYLE_SINGLE) ||
		   (word->text.len > 2 && find_option(options, word->text))) {
		read_long(options, word); /* the last: wget -nv */
	} else if (!options->out->program) {
		add_option(options, word->text, word->span, NULL);
	} else {
		read_cluster(options, word, 1);
	}
}

/* "env create": two words, where the table has actions that begin with the first. */
static bool read_long_action(struct options *options, const rlint_value *first)
{
	const struct command_program *program = options->out->program;
	uint32_t next = options->at;
	char bytes[64];
	rlint_str text;

	if (!command_has_longer_action(program, first->text)) {
		return false;
	}
	while (next < options->count &&
		rlint_str_starts(options->words[next].text, RLINT_STR("-"))) {
		next++;
	}
	if (next >= options->count || !rlint_value_has_text(&options->words[next])) {
		return false;
	}
	text = options->words[next].text;
	if (first->text.len + 1 + text.len > sizeof bytes) {
		return false;
	}
	memcpy(bytes, first->text.ptr, first->text.len);
	bytes[first->text.len] = ' ';
	memcpy(bytes + first->text.len + 1, text.ptr, text.len);
	options->out->action =
		command_find_action(program, (rlint_str){ bytes, first->text.len + 1 + text.len });
	options->second = options->out->action ? next : 0;
	return options->out->action != NULL;
}

/* The first operand of a program with actions names one. False where it has none. */
static bool read_action(struct options *options, const rlint_value *word)
{
	struct parsed_command *out = options->out;

	if (!out->program || out->program->action_count == 0 || out->action_name.len > 0 ||
		!rlint_value_has_text(word) || options->is_over) {
		return false;
	}
	if (!read_long_action(options, word)) {
		out->action = command_find_action(out->program, word->text);
	}
	out->action_name = out->action ? command_text(out->action->canonical) : word->text;
	options->style |= out->action ? out->action->style : 0U;
	return true;
}

static void read_operand(struct options *options, uint32_t index)
{
	*(uint32_t *)vec_add(&options->run->scratch->operands, options->run->facts->arena,
		sizeof(uint32_t)) = index;
	if (!options->is_over && (options->style & STYLE_STOPS)) {
		options->is_over = true;
	}
}

/* Does the word begin an option, as far as it is known? */
static bool is_option(const rlint_value *word)
{
	rlint_str text = word->text;

	if (text.len < 2 || text.ptr[0] != '-') {
		return false;
	}
	return rlint_value_has_text(word) || str_find(text, '=', 0) < text.len ||
	       text.ptr[1] != '-';
}

static void read_word(struct options *options)
{
	uint32_t index = options->at++;
	const rlint_value *word = &options->words[index];

	if (index == options->second && index > 0) {
		return; /* the second word of an action */
	}
	if (!options->is_over && is_option(word)) {
		read_option(options, word);
	} else if (index == 1 && (options->style & STYLE_BUNDLE) && rlint_value_has_text(word)) {
		read_cluster(options, word, 0);
	} else if (!read_action(options, word)) {
		read_operand(options, index);
	}
}

void command_parse(struct command_run *run, const rlint_value *words, uint32_t count,
	const struct command_program *program, struct parsed_command *out)
{
	struct options options = { .run = run,
		.words = words,
		.count = count,
		.at = 1,
		.style = program ? program->style : 0,
		.out = out };

	*out = (struct parsed_command){ .program = program, .scratch = run->scratch };
	run->scratch->options.count = 0;
	run->scratch->operands.count = 0;
	while (options.at < count) {
		read_word(&options);
	}
}

const rlint_option *parsed_option(const struct parsed_command *parsed, const char *name)
{
	const rlint_option *items = parsed->scratch->options.items;

	for (uint32_t i = parsed->scratch->options.count; i > 0; i--) {
		if (rlint_str_is(items[i - 1].name, str_from(name))) {
			return &items[i - 1];
		}
	}
	return NULL;
}
