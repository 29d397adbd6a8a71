/* compose/missing-dockerfile: a service that is built from a file that is not there. */
#include <reprolint/reprolint.h>

static bool is_written(const rlint_value *value)
{
	return value->state == RLINT_UNSET || value->state == RLINT_KNOWN;
}

static rlint_finding *report(
	rlint_check *check, const rlint_fact *fact, const rlint_service *service)
{
	if (service->dockerfile.state == RLINT_UNSET) {
		return rlint_report(check, fact, service->build.span,
			"the context %S has no Dockerfile, so the build fails: add it, or name the "
			"file with dockerfile",
			service->build.text);
	}
	if (service->is_devcontainer) {
		return rlint_report(check, fact, service->dockerfile.span,
			"there is no file %S beside this one, so the build fails: name the one "
			"that "
			"is there",
			service->dockerfile.text);
	}
	return rlint_report(check, fact, service->dockerfile.span,
		"the context %S has no file %S, so the build fails: name the one that is there",
		service->build.text, service->dockerfile.text);
}

static void check_service(rlint_check *check, const rlint_fact *fact)
{
	const rlint_service *service = rlint_as_service(fact);
	const rlint_fact *built = NULL;

	if (service->build.state != RLINT_KNOWN || !is_written(&service->dockerfile) ||
		!rlint_fact_complete(fact) ||
		rlint_linked(check, fact, RLINT_BUILT_BY, &built) != RLINT_NO) {
		return;
	}
	/* An image that was published may be pulled instead. */
	if (rlint_fact_count(fact, RLINT_IMAGE) > 0) {
		rlint_grade(report(check, fact, service), RLINT_WARNING);
	} else {
		report(check, fact, service);
	}
}

extern const rlint_rule rlint_rule_compose_missing_dockerfile;
const rlint_rule rlint_rule_compose_missing_dockerfile = {
	.id = "compose/missing-dockerfile",
	.on = (const rlint_subscription[]){ { RLINT_SERVICE, NULL }, { 0 } },
	.check = check_service,
	.asks_links = true,
};
