/* The arguments of a build: what they are, and which one decides a word. */
#include "lib/facts/given.h"

#include "lib/base/str.h"
#include "lib/facts/step.h"

#include <reprolint/command.h>

struct givens givens_copy(struct arena *arena, const struct givens *givens)
{
	struct given *items = arena_new(arena, givens->count, sizeof *items);
	struct given_image *images = arena_new(arena, givens->image_count, sizeof *images);

	for (uint32_t i = 0; items && i < givens->count; i++) {
		const rlint_value *value = &givens->items[i].value;

		items[i].name = arena_str(arena, givens->items[i].name);
		items[i].value = (rlint_value){ .text = arena_str(arena, value->text),
			.state = value->state,
			.reason = value->reason };
	}
	for (uint32_t i = 0; images && i < givens->image_count; i++) {
		images[i].name = arena_str(arena, givens->images[i].name);
		images[i].role = givens->images[i].role;
	}
	return (struct givens){ items, images, items ? givens->count : 0,
		images ? givens->image_count : 0 };
}

static rlint_str without_latest(rlint_str image)
{
	rlint_str tag = RLINT_STR(":latest");

	return rlint_str_ends(image, tag) ? str_slice(image, 0, image.len - tag.len) : image;
}

rlint_role givens_role(const struct givens *givens, rlint_str image)
{
	for (uint32_t i = 0; givens && i < givens->image_count; i++) {
		if (rlint_str_is(without_latest(image), without_latest(givens->images[i].name))) {
			return givens->images[i].role;
		}
	}
	return RLINT_PULLED;
}

const struct given *givens_find(const struct givens *givens, rlint_str name)
{
	for (uint32_t i = 0; givens && i < givens->count; i++) {
		if (rlint_str_is(givens->items[i].name, name)) {
			return &givens->items[i];
		}
	}
	return NULL;
}

rlint_str givens_key(struct arena *arena, const struct givens *givens)
{
	struct buffer key = { .arena = arena };

	for (uint32_t i = 0; i < givens->count; i++) {
		const struct given *given = &givens->items[i];

		buffer_add(&key, given->name);
		buffer_add_byte(&key, '\0');
		buffer_add_byte(&key, (char)('0' + given->value.state));
		buffer_add(&key, given->value.text);
		buffer_add_byte(&key, '\0');
	}
	for (uint32_t i = 0; i < givens->image_count; i++) {
		buffer_add_byte(&key, '\n');
		buffer_add_byte(&key, (char)('0' + givens->images[i].role));
		buffer_add(&key, givens->images[i].name);
	}
	return buffer_str(&key);
}

static bool meets(rlint_span a, rlint_span b)
{
	return a.start < b.end && b.start < a.end;
}

/* Looks at a name that the step refers to at those words. */
static void look_at(const struct step *step, rlint_str name, rlint_span words, rlint_span span,
	struct given_word *out)
{
	const struct binding *binding = meets(words, span) ? scope_find(&step->scope, name) : NULL;

	if (!binding || binding->given.len == 0) {
		return;
	}
	if (out->argument.len == 0) {
		*out = (struct given_word){ .argument = binding->given, .reference = words };
	} else if (!rlint_str_is(out->argument, binding->given)) {
		out->has_others = true;
	}
}

static void look_at_word(
	const struct step *step, const rlint_value *word, rlint_span span, struct given_word *out)
{
	for (uint32_t i = 0; i < word->part_count; i++) {
		const rlint_part *part = &word->parts[i];

		if (part->is_reference) {
			look_at(step, part->text, part->span, span, out);
		}
	}
}

static void look_at_command(
	const struct step *step, const rlint_fact *command, rlint_span span, struct given_word *out)
{
	const rlint_value *word;

	for (size_t i = 0; (word = rlint_command_word(command, i)); i++) {
		look_at_word(step, word, span, out);
	}
}

/* The step that the fact lies in, or is; of a stage's image: FROM. */
static const rlint_fact *step_around(const rlint_fact *fact)
{
	const rlint_fact *step =
		fact->kind == RLINT_STEP ? fact : rlint_fact_within(fact, RLINT_STEP);
	const rlint_fact *stage =
		fact->kind == RLINT_STAGE ? fact : rlint_fact_within(fact, RLINT_STAGE);

	return step || !stage ? step : rlint_fact_at(stage, RLINT_STEP, 0);
}

struct given_word given_at(const rlint_fact *fact, rlint_span span)
{
	const rlint_fact *around = fact->facts->givens ? step_around(fact) : NULL;
	const struct step *step = around ? fact_payload(around) : NULL;
	struct given_word found = { 0 };
	const rlint_fact *command;

	for (uint32_t i = 0; step && i < step->references.count; i++) {
		const rlint_reference *reference =
			(const rlint_reference *)step->references.items + i;

		look_at(step, reference->name, reference->span, span, &found);
	}
	for (size_t i = 0; step && (command = rlint_fact_at(around, RLINT_COMMAND, i)); i++) {
		look_at_command(step, command, span, &found);
	}
	return found;
}

struct given_word given_in_step(const rlint_fact *fact)
{
	const rlint_fact *around = step_around(fact);

	return around ? given_at(fact, around->span) : (struct given_word){ 0 };
}

const rlint_fact *given_argument(const rlint_fact *service, rlint_str name)
{
	for (size_t i = 0; name.len > 0 && i < rlint_fact_count(service, RLINT_ENV); i++) {
		const rlint_fact *fact = rlint_fact_at(service, RLINT_ENV, i);
		const rlint_env *env = rlint_as_env(fact);

		if (env->when == RLINT_AT_BUILD && rlint_value_has_text(&env->value) &&
			rlint_str_is(env->name.text, name)) {
			return fact;
		}
	}
	return NULL;
}
