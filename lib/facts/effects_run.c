/* Commands to effects: dispatch, and what the readers of programs share. */
#include "lib/facts/effects_run.h"

#include "lib/base/str.h"
#include "lib/facts/path.h"

static const struct reader {
	rlint_str program;
	void (*read)(struct run *run);
} readers[] = { { RLINT_STR_INIT("R"), run_r }, { RLINT_STR_INIT("Rscript"), run_r },
	{ RLINT_STR_INIT("adduser"), run_user }, { RLINT_STR_INIT("apk"), run_apk },
	{ RLINT_STR_INIT("apt"), run_apt }, { RLINT_STR_INIT("apt-get"), run_apt },
	{ RLINT_STR_INIT("apt-mark"), run_apt_mark }, { RLINT_STR_INIT("aptitude"), run_apt },
	{ RLINT_STR_INIT("aria2c"), run_download }, { RLINT_STR_INIT("bun"), run_npm },
	{ RLINT_STR_INIT("bundle"), run_project_manager }, { RLINT_STR_INIT("bunx"), run_once },
	{ RLINT_STR_INIT("cargo"), run_cargo }, { RLINT_STR_INIT("conda"), run_conda },
	{ RLINT_STR_INIT("curl"), run_download }, { RLINT_STR_INIT("dnf"), run_dnf },
	{ RLINT_STR_INIT("export"), run_export }, { RLINT_STR_INIT("find"), run_find },
	{ RLINT_STR_INIT("gdown"), run_gdown }, { RLINT_STR_INIT("gem"), run_gem },
	{ RLINT_STR_INIT("git"), run_git }, { RLINT_STR_INIT("go"), run_go },
	{ RLINT_STR_INIT("hf"), run_hub }, { RLINT_STR_INIT("huggingface-cli"), run_hub },
	{ RLINT_STR_INIT("install.r"), run_littler }, { RLINT_STR_INIT("install2.r"), run_littler },
	{ RLINT_STR_INIT("installBioc.r"), run_littler }, { RLINT_STR_INIT("julia"), run_julia },
	{ RLINT_STR_INIT("mamba"), run_conda }, { RLINT_STR_INIT("md5sum"), run_checksum },
	{ RLINT_STR_INIT("microdnf"), run_dnf }, { RLINT_STR_INIT("micromamba"), run_conda },
	{ RLINT_STR_INIT("mkdir"), run_mkdir }, { RLINT_STR_INIT("npm"), run_npm },
	{ RLINT_STR_INIT("npx"), run_once }, { RLINT_STR_INIT("pdm"), run_project_manager },
	{ RLINT_STR_INIT("pip"), run_pip }, { RLINT_STR_INIT("pipenv"), run_project_manager },
	{ RLINT_STR_INIT("pipx"), run_pipx }, { RLINT_STR_INIT("pixi"), run_project_manager },
	{ RLINT_STR_INIT("pnpm"), run_npm }, { RLINT_STR_INIT("poetry"), run_project_manager },
	{ RLINT_STR_INIT("python"), run_python }, { RLINT_STR_INIT("rm"), run_deletes },
	{ RLINT_STR_INIT("rmdir"), run_deletes }, { RLINT_STR_INIT("sha1sum"), run_checksum },
	{ RLINT_STR_INIT("sha256sum"), run_checksum },
	{ RLINT_STR_INIT("sha512sum"), run_checksum }, { RLINT_STR_INIT("shasum"), run_checksum },
	{ RLINT_STR_INIT("tdnf"), run_dnf }, { RLINT_STR_INIT("useradd"), run_user },
	{ RLINT_STR_INIT("uv"), run_uv }, { RLINT_STR_INIT("uvx"), run_once },
	{ RLINT_STR_INIT("wget"), run_download }, { RLINT_STR_INIT("yarn"), run_npm },
	{ RLINT_STR_INIT("yum"), run_dnf }, { RLINT_STR_INIT("zypper"), run_zypper } };

static const struct reader *reader_of(rlint_str program)
{
	size_t low = 0;
	size_t high = sizeof readers / sizeof *readers;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_compare(program, readers[middle].program);

		if (order == 0) {
			return &readers[middle];
		}
		if (order > 0) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return NULL;
}

struct facts *run_facts(const struct run *run)
{
	return run->step->docker->facts;
}

rlint_span run_words(const struct run *run)
{
	const rlint_command *shown = &run->command->shown;
	rlint_span span = shown->name.span;
	size_t blank = shown->action.len;
	rlint_str last;

	while (blank > 0 && shown->action.ptr[blank - 1] != ' ') {
		blank--;
	}
	last = str_slice(shown->action, blank, shown->action.len);
	for (uint32_t i = 1; i < shown->word_count && last.len > 0; i++) {
		if (rlint_str_is(run->command->words[i].text, last)) {
			span.end = run->command->words[i].span.end;
			break;
		}
	}
	return span;
}

bool run_has(const struct run *run, const char *option)
{
	return rlint_command_find(run->fact, option) != NULL;
}

rlint_value run_variable(const struct run *run, rlint_str name)
{
	rlint_value value;

	for (uint32_t i = run->command->assignment_count; i > 0; i--) {
		if (rlint_str_is(run->command->assignments[i - 1].name, name)) {
			return run->command->assignments[i - 1].value;
		}
	}
	scope_lookup(&run->scope, name, &value);
	if (value.state == RLINT_UNCERTAIN && value.reason == RLINT_BASE_IMAGE &&
		!scope_find(&run->scope, name)) {
		return (rlint_value){ .state = RLINT_UNSET };
	}
	return value;
}

static bool is_named(const rlint_option *option, const char *const *names)
{
	for (; *names; names++) {
		if (rlint_str_is(option->name, str_from(*names))) {
			return true;
		}
	}
	return false;
}

/* The next option that is wanted, from state.option on, or NULL. */
static const rlint_option *next_option(const struct run *run, struct run_words_state *state)
{
	const rlint_option *option;

	if (!state->options) {
		return NULL;
	}
	while ((option = rlint_command_option(run->fact, state->option)) &&
		!is_named(option, state->options)) {
		state->option++;
	}
	return option;
}

/* Cuts the first blank-separated word off `rest`; false where none is left. */
static bool split_word(struct run_words_state *state)
{
	rlint_str text = str_trim(state->rest.text);
	size_t end = 0;

	while (end < text.len && !byte_is_space(text.ptr[end])) {
		end++;
	}
	state->word = state->rest;
	state->word.text = str_slice(text, 0, end);
	state->rest.text = str_slice(text, end, text.len);
	return end > 0;
}

/* An unquoted variable of several words is as many operands. */
static bool is_split(const rlint_value *value)
{
	return !value->is_quoted && rlint_value_has_text(value) && !value->is_verbatim &&
	       (str_find(value->text, ' ', 0) < value->text.len ||
		       str_find(value->text, '\n', 0) < value->text.len ||
		       str_find(value->text, '\t', 0) < value->text.len);
}

bool run_next_word(const struct run *run, struct run_words_state *state)
{
	const rlint_option *option;
	const rlint_value *operand;

	if (state->rest.text.len > 0 && split_word(state)) {
		return true;
	}
	option = next_option(run, state);
	operand = rlint_command_operand(run->fact, state->operand);
	if (option && (!operand || option->span.start < operand->span.start)) {
		state->option++;
		state->from = option;
		state->word = option->value;
		return true;
	}
	if (!operand) {
		return false;
	}
	state->operand++;
	state->from = NULL;
	state->word = *operand;
	if (is_split(operand)) {
		state->rest = *operand;
		split_word(state);
	}
	return true;
}

/* Literal parts keep their places; the one reference among them means what is left. */
static bool add_parts(
	struct text_builder *builder, const struct text *source, const rlint_value *value)
{
	size_t known = 0;
	size_t references = 0;
	size_t at = 0;

	for (uint32_t i = 0; i < value->part_count; i++) {
		known += value->parts[i].is_reference ? 0 : value->parts[i].text.len;
		references += value->parts[i].is_reference;
	}
	if (references > 1 || known > value->text.len ||
		(references == 0 && known != value->text.len)) {
		return false;
	}
	for (uint32_t i = 0; i < value->part_count; i++) {
		const rlint_part *part = &value->parts[i];
		size_t len = part->is_reference ? value->text.len - known : part->text.len;
		rlint_str bytes = str_slice(value->text, at, at + len);

		at += len;
		if (rlint_str_is(
			    str_slice(source->bytes, part->span.start, part->span.end), bytes)) {
			text_add(builder, source, part->span.start, part->span.end);
		} else {
			text_add_decoded(builder, bytes, source, part->span.start, part->span.end);
		}
	}
	return true;
}

struct text run_text(const struct run *run, const rlint_value *value)
{
	struct facts *facts = run_facts(run);
	rlint_str bytes = rlint_document_text(facts->document);
	struct text source = text_of(bytes, (rlint_span){ 0, (uint32_t)bytes.len });
	struct text_builder builder = { .arena = facts->arena };

	if (value->is_verbatim) {
		return text_of(bytes, value->span);
	}
	if (value->text.len == 0 || !add_parts(&builder, &source, value)) {
		builder = (struct text_builder){ .arena = facts->arena };
		text_add_decoded(
			&builder, value->text, &source, value->span.start, value->span.end);
	}
	return text_end(&builder);
}

rlint_str run_path(const struct run *run, const rlint_value *path)
{
	struct arena *arena = run_facts(run)->arena;
	rlint_value place = path_below(arena, &run->command->shown.directory, path);

	return rlint_value_has_text(&place) ? place.text : (rlint_str){ 0 };
}

uint32_t run_effect(struct run *run, rlint_action action, rlint_str what, rlint_span span,
	const rlint_fact *subject)
{
	rlint_effect effect = { .action = action,
		.certain = run->certain,
		.what = what,
		.subject = subject,
		.command = run->fact,
		.span = span };

	return effect_add(run->step, &effect);
}

void run_undoes(const struct run *run, const struct step *step, rlint_effect *effect)
{
	effect->end = step == run->step->step ? RLINT_UNDONE_HERE : RLINT_UNDONE_LATER;
	effect->undone_by = run->fact;
}

/* NAME=value words; names alone are exported as they are. */
void run_export(struct run *run)
{
	const rlint_value *word;

	for (size_t i = 1; (word = rlint_command_word(run->fact, i)); i++) {
		size_t equals = str_find(word->text, '=', 0);
		struct binding binding = { .name = str_slice(word->text, 0, equals),
			.value = *word };

		if (equals == 0 || equals == word->text.len) {
			continue;
		}
		binding.value.text = str_slice(word->text, equals + 1, word->text.len);
		run->scope = scope_bind(run->scope, run_facts(run)->arena, &binding);
	}
}

/* `> /etc/apt/apt.conf.d/x`: files that a command writes, by their full path. */
static void read_redirects(struct run *run)
{
	for (uint32_t i = 0; i < run->command->redirect_count; i++) {
		const struct command_redirect *redirect = &run->command->redirects[i];

		if ((redirect->kind == SHELL_WRITE || redirect->kind == SHELL_APPEND) &&
			rlint_value_has_text(&redirect->target) &&
			!rlint_str_starts(redirect->target.text, RLINT_STR("/dev/"))) {
			rlint_str path = run_path(run, &redirect->target);

			run_effect(run, RLINT_WRITES, path.len > 0 ? path : redirect->target.text,
				redirect->target.span, NULL);
		}
	}
}

static void read_command(struct run *run)
{
	const struct reader *reader;
	uint32_t first = run->step->step->effects.count;

	run->certain = run->command->shown.is_run;
	if (run->certain == RLINT_NO) {
		return;
	}
	tools_ask(run);
	reader = reader_of(run->command->shown.program);
	if (reader) {
		reader->read(run);
	}
	if (run->command->redirect_count > 0) {
		read_redirects(run);
	}
	tools_learn(run, first);
	if (run->flowing && run->flowed == run->command->feeder) {
		run_flows(run);
	}
}

void effects_of_run(struct docker_step *step)
{
	size_t count = rlint_fact_count(step->fact, RLINT_COMMAND);
	struct run run = { .step = step, .ledger = ledger_of(step), .scope = step->step->scope };

	/* A trigger's effects belong to later builds: it has a ledger of its own. */
	if (step->step->shown.is_onbuild) {
		run.ledger = ledger_new(step->docker, run.ledger);
	}
	for (size_t i = 0; i < count; i++) {
		struct command *command;

		run.fact = rlint_fact_at(step->fact, RLINT_COMMAND, i);
		run.command = command = fact_payload(run.fact);
		command->effects_from = step->step->effects.count;
		read_command(&run);
		command->effects_to = step->step->effects.count;
	}
}
