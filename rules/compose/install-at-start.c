/* compose/install-at-start: packages that are installed each time a container starts. */
#include <reprolint/reprolint.h>

static bool matters(const rlint_effect *effect)
{
	const rlint_package *package = rlint_as_package(effect->subject);

	return !package || package->purpose == RLINT_PAYLOAD || package->purpose == RLINT_FRAMEWORK;
}

/* The first that matters, or the first at all, or NULL. */
static const rlint_effect *main_of(const rlint_fact *step)
{
	const rlint_effect *main = NULL;

	for (size_t i = 0; i < rlint_step_effects(step); i++) {
		const rlint_effect *effect = rlint_step_effect(step, i);

		if (effect->action == RLINT_INSTALLS && effect->command &&
			(!main || (!matters(main) && matters(effect)))) {
			main = effect;
		}
	}
	return main;
}

/* The project's own code, brought in for development: pip install -e . */
static bool is_local(const rlint_effect *effect)
{
	const rlint_package *package = rlint_as_package(effect->subject);

	return package && package->pin == RLINT_LOCAL;
}

static void check_step(rlint_check *check, const rlint_fact *step)
{
	const rlint_effect *main = main_of(step);
	const rlint_command *command = main ? rlint_as_command(main->command) : NULL;
	rlint_finding *finding;

	if (!command || is_local(main)) {
		return;
	}
	finding = rlint_report(check, step, command->line,
		"%S runs each time the container starts, and needs the net: install in the image, "
		"by a Dockerfile",
		command->program);
	if (!matters(main)) {
		rlint_grade(finding, RLINT_INFO);
	}
}

extern const rlint_rule rlint_rule_compose_install_at_start;
const rlint_rule rlint_rule_compose_install_at_start = {
	.id = "compose/install-at-start",
	.on = (const rlint_subscription[]){ { RLINT_STEP, "command" }, { RLINT_STEP, "entrypoint" },
		{ 0 } },
	.check = check_step,
};
