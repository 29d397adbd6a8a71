/* shell/lost-state: a RUN that ends by changing nothing but its own shell. */
#include <reprolint/reprolint.h>

/* What is lost, and what keeps it. */
static const struct state {
	rlint_str program, action;
	const char *message;
} states[] = {
	{ RLINT_STR_INIT("export"), { NULL, 0 },
		"the variable is gone when this RUN ends: set it with ENV" },
	{ RLINT_STR_INIT("cd"), { NULL, 0 },
		"the next instruction starts in its own directory again: use WORKDIR" },
	{ RLINT_STR_INIT("source"), { NULL, 0 },
		"what the script sets is gone when this RUN ends: set it with ENV, or source it in "
		"the RUN that needs it" },
	{ RLINT_STR_INIT("."), { NULL, 0 },
		"what the script sets is gone when this RUN ends: set it with ENV, or source it in "
		"the RUN that needs it" },
	{ RLINT_STR_INIT("alias"), { NULL, 0 },
		"the alias is gone when this RUN ends: write a script or a link instead" },
	{ RLINT_STR_INIT("conda"), RLINT_STR_INIT("activate"),
		"the environment is active until this RUN ends: put its bin folder into PATH with "
		"ENV, or use conda run" },
	{ RLINT_STR_INIT("ulimit"), { NULL, 0 },
		"the limit holds until this RUN ends: set it where the container is run" },
};

static const struct state *state_of(const rlint_command *command)
{
	for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
		if (rlint_str_is(command->program, states[i].program) &&
			(states[i].action.len == 0 ||
				rlint_str_is(command->action, states[i].action))) {
			return &states[i];
		}
	}
	return NULL;
}

/* The last command of the RUN, where it is one of the shell's own text. */
static const rlint_fact *last_command(const rlint_fact *step)
{
	size_t count = rlint_fact_count(step, RLINT_COMMAND);

	return count > 0 ? rlint_fact_at(step, RLINT_COMMAND, count - 1) : NULL;
}

/* `source install.sh` may do anything; a script of settings is named so. */
static bool only_sets(const rlint_fact *command)
{
	static const rlint_str ends[] = { RLINT_STR_INIT("activate"), RLINT_STR_INIT("bashrc"),
		RLINT_STR_INIT(".profile"), RLINT_STR_INIT("conda.sh"),
		RLINT_STR_INIT("setup.bash"), RLINT_STR_INIT("setvars.sh") };
	const rlint_value *operand = rlint_command_operand(command, 0);

	for (size_t i = 0; operand && i < sizeof ends / sizeof *ends; i++) {
		if (rlint_value_ends(operand, ends[i]) == RLINT_YES) {
			return true;
		}
	}
	return false;
}

/* `export X=$(command)` is run for what the command does, perhaps; `cd x || exit 1` asks. */
static bool is_lost(const rlint_fact *fact)
{
	const rlint_command *command = rlint_as_command(fact);

	return command->is_run == RLINT_YES && command->pipe_length == 1 &&
	       !command->in_substitution &&
	       ((!rlint_str_is(command->program, RLINT_STR("source")) &&
			!rlint_str_is(command->program, RLINT_STR("."))) ||
		       only_sets(fact));
}

/* `cd ..` at the end of a chain: back, from habit. */
static bool goes_back(const rlint_fact *command)
{
	const rlint_value *word = rlint_command_word(command, 1);

	return word && (rlint_str_is(word->text, RLINT_STR("-")) ||
			       rlint_str_starts(word->text, RLINT_STR("..")));
}

static void check_step(rlint_check *check, const rlint_fact *step)
{
	const rlint_fact *last = last_command(step);
	const struct state *state = last ? state_of(rlint_as_command(last)) : NULL;
	rlint_form form = rlint_as_step(step)->form;

	if (state && (form == RLINT_SHELL_FORM || form == RLINT_HEREDOC_FORM) && is_lost(last) &&
		rlint_fact_complete(step)) {
		rlint_finding *finding = rlint_report(
			check, last, rlint_as_command(last)->line, "%s", state->message);

		if (rlint_str_is(state->program, RLINT_STR("cd"))) {
			rlint_as(finding, "DL3003");
			rlint_grade(finding, goes_back(last) ? RLINT_PEDANTIC : RLINT_WARNING);
		}
	}
}

extern const rlint_rule rlint_rule_shell_lost_state;
const rlint_rule rlint_rule_shell_lost_state = {
	.id = "shell/lost-state",
	.on = (const rlint_subscription[]){ { RLINT_STEP, "RUN" }, { 0 } },
	.check = check_step,
};
