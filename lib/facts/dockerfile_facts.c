/* The facts of a Dockerfile: the walk over its instructions. */
#include "lib/facts/dockerfile_facts.h"

#include "lib/base/str.h"

#include <reprolint/registry.h>

/* Has nothing that expansion would change. */
static bool is_plain(rlint_str text, char escape)
{
	for (size_t i = 0; i < text.len; i++) {
		char byte = text.ptr[i];

		if (byte == '$' || byte == '\'' || byte == '"' || byte == escape) {
			return false;
		}
	}
	return true;
}

/* Does a list of names, between spaces, hold the name? One that ends with a star is a beginning. */
static bool lists(rlint_str names, rlint_str name)
{
	size_t end;

	for (size_t at = 0; at < names.len; at = end + 1) {
		rlint_str item;

		end = str_find(names, ' ', at);
		item = str_slice(names, at, end);
		if (rlint_str_is(item, name) ||
			(rlint_str_ends(item, RLINT_STR("*")) &&
				rlint_str_starts(name, str_slice(item, 0, item.len - 1)))) {
			return true;
		}
	}
	return false;
}

/* Does the base image set it? */
static rlint_answer is_set_by_base(const struct docker_facts *docker, rlint_str name)
{
	rlint_str names = docker->stage ? docker->stage->base_variables : (rlint_str){ 0 };

	if (names.len == 0) {
		return RLINT_UNKNOWN;
	}
	return lists(names, name) ? RLINT_YES : RLINT_NO;
}

void docker_note_references(struct docker_facts *docker, const struct word_result *result)
{
	const struct word_reference *all = result->references.items;

	for (uint32_t i = 0; docker->references && i < result->references.count; i++) {
		const rlint_value *found = &all[i].found;
		rlint_reference *reference =
			vec_add(docker->references, docker->facts->arena, sizeof *reference);

		*reference = (rlint_reference){ .name = all[i].name,
			.span = all[i].span,
			.is_set = found->state == RLINT_UNSET ? RLINT_NO : RLINT_YES,
			.is_guarded = all[i].is_guarded };
		/* A bound name has a place; what the base image may set has none. */
		if (found->state == RLINT_UNCERTAIN && found->reason == RLINT_BASE_IMAGE &&
			found->span.end == 0) {
			reference->is_set = is_set_by_base(docker, all[i].name);
		}
	}
}

rlint_value docker_expand(struct docker_facts *docker, const struct text *text, unsigned flags,
	const struct word_scope *scope)
{
	struct facts *facts = docker->facts;
	struct word_options options = { docker->file->escape, flags,
		facts->limits->values[RLINT_LIMIT_VALUE_LENGTH] };
	struct word_result result = { 0 };
	rlint_value value = value_literal(facts->arena, text, 0, text->bytes.len);

	if (is_plain(text->bytes, docker->file->escape)) {
		return value;
	}
	word_expand(&result, facts->arena, text, &options, scope, false);
	docker_note_references(docker, &result);
	if (result.error.len > 0) {
		value.state = RLINT_UNCERTAIN;
		value.reason = RLINT_COMPUTED;
		value.text = (rlint_str){ 0 };
		value.is_verbatim = false;
		return value;
	}
	return result.value;
}

rlint_value docker_expand_default(struct docker_facts *docker, const struct text *text,
	const rlint_value *value, const struct scope *scope)
{
	struct word_scope lookup = { scope_lookup_default, scope };
	struct vec *references = docker->references;
	rlint_value by_default = *value;

	if (value->state == RLINT_UNCERTAIN && value->reason == RLINT_HOST) {
		docker->references = NULL;
		by_default = docker_expand(docker, text, 0, &lookup);
		docker->references = references;
	}
	return by_default;
}

rlint_fact *docker_container(struct docker_facts *docker)
{
	return docker->stage ? docker->stage->fact : docker->facts->root;
}

typedef void (*reader)(struct docker_step *step);

static void read_nothing(struct docker_step *step)
{
	(void)step;
}

static void read_expose(struct docker_step *step)
{
	if (step->docker->stage && step->step->shown.word_count > 0) {
		step->docker->stage->is_exposed = true;
	}
}

/* What is not read whole hides what follows or what is in force. */
static void read_unknown(struct docker_step *step)
{
	docker_container(step->docker)->is_incomplete = true;
}

static const reader readers[] = { [DOCKER_ADD] = docker_copy,
	[DOCKER_ARG] = docker_arg,
	[DOCKER_CMD] = docker_start,
	[DOCKER_COPY] = docker_copy,
	[DOCKER_ENTRYPOINT] = docker_start,
	[DOCKER_ENV] = docker_env,
	[DOCKER_EXPOSE] = read_expose,
	[DOCKER_FROM] = read_nothing,
	[DOCKER_HEALTHCHECK] = docker_start,
	[DOCKER_LABEL] = docker_env,
	[DOCKER_MAINTAINER] = read_nothing,
	[DOCKER_ONBUILD] = read_nothing,
	[DOCKER_RUN] = docker_run,
	[DOCKER_SHELL] = docker_shell,
	[DOCKER_STOPSIGNAL] = read_nothing,
	[DOCKER_USER] = docker_user,
	[DOCKER_VOLUME] = read_nothing,
	[DOCKER_WORKDIR] = docker_workdir,
	[DOCKER_UNKNOWN_NAME] = read_unknown };

/* A here-document without end swallows the instructions behind it. */
static bool swallows(const struct dockerfile *file, const struct docker_instruction *instruction)
{
	for (uint32_t i = 0; i < instruction->heredoc_count; i++) {
		if (!dockerfile_heredoc(file, instruction, i)->is_terminated) {
			return true;
		}
	}
	return false;
}

static void read_instruction(
	struct docker_facts *docker, const struct docker_instruction *instruction)
{
	rlint_fact *container = docker_container(docker);
	struct docker_step step;

	if (swallows(docker->file, instruction) ||
		(instruction->name == DOCKER_USER && instruction->has_problem)) {
		container->is_incomplete = true;
	}
	docker_step_begin(&step, docker, instruction, container);
	readers[instruction->name](&step);
}

/* A trigger belongs to later builds: it is read in the state here, and leaves it as it was. */
static void read_trigger(struct docker_facts *docker, const struct docker_instruction *instruction)
{
	struct stage_state saved;
	uint32_t index = docker->stages.count - 1;

	if (!docker->stage) {
		read_instruction(docker, instruction);
		return;
	}
	saved = *docker->stage;
	read_instruction(docker, instruction);
	saved.is_copied = docker->stage->is_copied;
	saved.is_used = docker->stage->is_used;
	((struct stage_state *)docker->stages.items)[index] = saved;
}

static bool is_from(const struct docker_instruction *instruction)
{
	return instruction->name == DOCKER_FROM && !instruction->is_trigger;
}

static bool has_from(const struct dockerfile *file)
{
	uint32_t index = 0;

	while (index < file->instructions.count && !is_from(dockerfile_instruction(file, index))) {
		index++;
	}
	return index < file->instructions.count;
}

void facts_of_dockerfile(struct facts *facts, const struct dockerfile *file)
{
	struct docker_facts docker = {
		.facts = facts, .file = file, .global = { .rest = SCOPE_BUILDER }
	};

	facts_add_problems(facts, &file->tree);
	docker_collect_names(&docker);
	if (!has_from(file)) {
		docker_begin_fragment(&docker);
	}
	for (uint32_t i = 0; i < file->instructions.count; i++) {
		const struct docker_instruction *instruction = dockerfile_instruction(file, i);

		docker_obey_pragmas(&docker, instruction);
		if (is_from(instruction)) {
			docker_from(&docker, instruction);
		} else if (instruction->is_trigger) {
			read_trigger(&docker, instruction);
		} else {
			read_instruction(&docker, instruction);
		}
	}
	docker_close_stages(&docker);
}
