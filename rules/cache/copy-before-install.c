/* cache/copy-before-install: sources copied before the dependency install, which they then
 * invalidate. */
#include <reprolint/reprolint.h>

/* Does the step install dependencies that outlive it, not only the project itself? */
static bool installs_dependencies(const rlint_fact *step)
{
	bool is_found = false;

	for (size_t i = 0; i < rlint_step_effects(step) && !is_found; i++) {
		const rlint_effect *effect = rlint_step_effect(step, i);
		const rlint_package *package = rlint_as_package(effect->subject);

		is_found = effect->action == RLINT_INSTALLS && effect->certain == RLINT_YES &&
			   effect->end == RLINT_IN_LAYER &&
			   (!package || (package->source != RLINT_FROM_PATH &&
						package->pin != RLINT_LOCAL));
	}
	return is_found;
}

/* All that the installs read is named, so it can be copied alone. */
static bool knows_manifests(const rlint_fact *step)
{
	const rlint_value *manifest;

	for (size_t i = 0; (manifest = rlint_step_manifest(step, i)); i++) {
		if (!rlint_value_has_text(manifest)) {
			return false;
		}
	}
	return true;
}

/* The copy in the step that brings the whole build context, or NULL. */
static const rlint_fact *wide_copy(const rlint_fact *step)
{
	for (size_t i = 0; i < rlint_fact_count(step, RLINT_COPY); i++) {
		const rlint_fact *copy = rlint_fact_at(step, RLINT_COPY, i);

		if (rlint_as_copy(copy)->from.state == RLINT_UNSET &&
			rlint_copy_brings(copy, RLINT_STR(".")) == RLINT_YES) {
			return copy;
		}
	}
	return NULL;
}

static void report(rlint_check *check, const rlint_fact *copy, const rlint_fact *install)
{
	const rlint_value *manifest = rlint_step_manifest(install, 0);
	rlint_finding *finding = manifest ? rlint_report(check, copy, rlint_fact_span(copy),
						    "each change of a source file repeats the "
						    "install below: copy %S first, the "
						    "rest after it",
						    manifest->text)
					  : rlint_report(check, copy, rlint_fact_span(copy),
						    "each change of a source file repeats the "
						    "install below, which reads none "
						    "of them: copy after it");

	rlint_related(finding, install, rlint_fact_span(install), "installed here");
	rlint_as(finding, "DF070");
}

/* One pass over the stage's steps: the first wide copy, and the first install behind it. */
static void check_stage(rlint_check *check, const rlint_fact *stage)
{
	const rlint_fact *copy = NULL;

	for (size_t i = 0; i < rlint_fact_count(stage, RLINT_STEP); i++) {
		const rlint_fact *step = rlint_fact_at(stage, RLINT_STEP, i);

		if (rlint_as_step(step)->is_onbuild) {
			continue;
		}
		if (!copy) {
			copy = wide_copy(step);
		} else if (installs_dependencies(step) && knows_manifests(step)) {
			report(check, copy, step);
			return;
		}
	}
}

extern const rlint_rule rlint_rule_cache_copy_before_install;
const rlint_rule rlint_rule_cache_copy_before_install = {
	.id = "cache/copy-before-install",
	.on = (const rlint_subscription[]){ { RLINT_STAGE, NULL }, { 0 } },
	.check = check_stage,
};
