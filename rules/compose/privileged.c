/* compose/privileged: a container that is root on its host. */
#include <reprolint/reprolint.h>

/* Docker inside of Docker works in no other way. */
static bool is_docker(const rlint_fact *service)
{
	const rlint_image *image = rlint_as_image(rlint_fact_at(service, RLINT_IMAGE, 0));

	return image && (rlint_value_ends(&image->name, RLINT_STR("docker")) == RLINT_YES ||
				rlint_value_has(&image->name, RLINT_STR("dind")) == RLINT_YES);
}

static void check_service(rlint_check *check, const rlint_fact *fact)
{
	const rlint_service *service = rlint_as_service(fact);
	rlint_finding *finding;

	if (rlint_value_is(&service->privileged, RLINT_STR("true")) != RLINT_YES) {
		return;
	}
	finding = rlint_report(check, fact, service->privileged.span,
		"a privileged container may do all that root may on its host: name the devices and "
		"capabilities that it needs");
	if (is_docker(fact)) {
		rlint_grade(finding, RLINT_PEDANTIC);
	}
}

extern const rlint_rule rlint_rule_compose_privileged;
const rlint_rule rlint_rule_compose_privileged = {
	.id = "compose/privileged",
	.on = (const rlint_subscription[]){ { RLINT_SERVICE, NULL }, { 0 } },
	.check = check_service,
};
