/* image/package-cache: what a package manager downloaded, kept in the layer for nothing. */
#include "commands.h"

/* What is known of each manager's cache. */
struct cache {
	rlint_str what; /* the effect's class */
	rlint_str program; /* that writes it; empty: any other */
	const char *advice;
	const char *option; /* what keeps it from being written, put behind the action; or NULL */
	const char *clean; /* what the program is told to empty it, after the last that fills it */
	const char *aliases[2]; /* or NULL */
	const char *last_alias; /* holds for what the last stage is made from, and for triggers,
				   which act in images that are not seen here; or NULL */
};

static const struct cache caches[] = {
	{ .what = RLINT_STR_INIT("pip-cache"),
		.program = RLINT_STR_INIT("pip"),
		.advice = "add --no-cache-dir, or mount a cache at ~/.cache/pip",
		.option = "--no-cache-dir",
		.aliases = { "DL3042" } },
	{ .what = RLINT_STR_INIT("pip-cache"),
		.advice = "delete ~/.cache/pip, or mount a cache there" },
	{ .what = RLINT_STR_INIT("apk-cache"),
		.advice = "add --no-cache",
		.option = "--no-cache",
		.aliases = { "DL3019" } },
	{ .what = RLINT_STR_INIT("yarn-cache"),
		.advice = "end the step with `yarn cache clean`",
		.clean = "cache clean",
		.aliases = { "DF055" },
		.last_alias = "DL3060" },
	{ .what = RLINT_STR_INIT("dnf-cache"),
		.program = RLINT_STR_INIT("yum"),
		.advice = "end the step with `yum clean all`",
		.clean = "clean all",
		.aliases = { "DL3032" } },
	{ .what = RLINT_STR_INIT("dnf-cache"),
		.program = RLINT_STR_INIT("microdnf"),
		.advice = "end the step with `microdnf clean all`",
		.clean = "clean all",
		.aliases = { "DL3040", "DS-0027" } },
	{ .what = RLINT_STR_INIT("dnf-cache"),
		.program = RLINT_STR_INIT("tdnf"),
		.advice = "end the step with `tdnf clean all`",
		.clean = "clean all" },
	{ .what = RLINT_STR_INIT("dnf-cache"),
		.advice = "end the step with `dnf clean all`",
		.clean = "clean all",
		.aliases = { "DL3040", "DS-0019" } },
	{ .what = RLINT_STR_INIT("zypper-cache"),
		.advice = "end the step with `zypper clean --all`",
		.clean = "clean --all",
		.aliases = { "DL3036" } },
	{ .what = RLINT_STR_INIT("uv-cache"),
		.advice = "add --no-cache, or mount a cache at ~/.cache/uv",
		.option = "--no-cache" },
	{ .what = RLINT_STR_INIT("conda-cache"),
		.advice = "end the step with `conda clean -afy`, or mount a cache at the pkgs "
			  "folder",
		.clean = "clean -afy" },
	{ .what = RLINT_STR_INIT("npm-cache"),
		.advice = "end the step with `npm cache clean --force`, or mount a cache at ~/.npm",
		.aliases = { "npmCacheCleanAfterInstall" } },
};

static const struct cache *find(const rlint_effect *effect)
{
	const rlint_command *command = rlint_as_command(effect->command);

	for (size_t i = 0; i < sizeof caches / sizeof *caches; i++) {
		bool is_its = caches[i].program.len == 0 ||
			      (command && rlint_str_is(command->program, caches[i].program));

		if (is_its && rlint_str_is(caches[i].what, effect->what)) {
			return &caches[i];
		}
	}
	return NULL;
}

/* The last command of the step that fills the cache. */
static bool is_last(const rlint_fact *step, size_t index)
{
	rlint_str what = rlint_step_effect(step, index)->what;
	const rlint_effect *effect;

	for (size_t i = index + 1; (effect = rlint_step_effect(step, i)); i++) {
		if (effect->action == RLINT_WRITES && rlint_str_is(effect->what, what)) {
			return false;
		}
	}
	return true;
}

/* "&& PROGRAM CLEAN" behind a command that stands alone in its pipeline and decides. */
static void offer_cleaning(
	rlint_finding *finding, const rlint_fact *fact, const struct cache *cache)
{
	const rlint_command *command = rlint_as_command(fact);
	const rlint_step *step = rlint_as_step(rlint_fact_within(fact, RLINT_STEP));

	if (command->is_run == RLINT_YES && command->decides && command->pipe_length <= 1 &&
		!command->in_substitution && command->name.is_verbatim &&
		command->line.start == command->name.span.start && step &&
		step->form != RLINT_EXEC_FORM && step->shell <= RLINT_BASH) {
		rlint_fix(finding, true, "Empty the cache in the same step");
		rlint_edit(finding, (rlint_span){ command->line.end, command->line.end },
			" && %S %s", command->name.text, cache->clean);
	}
}

static void report(
	rlint_check *check, const rlint_fact *step, size_t index, const struct cache *cache)
{
	const rlint_effect *effect = rlint_step_effect(step, index);
	const rlint_stage *stage = rlint_as_stage(rlint_fact_within(step, RLINT_STAGE));
	rlint_finding *finding =
		rlint_report(check, effect->command ? effect->command : step, effect->span,
			"what this downloads stays in the layer as a cache: %s", cache->advice);

	/* npm's is small beside what it installs. */
	if (rlint_str_is(cache->what, RLINT_STR("npm-cache")) ||
		(stage && stage->fate == RLINT_BUILDER)) {
		rlint_grade(finding, RLINT_PEDANTIC);
	}
	for (size_t i = 0; i < sizeof cache->aliases / sizeof *cache->aliases && cache->aliases[i];
		i++) {
		rlint_as(finding, cache->aliases[i]);
	}
	if (cache->last_alias &&
		(!stage || stage->fate == RLINT_FINAL || rlint_as_step(step)->is_onbuild)) {
		rlint_as(finding, cache->last_alias);
	}
	if (cache->option && effect->command) {
		command_add_option(finding, effect->command, true,
			"Keep the cache out of the layer", cache->option);
	} else if (cache->clean && effect->command && is_last(step, index)) {
		offer_cleaning(finding, effect->command, cache);
	}
}

static void check_step(rlint_check *check, const rlint_fact *step)
{
	for (size_t i = 0; i < rlint_step_effects(step); i++) {
		const rlint_effect *effect = rlint_step_effect(step, i);
		const struct cache *cache = NULL;

		if (effect->action == RLINT_WRITES && effect->certain == RLINT_YES &&
			(effect->end == RLINT_IN_LAYER || effect->end == RLINT_UNDONE_LATER)) {
			cache = find(effect);
		}
		if (cache) {
			report(check, step, i, cache);
		}
	}
}

extern const rlint_rule rlint_rule_image_package_cache;
const rlint_rule rlint_rule_image_package_cache = {
	.id = "image/package-cache",
	.on = (const rlint_subscription[]){ { RLINT_STEP, "RUN" }, { 0 } },
	.check = check_step,
};
