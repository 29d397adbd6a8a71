/* What a service's arguments do to the Dockerfile that it is built from.
 *
 * The rules that follow builds are asked twice: of the Dockerfile as it stands, and as the service
 * has it built. What they report only then, at words that an argument of the service decides, is
 * told at that argument's value. What they report either way is told when the Dockerfile is linted.
 */
#include "lib/base/str.h"
#include "lib/lint/run.h"

/* Gives a text to some ARG? */
static bool gives_any(const rlint_fact *service)
{
	bool is_found = false;

	for (size_t i = 0; i < rlint_fact_count(service, RLINT_ENV) && !is_found; i++) {
		const rlint_env *env = rlint_as_env(rlint_fact_at(service, RLINT_ENV, i));

		is_found = env->when == RLINT_AT_BUILD && rlint_value_has_text(&env->value);
	}
	return is_found;
}

/* What the rules report of one reading of the Dockerfile, sorted; NULL: out of memory. */
static rlint_results *ask(struct run *run, struct analysis *analysis)
{
	rlint_results *results = results_new(run->results->alloc);
	struct run inner = *run;

	if (!results) {
		return NULL;
	}
	inner.analysis = analysis;
	inner.results = results;
	inner.is_of_build = true;
	inner.counts = arena_new(&results->arena, run->config->count, sizeof *inner.counts);
	results->document = analysis->document;
	if (inner.counts && results_hold(results, analysis->document)) {
		run_phases(&inner);
		results_sort(results);
	} else {
		inner.status = RLINT_NOMEM;
	}
	if (inner.status != RLINT_OK || results->arena.has_failed) {
		run->status = RLINT_NOMEM;
	}
	return results;
}

/* The same rule says the same at another place, in the file that is linted. */
static rlint_finding *report_again(
	struct run *run, const rlint_fact *anchor, rlint_span span, const rlint_finding *found)
{
	rlint_finding *finding;

	run->check.index = (uint32_t)found->result.rule;
	run->check.rule = registry_entry(run->config->registry, run->check.index);
	run->check.setting = &run->settings[run->check.index];
	finding = rlint_report_str(&run->check, anchor, span, found->result.place.message);
	rlint_grade(finding, found->grade);
	return finding;
}

/* Tells a finding of the built Dockerfile at the argument that decides its words. */
static void tell(struct run *run, const rlint_fact *argument, const rlint_finding *found)
{
	rlint_finding *finding =
		report_again(run, argument, rlint_as_env(argument)->value.span, found);

	rlint_related_str(
		finding, found->anchor, found->result.place.span, RLINT_STR("it is used here"));
}

/* Is all that the finding is about one reference, so that the argument alone is meant? */
static bool is_whole(const rlint_finding *found, const struct given_word *given)
{
	rlint_span span = found->result.place.span;

	return given->reference.start <= span.start && given->reference.end >= span.end;
}

/* Does the rule say so of the Dockerfile as it stands? `at` is the first of the place. Of a value
 * that the argument alone decides it must use the same words; what weighs more is not told. */
static bool is_told(const rlint_results *plain, uint32_t at, const rlint_finding *found,
	const struct given_word *given)
{
	rlint_finding *const *others = plain->findings.items;
	bool is_same = false;

	for (; !is_same && at < plain->findings.count &&
		results_compare_places(others[at], found) == 0;
		at++) {
		const rlint_result *other = &others[at]->result;

		is_same = other->severity >= found->result.severity &&
			  (!is_whole(found, given) ||
				  rlint_str_is(other->place.message, found->result.place.message));
	}
	return is_same;
}

/* What decides the words of a finding, or else the one argument that its step takes. */
static struct given_word given_for(const rlint_finding *found)
{
	struct given_word given = { 0 };

	if (!found->anchor) {
		return given;
	}
	given = given_at(found->anchor, found->result.place.span);
	if (given.argument.len == 0) {
		given = given_in_step(found->anchor);
		given.argument.len = given.has_others ? 0 : given.argument.len;
	}
	return given;
}

/* Tells what is in `built` and not in `plain`. */
static void tell_new(struct run *run, const rlint_fact *service, const rlint_results *built,
	const rlint_results *plain)
{
	rlint_finding *const *others = plain->findings.items;
	uint32_t at = 0;

	for (uint32_t i = 0; i < built->findings.count; i++) {
		const rlint_finding *found = ((rlint_finding *const *)built->findings.items)[i];
		struct given_word given = given_for(found);
		const rlint_fact *argument = given_argument(service, given.argument);

		while (at < plain->findings.count &&
			results_compare_places(others[at], found) < 0) {
			at++;
		}
		if (argument && !is_told(plain, at, found, &given)) {
			tell(run, argument, found);
		}
	}
}

/* Tells all that the rules report of a Dockerfile that the service holds itself. */
static void tell_inline(struct run *run, const rlint_fact *service, const rlint_results *built)
{
	for (uint32_t i = 0; i < built->findings.count; i++) {
		const rlint_finding *found = ((rlint_finding *const *)built->findings.items)[i];

		const rlint_fact *argument = given_argument(service, given_for(found).argument);
		rlint_finding *finding =
			report_again(run, service, found->result.place.span, found);

		if (argument) {
			rlint_related_str(finding, argument, rlint_as_env(argument)->value.span,
				RLINT_STR("it is given here"));
		}
	}
}

static void ask_inline(struct run *run, const rlint_fact *service)
{
	struct analysis *built;
	rlint_results *results;

	if (project_build(run->project, service, &built) != RLINT_YES) {
		return;
	}
	results = ask(run, built);
	if (results) {
		tell_inline(run, service, results);
	} else {
		run->status = RLINT_NOMEM;
	}
	rlint_results_free(results);
}

static void ask_build(struct run *run, const rlint_fact *service)
{
	struct project *project = run->project;
	struct analysis *built, *plain;
	rlint_results *of_plain, *of_built;
	rlint_access why;
	rlint_str path;

	if (project_dockerfile_of(project, service, &path) != RLINT_YES ||
		project_build(project, service, &built) != RLINT_YES) {
		return;
	}
	plain = project_follow(project, path, RLINT_FILE_DOCKERFILE, &why);
	if (!plain) {
		return;
	}
	of_plain = ask(run, plain);
	of_built = ask(run, built);
	if (of_plain && of_built) {
		tell_new(run, service, of_built, of_plain);
	} else {
		run->status = RLINT_NOMEM;
	}
	rlint_results_free(of_plain);
	rlint_results_free(of_built);
}

/* So many builds of one file are looked at. */
#define BUILDS_MOST 64

void run_builds(struct run *run)
{
	const struct vec *services = &run->analysis->facts.all[RLINT_SERVICE];
	uint32_t left = BUILDS_MOST;

	for (uint32_t i = 0; i < services->count && left > 0; i++) {
		const rlint_fact *service = ((rlint_fact *const *)services->items)[i];

		if (rlint_as_service(service)->has_inline_dockerfile) {
			ask_inline(run, service);
			left--;
		} else if (gives_any(service)) {
			ask_build(run, service);
			left--;
		}
	}
	project_note_memory(run->project);
}
