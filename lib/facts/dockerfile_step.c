/* Steps: one instruction with its words, flags and the state before it. */
#include <string.h>

#include "lib/base/str.h"
#include "lib/facts/dockerfile_facts.h"

static const rlint_str instruction_names[] = { [DOCKER_ADD] = RLINT_STR_INIT("ADD"),
	[DOCKER_ARG] = RLINT_STR_INIT("ARG"),
	[DOCKER_CMD] = RLINT_STR_INIT("CMD"),
	[DOCKER_COPY] = RLINT_STR_INIT("COPY"),
	[DOCKER_ENTRYPOINT] = RLINT_STR_INIT("ENTRYPOINT"),
	[DOCKER_ENV] = RLINT_STR_INIT("ENV"),
	[DOCKER_EXPOSE] = RLINT_STR_INIT("EXPOSE"),
	[DOCKER_FROM] = RLINT_STR_INIT("FROM"),
	[DOCKER_HEALTHCHECK] = RLINT_STR_INIT("HEALTHCHECK"),
	[DOCKER_LABEL] = RLINT_STR_INIT("LABEL"),
	[DOCKER_MAINTAINER] = RLINT_STR_INIT("MAINTAINER"),
	[DOCKER_ONBUILD] = RLINT_STR_INIT("ONBUILD"),
	[DOCKER_RUN] = RLINT_STR_INIT("RUN"),
	[DOCKER_SHELL] = RLINT_STR_INIT("SHELL"),
	[DOCKER_STOPSIGNAL] = RLINT_STR_INIT("STOPSIGNAL"),
	[DOCKER_USER] = RLINT_STR_INIT("USER"),
	[DOCKER_VOLUME] = RLINT_STR_INIT("VOLUME"),
	[DOCKER_WORKDIR] = RLINT_STR_INIT("WORKDIR"),
	[DOCKER_UNKNOWN_NAME] = RLINT_STR_INIT("") };

/* Whose words the builder expands (instructions/commands.go, Expand). */
static const bool expands_words[DOCKER_UNKNOWN_NAME + 1] = { [DOCKER_ADD] = true,
	[DOCKER_COPY] = true,
	[DOCKER_ENV] = true,
	[DOCKER_EXPOSE] = true,
	[DOCKER_FROM] = true,
	[DOCKER_LABEL] = true,
	[DOCKER_STOPSIGNAL] = true,
	[DOCKER_USER] = true,
	[DOCKER_VOLUME] = true,
	[DOCKER_WORKDIR] = true };

static const bool has_form[DOCKER_UNKNOWN_NAME + 1] = { [DOCKER_ADD] = true,
	[DOCKER_CMD] = true,
	[DOCKER_COPY] = true,
	[DOCKER_ENTRYPOINT] = true,
	[DOCKER_HEALTHCHECK] = true,
	[DOCKER_RUN] = true,
	[DOCKER_SHELL] = true,
	[DOCKER_VOLUME] = true };

/* Flags whose values are expanded where they stand; --mount is taken apart first. */
static const rlint_str expanding_flags[] = { RLINT_STR_INIT("chown"), RLINT_STR_INIT("chmod"),
	RLINT_STR_INIT("checksum"), RLINT_STR_INIT("platform") };

static rlint_form form_of(const struct docker_instruction *instruction)
{
	if (!has_form[instruction->name] ||
		(instruction->name == DOCKER_HEALTHCHECK && instruction->word_count < 2)) {
		return RLINT_NO_FORM;
	}
	if (instruction->is_json) {
		return RLINT_EXEC_FORM;
	}
	return instruction->heredoc_count > 0 ? RLINT_HEREDOC_FORM : RLINT_SHELL_FORM;
}

static rlint_str upper_case(struct arena *arena, rlint_str text)
{
	char *bytes = arena_alloc(arena, text.len + 1);

	for (size_t i = 0; i < text.len; i++) {
		bytes[i] = byte_upper(text.ptr[i]);
	}
	return (rlint_str){ bytes, text.len };
}

/* The words where the builder is given no arguments, kept where that makes a difference. */
static void read_defaults(struct docker_step *step, uint32_t first)
{
	struct docker_facts *docker = step->docker;
	const struct step *payload = step->step;
	uint32_t count = payload->shown.word_count;
	rlint_value *defaults = NULL;

	for (uint32_t i = 0; i < count; i++) {
		const rlint_value *word = &payload->words[i];

		if (!defaults && word->state == RLINT_UNCERTAIN && word->reason == RLINT_HOST) {
			defaults = arena_alloc(docker->facts->arena, count * sizeof *defaults);
			memcpy(defaults, payload->words, count * sizeof *defaults);
		}
		if (defaults) {
			const struct docker_word *written =
				dockerfile_word(docker->file, step->instruction, i + first);

			defaults[i] = docker_expand_default(
				docker, &written->text, word, &payload->scope);
		}
	}
	step->step->defaults = defaults;
}

static void read_words(struct docker_step *step)
{
	const struct docker_instruction *instruction = step->instruction;
	struct docker_facts *docker = step->docker;
	bool expands = expands_words[instruction->name];

	/* What HEALTHCHECK's CMD runs are its words; CMD says only that something is run. */
	uint32_t first = instruction->name == DOCKER_HEALTHCHECK && instruction->word_count > 1;
	uint32_t count = instruction->word_count - first;

	step->step->shown.word_count = count;
	step->step->words = arena_new(docker->facts->arena, count, sizeof(rlint_value));
	for (uint32_t i = 0; i < count; i++) {
		const struct text *text =
			&dockerfile_word(docker->file, instruction, i + first)->text;

		/* FROM's "AS name" takes no variables. */
		step->step->words[i] =
			expands && (instruction->name != DOCKER_FROM || i == 0)
				? docker_expand(docker, text, 0, &step->scope)
				: value_literal(docker->facts->arena, text, 0, text->bytes.len);
	}
	read_defaults(step, first);
}

static void read_flags(struct docker_step *step)
{
	struct docker_facts *docker = step->docker;
	struct arena *arena = docker->facts->arena;
	uint32_t count = step->instruction->flag_count;

	step->step->flag_count = count;
	step->step->flags = arena_new(arena, count, sizeof(struct step_flag));
	for (uint32_t i = 0; i < count; i++) {
		const struct docker_flag *flag =
			dockerfile_flag(docker->file, step->instruction, i);
		struct step_flag *out = &step->step->flags[i];

		out->name = flag->name;
		if (!flag->has_value) {
			out->value = value_known((rlint_str){ 0 }, flag->span);
		} else if (rlint_str_is_one_of(flag->name, RLINT_LIST(expanding_flags))) {
			out->value = docker_expand(docker, &flag->value, 0, &step->scope);
		} else {
			out->value = value_literal(arena, &flag->value, 0, flag->value.bytes.len);
		}
	}
}

/* The user in force: written, or what the base image is known to have. */
static rlint_value user_before(const struct stage_state *stage)
{
	if (stage && stage->user) {
		return rlint_as_user(stage->user)->name;
	}
	if (stage && stage->base_is_root == RLINT_YES) {
		return value_known(RLINT_STR("root"), (rlint_span){ 0 });
	}
	return value_uncertain((rlint_str){ 0 }, (rlint_span){ 0 }, RLINT_BASE_IMAGE);
}

static void describe(rlint_step *out, const struct docker_facts *docker,
	const struct docker_instruction *instruction)
{
	const struct stage_state *stage = docker->stage;

	out->instruction = instruction->name == DOCKER_UNKNOWN_NAME
				   ? upper_case(docker->facts->arena, instruction->keyword)
				   : instruction_names[instruction->name];
	out->keyword = instruction->keyword_span;
	out->form = form_of(instruction);
	out->is_onbuild = instruction->is_trigger;
	out->user = user_before(stage);
	if (stage) {
		out->directory = stage->directory;
		out->shell = stage->shell.shell;
		out->has_pipefail = stage->shell.has_pipefail;
		out->has_shell = stage->shell.is_chosen;
	}
}

void docker_step_begin(struct docker_step *out, struct docker_facts *docker,
	const struct docker_instruction *instruction, rlint_fact *container)
{
	rlint_fact *fact = fact_new(
		docker->facts, RLINT_STEP, container, instruction->span, instruction->node);
	struct step *step = fact_payload(fact);
	bool is_global = !docker->stage || instruction->name == DOCKER_FROM;

	*out = (struct docker_step){ docker, instruction, fact, step,
		{ scope_lookup, &step->scope } };
	docker->references = &step->references;
	step->scope = is_global ? docker->global : docker->stage->scope;
	fact->is_incomplete = instruction->has_problem;
	describe(&step->shown, docker, instruction);
	fact_select(fact, step->shown.instruction, (rlint_str){ 0 });
	step->comment_count = instruction->comment_count;
	if (step->comment_count > 0) {
		step->comments = (const struct comment *)docker->file->tree.comments.items +
				 instruction->comment_first;
	}
	read_words(out);
	read_flags(out);
}

static const struct step *step_of(const rlint_fact *fact)
{
	return fact && fact->kind == RLINT_STEP ? fact_payload(fact) : NULL;
}

const rlint_value *rlint_step_word(const rlint_fact *fact, size_t index)
{
	const struct step *step = step_of(fact);

	return step && index < step->shown.word_count ? &step->words[index] : NULL;
}

const rlint_value *rlint_step_default(const rlint_fact *fact, size_t index)
{
	const struct step *step = step_of(fact);

	return step && step->defaults && index < step->shown.word_count
		       ? &step->defaults[index]
		       : rlint_step_word(fact, index);
}

const rlint_value *rlint_step_flag(const rlint_fact *fact, const char *name, size_t index)
{
	static const rlint_value absent = { .state = RLINT_UNSET };
	const struct step *step = step_of(fact);

	for (uint32_t i = 0; step && i < step->flag_count; i++) {
		if (!rlint_str_is(step->flags[i].name, str_from(name))) {
			continue;
		}
		if (index == 0) {
			return &step->flags[i].value;
		}
		index--;
	}
	return &absent;
}

rlint_span rlint_step_comment(const rlint_fact *fact, size_t index)
{
	const struct step *step = step_of(fact);

	return step && index < step->comment_count ? step->comments[index].span : (rlint_span){ 0 };
}

const rlint_reference *rlint_step_reference(const rlint_fact *fact, size_t index)
{
	const struct step *step = step_of(fact);

	return step && index < step->references.count
		       ? &((const rlint_reference *)step->references.items)[index]
		       : NULL;
}

void rlint_step_variable(const rlint_fact *fact, rlint_str name, rlint_value *out)
{
	const struct step *step = step_of(fact);

	if (step) {
		scope_lookup(&step->scope, name, out);
	} else {
		*out = (rlint_value){ .state = RLINT_UNSET };
	}
}

size_t rlint_step_effects(const rlint_fact *fact)
{
	const struct step *step = step_of(fact);

	return step ? step->effects.count : 0;
}

const rlint_effect *rlint_step_effect(const rlint_fact *fact, size_t index)
{
	const struct step *step = step_of(fact);

	return step && index < step->effects.count
		       ? &((const rlint_effect *)step->effects.items)[index]
		       : NULL;
}

const rlint_effect *rlint_command_effect(const rlint_fact *fact, size_t index)
{
	const struct command *command = command_of(fact);

	return command && index < command->effects_to - command->effects_from
		       ? rlint_step_effect(
				 rlint_fact_within(fact, RLINT_STEP), command->effects_from + index)
		       : NULL;
}

rlint_span rlint_effect_words(const rlint_effect *effect)
{
	const rlint_command *command = rlint_as_command(effect->command);
	rlint_span span = effect->span;

	if (command && command->name.span.end > 0 && command->name.span.start < span.start) {
		span.start = command->name.span.start;
	}
	return span;
}

const rlint_value *rlint_step_manifest(const rlint_fact *fact, size_t index)
{
	const struct step *step = step_of(fact);

	return step && index < step->manifests.count
		       ? &((const rlint_value *)step->manifests.items)[index]
		       : NULL;
}
