/* Commands as facts: from texts, exec forms and instructions. */
#include "lib/base/str.h"
#include "lib/facts/command_run.h"
#include "lib/facts/path.h"

/* ---- running ---- */

/* word_scope.lookup: what the script set, else what was set before it. */
static void look_up(const void *user, rlint_str name, rlint_value *out)
{
	const struct command_run *run = user;
	const struct binding *binding = scope_find(&run->state.variables, name);

	if (binding) {
		*out = binding->value;
		return;
	}
	*out = (rlint_value){ .state = RLINT_UNSET };
	if (run->context->variables.lookup) {
		run->context->variables.lookup(run->context->variables.user, name, out);
	}
	if (out->state == RLINT_UNSET && run->state.is_tainted) {
		out->state = RLINT_UNCERTAIN;
		out->reason = RLINT_COMPUTED;
	}
}

/* At most one problem for an instruction, as the instruction's. */
static void report(struct command_run *run, const struct shell *shell)
{
	struct problem problem;
	struct tree one = { 0 };

	if (shell->tree.is_incomplete) {
		run->step->is_incomplete = true;
	}
	if (shell->tree.problems.count == 0 || *run->has_problem) {
		return;
	}
	*run->has_problem = true;
	problem = *(struct problem *)shell->tree.problems.items;
	problem.node = run->context->node;
	one.problems = (struct vec){ .items = &problem, .count = 1, .capacity = 1 };
	facts_add_problems(run->facts, &one);
}

static struct command_scratch *scratch_of(struct facts *facts, unsigned depth)
{
	struct command_scratch *scratch;

	if (!facts->commands) {
		facts->commands = arena_new(facts->arena, DEEPEST_SHELL + 1, sizeof(void *));
	}
	if (!facts->commands[depth]) {
		facts->commands[depth] = arena_new(facts->arena, 1, sizeof *scratch);
	}
	scratch = facts->commands[depth];
	scratch->open.count = 0;
	scratch->log.count = 0;
	scratch->folders.count = 0;
	scratch->bodies.count = 0;
	return scratch;
}

static void walk(struct command_run *run, const struct shell *shell)
{
	run->shell = shell;
	run->scope = (struct word_scope){ look_up, run };
	report(run, shell);
	command_walk(run);
}

static rlint_fact *make_script(
	struct command_run *run, rlint_span span, rlint_str dialect, bool is_opaque)
{
	rlint_fact *fact = fact_new(run->facts, RLINT_SCRIPT, run->step, span, run->context->node);

	*(rlint_script *)fact_payload(fact) =
		(rlint_script){ .dialect = dialect, .is_opaque = is_opaque };
	return fact;
}

rlint_fact *command_run_text(struct command_run *run, const struct text *text, rlint_str dialect)
{
	struct shell *shell;
	rlint_fact *script = make_script(run, text_span(text, 0, text->bytes.len), dialect, false);

	run->scratch = scratch_of(run->facts, run->depth);
	shell = &run->scratch->shell;
	shell_parse(shell, run->facts->arena, run->facts->limits, text, run->is_bash);
	script->is_incomplete = shell->tree.is_incomplete;
	walk(run, shell);
	return script;
}

static struct command_run begin(struct facts *facts, rlint_fact *step,
	const struct command_context *context, bool *has_problem)
{
	return (struct command_run){ .facts = facts,
		.step = step,
		.context = context,
		.is_bash = context->shell == RLINT_BASH,
		.base = { .is_run = RLINT_YES, .decides = true, .traps = true },
		.state = { .directory = context->directory,
			.has_errexit = context->has_errexit,
			.has_pipefail = context->has_pipefail },
		.has_problem = has_problem };
}

/* ---- texts and words ---- */

static rlint_str dialect_of(const struct command_context *context)
{
	static const rlint_str names[] = { [RLINT_SH] = RLINT_STR_INIT("sh"),
		[RLINT_BASH] = RLINT_STR_INIT("bash"),
		[RLINT_POWERSHELL] = RLINT_STR_INIT("powershell"),
		[RLINT_CMD] = RLINT_STR_INIT("cmd"),
		[RLINT_OTHER_SHELL] = RLINT_STR_INIT("unknown") };

	return context->shell_name.len > 0 &&
			       (context->shell == RLINT_BASH || context->shell == RLINT_OTHER_SHELL)
		       ? context->shell_name
		       : names[context->shell];
}

rlint_fact *commands_of_text(struct facts *facts, rlint_fact *step, const struct text *text,
	const struct command_context *context)
{
	bool has_problem = false;
	struct command_run run = begin(facts, step, context, &has_problem);

	if (context->shell != RLINT_SH && context->shell != RLINT_BASH) {
		return make_script(
			&run, text_span(text, 0, text->bytes.len), dialect_of(context), true);
	}
	return command_run_text(&run, text, dialect_of(context));
}

void commands_of_words(struct facts *facts, rlint_fact *step, const struct text *words,
	size_t count, const struct command_context *context)
{
	bool has_problem = false;
	struct command_run run = begin(facts, step, context, &has_problem);
	struct shell *shell;

	run.scratch = scratch_of(facts, 0);
	shell = &run.scratch->shell;
	shell_from_words(shell, facts->arena, facts->limits, words, count);
	walk(&run, shell);
}

/* ---- here-document scripts ---- */

static rlint_str first_word(rlint_str line, size_t *at)
{
	size_t start = *at;

	while (start < line.len && (line.ptr[start] == ' ' || line.ptr[start] == '\t')) {
		start++;
	}
	*at = start;
	while (*at < line.len && !byte_is_space(line.ptr[*at])) {
		(*at)++;
	}
	return str_slice(line, start, *at);
}

/* The interpreter of a `#!` line, behind env; `arguments` gets what follows it. */
static rlint_str interpreter(rlint_str body, rlint_str *arguments)
{
	rlint_str line = str_slice(body, 2, str_find(body, '\n', 0));
	size_t at = 0;
	rlint_str name = rlint_str_base(first_word(line, &at));

	while (rlint_str_is(name, RLINT_STR("env")) || rlint_str_is(name, RLINT_STR("-S"))) {
		name = rlint_str_base(first_word(line, &at));
	}
	*arguments = str_trim(str_slice(line, at, line.len));
	return name;
}

/* A script that the kernel starts: in the shell that its first line names, or not for us. */
static void run_file(struct command_run *run, const struct text *body)
{
	rlint_str arguments;
	rlint_str name = interpreter(body->bytes, &arguments);
	const struct command_program *program = command_find_program(name);
	bool is_shell = program && (program->style & STYLE_SHELL) != 0;

	run->state.has_errexit = false;
	run->state.has_pipefail = false;
	if (!is_shell) {
		make_script(run, text_span(body, 0, body->bytes.len),
			program ? command_text(program->name) : name, true);
		return;
	}
	run->is_bash =
		!rlint_str_is(name, RLINT_STR("sh")) && !rlint_str_is(name, RLINT_STR("dash"));
	if (rlint_str_starts(arguments, RLINT_STR("-"))) {
		run->state.has_errexit = str_find(arguments, 'e', 0) < arguments.len;
	}
	command_run_text(run, body, name);
}

/* Is the instruction nothing but one here-document? */
static bool is_only_heredoc(
	const struct dockerfile *file, const struct docker_instruction *instruction)
{
	const struct docker_heredoc *heredoc = dockerfile_heredoc(file, instruction, 0);
	rlint_span span = text_span(&instruction->rest, 0, instruction->rest.bytes.len);

	return instruction->heredoc_count == 1 && heredoc->marker.start <= span.start &&
	       heredoc->marker.end >= span.end;
}

/* The line, then each body with its end: what BuildKit's dispatchRun gives to the shell. */
static struct text with_bodies(struct arena *arena, const struct dockerfile *file,
	const struct docker_instruction *instruction, const struct text *line)
{
	struct text_builder builder = { .arena = arena };

	text_add(&builder, line, 0, line->bytes.len);
	for (uint32_t i = 0; i < instruction->heredoc_count; i++) {
		const struct docker_heredoc *heredoc = dockerfile_heredoc(file, instruction, i);
		struct text body = text_of(file->tree.source, heredoc->body_span);

		text_add_decoded(&builder, RLINT_STR("\n"), line, line->bytes.len, line->bytes.len);
		text_add(&builder, &body, 0, body.bytes.len);
		text_add_decoded(&builder, heredoc->name, &body, body.bytes.len, body.bytes.len);
	}
	return text_end(&builder);
}

static void run_heredocs(struct facts *facts, rlint_fact *step, const struct dockerfile *file,
	const struct docker_instruction *instruction, const struct command_context *context)
{
	const struct docker_heredoc *heredoc = dockerfile_heredoc(file, instruction, 0);
	bool has_problem = false;
	struct command_run run = begin(facts, step, context, &has_problem);
	struct text text;

	if (!is_only_heredoc(file, instruction)) {
		text = with_bodies(facts->arena, file, instruction, &instruction->rest);
		commands_of_text(facts, step, &text, context);
	} else if (rlint_str_starts(heredoc->body.bytes, RLINT_STR("#!"))) {
		run_file(&run, &heredoc->body);
	} else {
		commands_of_text(facts, step, &heredoc->body, context);
	}
}

/* ---- instructions ---- */

static void run_json(struct facts *facts, rlint_fact *step, const struct dockerfile *file,
	const struct docker_instruction *instruction, const struct command_context *context)
{
	uint32_t first = instruction->name == DOCKER_HEALTHCHECK ? 1 : 0;
	uint32_t count = instruction->word_count > first ? instruction->word_count - first : 0;
	struct text *words = arena_new(facts->arena, count, sizeof *words);

	for (uint32_t i = 0; i < count; i++) {
		words[i] = dockerfile_word(file, instruction, first + i)->text;
	}
	commands_of_words(facts, step, words, count, context);
}

void commands_of_instruction(struct facts *facts, rlint_fact *step, const struct dockerfile *file,
	const struct docker_instruction *instruction, const struct command_context *context)
{
	uint32_t first = instruction->name == DOCKER_HEALTHCHECK ? 1 : 0;

	if (first == 1 &&
		(instruction->word_count < 2 ||
			!rlint_str_is_like(dockerfile_word(file, instruction, 0)->text.bytes,
				RLINT_STR("CMD")))) {
		return;
	}
	if (instruction->is_json) {
		run_json(facts, step, file, instruction, context);
	} else if (instruction->name == DOCKER_RUN && instruction->heredoc_count > 0) {
		run_heredocs(facts, step, file, instruction, context);
	} else if (instruction->word_count > first) {
		commands_of_text(
			facts, step, &dockerfile_word(file, instruction, first)->text, context);
	}
}
