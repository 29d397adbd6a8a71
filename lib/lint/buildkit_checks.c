/* What a Dockerfile says of BuildKit's checks, and what findings that bear their names make of it
 * (linter/linter.go, linter/config.go).
 *
 * The directive `# check=` holds for the file; options from outside take its place. `skip` leaves
 * out what the named checks would say, `error=true` makes the build fail for what is left. A
 * comment
 * `# check=` before an instruction adds to both lists for the checks that look at one instruction;
 * the first of an instruction's comments counts. What ONBUILD keeps is checked where it runs.
 * Checks that are experimental run where they are named under `experimental`, whatever is skipped.
 */
#include "lib/base/str.h"
#include "lib/lint/run.h"

struct check_name {
	rlint_str name;
	bool is_local; /* heeds the comment of an instruction */
	bool is_experimental;
};

/* linter/ruleset.go, sorted. */
static const struct check_name check_names[] = {
	{ RLINT_STR_INIT("ConsistentInstructionCasing"), false, false },
	{ RLINT_STR_INIT("CopyIgnoredFile"), true, false },
	{ RLINT_STR_INIT("DuplicateStageName"), false, false },
	{ RLINT_STR_INIT("ExposeInvalidFormat"), true, false },
	{ RLINT_STR_INIT("ExposeProtoCasing"), true, false },
	{ RLINT_STR_INIT("FromAsCasing"), true, false },
	{ RLINT_STR_INIT("FromPlatformFlagConstDisallowed"), true, false },
	{ RLINT_STR_INIT("InvalidBaseImagePlatform"), true, false },
	{ RLINT_STR_INIT("InvalidDefaultArgInFrom"), false, false },
	{ RLINT_STR_INIT("InvalidDefinitionDescription"), true, true },
	{ RLINT_STR_INIT("JSONArgsRecommended"), true, false },
	{ RLINT_STR_INIT("LegacyKeyValueFormat"), true, false },
	{ RLINT_STR_INIT("MaintainerDeprecated"), true, false },
	{ RLINT_STR_INIT("MultipleInstructionsDisallowed"), true, false },
	{ RLINT_STR_INIT("NoEmptyContinuation"), false, false },
	{ RLINT_STR_INIT("RedundantTargetPlatform"), true, false },
	{ RLINT_STR_INIT("ReservedStageName"), false, false },
	{ RLINT_STR_INIT("SecretsUsedInArgOrEnv"), true, false },
	{ RLINT_STR_INIT("StageNameCasing"), true, false },
	{ RLINT_STR_INIT("UndefinedArgInFrom"), true, false },
	{ RLINT_STR_INIT("UndefinedVar"), true, false },
	{ RLINT_STR_INIT("WorkdirRelativePath"), true, false },
};

/* The check of that name, or NULL: an id of another tool. */
static const struct check_name *check_named(rlint_str name)
{
	size_t first = 0;
	size_t end = sizeof check_names / sizeof *check_names;

	while (first < end) {
		size_t middle = first + (end - first) / 2;
		int order = str_compare(name, check_names[middle].name);

		if (order == 0) {
			return &check_names[middle];
		}
		first = order > 0 ? middle + 1 : first;
		end = order > 0 ? end : middle;
	}
	return NULL;
}

/* What holds for the whole file. */
struct file_checks {
	const struct dockerfile *file;
	struct docker_checks options;
	bool is_wrong; /* BuildKit cannot read them, and checks nothing */
	bool heeds_skip;
};

/* What the comments of the instruction that the finding is anchored to say. */
static struct docker_checks checks_at(const struct dockerfile *file, uint32_t node)
{
	const struct comment *comments = file->tree.comments.items;
	const struct docker_instruction *instruction;
	struct docker_checks checks = { 0 };

	while (node != NODE_NONE && tree_node(&file->tree, node)->parent > 0) {
		node = tree_node(&file->tree, node)->parent;
	}
	if (node == NODE_NONE || tree_node(&file->tree, node)->kind != DOCKER_INSTRUCTION) {
		return checks;
	}
	instruction = dockerfile_instruction(file, tree_node(&file->tree, node)->payload);
	for (uint32_t i = 0; i < instruction->comment_count; i++) {
		if (docker_comment_checks(
			    file, &comments[instruction->comment_first + i], &checks)) {
			break;
		}
	}
	return checks;
}

/* Would BuildKit be silent for what the file says? */
static bool is_skipped(const struct file_checks *checks, const struct docker_checks *local,
	const struct check_name *name)
{
	if (name->is_experimental) {
		return !docker_check_names(checks->options.experimental, name->name) &&
		       !docker_check_names(local->experimental, name->name);
	}
	return checks->heeds_skip &&
	       (docker_check_names(checks->options.skip, name->name) ||
		       (name->is_local && docker_check_names(local->skip, name->name)));
}

/* Takes off the names and words of checks that are not made. */
static void strip(rlint_finding *finding)
{
	rlint_str *aliases = finding->aliases.items;
	rlint_foreign *foreign = finding->foreign.items;
	uint32_t kept = 0;

	for (uint32_t i = 0; i < finding->aliases.count; i++) {
		if (!check_named(aliases[i])) {
			aliases[kept++] = aliases[i];
		}
	}
	finding->aliases.count = kept;
	finding->result.alias_count = kept;
	kept = 0;
	for (uint32_t i = 0; i < finding->foreign.count; i++) {
		if (!check_named(foreign[i].id)) {
			foreign[kept++] = foreign[i];
		}
	}
	finding->foreign.count = kept;
	finding->result.foreign_count = kept;
}

/* The stage that the node lies in: the last that starts before it. */
static const rlint_fact *stage_of(const struct run *run, uint32_t node)
{
	const struct vec *stages = &run->analysis->facts.all[RLINT_STAGE];
	const rlint_fact *found = NULL;

	for (uint32_t i = 0; i < stages->count; i++) {
		const rlint_fact *stage = ((rlint_fact *const *)stages->items)[i];

		found = stage->node < node ? stage : found;
	}
	return found;
}

/* A trigger runs in the stages that are FROM its own: there BuildKit speaks, or nowhere. */
static void place_trigger(struct run *run, rlint_finding *finding)
{
	const struct vec *stages = &run->analysis->facts.all[RLINT_STAGE];
	const rlint_fact *own = stage_of(run, finding->node);
	bool is_run = false;

	for (uint32_t i = 0; i < stages->count; i++) {
		const rlint_fact *stage = ((rlint_fact *const *)stages->items)[i];

		if (own && rlint_as_stage(stage)->parent == own) {
			rlint_related_str(finding, stage, rlint_as_stage(stage)->from,
				RLINT_STR("the trigger runs here"));
			is_run = true;
		}
	}
	if (!is_run) {
		strip(finding);
	}
}

static bool is_in_trigger(const struct dockerfile *file, uint32_t node)
{
	const struct node *found = node == NODE_NONE ? NULL : tree_node(&file->tree, node);

	while (found && found->kind != DOCKER_INSTRUCTION && found->parent != NODE_NONE) {
		found = tree_node(&file->tree, found->parent);
	}
	return found && found->kind == DOCKER_INSTRUCTION &&
	       dockerfile_instruction(file, found->payload)->is_trigger;
}

/* Does the finding stay? It is an error where the build fails for it. */
static bool keep(struct run *run, const struct file_checks *checks, rlint_finding *finding)
{
	const rlint_str *aliases = finding->aliases.items;
	struct docker_checks local = { 0 };
	bool is_of_buildkit = false;

	for (uint32_t i = 0; i < finding->aliases.count; i++) {
		const struct check_name *name = check_named(aliases[i]);

		if (name && !is_of_buildkit) {
			local = checks_at(checks->file, finding->node);
		}
		if (name && is_skipped(checks, &local, name)) {
			return false;
		}
		is_of_buildkit = is_of_buildkit || name;
	}
	if (is_of_buildkit && is_in_trigger(checks->file, finding->node)) {
		place_trigger(run, finding);
	}
	if (is_of_buildkit && checks->is_wrong) {
		strip(finding);
	} else if (is_of_buildkit && checks->options.is_error &&
		   !run->settings[finding->result.rule].has_severity) {
		finding->result.severity = RLINT_ERROR;
	}
	return true;
}

void obey_buildkit_checks(struct run *run)
{
	struct file_checks checks = { .heeds_skip = !run->config->ignores_comments };
	struct vec *findings = &run->results->findings;
	rlint_finding **items = findings->items;
	uint32_t kept = 0;

	if (run->analysis->document->kind != RLINT_FILE_DOCKERFILE ||
		run->analysis->tree != &run->analysis->syntax.dockerfile.tree) {
		return;
	}
	checks.file = &run->analysis->syntax.dockerfile;
	checks.options = checks.file->checks;
	checks.is_wrong = checks.file->has_wrong_checks;
	if (run->config->has_buildkit_checks) {
		checks.options = run->config->buildkit_checks;
		checks.is_wrong = false;
	}
	for (uint32_t i = 0; i < findings->count; i++) {
		if (keep(run, &checks, items[i])) {
			items[kept++] = items[i];
		}
	}
	findings->count = kept;
}
