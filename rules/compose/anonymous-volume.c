/* compose/anonymous-volume: a volume that no later container finds again. */
#include <reprolint/reprolint.h>

static bool is_below(rlint_str path, rlint_str folder)
{
	return folder.len > 0 && rlint_str_starts(path, folder) &&
	       (folder.ptr[folder.len - 1] == '/' ||
		       (path.len > folder.len && path.ptr[folder.len] == '/'));
}

/* Inside another mount it keeps a folder of the image from being hidden: /app/node_modules. */
static bool is_hole(const rlint_fact *service, const rlint_fact *fact)
{
	rlint_str target = rlint_as_mount(fact)->target.text;
	bool is_found = false;

	for (size_t i = 0; i < rlint_fact_count(service, RLINT_MOUNT) && !is_found; i++) {
		const rlint_fact *other = rlint_fact_at(service, RLINT_MOUNT, i);

		is_found = other != fact && is_below(target, rlint_as_mount(other)->target.text);
	}
	return is_found;
}

static void check_mount(rlint_check *check, const rlint_fact *fact)
{
	const rlint_mount *mount = rlint_as_mount(fact);
	const rlint_fact *service = rlint_fact_within(fact, RLINT_SERVICE);

	if (!service || mount->source.state != RLINT_UNSET ||
		!rlint_value_has_text(&mount->target) ||
		rlint_value_is(&mount->type, RLINT_STR("volume")) != RLINT_YES ||
		is_hole(service, fact)) {
		return;
	}
	rlint_report(check, fact, mount->target.span,
		"%S is a volume without a name: what is written there is lost to the next "
		"container; give it one",
		mount->target.text);
}

extern const rlint_rule rlint_rule_compose_anonymous_volume;
const rlint_rule rlint_rule_compose_anonymous_volume = {
	.id = "compose/anonymous-volume",
	.on = (const rlint_subscription[]){ { RLINT_MOUNT, NULL }, { 0 } },
	.check = check_mount,
};
