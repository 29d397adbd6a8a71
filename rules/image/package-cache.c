/* image/package-cache: what a package manager downloaded, kept in the layer for nothing. */
#include "commands.h"

/* What is known of each manager's cache. */
struct cache {
	rlint_str what; /* the effect's class */
	rlint_str program; /* that writes it; empty: any other */
	const char *advice;
	const char *option; /* what keeps it from being written, put behind the action; or NULL */
	const char *aliases[2]; /* or NULL */
	const char *last_alias; /* holds for what the last stage is made from, and for triggers,
				   which act in images that are not seen here; or NULL */
};

static const struct cache caches[] = {
	{ RLINT_STR_INIT("pip-cache"), RLINT_STR_INIT("pip"),
		"add --no-cache-dir, or mount a cache at ~/.cache/pip", "--no-cache-dir",
		{ "DL3042" }, NULL },
	{ RLINT_STR_INIT("pip-cache"), { 0 }, "delete ~/.cache/pip, or mount a cache there", NULL,
		{ NULL }, NULL },
	{ RLINT_STR_INIT("apk-cache"), { 0 }, "add --no-cache", "--no-cache", { "DL3019" }, NULL },
	{ RLINT_STR_INIT("yarn-cache"), { 0 }, "end the step with `yarn cache clean`", NULL,
		{ "DF055" }, "DL3060" },
	{ RLINT_STR_INIT("dnf-cache"), RLINT_STR_INIT("yum"), "end the step with `yum clean all`",
		NULL, { "DL3032" }, NULL },
	{ RLINT_STR_INIT("dnf-cache"), RLINT_STR_INIT("microdnf"),
		"end the step with `microdnf clean all`", NULL, { "DL3040", "DS-0027" }, NULL },
	{ RLINT_STR_INIT("dnf-cache"), RLINT_STR_INIT("tdnf"), "end the step with `tdnf clean all`",
		NULL, { NULL }, NULL },
	{ RLINT_STR_INIT("dnf-cache"), { 0 }, "end the step with `dnf clean all`", NULL,
		{ "DL3040", "DS-0019" }, NULL },
	{ RLINT_STR_INIT("zypper-cache"), { 0 }, "end the step with `zypper clean --all`", NULL,
		{ "DL3036" }, NULL },
	{ RLINT_STR_INIT("uv-cache"), { 0 }, "add --no-cache, or mount a cache at ~/.cache/uv",
		NULL, { NULL }, NULL },
	{ RLINT_STR_INIT("conda-cache"), { 0 },
		"end the step with `conda clean -afy`, or mount a cache at the pkgs folder", NULL,
		{ NULL }, NULL },
	{ RLINT_STR_INIT("npm-cache"), { 0 },
		"end the step with `npm cache clean --force`, or mount a cache at ~/.npm", NULL,
		{ "npmCacheCleanAfterInstall" }, NULL },
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

static void report(rlint_check *check, const rlint_fact *step, const rlint_effect *effect,
	const struct cache *cache)
{
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
			report(check, step, effect, cache);
		}
	}
}

extern const rlint_rule rlint_rule_image_package_cache;
const rlint_rule rlint_rule_image_package_cache = {
	.id = "image/package-cache",
	.on = (const rlint_subscription[]){ { RLINT_STEP, "RUN" }, { 0 } },
	.check = check_step,
};
