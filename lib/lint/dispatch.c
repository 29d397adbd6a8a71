/* From a fact to the rules that asked for it. */
#include "lib/lint/config.h"

struct filler {
	struct dispatch *dispatch;
	const rlint_config *config;
	uint32_t *starts, *rules;
	bool asks_links;
};

typedef void fill_function(struct filler *filler, uint32_t cell, uint32_t rule);

static void for_each_of(
	struct filler *filler, const struct rule_entry *entry, uint32_t rule, fill_function *each)
{
	for (uint32_t i = 0; i < entry->subscription_count; i++) {
		uint32_t kind = (uint32_t)entry->rule->on[i].kind;

		if (kind < RLINT_KINDS) {
			each(filler, kind * filler->dispatch->width + entry->selectors[i], rule);
		}
	}
}

/* Calls `each` for every subscription of the rules that the table is for, the last first. */
static void for_each(struct filler *filler, fill_function *each)
{
	for (size_t i = filler->config->count; i-- > 0;) {
		const struct rule_entry *entry = registry_entry(filler->config->registry, i);

		if (rlint_config_is_on(filler->config, i) &&
			entry->rule->asks_links == filler->asks_links) {
			for_each_of(filler, entry, (uint32_t)i, each);
		}
	}
}

static void count(struct filler *filler, uint32_t cell, uint32_t rule)
{
	(void)rule;
	filler->starts[cell]++;
	filler->dispatch->has_kind[cell / filler->dispatch->width] = true;
	filler->dispatch->is_empty = false;
}

/* starts[cell] is the cell's end before it is filled from behind, and its start after. */
static void place(struct filler *filler, uint32_t cell, uint32_t rule)
{
	filler->rules[--filler->starts[cell]] = rule;
}

bool dispatch_make(
	struct dispatch *dispatch, struct arena *arena, const rlint_config *config, bool asks_links)
{
	struct filler filler = { .dispatch = dispatch, .config = config, .asks_links = asks_links };
	uint32_t width = config->registry->symbols.count + 1;
	uint32_t cells = width * RLINT_KINDS;

	*dispatch = (struct dispatch){ .width = width, .is_empty = true };
	filler.starts = arena_new(arena, cells + 1, sizeof *filler.starts);
	if (!filler.starts) {
		return false;
	}
	for_each(&filler, count);
	for (uint32_t i = 0; i < cells; i++) {
		filler.starts[i + 1] += filler.starts[i];
	}
	filler.rules = arena_new(arena, filler.starts[cells], sizeof *filler.rules);
	if (!filler.rules) {
		return false;
	}
	for_each(&filler, place);
	dispatch->starts = filler.starts;
	dispatch->rules = filler.rules;
	return true;
}
