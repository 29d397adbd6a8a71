/* compose/hidden-code: the host's files over those that the image was built with. */
#include <reprolint/reprolint.h>

static bool is_project(rlint_str source)
{
	return rlint_str_is(source, RLINT_STR(".")) || rlint_str_is(source, RLINT_STR("./")) ||
	       rlint_str_is(source, RLINT_STR("..")) || rlint_str_is(source, RLINT_STR("../"));
}

static void check_mount(rlint_check *check, const rlint_fact *fact)
{
	const rlint_mount *mount = rlint_as_mount(fact);
	const rlint_service *service = rlint_as_service(rlint_fact_within(fact, RLINT_SERVICE));

	if (!service || service->is_devcontainer || service->build.state == RLINT_UNSET ||
		!rlint_value_has_text(&mount->source) || !is_project(mount->source.text)) {
		return;
	}
	rlint_report(check, fact, mount->source.span,
		"the project's folder hides what the image holds at %S: what runs is whatever lies "
		"there now, not what was built",
		mount->target.text);
}

extern const rlint_rule rlint_rule_compose_hidden_code;
const rlint_rule rlint_rule_compose_hidden_code = {
	.id = "compose/hidden-code",
	.on = (const rlint_subscription[]){ { RLINT_MOUNT, NULL }, { 0 } },
	.check = check_mount,
};
