/* security/root-user: a container that starts as root. */
#include <reprolint/reprolint.h>

/* Does the base image's own entry point, which is not replaced, go on as another user? */
static bool is_dropped(const rlint_stage *stage)
{
	const rlint_image *image = stage->origin ? rlint_as_image(stage->origin) : NULL;

	return image && image->drops_root == RLINT_YES && !stage->entrypoint &&
	       stage->starts != RLINT_STARTS_JOB && stage->starts != RLINT_STARTS_SHELL;
}

/* USER root where root is dropped. An image that starts as root by itself is meant to. */
static void report_dropped(rlint_check *check, const rlint_fact *user, const rlint_stage *stage)
{
	const rlint_image *image = rlint_as_image(stage->origin);
	rlint_finding *finding;

	if (image->runs_as_root != RLINT_NO) {
		return;
	}
	finding = rlint_report(check, user, rlint_as_user(user)->name.span,
		"the stage ends as root; what %S starts by itself drops that, other commands do "
		"not: end it with USER and the image's own user",
		image->name.text);
	rlint_as(finding, "DL3002");
	rlint_as(finding, "DS-0002");
	rlint_grade(finding, RLINT_INFO);
}

/* USER root in force at the stage's end. */
static void report_written(
	rlint_check *check, const rlint_fact *user, const rlint_stage *stage, bool is_final)
{
	rlint_finding *finding = rlint_report(check, user, rlint_as_user(user)->name.span,
		!is_final ? "the stage ends as root, and so would a container of it: end it with "
			    "USER and a user of its own"
		: stage->starts == RLINT_STARTS_SERVER
			? "the server runs as root: end the stage with USER and a user of its own"
			: "the container starts as root: end the stage with USER and a user of its "
			  "own");

	rlint_as(finding, "DL3002");
	rlint_as(finding, "DS-0002");
	if (!is_final) {
		rlint_grade(finding, RLINT_PEDANTIC);
	}
}

/* No USER, on a base that is known to be root. */
static void report_absent(rlint_check *check, const rlint_fact *user, const rlint_stage *stage)
{
	bool is_server = stage->starts == RLINT_STARTS_SERVER;
	rlint_finding *finding = rlint_report(check, user, rlint_fact_span(user),
		is_server
			? "no USER, so the server runs as root: make a user and switch to it"
			: "no USER, so the container starts as root: make a user and switch to it");

	rlint_as(finding, "DS-0002");
	rlint_as(finding, "CKV_DOCKER_3");
	if (!is_server) {
		rlint_grade(finding, RLINT_INFO);
	}
}

static bool is_last(const rlint_fact *fact)
{
	const rlint_fact *document = rlint_fact_container(fact);

	return rlint_as_stage(fact)->index + 1 == rlint_fact_count(document, RLINT_STAGE);
}

static void report_last(rlint_check *check, const rlint_fact *fact, const rlint_stage *stage)
{
	bool is_absent = rlint_as_user(stage->user)->is_absent;

	if (!is_absent && is_dropped(stage)) {
		report_dropped(check, stage->user, stage);
	} else if (!is_absent) {
		report_written(check, stage->user, stage, true);
	} else if (rlint_fact_complete(fact)) {
		report_absent(check, stage->user, stage);
	}
}

static void check_stage(rlint_check *check, const rlint_fact *fact)
{
	const rlint_stage *stage = rlint_as_stage(fact);
	const rlint_user *user = rlint_as_user(stage->user);

	if (!user || user->is_root != RLINT_YES) {
		return;
	}
	if (is_last(fact)) {
		report_last(check, fact, stage);
	} else if (!user->is_absent && stage->fate != RLINT_FINAL &&
		   rlint_fact_within(stage->user, RLINT_STAGE) == fact) {
		report_written(check, stage->user, stage, false);
	}
}

extern const rlint_rule rlint_rule_security_root_user;
const rlint_rule rlint_rule_security_root_user = {
	.id = "security/root-user",
	.on = (const rlint_subscription[]){ { RLINT_STAGE, NULL }, { 0 } },
	.check = check_stage,
};
