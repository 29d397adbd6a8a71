/* Commands that a service is started with, as steps. */
#include "lib/facts/service_step.h"

#include "lib/facts/effects.h"

enum { WORDS_MOST = 1000 };

/* The state that the commands run in: the image's, and the service's environment. */
static struct scope scope_of(struct facts *facts, const rlint_fact *service)
{
	struct scope scope = { .rest = SCOPE_BASE_IMAGE };
	size_t count = rlint_fact_count(service, RLINT_ENV);

	for (size_t i = 0; i < count; i++) {
		const rlint_env *env = rlint_as_env(rlint_fact_at(service, RLINT_ENV, i));

		if (env->when == RLINT_AT_RUN && env->value.state != RLINT_UNSET) {
			scope = scope_bind(scope, facts->arena,
				&(struct binding){ .name = env->name.text, .value = env->value });
		}
	}
	return scope;
}

/* A step on its way: what the makers of commands and effects ask of an instruction. */
struct frame {
	struct docker_facts docker;
	struct docker_instruction instruction;
	struct docker_step step;
	struct command_context context;
};

static void begin(
	struct frame *frame, struct facts *facts, const struct service_step *what, rlint_span span)
{
	rlint_fact *fact = fact_new(facts, RLINT_STEP, what->service, span, what->node);
	struct step *step = fact_payload(fact);

	*frame = (struct frame){ .docker = { .facts = facts },
		.instruction = { .name = DOCKER_UNKNOWN_NAME, .node = what->node } };
	frame->step = (struct docker_step){ .docker = &frame->docker,
		.instruction = &frame->instruction,
		.fact = fact,
		.step = step,
		.scope = { scope_lookup, &step->scope } };
	step->scope = scope_of(facts, what->service);
	step->shown = (rlint_step){ .instruction = what->name,
		.keyword = what->keyword,
		.user = value_uncertain((rlint_str){ 0 }, (rlint_span){ 0 }, RLINT_BASE_IMAGE),
		.directory =
			value_uncertain((rlint_str){ 0 }, (rlint_span){ 0 }, RLINT_BASE_IMAGE) };
	fact_select(fact, what->name, RLINT_STR("service"));
	frame->context = (struct command_context){ .variables = frame->step.scope,
		.directory = step->shown.directory,
		.node = what->node };
}

rlint_fact *service_step_of_text(
	struct facts *facts, const struct service_step *what, const struct text *text)
{
	struct frame frame;

	begin(&frame, facts, what, text_span(text, 0, text->bytes.len));
	frame.step.step->shown.form = RLINT_SHELL_FORM;
	commands_of_text(facts, frame.step.fact, text, &frame.context);
	env_of_commands(frame.step.fact, RLINT_AT_RUN);
	effects_of_run(&frame.step);
	return frame.step.fact;
}

rlint_fact *service_step_of_words(struct facts *facts, const struct service_step *what,
	const struct text *words, size_t count)
{
	struct frame frame;
	const struct text *last = &words[count - 1];
	rlint_span span = { text_source(&words[0], 0), text_source(last, last->bytes.len) };

	/* An anchor's words may stand behind those that follow. */
	begin(&frame, facts, what, span.end >= span.start ? span : what->keyword);
	frame.step.step->shown.form = RLINT_EXEC_FORM;
	commands_of_words(facts, frame.step.fact, words, count, &frame.context);
	env_of_commands(frame.step.fact, RLINT_AT_RUN);
	effects_of_run(&frame.step);
	return frame.step.fact;
}

rlint_fact *service_step_of_list(
	struct facts *facts, const struct service_step *what, const struct config *file)
{
	uint32_t item = tree_first_child(&file->tree, what->node);
	struct vec words = { 0 };

	for (uint32_t left = WORDS_MOST; item != NODE_NONE && left > 0; left--) {
		struct config_scalar scalar;

		if (config_scalar(file, config_resolve(file, item), &scalar)) {
			*(struct text *)vec_add(&words, facts->arena, sizeof(struct text)) =
				scalar.text;
		}
		item = tree_node(&file->tree, item)->next;
	}
	return words.count > 0 ? service_step_of_words(facts, what, words.items, words.count)
			       : NULL;
}
