/* What the shell's own commands change: directory, variables, options, the end. */
#include "lib/base/str.h"
#include "lib/facts/command_run.h"
#include "lib/facts/path.h"
#include "lib/facts/value_slice.h"

void command_bind(struct command_run *run, rlint_str name, const rlint_value *value)
{
	struct arena *arena = run->facts->arena;
	struct binding binding = { .name = name, .value = *value };

	run->state.variables = scope_bind(run->state.variables, arena, &binding);
	*(rlint_str *)vec_add(&run->scratch->log, arena, sizeof name) = name;
}

static void bind_unknown(struct command_run *run, rlint_str name, rlint_span span)
{
	rlint_value value = value_uncertain((rlint_str){ "", 0 }, span, RLINT_COMPUTED);

	command_bind(run, name, &value);
}

void command_assign(struct command_run *run, const struct command_assignment *assignment)
{
	rlint_value value = assignment->value;

	if (str_find(assignment->name, '[', 0) < assignment->name.len) {
		bind_unknown(run,
			str_slice(assignment->name, 0, str_find(assignment->name, '[', 0)),
			value.span);
		return;
	}
	if (assignment->is_append) {
		rlint_value before = command_variable(run, assignment->name);

		if (before.state != RLINT_UNSET &&
			(!rlint_value_has_text(&before) || !rlint_value_has_text(&value))) {
			bind_unknown(run, assignment->name, value.span);
			return;
		}
		value.text = arena_join(run->facts->arena, before.text, value.text);
		value.is_verbatim = false;
	}
	command_bind(run, assignment->name, &value);
}

/* ---- directory ---- */

static void enter(struct command_run *run, const rlint_value *folder)
{
	rlint_value *directory = &run->state.directory;
	rlint_value place = path_below(run->facts->arena, directory, folder);

	if (rlint_str_is(folder->text, RLINT_STR("-")) ||
		str_find(folder->text, '*', 0) < folder->text.len) {
		place = value_uncertain((rlint_str){ "", 0 }, folder->span, RLINT_COMPUTED);
	}
	*directory = place;
}

static void change_directory(struct command_run *run, const struct command *command)
{
	rlint_value folder = { 0 };

	if (command->shown.operand_count > 0) {
		folder = *command->operands[0];
	} else {
		folder = command_variable(run, RLINT_STR("HOME"));
		folder.span = command->shown.line;
		if (!rlint_value_has_text(&folder)) {
			folder = value_uncertain(
				(rlint_str){ "", 0 }, command->shown.line, RLINT_BASE_IMAGE);
		}
	}
	enter(run, &folder);
}

static void push_directory(struct command_run *run, const struct command *command)
{
	*(rlint_value *)vec_add(&run->scratch->folders, run->facts->arena, sizeof(rlint_value)) =
		run->state.directory;
	if (command->shown.operand_count > 0) {
		enter(run, command->operands[0]);
	}
}

static void pop_directory(struct command_run *run, const struct command *command)
{
	if (run->scratch->folders.count > 0) {
		run->state.directory =
			((rlint_value *)run->scratch->folders.items)[--run->scratch->folders.count];
		return;
	}
	run->state.directory =
		value_uncertain((rlint_str){ "", 0 }, command->shown.line, RLINT_COMPUTED);
}

/* ---- variables ---- */

/* export NAME=value ... */
static void declare(struct command_run *run, const struct command *command)
{
	for (uint32_t i = 0; i < command->shown.operand_count; i++) {
		const rlint_value *word = command->operands[i];
		size_t equals = str_find(word->text, '=', 0);
		struct command_assignment assignment = { 0 };

		if (equals == 0 || equals == word->text.len) {
			continue;
		}
		assignment.is_append = word->text.ptr[equals - 1] == '+';
		assignment.name = str_slice(word->text, 0, equals - (assignment.is_append ? 1 : 0));
		assignment.value = value_slice(word, &run->scope, equals + 1, word->text.len);
		command_assign(run, &assignment);
	}
}

static void forget(struct command_run *run, const struct command *command)
{
	const rlint_value unset = { .state = RLINT_UNSET };

	for (uint32_t i = 0; i < command->shown.operand_count; i++) {
		if (rlint_value_has_text(command->operands[i])) {
			command_bind(run, command->operands[i]->text, &unset);
		}
	}
}

/* read NAME ..., mapfile NAME */
static void read_names(struct command_run *run, const struct command *command)
{
	for (uint32_t i = 0; i < command->shown.operand_count; i++) {
		if (rlint_value_has_text(command->operands[i])) {
			bind_unknown(run, command->operands[i]->text, command->operands[i]->span);
		}
	}
}

static void taint(struct command_run *run, const struct command *command)
{
	(void)command;
	run->state.is_tainted = true;
}

/* ---- options ---- */

static void set_named(struct command_run *run, rlint_str name, bool is_on)
{
	if (rlint_str_is(name, RLINT_STR("errexit"))) {
		run->state.has_errexit = is_on;
	} else if (rlint_str_is(name, RLINT_STR("pipefail"))) {
		run->state.has_pipefail = is_on;
	}
}

/* set -euxo pipefail, set +e: by hand, as no other command has options with a plus. */
static void set_options(struct command_run *run, const struct command *command)
{
	for (uint32_t i = 1; i < command->shown.word_count; i++) {
		rlint_str text = command->words[i].text;
		bool is_on = text.len > 0 && text.ptr[0] == '-';

		if (text.len < 2 || (!is_on && text.ptr[0] != '+') || text.ptr[1] == '-') {
			return;
		}
		if (str_find(text, 'e', 1) < text.len) {
			run->state.has_errexit = is_on;
		}
		if (str_find(text, 'o', 1) < text.len && i + 1 < command->shown.word_count) {
			set_named(run, command->words[++i].text, is_on);
		}
	}
}

static void nothing(struct command_run *run, const struct command *command)
{
	(void)run;
	(void)command;
}

/* Sorted by name. */
static const struct builtin {
	rlint_str name;
	void (*change)(struct command_run *run, const struct command *command);
} builtins[] = {
	{ RLINT_STR_INIT("."), taint },
	{ RLINT_STR_INIT("alias"), nothing },
	{ RLINT_STR_INIT("cd"), change_directory },
	{ RLINT_STR_INIT("declare"), declare },
	{ RLINT_STR_INIT("eval"), taint },
	{ RLINT_STR_INIT("exit"), nothing },
	{ RLINT_STR_INIT("export"), declare },
	{ RLINT_STR_INIT("getopts"), read_names },
	{ RLINT_STR_INIT("local"), declare },
	{ RLINT_STR_INIT("mapfile"), read_names },
	{ RLINT_STR_INIT("popd"), pop_directory },
	{ RLINT_STR_INIT("pushd"), push_directory },
	{ RLINT_STR_INIT("read"), read_names },
	{ RLINT_STR_INIT("readarray"), read_names },
	{ RLINT_STR_INIT("readonly"), declare },
	{ RLINT_STR_INIT("return"), nothing },
	{ RLINT_STR_INIT("set"), set_options },
	{ RLINT_STR_INIT("shift"), nothing },
	{ RLINT_STR_INIT("shopt"), nothing },
	{ RLINT_STR_INIT("source"), taint },
	{ RLINT_STR_INIT("trap"), nothing },
	{ RLINT_STR_INIT("typeset"), declare },
	{ RLINT_STR_INIT("ulimit"), nothing },
	{ RLINT_STR_INIT("umask"), nothing },
	{ RLINT_STR_INIT("unset"), forget },
};

static const struct builtin *find_builtin(rlint_str name)
{
	size_t low = 0;
	size_t high = sizeof builtins / sizeof *builtins;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_compare(name, builtins[middle].name);

		if (order == 0) {
			return &builtins[middle];
		}
		if (order > 0) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return NULL;
}

bool command_is_builtin(rlint_str program)
{
	const struct builtin *builtin = find_builtin(program);

	return builtin && builtin->change != taint;
}

void command_change_state(struct command_run *run, const struct command *command,
	const struct run_place *place, bool is_last)
{
	const struct builtin *builtin = find_builtin(command->shown.program);
	bool ends = rlint_str_is(command->shown.program, RLINT_STR("exit"));

	if (place->is_run == RLINT_NO || command->shown.pipe_length > 1 || command->in_background) {
		return;
	}
	if (builtin) {
		builtin->change(run, command);
	}
	run->state.is_dead = run->state.is_dead || ends || is_last;
}
