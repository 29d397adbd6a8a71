/* image/build-date: the time of the build written into the image. */
#include <reprolint/reprolint.h>

/* Prints another time than now: that of a file, or one that is given. */
static bool is_told(const rlint_fact *command)
{
	const rlint_value *word;

	for (size_t i = 1; (word = rlint_command_word(command, i)); i++) {
		if (rlint_str_starts(word->text, RLINT_STR("-d")) ||
			rlint_str_starts(word->text, RLINT_STR("--date")) ||
			rlint_str_starts(word->text, RLINT_STR("-r")) ||
			rlint_str_starts(word->text, RLINT_STR("--reference")) ||
			rlint_str_starts(word->text, RLINT_STR("-s"))) {
			return true;
		}
	}
	return false;
}

/* The command's own redirection, or that of the command whose words it makes. */
static bool is_written(const rlint_fact *step, const rlint_fact *command)
{
	rlint_span line = rlint_as_command(command)->line;

	for (size_t i = 0; i < rlint_step_effects(step); i++) {
		const rlint_effect *effect = rlint_step_effect(step, i);
		const rlint_command *writer = rlint_as_command(effect->command);

		if (effect->action == RLINT_WRITES && writer && effect->what.len > 0 &&
			effect->what.ptr[0] == '/' && writer->line.start <= line.start &&
			line.end <= writer->line.end) {
			return true;
		}
	}
	return false;
}

static void check_command(rlint_check *check, const rlint_fact *command)
{
	const rlint_fact *step = rlint_fact_within(command, RLINT_STEP);
	const rlint_step *shown = rlint_as_step(step);

	if (shown && rlint_str_is(shown->instruction, RLINT_STR("RUN")) &&
		rlint_as_command(command)->is_run != RLINT_NO && !is_told(command) &&
		is_written(step, command)) {
		rlint_report(check, command, rlint_as_command(command)->name.span,
			"the time of the build goes into the image, so no two builds are equal: "
			"take it from an argument (SOURCE_DATE_EPOCH), or use the image's own "
			"creation time");
	}
}

extern const rlint_rule rlint_rule_image_build_date;
const rlint_rule rlint_rule_image_build_date = {
	.id = "image/build-date",
	.on = (const rlint_subscription[]){ { RLINT_COMMAND, "date" }, { 0 } },
	.check = check_command,
};
