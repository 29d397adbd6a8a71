/* image/package-cache: what a package manager downloaded, kept in the layer for nothing. */
#include <reprolint/reprolint.h>

/* What is known of each manager's cache. */
struct cache {
	rlint_str what; /* the effect's class */
	const char *advice;
	const char *option; /* what keeps it from being written, put behind the action; or NULL */
	const char *aliases[6];
};

static const struct cache caches[] = {
	{ RLINT_STR_INIT("pip-cache"), "add --no-cache-dir, or mount a cache at ~/.cache/pip",
		" --no-cache-dir", { "DL3042", "DF030", "f2f903fb", "pipUseNoCacheDir" } },
	{ RLINT_STR_INIT("apk-cache"), "add --no-cache", " --no-cache",
		{ "DL3019", "DS-0025", "DF029", "ae9c56a6", "apkAddUseNoCache" } },
	{ RLINT_STR_INIT("uv-cache"), "add --no-cache, or mount a cache at ~/.cache/uv", NULL,
		{ NULL } },
	{ RLINT_STR_INIT("conda-cache"),
		"end the step with `conda clean -afy`, or mount a cache at the pkgs folder", NULL,
		{ NULL } },
};

static const struct cache *find(rlint_str what)
{
	for (size_t i = 0; i < sizeof caches / sizeof *caches; i++) {
		if (rlint_str_is(caches[i].what, what)) {
			return &caches[i];
		}
	}
	return NULL;
}

/* Puts the option behind the subcommand's word. */
static void add_fix(rlint_finding *finding, const rlint_fact *command, const struct cache *cache)
{
	const rlint_step *step = rlint_as_step(rlint_fact_within(command, RLINT_STEP));
	const rlint_value *word;

	/* Behind a word of a list stands its quote. */
	if (step && step->form == RLINT_EXEC_FORM) {
		return;
	}
	for (size_t i = 1; (word = rlint_command_word(command, i)); i++) {
		if (word->is_verbatim &&
			rlint_str_is(word->text, rlint_as_command(command)->action)) {
			rlint_span behind = { word->span.end, word->span.end };

			rlint_fix(finding, true, "Keep the cache out of the layer");
			rlint_edit(finding, behind, "%s", cache->option);
			return;
		}
	}
}

static void report(rlint_check *check, const rlint_fact *step, const rlint_effect *effect,
	const struct cache *cache)
{
	const rlint_stage *stage = rlint_as_stage(rlint_fact_within(step, RLINT_STAGE));
	rlint_finding *finding =
		rlint_report(check, effect->command ? effect->command : step, effect->span,
			"what this downloads stays in the layer as a cache: %s", cache->advice);

	if (stage && stage->fate == RLINT_BUILDER) {
		rlint_grade(finding, RLINT_PEDANTIC);
	}
	for (size_t i = 0; cache->aliases[i]; i++) {
		rlint_as(finding, cache->aliases[i]);
	}
	if (cache->option && effect->command) {
		add_fix(finding, effect->command, cache);
	}
}

static void check_step(rlint_check *check, const rlint_fact *step)
{
	for (size_t i = 0; i < rlint_step_effects(step); i++) {
		const rlint_effect *effect = rlint_step_effect(step, i);
		const struct cache *cache = NULL;

		if (effect->action == RLINT_WRITES && effect->certain == RLINT_YES &&
			(effect->end == RLINT_IN_LAYER || effect->end == RLINT_UNDONE_LATER)) {
			cache = find(effect->what);
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
