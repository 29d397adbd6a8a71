/* pin/apt-package: Debian and Ubuntu packages, which come at whatever version the archive holds. */
#include <reprolint/reprolint.h>

static bool is_floating(const rlint_effect *effect)
{
	const rlint_package *package = rlint_as_package(effect->subject);

	return effect->action == RLINT_INSTALLS && effect->certain != RLINT_NO && package &&
	       package->ecosystem == RLINT_APT && package->pin == RLINT_FLOATING &&
	       package->source == RLINT_FROM_INDEX;
}

/* Could another version of it change the experiment? */
static bool matters(const rlint_effect *effect)
{
	rlint_purpose purpose = rlint_as_package(effect->subject)->purpose;

	return effect->end == RLINT_IN_LAYER &&
	       (purpose == RLINT_PAYLOAD || purpose == RLINT_FRAMEWORK);
}

static rlint_finding *report(rlint_check *check, const rlint_effect *main, size_t others)
{
	const rlint_package *package = rlint_as_package(main->subject);

	if (others > 0) {
		return rlint_report(check, main->subject, main->span,
			"apt packages %S and %zu more come at the versions that the archive holds "
			"on the day: take them from a snapshot archive, or keep the built image by "
			"its digest",
			package->name.text, others);
	}
	return rlint_report(check, main->subject, main->span,
		"apt package %S comes at the version that the archive holds on the day: take it "
		"from a snapshot archive, or keep the built image by its digest",
		package->name.text);
}

/* Only apt-get is looked at by the others. */
static void name_foreign(rlint_finding *finding, const rlint_fact *command)
{
	if (command && rlint_value_ends(&rlint_as_command(command)->name, RLINT_STR("apt-get")) ==
			       RLINT_YES) {
		rlint_as(finding, "DL3008");
		rlint_as(finding, "DF005");
		rlint_as(finding, "965a08d7");
	}
}

/* The effects [start, end) of a step, all of one command. */
struct group {
	const rlint_fact *step;
	size_t start, end;
};

/* The first package that matters, or the first at all, or NULL; *count: how many float. */
static const rlint_effect *main_of(const struct group *group, size_t *count)
{
	const rlint_effect *main = NULL;

	*count = 0;
	for (size_t i = group->start; i < group->end; i++) {
		const rlint_effect *effect = rlint_step_effect(group->step, i);

		if (is_floating(effect)) {
			main = !main || (!matters(main) && matters(effect)) ? effect : main;
			(*count)++;
		}
	}
	return main;
}

/* Packages out of one variable stand at the same place, which is shown once. */
static void relate_others(
	rlint_finding *finding, const struct group *group, const rlint_effect *main)
{
	rlint_span last = main->span;

	for (size_t i = group->start; i < group->end; i++) {
		const rlint_effect *effect = rlint_step_effect(group->step, i);

		if (effect != main && is_floating(effect) && effect->span.start != last.start &&
			effect->span.start != main->span.start) {
			rlint_related(finding, effect->subject, effect->span, "likewise");
			last = effect->span;
		}
	}
}

/* One finding, at the package that matters most. */
static void report_command(rlint_check *check, const struct group *group)
{
	const rlint_stage *stage = rlint_as_stage(rlint_fact_within(group->step, RLINT_STAGE));
	rlint_finding *finding;
	size_t count;
	const rlint_effect *main = main_of(group, &count);

	if (!main) {
		return;
	}
	finding = report(check, main, count - 1);
	if (!matters(main) || (stage && stage->fate == RLINT_BUILDER)) {
		rlint_grade(finding, RLINT_PEDANTIC);
	}
	name_foreign(finding, main->command);
	relate_others(finding, group, main);
}

static void check_step(rlint_check *check, const rlint_fact *step)
{
	size_t count = rlint_step_effects(step), start = 0;

	for (size_t i = 1; i <= count; i++) {
		if (i == count || rlint_step_effect(step, i)->command !=
					  rlint_step_effect(step, start)->command) {
			report_command(check, &(struct group){ step, start, i });
			start = i;
		}
	}
}

extern const rlint_rule rlint_rule_pin_apt_package;
const rlint_rule rlint_rule_pin_apt_package = {
	.id = "pin/apt-package",
	.on = (const rlint_subscription[]){ { RLINT_STEP, "RUN" }, { 0 } },
	.check = check_step,
};
