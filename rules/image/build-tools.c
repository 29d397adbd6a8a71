/* image/build-tools: compilers that stay in the image that is shipped. */
#include <reprolint/reprolint.h>

static bool is_kept_tool(const rlint_effect *effect)
{
	const rlint_package *package =
		effect->action == RLINT_INSTALLS ? rlint_as_package(effect->subject) : NULL;

	return package && package->purpose == RLINT_BUILD_TOOL && effect->end == RLINT_IN_LAYER &&
	       effect->certain == RLINT_YES &&
	       (package->ecosystem == RLINT_APT || package->ecosystem == RLINT_APK ||
		       package->ecosystem == RLINT_DNF || package->ecosystem == RLINT_ZYPPER);
}

static const rlint_effect *tool_of_step(const rlint_fact *step)
{
	const rlint_effect *effect;

	for (size_t i = 0; (effect = rlint_step_effect(step, i)); i++) {
		if (is_kept_tool(effect)) {
			return effect;
		}
	}
	return NULL;
}

static const rlint_effect *first_tool(const rlint_fact *stage)
{
	const rlint_fact *step;
	const rlint_effect *effect;

	for (size_t i = 0; (step = rlint_fact_at(stage, RLINT_STEP, i)); i++) {
		effect = tool_of_step(step);
		if (effect) {
			return effect;
		}
	}
	return NULL;
}

static void check_stage(rlint_check *check, const rlint_fact *fact)
{
	const rlint_stage *stage = rlint_as_stage(fact);
	const rlint_effect *tool = stage->fate == RLINT_FINAL ? first_tool(fact) : NULL;

	if (tool) {
		rlint_as(rlint_report(check, tool->subject, tool->span,
				 "%S is needed to build only, and stays in the image: build in a "
				 "stage of its own, and copy what comes of it",
				 rlint_as_package(tool->subject)->name.text),
			"DF011");
	}
}

extern const rlint_rule rlint_rule_image_build_tools;
const rlint_rule rlint_rule_image_build_tools = {
	.id = "image/build-tools",
	.on = (const rlint_subscription[]){ { RLINT_STAGE, NULL }, { 0 } },
	.check = check_stage,
};
