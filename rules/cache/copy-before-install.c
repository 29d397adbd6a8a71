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

/* `-o requirements.txt` and its like: the command writes the file that an install then reads. */
static bool writes(const rlint_fact *command, const rlint_value *path)
{
	static const rlint_str options[] = { RLINT_STR_INIT("-o"), RLINT_STR_INIT("-O"),
		RLINT_STR_INIT("--output"), RLINT_STR_INIT("--output-file") };
	const rlint_value *word;
	bool is_output = false;

	for (size_t i = 1; (word = rlint_command_word(command, i)); i++) {
		if (is_output && rlint_value_is(word, path->text) == RLINT_YES) {
			return true;
		}
		is_output = false;
		for (size_t k = 0; k < sizeof options / sizeof *options; k++) {
			is_output = is_output || rlint_str_is(word->text, options[k]);
		}
	}
	return false;
}

/* The step makes the manifest itself, so there is nothing to copy ahead. */
static bool makes(const rlint_fact *step, const rlint_value *manifest)
{
	for (size_t i = 0; i < rlint_fact_count(step, RLINT_COMMAND); i++) {
		if (writes(rlint_fact_at(step, RLINT_COMMAND, i), manifest)) {
			return true;
		}
	}
	return false;
}

/* Does the step install what some file lists? */
static bool installs_listed(const rlint_fact *step)
{
	for (size_t i = 0; i < rlint_step_effects(step); i++) {
		const rlint_effect *effect = rlint_step_effect(step, i);

		if (effect->action == RLINT_INSTALLS &&
			rlint_str_is(effect->what, RLINT_STR("dependencies"))) {
			return true;
		}
	}
	return false;
}

/* All that the installs read is named, and comes from outside the step, so it can be copied
 * alone. */
static bool knows_manifests(const rlint_fact *step)
{
	const rlint_value *manifest;
	size_t count = 0;

	for (; (manifest = rlint_step_manifest(step, count)); count++) {
		if (!rlint_value_has_text(manifest) || makes(step, manifest)) {
			return false;
		}
	}
	return count > 0 || !installs_listed(step);
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

/* Folders that by custom hold what changes most, and no list of dependencies. */
static bool is_source_folder(rlint_str path)
{
	static const rlint_str names[] = { RLINT_STR_INIT("src"), RLINT_STR_INIT("app"),
		RLINT_STR_INIT("code"), RLINT_STR_INIT("conf"), RLINT_STR_INIT("config"),
		RLINT_STR_INIT("configs"), RLINT_STR_INIT("scripts"), RLINT_STR_INIT("tests"),
		RLINT_STR_INIT("notebooks") };

	if (rlint_str_starts(path, RLINT_STR("./"))) {
		path = rlint_str_slice(path, 2, path.len);
	}
	if (rlint_str_ends(path, RLINT_STR("/"))) {
		path.len--;
	}
	return rlint_str_is_one_of(path, RLINT_LIST(names));
}

/* The copied folder of sources, where the copy brings nothing else; or an empty slice. */
static rlint_str source_folder(const rlint_fact *copy)
{
	const rlint_value *source = rlint_copy_source(copy, 0);

	if (!source || rlint_copy_source(copy, 1) ||
		rlint_as_copy(copy)->from.state != RLINT_UNSET || !rlint_value_has_text(source) ||
		!is_source_folder(source->text)) {
		return (rlint_str){ 0 };
	}
	return source->text;
}

/* The step installs what lists say that lie outside of the copied folder, and nothing local, which
 * could be built of its files. */
static bool ignores(const rlint_fact *step, const rlint_fact *copy)
{
	const rlint_value *manifest;
	size_t count = 0;

	for (; (manifest = rlint_step_manifest(step, count)); count++) {
		if (!rlint_str_ends(manifest->text, RLINT_STR(".txt")) ||
			rlint_copy_brings(copy, manifest->text) != RLINT_NO) {
			return false;
		}
	}
	for (size_t i = 0; i < rlint_step_effects(step); i++) {
		const rlint_package *package =
			rlint_as_package(rlint_step_effect(step, i)->subject);

		if (package &&
			(package->source != RLINT_FROM_INDEX || package->pin == RLINT_LOCAL)) {
			return false;
		}
	}
	return count > 0;
}

static void report_folder(
	rlint_check *check, const rlint_fact *copy, const rlint_fact *install, rlint_str folder)
{
	rlint_finding *finding = rlint_report(check, copy, rlint_fact_span(copy),
		"each change in %S repeats the install below, which reads %S: copy it after the "
		"install",
		folder, rlint_step_manifest(install, 0)->text);

	rlint_related(finding, install, rlint_fact_span(install), "installed here");
	rlint_as(finding, "DF070");
}

/* Folders of sources that a step ahead of the install copies. */
static void check_folders_of(rlint_check *check, const rlint_fact *step, const rlint_fact *install)
{
	for (size_t i = 0; i < rlint_fact_count(step, RLINT_COPY); i++) {
		const rlint_fact *copy = rlint_fact_at(step, RLINT_COPY, i);
		rlint_str folder = source_folder(copy);

		if (folder.len > 0 && ignores(install, copy)) {
			report_folder(check, copy, install, folder);
		}
	}
}

static void check_folders(rlint_check *check, const rlint_fact *stage, size_t install)
{
	for (size_t i = 0; i < install; i++) {
		const rlint_fact *step = rlint_fact_at(stage, RLINT_STEP, i);

		if (!rlint_as_step(step)->is_onbuild) {
			check_folders_of(check, step, rlint_fact_at(stage, RLINT_STEP, install));
		}
	}
}

/* `pip install .` with all that the project needs; --no-deps leaves that out. */
static bool is_project(const rlint_effect *effect)
{
	const rlint_package *package = rlint_as_package(effect->subject);

	return package && effect->action == RLINT_INSTALLS && effect->certain == RLINT_YES &&
	       package->ecosystem == RLINT_PIP && package->source == RLINT_FROM_PATH &&
	       (rlint_value_is(&package->location, RLINT_STR(".")) == RLINT_YES ||
		       rlint_value_is(&package->location, RLINT_STR("./")) == RLINT_YES) &&
	       effect->command && !rlint_command_find(effect->command, "--no-deps");
}

/* What a project needs may have come with it: a manifest's packages, or named ones that are no
 * tools. */
static bool is_dependency(const rlint_effect *effect)
{
	const rlint_package *package = rlint_as_package(effect->subject);

	if (effect->action != RLINT_INSTALLS) {
		return false;
	}
	return !package ? rlint_str_is(effect->what, RLINT_STR("dependencies"))
			: (package->ecosystem == RLINT_PIP ||
				  package->ecosystem == RLINT_CONDA_PACKAGES) &&
				  package->source == RLINT_FROM_INDEX &&
				  package->purpose <= RLINT_FRAMEWORK;
}

static bool has_effect(const rlint_fact *step, bool (*is_meant)(const rlint_effect *effect))
{
	for (size_t i = 0; i < rlint_step_effects(step); i++) {
		if (is_meant(rlint_step_effect(step, i))) {
			return true;
		}
	}
	return false;
}

/* The last copy of sources, whole context or folder, in the step, or NULL. */
static const rlint_fact *source_copy(const rlint_fact *step)
{
	const rlint_fact *found = wide_copy(step);

	for (size_t i = 0; i < rlint_fact_count(step, RLINT_COPY) && !found; i++) {
		const rlint_fact *copy = rlint_fact_at(step, RLINT_COPY, i);

		found = source_folder(copy).len > 0 ? copy : NULL;
	}
	return found;
}

/* Sources, then an install of the project that brings everything it needs, where nothing of that
 * was installed before. */
static void check_project(rlint_check *check, const rlint_fact *stage)
{
	const rlint_fact *copy = NULL, *step;

	for (size_t i = 0; (step = rlint_fact_at(stage, RLINT_STEP, i)); i++) {
		const rlint_fact *found = source_copy(step);

		copy = found ? found : copy;
		if (has_effect(step, is_dependency) || rlint_step_manifest(step, 0)) {
			return;
		}
		if (copy && has_effect(step, is_project)) {
			rlint_finding *finding = rlint_report(check, copy, rlint_fact_span(copy),
				"each change of a source file makes the install below fetch all "
				"that the project needs again: install that from a list of its own "
				"first");

			rlint_related(finding, step, rlint_fact_span(step), "installed here");
			rlint_grade(finding, RLINT_INFO);
			return;
		}
	}
}

/* One pass over the stage's steps: the first wide copy and the first install behind it; or folders
 * of sources ahead of the first install. */
static void check_stage(rlint_check *check, const rlint_fact *stage)
{
	const rlint_fact *copy = NULL;
	bool is_installed = false;

	if (!rlint_as_stage(stage)->parent) {
		check_project(check, stage);
	}

	for (size_t i = 0; i < rlint_fact_count(stage, RLINT_STEP); i++) {
		const rlint_fact *step = rlint_fact_at(stage, RLINT_STEP, i);
		bool is_install;

		if (rlint_as_step(step)->is_onbuild) {
			continue;
		}
		copy = copy ? copy : wide_copy(step);
		is_install =
			installs_dependencies(step) && knows_manifests(step) && !wide_copy(step);
		if (copy && is_install) {
			report(check, copy, step);
			return;
		}
		if (is_install && !is_installed && rlint_step_manifest(step, 0)) {
			check_folders(check, stage, i);
			is_installed = true;
		}
	}
}

extern const rlint_rule rlint_rule_cache_copy_before_install;
const rlint_rule rlint_rule_cache_copy_before_install = {
	.id = "cache/copy-before-install",
	.on = (const rlint_subscription[]){ { RLINT_STAGE, NULL }, { 0 } },
	.check = check_stage,
};
