/* One simple command: its program behind wrappers, and its fact. */
#include "lib/base/str.h"
#include "lib/facts/command_run.h"
#include "lib/facts/path.h"
#include "lib/facts/value_slice.h"

#include <string.h>

/* Wrappers within wrappers: more are not looked through. */
enum { MOST_WRAPPERS = 16 };

/* A command while its program is looked for. */
struct finding {
	struct command_run *run;
	rlint_value *words;
	uint32_t count, at; /* words[at]: the program so far */
	const struct command_program *program;
	struct parsed_command parsed; /* of words from `at` on */
	bool is_parsed;
	bool has_more; /* xargs */
	bool replaces; /* exec: nothing of the script comes after it */
	bool is_elsewhere; /* see struct command */
	const rlint_value *wrapper; /* see rlint_command */
};

static const struct command_program *program_of(const rlint_value *word)
{
	return rlint_value_has_text(word) ? command_find_program(rlint_str_base(word->text)) : NULL;
}

static void parse(struct finding *finding)
{
	if (!finding->is_parsed) {
		command_parse(finding->run, finding->words + finding->at,
			finding->count - finding->at, finding->program, &finding->parsed);
		finding->is_parsed = true;
	}
}

static void move_to(struct finding *finding, uint32_t at)
{
	finding->at = at;
	finding->program = at < finding->count ? program_of(&finding->words[at]) : NULL;
	finding->is_parsed = false;
}

static uint32_t operand_at(const struct finding *finding, uint32_t index)
{
	return index < finding->run->scratch->operands.count
		       ? ((uint32_t *)finding->run->scratch->operands.items)[index] + finding->at
		       : finding->count;
}

/* NAME=value as a word: the offset of the equals sign, or 0. */
static size_t assignment_sign(const rlint_value *word)
{
	size_t equals = str_find(word->text, '=', 0);

	if (equals == word->text.len || equals == 0 || rlint_byte_is_digit(word->text.ptr[0])) {
		return 0;
	}
	for (size_t i = 0; i < equals; i++) {
		if (!byte_is_name(word->text.ptr[i])) {
			return 0;
		}
	}
	return equals;
}

static void add_assignment(struct finding *finding, const rlint_value *word, size_t equals)
{
	struct command_run *run = finding->run;
	struct command_assignment *assignment =
		vec_add(&run->scratch->assignments, run->facts->arena, sizeof *assignment);

	*assignment = (struct command_assignment){ .name = str_slice(word->text, 0, equals),
		.value = value_slice(word, &run->scope, equals + 1, word->text.len),
		.span = word->span };
}

/* The index of the program that the wrapper at `at` runs; count where there is none. */
static uint32_t wrapped(struct finding *finding, unsigned style)
{
	uint32_t operand = style & STYLE_SKIP ? 1 : 0;
	uint32_t at;

	parse(finding);
	at = operand_at(finding, operand);
	while ((style & STYLE_ASSIGNS) && at < finding->count) {
		size_t equals = assignment_sign(&finding->words[at]);

		if (equals == 0) {
			break;
		}
		add_assignment(finding, &finding->words[at], equals);
		at = operand_at(finding, ++operand);
	}
	return at;
}

/* `command -v x` asks for x, it does not run it. */
static bool only_asks(const struct finding *finding)
{
	return rlint_str_is(command_text(finding->program->name), RLINT_STR("command")) &&
	       (parsed_option(&finding->parsed, "-v") || parsed_option(&finding->parsed, "-V"));
}

/* The style of a wrapper: of the program, or of its action (conda run). */
static unsigned wrapper_style(struct finding *finding)
{
	const struct command_program *program = finding->program;

	if (!program) {
		return 0;
	}
	if (program->style & STYLE_WRAPPER) {
		return program->style;
	}
	if (program->action_count == 0) {
		return 0;
	}
	parse(finding);
	return finding->parsed.action && (finding->parsed.action->style & STYLE_WRAPPER)
		       ? finding->parsed.action->style
		       : 0;
}

/* Programs are looked for elsewhere: `conda run`, `chroot`, `busybox`. */
static bool leads_elsewhere(const struct finding *finding)
{
	rlint_str name = command_text(finding->program->name);

	return !(finding->program->style & STYLE_WRAPPER) ||
	       rlint_str_is(name, RLINT_STR("chroot")) || rlint_str_is(name, RLINT_STR("busybox"));
}

static bool step_through(struct finding *finding)
{
	unsigned style = wrapper_style(finding);
	uint32_t at;

	if (!style) {
		return false;
	}
	at = wrapped(finding, style);
	if (at >= finding->count || only_asks(finding) ||
		parsed_option(&finding->parsed, "--command")) {
		return false;
	}
	finding->has_more = finding->has_more || (style & STYLE_MORE);
	finding->is_elsewhere = finding->is_elsewhere || leads_elsewhere(finding);
	finding->wrapper = finding->wrapper ? finding->wrapper : &finding->words[finding->at];
	finding->replaces = finding->replaces ||
			    rlint_str_is(finding->words[finding->at].text, RLINT_STR("exec"));
	move_to(finding, at);
	return true;
}

/* ---- python -m ---- */

/* The index of the module's word behind -m; 0 where python runs something else. */
static uint32_t module_index(const struct finding *finding)
{
	for (uint32_t i = finding->at + 1; i < finding->count; i++) {
		const rlint_value *word = &finding->words[i];
		const struct command_row *row;

		if (!rlint_value_has_text(word) || word->text.len < 2 || word->text.ptr[0] != '-') {
			return 0;
		}
		if (rlint_str_is(word->text, RLINT_STR("-m"))) {
			return i + 1 < finding->count ? i + 1 : 0;
		}
		row = command_find_option(finding->program, NULL, word->text);
		i += row && row->takes == TAKES_VALUE ? 1 : 0;
	}
	return 0;
}

/* words[from..to] as the one word that names the program. */
static rlint_value joined_words(const struct finding *finding, uint32_t from, uint32_t to)
{
	struct buffer buffer = { .arena = finding->run->facts->arena };
	rlint_span span = { finding->words[from].span.start, finding->words[to].span.end };

	for (uint32_t i = from; i <= to; i++) {
		buffer_add(&buffer, i > from ? RLINT_STR(" ") : RLINT_STR(""));
		buffer_add(&buffer, finding->words[i].text);
	}
	return value_known(buffer_str(&buffer), span);
}

/* `python -m pip install` is pip, its name three words. */
static void enter_module(struct finding *finding)
{
	const struct command_program *program;
	uint32_t module;

	if (!finding->program ||
		!rlint_str_is(command_text(finding->program->name), RLINT_STR("python"))) {
		return;
	}
	module = module_index(finding);
	program = module > 0 ? program_of(&finding->words[module]) : NULL;
	if (!program || !(program->style & STYLE_MODULE)) {
		return;
	}
	finding->words[module] = joined_words(finding, finding->at, module);
	finding->at = module;
	finding->program = program;
	finding->is_parsed = false;
}

/* ---- shells ---- */

static uint32_t word_ending_at(const struct finding *finding, uint32_t end)
{
	uint32_t at = finding->at;

	while (at < finding->count && finding->words[at].span.end != end) {
		at++;
	}
	return at;
}

/* The index of the word that the shell runs as text, or count. */
static uint32_t text_index(struct finding *finding)
{
	const rlint_option *option;

	parse(finding);
	option = parsed_option(&finding->parsed, "--command");
	if (option && option->value.state != RLINT_UNSET) {
		return word_ending_at(finding, option->value.span.end);
	}
	return parsed_option(&finding->parsed, "-c") ? operand_at(finding, 0) : finding->count;
}

static bool has_shell_option(const struct finding *finding, const char *letter, const char *name)
{
	const rlint_option *items = finding->run->scratch->options.items;

	for (uint32_t i = 0; i < finding->run->scratch->options.count; i++) {
		if (rlint_str_is(items[i].name, str_from(letter)) ||
			(rlint_str_is(items[i].name, RLINT_STR("-o")) &&
				rlint_str_is(items[i].value.text, str_from(name)))) {
			return true;
		}
	}
	return false;
}

/* The here-document that a shell without operands reads as its script, or NULL. */
static const struct text *script_body(
	const struct finding *finding, const struct shell_command *command)
{
	const struct text *body = NULL;

	for (uint32_t i = 0; i < command->redirect_count; i++) {
		const struct shell_redirect *redirect =
			shell_redirect(finding->run->shell, command, i);

		if (redirect->fd <= 0 && redirect->kind == SHELL_HERE_DOCUMENT) {
			body = shell_body(finding->run->shell, redirect);
		}
	}
	return finding->run->scratch->operands.count == 0 ? body : NULL;
}

static void run_text(
	struct finding *finding, const struct text *text, const struct run_place *place)
{
	rlint_str dialect = command_text(finding->program->name);

	if (rlint_str_is(dialect, RLINT_STR("su")) || rlint_str_is(dialect, RLINT_STR("runuser"))) {
		dialect = RLINT_STR("sh");
	}
	command_run_inner(finding->run, text, dialect, place,
		has_shell_option(finding, "-e", "errexit"),
		has_shell_option(finding, "-", "pipefail"));
}

/* `sh -c "..."`, `bash <<EOF`: the commands inside stand for it. */
static bool enter_shell(
	struct finding *finding, const struct shell_command *command, const struct run_place *place)
{
	const struct text *body;
	struct text text;
	uint32_t at;

	if (!finding->program || finding->run->depth >= DEEPEST_SHELL ||
		!(finding->program->style & (STYLE_SHELL | STYLE_WRAPPER))) {
		return false;
	}
	at = text_index(finding);
	if (at < finding->count) {
		const struct shell_word **sources = finding->run->scratch->sources.items;

		text = command_inner_text(finding->run, sources[at]);
		run_text(finding, &text, place);
		return true;
	}
	body = finding->program->style & STYLE_SHELL ? script_body(finding, command) : NULL;
	if (body) {
		*(rlint_span *)vec_add(&finding->run->scratch->bodies, finding->run->facts->arena,
			sizeof(rlint_span)) = text_span(body, 0, body->bytes.len);
		run_text(finding, body, place);
	}
	return body != NULL;
}

/* ---- facts ---- */

static void *copy(struct arena *arena, const void *items, size_t count, size_t size)
{
	void *out = NULL;

	if (count > 0) {
		out = arena_alloc(arena, count * size);
		memcpy(out, items, count * size);
	}
	return out;
}

static void fill_words(struct command *command, struct finding *finding)
{
	struct arena *arena = finding->run->facts->arena;
	uint32_t count = finding->count - finding->at;

	if (finding->has_more) {
		rlint_span end = finding->words[finding->count - 1].span;
		rlint_value *words = arena_alloc(arena, (count + 1) * sizeof *words);

		memcpy(words, finding->words + finding->at, count * sizeof *words);
		end.start = end.end;
		words[count] = value_uncertain((rlint_str){ "", 0 }, end, RLINT_COMPUTED);
		*(uint32_t *)vec_add(&finding->run->scratch->operands, arena, sizeof(uint32_t)) =
			count;
		command->words = words;
		count++;
	} else {
		command->words =
			copy(arena, finding->words + finding->at, count, sizeof(rlint_value));
	}
	command->shown.word_count = count;
	if (count > 0) {
		command->shown.name = command->words[0];
	}
}

static void fill_parsed(struct command *command, const struct finding *finding)
{
	struct arena *arena = finding->run->facts->arena;
	const struct command_scratch *scratch = finding->run->scratch;
	const uint32_t *indexes = scratch->operands.items;
	const rlint_value **operands;

	command->options =
		copy(arena, scratch->options.items, scratch->options.count, sizeof(rlint_option));
	command->shown.option_count = scratch->options.count;
	command->shown.operand_count = scratch->operands.count;
	command->shown.action = finding->parsed.action_name;
	operands = scratch->operands.count > 0
			   ? arena_alloc(arena, scratch->operands.count * sizeof(void *))
			   : NULL;
	for (uint32_t i = 0; i < scratch->operands.count; i++) {
		operands[i] = &command->words[indexes[i]];
	}
	command->operands = operands;
}

static void fill_assignments(
	struct command *command, struct command_run *run, const struct shell_command *from)
{
	const struct vec *given = &run->scratch->assignments;
	uint32_t count = from->assignment_count + given->count;
	struct command_assignment *assignments;

	if (count == 0) {
		return;
	}
	assignments = arena_new(run->facts->arena, count, sizeof *assignments);
	for (uint32_t i = 0; i < from->assignment_count; i++) {
		const struct shell_assignment *assignment = shell_assignment(run->shell, from, i);

		assignments[i] = (struct command_assignment){ .name = assignment->name,
			.value = command_value(run, &assignment->value),
			.is_append = assignment->is_append,
			.span = assignment->span };
	}
	for (uint32_t i = 0; i < given->count; i++) {
		assignments[from->assignment_count + i] =
			((struct command_assignment *)given->items)[i];
	}
	command->assignments = assignments;
	command->assignment_count = count;
}

static void fill_redirects(
	struct command *command, struct command_run *run, const struct shell_command *from)
{
	struct command_redirect *redirects;

	if (from->redirect_count == 0) {
		return;
	}
	redirects = arena_new(run->facts->arena, from->redirect_count, sizeof *redirects);
	for (uint32_t i = 0; i < from->redirect_count; i++) {
		const struct shell_redirect *redirect = shell_redirect(run->shell, from, i);
		const struct text *body = shell_body(run->shell, redirect);

		redirects[i] = (struct command_redirect){ .kind = redirect->kind,
			.fd = redirect->fd,
			.is_both = redirect->is_both,
			.target = command_value(run, &redirect->word),
			.span = redirect->span };
		if (body) {
			redirects[i].body = *body;
		}
	}
	command->redirects = redirects;
	command->redirect_count = from->redirect_count;
}

static void fill_place(struct command *command, struct command_run *run,
	const struct shell_command *from, const struct run_place *place)
{
	rlint_command *shown = &command->shown;

	shown->is_run = place->is_run;
	shown->decides = place->decides && place->is_run != RLINT_NO;
	shown->in_substitution = place->in_substitution;
	shown->directory = run->state.directory;
	shown->line = from->span;
	shown->pipe_length = 1;
	if (from->pipeline != NODE_NONE) {
		const struct shell_pipeline *pipeline = shell_pipeline(run->shell, from->pipeline);

		shown->pipe_index = from->pipe_index;
		shown->pipe_length = pipeline->command_count;
		command->is_negated = pipeline->is_negated;
		command->in_background =
			((struct pipe_outlook *)run->scratch->outlooks.items)[from->pipeline]
				.in_background;
	}
}

/* Rules find it by program and by program and action. */
static void select_fact(rlint_fact *fact, const rlint_command *shown)
{
	char bytes[96];
	size_t len = shown->program.len;
	rlint_str both = { 0 };

	if (shown->action.len > 0 && len + 1 + shown->action.len <= sizeof bytes) {
		memcpy(bytes, shown->program.ptr, len);
		bytes[len] = ' ';
		memcpy(bytes + len + 1, shown->action.ptr, shown->action.len);
		both = (rlint_str){ bytes, len + 1 + shown->action.len };
	}
	fact_select(fact, shown->program, both);
}

static rlint_fact *make_fact(
	struct finding *finding, const struct shell_command *from, const struct run_place *place)
{
	struct command_run *run = finding->run;
	rlint_fact *fact =
		fact_new(run->facts, RLINT_COMMAND, run->step, from->span, run->context->node);
	struct command *command = fact_payload(fact);

	parse(finding);
	fill_words(command, finding);
	fill_parsed(command, finding);
	fill_assignments(command, run, from);
	fill_redirects(command, run, from);
	fill_place(command, run, from, place);
	if (finding->program) {
		command->shown.program = command_text(finding->program->name);
		command->shown.is_harmless = finding->program->style & STYLE_HARMLESS;
		command->shown.is_fetcher = finding->program->style & STYLE_FETCHER;
		command->shown.is_lenient = finding->program->style & STYLE_LENIENT;
	} else if (rlint_value_has_text(&command->shown.name)) {
		command->shown.program = rlint_str_base(command->shown.name.text);
	}
	command->shown.is_there = RLINT_UNKNOWN;
	command->shown.is_wrapper_there = RLINT_UNKNOWN;
	command->shown.wrapper = finding->wrapper ? *finding->wrapper : (rlint_value){ 0 };
	command->is_builtin_state = command_is_builtin(command->shown.program);
	command->is_elsewhere = finding->is_elsewhere;
	command->has_unseen_operands = run->has_unseen || finding->has_more;
	select_fact(fact, &command->shown);
	return fact;
}

/* Does && behind it mean "if so"? And is the answer known? */
static void note_answer(struct open_node *pipeline, const struct finding *finding)
{
	rlint_str name = { 0 };

	pipeline->is_question = false;
	pipeline->succeeds = RLINT_UNKNOWN;
	if (!finding->program) {
		return;
	}
	name = command_text(finding->program->name);
	pipeline->is_question = (finding->program->style & STYLE_TEST) ||
				(rlint_str_is(name, RLINT_STR("command")));
	if (rlint_str_is(name, RLINT_STR("true")) || rlint_str_is(name, RLINT_STR(":"))) {
		pipeline->succeeds = RLINT_YES;
	} else if (rlint_str_is(name, RLINT_STR("false"))) {
		pipeline->succeeds = RLINT_NO;
	}
}

/* NAME=value alone: the shell's own variables, or a wrapper's question. */
static void assign_all(struct command_run *run, const struct shell_command *from)
{
	for (uint32_t i = 0; i < from->assignment_count; i++) {
		const struct shell_assignment *assignment = shell_assignment(run->shell, from, i);
		struct command_assignment made = { .name = assignment->name,
			.value = command_value(run, &assignment->value),
			.is_append = assignment->is_append };

		command_assign(run, &made);
	}
}

static void expand_words(struct command_run *run, const struct shell_command *from)
{
	run->scratch->values.count = 0;
	run->scratch->sources.count = 0;
	run->scratch->assignments.count = 0;
	run->has_unseen = false;
	for (uint32_t i = 0; i < from->word_count; i++) {
		command_expand(run, shell_word(run->shell, from, i));
	}
}

void command_make(struct command_run *run, uint32_t index, const struct run_place *place,
	struct open_node *pipeline)
{
	const struct shell_command *from = shell_command(run->shell, index);
	struct finding finding = { .run = run };
	unsigned wrappers = 0;
	rlint_fact *fact;

	expand_words(run, from);
	if (run->scratch->values.count == 0) {
		assign_all(run, from);
		return;
	}
	finding.words = run->scratch->values.items;
	finding.count = run->scratch->values.count;
	move_to(&finding, 0);
	while (wrappers++ < MOST_WRAPPERS && step_through(&finding)) {
	}
	enter_module(&finding);
	if (pipeline) {
		note_answer(pipeline, &finding);
	}
	if (enter_shell(&finding, from, place)) {
		return;
	}
	fact = make_fact(&finding, from, place);
	command_change_state(run, command_of(fact), place, finding.replaces);
	if (pipeline) {
		struct command *command = fact_payload(fact);

		command->feeder = command->shown.pipe_index > 0 ? pipeline->feeder : NULL;
		pipeline->feeder = fact;
	}
}
