/* Variables that commands are given: NAME=value before a program, and `export NAME=value`. Facts
 * are made of those alone that some rule asks for by their name. */
#include "lib/base/str.h"
#include "lib/facts/command.h"
#include "lib/facts/value_slice.h"

/* What the facts of one step have in common. */
struct maker {
	rlint_fact *step;
	rlint_when when;
	rlint_str selector;
};

static void add(
	const struct maker *maker, rlint_str name, rlint_span span, const rlint_value *value)
{
	struct facts *facts = maker->step->facts;
	rlint_fact *fact;

	if (!fact_env_is_asked(facts, name)) {
		return;
	}
	fact = fact_new(facts, RLINT_ENV, maker->step, span, maker->step->node);
	*(rlint_env *)fact_payload(fact) =
		(rlint_env){ .name = value_known(name,
				     (rlint_span){ span.start, span.start + (uint32_t)name.len }),
			.value = *value,
			.when = maker->when };
	fact_select_env(fact, maker->selector, name);
}

/* A word's parts without the literal "NAME=" that they begin with; none where it is not so. */
static void drop_name(struct arena *arena, rlint_value *value, size_t length)
{
	rlint_part *parts;
	rlint_value rest;

	if (value->part_count == 0 || value->parts[0].is_reference ||
		value->parts[0].text.len < length) {
		value->part_count = 0;
		return;
	}
	parts = arena_new(arena, value->part_count, sizeof *parts);
	memcpy(parts, value->parts, value->part_count * sizeof *parts);
	rest = value_of_part(parts, length, parts->text.len);
	parts[0] = (rlint_part){ .span = rest.span, .text = rest.text };
	value->parts = parts;
}

/* export NAME=value ... */
static void add_exports(const struct maker *maker, const rlint_fact *command)
{
	const rlint_value *word;

	for (size_t i = 1; (word = rlint_command_word(command, i)); i++) {
		size_t equals = str_find(word->text, '=', 0);
		rlint_value value = *word;

		if (equals == 0 || equals == word->text.len) {
			continue;
		}
		value.text = str_slice(word->text, equals + 1, word->text.len);
		value.is_verbatim = false;
		value.span.start += (uint32_t)equals + 1;
		if (value.span.start > value.span.end) {
			value.span.start = word->span.start;
		}
		drop_name(maker->step->facts->arena, &value, equals + 1);
		add(maker, str_slice(word->text, 0, equals), word->span, &value);
	}
}

static void add_assignments(const struct maker *maker, const struct command *command)
{
	for (uint32_t i = 0; i < command->assignment_count; i++) {
		const struct command_assignment *assignment = &command->assignments[i];

		add(maker, assignment->name, assignment->span, &assignment->value);
	}
}

void env_of_commands(rlint_fact *step, rlint_when when)
{
	const struct maker maker = { step, when, RLINT_STR("command") };
	size_t count = rlint_fact_count(step, RLINT_COMMAND);

	for (size_t i = 0; i < count; i++) {
		const rlint_fact *fact = rlint_fact_at(step, RLINT_COMMAND, i);
		const struct command *command = command_of(fact);

		if (command->shown.is_run == RLINT_NO) {
			continue;
		}
		add_assignments(&maker, command);
		if (rlint_str_is(command->shown.program, RLINT_STR("export"))) {
			add_exports(&maker, fact);
		}
	}
}
