/* compose/unused-volume: a volume that is declared and never mounted. */
#include <reprolint/reprolint.h>

static void check_volume(rlint_check *check, const rlint_fact *fact)
{
	const rlint_volume *volume = rlint_as_volume(fact);

	if (volume->is_used || !rlint_fact_complete(rlint_fact_container(fact))) {
		return;
	}
	rlint_report(check, fact, volume->name.span,
		"no service mounts volume %S: mount it, or leave it out", volume->name.text);
}

extern const rlint_rule rlint_rule_compose_unused_volume;
const rlint_rule rlint_rule_compose_unused_volume = {
	.id = "compose/unused-volume",
	.on = (const rlint_subscription[]){ { RLINT_VOLUME, NULL }, { 0 } },
	.check = check_volume,
};
