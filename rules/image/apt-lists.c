/* image/apt-lists: package lists that `apt-get update` leaves in the layer. */
#include <reprolint/reprolint.h>

static bool installs(const rlint_fact *step)
{
	bool is_found = false;

	for (size_t i = 0; i < rlint_step_effects(step) && !is_found; i++) {
		is_found = rlint_step_effect(step, i)->action == RLINT_INSTALLS;
	}
	return is_found;
}

/* Installs, or upgrades what is there: the lists are used, and only have to go. */
static bool uses_lists(const rlint_fact *step)
{
	bool is_found = installs(step);

	for (size_t i = 0; i < rlint_fact_count(step, RLINT_COMMAND) && !is_found; i++) {
		const rlint_command *command =
			rlint_as_command(rlint_fact_at(step, RLINT_COMMAND, i));

		is_found = rlint_str_starts(command->program, RLINT_STR("apt")) &&
			   (rlint_str_ends(command->action, RLINT_STR("upgrade")) ||
				   rlint_str_is(command->action, RLINT_STR("build-dep")));
	}
	return is_found;
}

static bool updates(const rlint_fact *step)
{
	bool is_found = false;

	for (size_t i = 0; i < rlint_step_effects(step) && !is_found; i++) {
		const rlint_effect *effect = rlint_step_effect(step, i);

		is_found = effect->action == RLINT_WRITES && effect->certain == RLINT_YES &&
			   rlint_str_is(effect->what, RLINT_STR("apt-lists"));
	}
	return is_found;
}

/* What is not known, or stands in another file: who can say what that asks of apt? */
static bool is_script(const rlint_command *command)
{
	static const rlint_str shells[] = { RLINT_STR_INIT(""), RLINT_STR_INIT("sh"),
		RLINT_STR_INIT("bash"), RLINT_STR_INIT("source"), RLINT_STR_INIT("."),
		RLINT_STR_INIT("make") };

	return rlint_value_has(&command->name, RLINT_STR("/")) != RLINT_NO ||
	       rlint_str_is_one_of(command->program, RLINT_LIST(shells));
}

static bool runs_script(const rlint_fact *step)
{
	bool is_found = false;

	for (size_t i = 0; i < rlint_fact_count(step, RLINT_COMMAND) && !is_found; i++) {
		is_found = is_script(rlint_as_command(rlint_fact_at(step, RLINT_COMMAND, i)));
	}
	return is_found;
}

/* What later steps make of the lists. */
struct later {
	bool has_script, has_use;
};

static void look_at(struct later *later, const rlint_fact *stage, uint32_t offset)
{
	for (size_t i = 0; i < rlint_fact_count(stage, RLINT_STEP); i++) {
		const rlint_fact *step = rlint_fact_at(stage, RLINT_STEP, i);

		if (rlint_fact_span(step).start > offset) {
			later->has_use = later->has_use || (uses_lists(step) && !updates(step));
			later->has_script = later->has_script || runs_script(step);
		}
	}
}

/* In all stages of the file: each may begin from this one. */
static struct later look_later(const rlint_fact *step)
{
	const rlint_fact *document = rlint_fact_container(rlint_fact_within(step, RLINT_STAGE));
	struct later later = { 0 };

	for (size_t i = 0; i < rlint_fact_count(document, RLINT_STAGE); i++) {
		look_at(&later, rlint_fact_at(document, RLINT_STAGE, i),
			rlint_fact_span(step).start);
	}
	return later;
}

/* Where one more command can stand: behind the last one, if it is sure to run and nothing follows
 * it. The start of the file where there is no such place. */
static uint32_t end_of_commands(const rlint_fact *step)
{
	const rlint_value *text = rlint_step_word(step, 0);
	const rlint_command *last = NULL;

	for (size_t i = 0; i < rlint_fact_count(step, RLINT_COMMAND); i++) {
		const rlint_command *command =
			rlint_as_command(rlint_fact_at(step, RLINT_COMMAND, i));

		if (!last || command->line.end > last->line.end) {
			last = command;
		}
	}
	return last && text && last->is_run == RLINT_YES && !last->in_substitution &&
			       last->line.end == text->span.end
		       ? last->line.end
		       : 0;
}

static void add_fix(rlint_finding *finding, const rlint_fact *step, const rlint_effect *effect)
{
	const rlint_command *command = rlint_as_command(effect->command);
	uint32_t end = end_of_commands(step);
	struct later later;

	/* Behind sudo, who deletes needs it too. */
	if (end == 0 || !command || !rlint_fact_within(step, RLINT_STAGE) ||
		command->line.start != command->name.span.start ||
		rlint_as_step(step)->form == RLINT_EXEC_FORM || !uses_lists(step)) {
		return;
	}
	later = look_later(step);
	if (!later.has_use) {
		rlint_fix(finding,
			!later.has_script &&
				rlint_fact_complete(rlint_fact_within(step, RLINT_STAGE)),
			"Delete the package lists");
		rlint_edit(finding, (rlint_span){ end, end }, " && rm -rf /var/lib/apt/lists/*");
	}
}

static void report(rlint_check *check, const rlint_fact *step, const rlint_effect *effect)
{
	const rlint_stage *stage = rlint_as_stage(rlint_fact_within(step, RLINT_STAGE));
	rlint_finding *finding = rlint_report(check, effect->command ? effect->command : step,
		effect->span,
		effect->end == RLINT_UNDONE_LATER
			? "the layer keeps the package lists although a later step deletes them: "
			  "end this step with `rm -rf /var/lib/apt/lists/*`"
		: uses_lists(step)
			? "the package lists stay in the layer: end the step with `rm -rf "
			  "/var/lib/apt/lists/*`"
			: "the package lists stay in the layer, and grow old in it: "
			  "update, install "
			  "and `rm -rf /var/lib/apt/lists/*` in one step");

	if (stage && stage->fate == RLINT_BUILDER) {
		rlint_grade(finding, RLINT_PEDANTIC);
	}
	/* It looks at the stages that the last one is made from, and at triggers, which act in
	 * images that are not seen here. */
	if (!stage || stage->fate == RLINT_FINAL || rlint_as_step(step)->is_onbuild) {
		rlint_as(finding, "DL3009");
	}
	/* Its condition is an install whose lists are left, not an update alone. */
	if (installs(step)) {
		rlint_as(finding, "DF004");
	} else if (!uses_lists(step)) {
		rlint_as(finding, "DS-0017");
	}
	rlint_as(finding, "df746b39");
	add_fix(finding, step, effect);
}

static void check_step(rlint_check *check, const rlint_fact *step)
{
	for (size_t i = 0; i < rlint_step_effects(step); i++) {
		const rlint_effect *effect = rlint_step_effect(step, i);

		if (effect->action == RLINT_WRITES && effect->certain == RLINT_YES &&
			(effect->end == RLINT_IN_LAYER || effect->end == RLINT_UNDONE_LATER) &&
			rlint_str_is(effect->what, RLINT_STR("apt-lists"))) {
			report(check, step, effect);
			return;
		}
	}
}

extern const rlint_rule rlint_rule_image_apt_lists;
const rlint_rule rlint_rule_image_apt_lists = {
	.id = "image/apt-lists",
	.on = (const rlint_subscription[]){ { RLINT_STEP, "RUN" }, { 0 } },
	.check = check_step,
};
