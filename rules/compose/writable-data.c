/* compose/writable-data: data that a run may change. */
#include "jobs.h"

static const rlint_str words[] = {
	RLINT_STR_INIT("corpora"),
	RLINT_STR_INIT("corpus"),
	RLINT_STR_INIT("data"),
	RLINT_STR_INIT("dataset"),
	RLINT_STR_INIT("datasets"),
	RLINT_STR_INIT("raw"),
};

static bool is_data(rlint_str path)
{
	rlint_str name = rlint_str_last_name(path);
	bool is_found = false;

	for (size_t i = 0; i < sizeof words / sizeof *words && !is_found; i++) {
		is_found = rlint_str_is_like(name, words[i]);
	}
	return is_found;
}

static void check_mount(rlint_check *check, const rlint_fact *fact)
{
	const rlint_mount *mount = rlint_as_mount(fact);
	const rlint_fact *service = rlint_fact_within(fact, RLINT_SERVICE);

	if (!service || !mount->is_writable || mount->source.state == RLINT_UNSET ||
		!is_data(mount->target.text) || !service_trains(check, service)) {
		return;
	}
	rlint_report(check, fact, mount->target.span,
		"the run may change the data at %S, so that the next one starts from others: mount "
		"them read-only, and write elsewhere",
		mount->target.text);
}

extern const rlint_rule rlint_rule_compose_writable_data;
const rlint_rule rlint_rule_compose_writable_data = {
	.id = "compose/writable-data",
	.on = (const rlint_subscription[]){ { RLINT_MOUNT, NULL }, { 0 } },
	.check = check_mount,
	.asks_links = true,
};
