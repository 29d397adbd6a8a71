/* Instructions that change the state: ENV, ARG, LABEL, USER, WORKDIR, SHELL. */
#include "lib/base/str.h"
#include "lib/facts/dockerfile_facts.h"
#include "lib/facts/effects.h"
#include "lib/facts/given.h"
#include "lib/facts/path.h"
#include "lib/facts/tools.h"

static struct scope *scope_of(const struct docker_step *step)
{
	struct docker_facts *docker = step->docker;

	return docker->stage ? &docker->stage->scope : &docker->global;
}

/* The build's argument that decides what is written with references to others. */
static rlint_str given_through(const struct scope *scope, const rlint_value *value)
{
	rlint_str found = { 0 };

	for (uint32_t i = 0; i < value->part_count && found.len == 0; i++) {
		const struct binding *binding = value->parts[i].is_reference
							? scope_find(scope, value->parts[i].text)
							: NULL;

		found = binding ? binding->given : found;
	}
	return found;
}

/* What a name is to hold. */
struct held {
	rlint_value value, by_default;
	rlint_str given; /* see struct binding */
};

/* Binds a name in the scope that the step changes: the stage's, or the global one. */
static void bind(struct docker_step *step, rlint_str name, const struct held *held)
{
	struct docker_facts *docker = step->docker;
	struct scope *scope = scope_of(step);
	const rlint_value *value = &held->value;
	struct binding binding = { .name = name,
		.is_argument = step->instruction->name == DOCKER_ARG,
		.value = *value,
		.given = held->given };
	rlint_value *kept;

	if (value->state == RLINT_UNCERTAIN && value->reason == RLINT_HOST) {
		kept = arena_alloc(docker->facts->arena, sizeof *kept);
		*kept = held->by_default;
		binding.by_default = kept;
	}

	*scope = scope_bind(*scope, docker->facts->arena, &binding);
}

static rlint_fact *env_fact(struct docker_step *step, const rlint_value *name,
	const rlint_value *value, rlint_when when)
{
	uint32_t end = value->state == RLINT_UNSET ? name->span.end : value->span.end;
	rlint_fact *fact = fact_new(step->docker->facts, RLINT_ENV, step->fact,
		(rlint_span){ name->span.start, end }, step->instruction->node);

	*(rlint_env *)fact_payload(fact) = (rlint_env){ .name = *name,
		.value = *value,
		.when = when,
		.is_legacy = step->instruction->is_legacy };
	fact_select_env(fact, step->step->shown.instruction, name->text);
	return fact;
}

void docker_env(struct docker_step *step)
{
	bool is_env = step->instruction->name == DOCKER_ENV;

	for (uint32_t i = 0; i + 1 < step->step->shown.word_count; i += 2) {
		const rlint_value *name = &step->step->words[i];
		const rlint_value *value = &step->step->words[i + 1];

		env_fact(step, name, value, RLINT_IN_IMAGE);
		if (is_env && rlint_value_has_text(name)) {
			struct held held = { *value, *rlint_step_default(step->fact, i + 1),
				given_through(&step->step->scope, value) };

			bind(step, name->text, &held);
		}
		if (is_env && rlint_str_is(name->text, RLINT_STR("PATH"))) {
			tools_learn_path(step);
		}
	}
}

/* The written text of a default, inside its quotes: what a reference to it is defined by. */
static rlint_span definition_of(const rlint_value *value)
{
	const rlint_part *only = value->part_count == 1 ? value->parts : NULL;

	return only && !only->is_reference ? only->span : value->span;
}

/* Whoever builds may override what the file says, unless what decides was given already. */
static uint8_t state_of_default(const struct held *held)
{
	return held->value.state == RLINT_KNOWN && held->given.len == 0 ? RLINT_DEFAULT
									: held->value.state;
}

/* ARG without default: the global one of that name, what was set before, or only the caller. */
static void read_without_default(
	const struct docker_step *step, const rlint_value *name, struct held *out)
{
	const struct docker_facts *docker = step->docker;
	const struct binding *binding = scope_find(&docker->global, name->text);

	if (!binding && docker->stage) {
		binding = scope_find(&docker->stage->scope, name->text);
	}
	if (!binding) {
		out->value = value_uncertain((rlint_str){ 0 }, name->span, RLINT_HOST);
		out->by_default = (rlint_value){ .state = RLINT_UNSET, .definition = name->span };
		if (scope_is_given(name->text)) {
			out->by_default = out->value;
		}
		return;
	}
	out->value = binding->value;
	out->given = binding->given;
	out->value.state = state_of_default(out);
	out->by_default = binding->by_default ? *binding->by_default : out->value;
}

static void read_default(const struct docker_step *step, const struct text *text, struct held *out)
{
	const struct scope *scope = scope_of(step);
	struct word_scope lookup = { scope_lookup, scope };

	out->value = docker_expand(step->docker, text, 0, &lookup);
	out->by_default = docker_expand_default(step->docker, text, &out->value, scope);
	out->given = given_through(scope, &out->value);
}

/* What the build is given counts, whatever the file says; no place of this file defines it. */
static void read_given(const struct given *given, const rlint_value *name, struct held *out)
{
	out->value = given->value;
	out->value.span = name->span;
	out->by_default = out->value;
	out->given = rlint_value_has_text(&given->value) ? given->name : (rlint_str){ 0 };
}

static void read_argument(struct docker_step *step, const struct text *word)
{
	size_t equals = str_find(word->bytes, '=', 0);
	rlint_value name = value_literal(step->docker->facts->arena, word, 0, equals);
	const struct given *given = givens_find(step->docker->facts->givens, name.text);
	struct held held = { .value = { .state = RLINT_UNSET } };

	if (equals < word->bytes.len) {
		struct text rest = text_sub(word, equals + 1, word->bytes.len);

		read_default(step, &rest, &held);
	}
	env_fact(step, &name, &held.value, RLINT_AT_BUILD);
	if (given) {
		read_given(given, &name, &held);
	} else if (equals == word->bytes.len) {
		read_without_default(step, &name, &held);
	} else {
		held.value.definition = definition_of(&held.value);
		held.value.state = state_of_default(&held);
	}
	bind(step, name.text, &held);
}

void docker_arg(struct docker_step *step)
{
	/* Each argument of a line sees those before it (dockerfile2llb, dispatchArg). */
	for (uint32_t i = 0; i < step->instruction->word_count; i++) {
		read_argument(
			step, &dockerfile_word(step->docker->file, step->instruction, i)->text);
	}
}

static rlint_answer is_root_name(const rlint_value *name)
{
	uint64_t number;

	if (!rlint_value_has_text(name)) {
		return name->state == RLINT_UNCERTAIN && name->text.len > 0
			       ? rlint_value_is(name, RLINT_STR("root"))
			       : RLINT_UNKNOWN;
	}
	if (rlint_str_is(name->text, RLINT_STR("root"))) {
		return RLINT_YES;
	}
	if (str_to_u64(name->text, &number)) {
		return number == 0 ? RLINT_YES : RLINT_NO;
	}
	return name->text.len > 0 ? RLINT_NO : RLINT_UNKNOWN;
}

void docker_user(struct docker_step *step)
{
	const rlint_value *whole = step->step->words;
	rlint_fact *fact;
	rlint_user *user;
	size_t colon;

	if (step->instruction->word_count == 0) {
		return;
	}
	fact = fact_new(
		step->docker->facts, RLINT_USER, step->fact, whole->span, step->instruction->node);
	user = fact_payload(fact);
	colon = str_find(whole->text, ':', 0);
	user->name = *whole;
	if (colon < whole->text.len) {
		user->name = value_slice(whole, &step->scope, 0, colon);
		user->group = value_slice(whole, &step->scope, colon + 1, whole->text.len);
	}
	user->is_root = is_root_name(&user->name);
	if (step->docker->stage) {
		step->docker->stage->user = fact;
	}
}

void docker_workdir(struct docker_step *step)
{
	struct stage_state *stage = step->docker->stage;

	struct arena *arena = step->docker->facts->arena;

	if (stage && step->instruction->word_count > 0) {
		if (!stage->stage->workdir && !step->instruction->is_trigger) {
			stage->stage->workdir = step->fact;
		}
		if (!step->instruction->is_trigger) {
			ledger_make_folder(stage->ledger, arena,
				ledger_place(arena, &stage->directory, step->step->words));
		}
		stage->directory = path_below(arena, &stage->directory, step->step->words);
	}
}

/* The last component of a program's path, without .exe. */
static rlint_str program_name(rlint_str path)
{
	size_t start = path.len;

	while (start > 0 && path.ptr[start - 1] != '/' && path.ptr[start - 1] != '\\') {
		start--;
	}
	path = str_slice(path, start, path.len);
	return rlint_str_ends(path, RLINT_STR(".exe")) ? str_slice(path, 0, path.len - 4) : path;
}

static rlint_shell shell_named(rlint_str name)
{
	static const struct {
		rlint_str name;
		rlint_shell shell;
	} shells[] = { { RLINT_STR_INIT("sh"), RLINT_SH }, { RLINT_STR_INIT("dash"), RLINT_SH },
		{ RLINT_STR_INIT("bash"), RLINT_BASH }, { RLINT_STR_INIT("ash"), RLINT_BASH },
		{ RLINT_STR_INIT("zsh"), RLINT_BASH }, { RLINT_STR_INIT("ksh"), RLINT_BASH },
		{ RLINT_STR_INIT("powershell"), RLINT_POWERSHELL },
		{ RLINT_STR_INIT("pwsh"), RLINT_POWERSHELL },
		{ RLINT_STR_INIT("cmd"), RLINT_CMD } };

	for (size_t i = 0; i < sizeof shells / sizeof *shells; i++) {
		if (rlint_str_is_like(name, shells[i].name)) {
			return shells[i].shell;
		}
	}
	return RLINT_OTHER_SHELL;
}

void docker_name_shell(struct shell_state *shell, rlint_str path)
{
	shell->name = program_name(path);
	shell->shell = shell_named(shell->name);
}

/* "-e", "-euxo", "-lec": a cluster of one-letter options that holds the letter. */
static bool cluster_has(rlint_str word, char letter)
{
	return word.len > 1 && word.ptr[0] == '-' && word.ptr[1] != '-' &&
	       str_find(word, letter, 1) < word.len;
}

void docker_shell(struct docker_step *step)
{
	struct shell_state shell = { .shell = RLINT_OTHER_SHELL };
	const rlint_value *words = step->step->words;
	uint32_t count = step->instruction->word_count;

	if (!step->instruction->is_json || count == 0 || !step->docker->stage) {
		return;
	}
	docker_name_shell(&shell, words[0].text);
	/* SHELL ["/usr/bin/env", "bash", "-c"]: env runs its operand. */
	if (rlint_str_is(shell.name, RLINT_STR("env")) && count > 1) {
		docker_name_shell(&shell, words[1].text);
	}
	for (uint32_t i = 1; i < count; i++) {
		shell.has_errexit |= cluster_has(words[i].text, 'e') ||
				     rlint_str_is(words[i].text, RLINT_STR("errexit"));
		shell.has_pipefail |= rlint_str_is(words[i].text, RLINT_STR("pipefail"));
	}
	shell.is_chosen = true;
	step->docker->stage->shell = shell;
}
