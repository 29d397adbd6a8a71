/* compose/build-target: a target that the Dockerfile has no stage for. */
#include <reprolint/reprolint.h>

static void check_service(rlint_check *check, const rlint_fact *fact)
{
	const rlint_service *service = rlint_as_service(fact);
	const rlint_fact *built = NULL;

	if (service->target.state != RLINT_KNOWN ||
		rlint_linked(check, fact, RLINT_BUILT_BY, &built) != RLINT_YES ||
		rlint_as_stage(built) || !rlint_fact_complete(built)) {
		return;
	}
	rlint_report(check, fact, service->target.span,
		"%S has no stage named %S, so the build fails",
		rlint_document_path(rlint_fact_document(built)), service->target.text);
}

extern const rlint_rule rlint_rule_compose_build_target;
const rlint_rule rlint_rule_compose_build_target = {
	.id = "compose/build-target",
	.on = (const rlint_subscription[]){ { RLINT_SERVICE, NULL }, { 0 } },
	.check = check_service,
	.asks_links = true,
};
