/* Packages of a RUN that come at any version, by command. */
#include "installs.h"

static bool is_floating(const rlint_effect *effect, const struct installs_wording *wording)
{
	const rlint_package *package = rlint_as_package(effect->subject);

	return effect->action == RLINT_INSTALLS && effect->certain != RLINT_NO && package &&
	       package->pin == RLINT_FLOATING && wording->is_meant(package);
}

/* The effects [start, end) of a step, all of one command. */
struct group {
	const rlint_fact *step;
	const struct installs_wording *wording;
	size_t start, end;
};

/* The first package that matters, or the first at all, or NULL; *count: how many float. */
static const rlint_effect *main_of(const struct group *group, size_t *count)
{
	const struct installs_wording *wording = group->wording;
	const rlint_effect *main = NULL;

	*count = 0;
	for (size_t i = group->start; i < group->end; i++) {
		const rlint_effect *effect = rlint_step_effect(group->step, i);

		if (is_floating(effect, wording)) {
			bool is_better =
				!main || (!wording->matters(main) && wording->matters(effect));

			main = is_better ? effect : main;
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

		if (effect != main && is_floating(effect, group->wording) &&
			effect->span.start != last.start &&
			effect->span.start != main->span.start) {
			rlint_related(finding, effect->subject, effect->span, "likewise");
			last = effect->span;
		}
	}
}

static void report_command(rlint_check *check, const struct group *group)
{
	const rlint_stage *stage = rlint_as_stage(rlint_fact_within(group->step, RLINT_STAGE));
	rlint_finding *finding;
	size_t count;
	const rlint_effect *main = main_of(group, &count);

	if (!main) {
		return;
	}
	finding = group->wording->report(check, main, count - 1);
	if (!group->wording->matters(main) || (stage && stage->fate == RLINT_BUILDER)) {
		rlint_grade(finding, RLINT_PEDANTIC);
	}
	/* The other tools read Dockerfiles alone. */
	if (!rlint_fact_within(group->step, RLINT_SERVICE)) {
		group->wording->foreign(finding, main);
	}
	relate_others(finding, group, main);
}

void installs_check(
	rlint_check *check, const rlint_fact *step, const struct installs_wording *wording)
{
	size_t count = rlint_step_effects(step), start = 0;

	for (size_t i = 1; i <= count; i++) {
		if (i == count || rlint_step_effect(step, i)->command !=
					  rlint_step_effect(step, start)->command) {
			report_command(check, &(struct group){ step, wording, start, i });
			start = i;
		}
	}
}
