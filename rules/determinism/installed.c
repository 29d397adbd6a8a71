/* What a program with a variable of the environment runs with. */
#include "installed.h"

#include "variables.h"

/* A question, and the last answer found. */
struct search {
	rlint_check *check;
	const rlint_reader *reader;
	const rlint_fact *found;
};

static void meet(struct search *search, const rlint_fact *fact)
{
	const rlint_package *package = rlint_as_package(fact);
	const rlint_fact *held = NULL;

	if (!package || package->is_constraint || package->applies == RLINT_NO ||
		(package->ecosystem != RLINT_PIP && package->ecosystem != RLINT_CONDA_PACKAGES) ||
		!variable_lists(search->reader->packages, package->canonical)) {
		return;
	}
	search->found =
		rlint_linked(search->check, fact, RLINT_HELD_BY, &held) == RLINT_YES ? held : fact;
}

static void search_packages(struct search *search, const rlint_fact *container)
{
	size_t count = rlint_fact_count(container, RLINT_PACKAGE);

	for (size_t i = 0; i < count && i < FACTS_MOST; i++) {
		meet(search, rlint_fact_at(container, RLINT_PACKAGE, i));
	}
}

/* The packages of a container's environments. */
static void search_environments(struct search *search, const rlint_fact *container)
{
	size_t count = rlint_fact_count(container, RLINT_ENVIRONMENT);

	for (size_t i = 0; i < count && i < PARENTS_MOST; i++) {
		search_packages(search, rlint_fact_at(container, RLINT_ENVIRONMENT, i));
	}
}

static void search_include(struct search *search, const rlint_fact *include)
{
	const rlint_fact *file = NULL;

	if (!rlint_as_include(include)->is_constraint &&
		rlint_linked(search->check, include, RLINT_INCLUDES, &file) == RLINT_YES) {
		search_environments(search, file);
	}
}

/* The files that the installs of a step take in. */
static void search_includes(struct search *search, const rlint_fact *step)
{
	size_t count = rlint_fact_count(step, RLINT_ENVIRONMENT);

	for (size_t i = 0; i < count && i < PARENTS_MOST; i++) {
		const rlint_fact *environment = rlint_fact_at(step, RLINT_ENVIRONMENT, i);

		size_t includes = rlint_fact_count(environment, RLINT_INCLUDE);

		for (size_t j = 0; j < includes && j < PARENTS_MOST; j++) {
			search_include(search, rlint_fact_at(environment, RLINT_INCLUDE, j));
		}
	}
}

static void search_step(struct search *search, const rlint_fact *step)
{
	for (size_t i = 0; i < rlint_step_effects(step) && i < FACTS_MOST; i++) {
		const rlint_effect *effect = rlint_step_effect(step, i);

		if (effect->action == RLINT_INSTALLS && effect->certain == RLINT_YES) {
			meet(search, effect->subject);
		}
	}
	search_includes(search, step);
}

static void meet_image(struct search *search, const rlint_fact *fact)
{
	const rlint_image *image = rlint_as_image(fact);

	if (image && image->registry.state == RLINT_UNSET && rlint_value_has_text(&image->name) &&
		variable_lists(search->reader->images, image->name.text)) {
		search->found = fact;
	}
}

static void search_stage(struct search *search, const rlint_fact *fact)
{
	const rlint_stage *stage = rlint_as_stage(fact);
	const rlint_fact *origin = stage ? stage->origin : NULL;
	const rlint_fact *step;

	for (int i = 0; stage && !search->found && i < PARENTS_MOST; i++) {
		for (size_t j = 0; j < STEPS_MOST && (step = rlint_fact_at(fact, RLINT_STEP, j));
			j++) {
			search_step(search, step);
		}
		fact = stage->parent;
		stage = rlint_as_stage(fact);
	}
	if (!search->found) {
		meet_image(search, origin);
	}
}

static void search_service(struct search *search, const rlint_fact *service)
{
	const rlint_fact *built = NULL;

	if (rlint_linked(search->check, service, RLINT_BUILT_BY, &built) == RLINT_YES) {
		search_stage(search, built);
	} else if (rlint_as_service(service)->build.state == RLINT_UNSET) {
		meet_image(search, rlint_fact_at(service, RLINT_IMAGE, 0));
	}
}

const rlint_fact *installed_reader(
	rlint_check *check, const rlint_fact *fact, const rlint_reader *reader)
{
	struct search search = { check, reader, NULL };
	const rlint_fact *stage = rlint_fact_within(fact, RLINT_STAGE);
	const rlint_fact *service = rlint_fact_within(fact, RLINT_SERVICE);
	const rlint_fact *environment = rlint_fact_within(fact, RLINT_ENVIRONMENT);

	if (stage) {
		search_stage(&search, stage);
	} else if (service) {
		search_service(&search, service);
	} else if (environment) {
		search_packages(&search, environment);
		search_environments(&search, environment);
	}
	return search.found;
}

rlint_str installed_name(const rlint_fact *fact)
{
	const rlint_package *package = rlint_as_package(fact);

	return package ? package->name.text : rlint_as_image(fact)->reference.text;
}

rlint_str installed_version(const rlint_fact *fact)
{
	const rlint_package *package = rlint_as_package(fact);

	return package ? package->version.text : (rlint_str){ 0 };
}
