/* pin/tool-package: npm, gem, cargo, go, R and Julia packages whose version the build chooses. */
#include "installs.h"

/* How each manager holds a version, and what others call the lack of one. */
static const struct manager {
	rlint_ecosystem ecosystem;
	const char *exact;
	const char *alias; /* or NULL */
} managers[] = {
	{ RLINT_NPM, "@VERSION", "DL3016" },
	{ RLINT_GEM, ":VERSION", "DL3028" },
	{ RLINT_CARGO, "@VERSION", NULL },
	{ RLINT_GO, "@VERSION", "DL3062" },
	{ RLINT_JULIA, "@VERSION", NULL },
	{ RLINT_R, "a version by remotes::install_version, or an index of one day", NULL },
};

/* The manager of a package that is meant. */
static const struct manager *manager_of(const rlint_package *package)
{
	const struct manager *last = managers + sizeof managers / sizeof *managers - 1;
	const struct manager *manager = managers;

	while (manager < last && manager->ecosystem != package->ecosystem) {
		manager++;
	}
	return manager;
}

static bool is_meant(const rlint_package *package)
{
	return manager_of(package)->ecosystem == package->ecosystem;
}

static bool matters(const rlint_effect *effect)
{
	return effect->end == RLINT_IN_LAYER;
}

static rlint_finding *report(rlint_check *check, const rlint_effect *main, size_t others)
{
	const rlint_package *package = rlint_as_package(main->subject);
	const struct manager *manager = manager_of(package);

	if (package->source == RLINT_FROM_VCS || package->source == RLINT_FROM_URL) {
		return rlint_report(check, main->subject, main->span,
			"%S brings what its source serves on the day: name a commit or a tag",
			package->name.text);
	}
	if (others > 0) {
		return rlint_report(check, main->subject, main->span,
			"%S and %zu more come at the newest version of the day: add %s to each",
			package->name.text, others, manager->exact);
	}
	return rlint_report(check, main->subject, main->span,
		"%S comes at the newest version of the day: add %s", package->name.text,
		manager->exact);
}

static void name_foreign(rlint_finding *finding, const rlint_effect *main)
{
	const struct manager *manager = manager_of(rlint_as_package(main->subject));
	rlint_str program = rlint_as_command(main->command)->program;

	/* Of the npm kind the others know npm alone. */
	if (manager->alias &&
		(manager->ecosystem != RLINT_NPM || rlint_str_is(program, RLINT_STR("npm")))) {
		rlint_as(finding, manager->alias);
	}
}

static void check_step(rlint_check *check, const rlint_fact *step)
{
	static const struct installs_wording wording = { is_meant, matters, report, name_foreign };

	installs_check(check, step, &wording);
}

extern const rlint_rule rlint_rule_pin_tool_package;
const rlint_rule rlint_rule_pin_tool_package = {
	.id = "pin/tool-package",
	.on = (const rlint_subscription[]){ { RLINT_STEP, "RUN" }, { RLINT_STEP, "service" },
		{ 0 } },
	.check = check_step,
};
