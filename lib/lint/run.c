/* From the facts of a file to the rules that asked for them. */
#include "lib/lint/run.h"

static void call(struct run *run, uint32_t index, const rlint_fact *fact)
{
	const char *free_from = run->scratch->next;

	run->check.index = index;
	run->check.rule = registry_entry(run->config->registry, index);
	run->check.setting = &run->settings[index];
	if (run->check.setting->is_ignored ||
		(run->is_of_build && !run->check.rule->rule->follows_builds)) {
		return;
	}
	run->check.rule->rule->check(&run->check, fact);
	/* Most rules take nothing. */
	if (run->scratch->next != free_from || run->scratch->has_failed) {
		arena_reset(run->scratch);
	}
}

static void call_cell(
	struct run *run, const struct dispatch *dispatch, uint32_t cell, const rlint_fact *fact)
{
	for (uint32_t i = dispatch->starts[cell]; i < dispatch->starts[cell + 1]; i++) {
		call(run, dispatch->rules[i], fact);
	}
}

static void call_rules(struct run *run, const struct dispatch *dispatch, const rlint_fact *fact)
{
	uint32_t row = (uint32_t)fact->kind * dispatch->width;

	call_cell(run, dispatch, row, fact);
	for (size_t i = 0; i < 2; i++) {
		if (fact->selectors[i] > 0) {
			call_cell(run, dispatch, row + fact->selectors[i], fact);
		}
	}
}

static void run_phase(struct run *run, const struct dispatch *dispatch)
{
	const struct facts *facts = &run->analysis->facts;

	for (uint32_t kind = 0; kind < RLINT_KINDS && !dispatch->is_empty; kind++) {
		const struct vec *all = &facts->all[kind];

		for (uint32_t i = 0; dispatch->has_kind[kind] && i < all->count; i++) {
			call_rules(run, dispatch, ((rlint_fact *const *)all->items)[i]);
		}
	}
}

void run_phases(struct run *run)
{
	run->check.run = run;
	run_phase(run, &run->dispatches[0]);
	run_phase(run, &run->dispatches[1]);
}
