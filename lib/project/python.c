/* Which Python a requirements file is installed with: that of the image whose build installs it,
 * else what the project beside it asks for. */
#include "lib/base/str.h"
#include "lib/project/project.h"

/* The Python of the RUN that takes the file in; NULL: none does. */
static const rlint_value *python_of_build(
	struct project *project, const struct facts *dockerfile, const struct facts *facts)
{
	const struct vec *includes = &dockerfile->all[RLINT_INCLUDE];

	for (uint32_t i = 0; i < includes->count; i++) {
		const rlint_fact *fact = ((rlint_fact *const *)includes->items)[i];
		const rlint_environment *environment = rlint_as_environment(fact->container);
		const struct facts *included;

		if (environment && project_included(project, fact, &included) == RLINT_YES &&
			included == facts) {
			return &environment->python;
		}
	}
	return NULL;
}

static const struct facts *follow(
	struct project *project, const struct facts *facts, rlint_str name, rlint_file_kind kind)
{
	const struct analysis *analysis;
	rlint_access why;
	rlint_str path;

	if (project_find(project, facts->document, name, &path) != RLINT_YES) {
		return NULL;
	}
	analysis = project_follow(project, path, kind, &why);
	return analysis && analysis->is_of_kind ? &analysis->facts : NULL;
}

static const rlint_value *python_of_project(const struct facts *facts)
{
	const struct vec *all = &facts->all[RLINT_ENVIRONMENT];

	return all->count > 0
		       ? &rlint_as_environment(((rlint_fact *const *)all->items)[all->count - 1])
				  ->python
		       : NULL;
}

static const rlint_value *python_of(struct project *project, const struct facts *facts)
{
	const struct facts *other =
		follow(project, facts, RLINT_STR("Dockerfile"), RLINT_FILE_DOCKERFILE);
	const rlint_value *python = other ? python_of_build(project, other, facts) : NULL;

	if (python) {
		return python;
	}
	other = follow(project, facts, RLINT_STR("pyproject.toml"), RLINT_FILE_PROJECT);
	return other ? python_of_project(other) : NULL;
}

/* One marker, asked within a protected call. */
struct question {
	struct arena arena;
	struct guard guard;
	rlint_str marker;
	const rlint_value *python;
	rlint_answer answer;
};

static void ask(void *context)
{
	struct question *question = context;

	question->answer = marker_applies(&question->arena, question->marker, question->python);
}

/* Without memory the answer is unknown, and the call's status says why. */
static rlint_answer ask_marker(struct project *project, rlint_str marker, const rlint_value *python)
{
	struct question question = { .marker = marker, .python = python };
	rlint_status status;

	arena_init(&question.arena, project->alloc, &question.guard);
	status = protect(&question.guard, ask, &question);
	arena_free(&question.arena);
	if (status != RLINT_OK) {
		project->status = status;
		return RLINT_UNKNOWN;
	}
	return question.answer;
}

rlint_answer project_applies(struct project *project, const rlint_fact *fact)
{
	const rlint_package *package = rlint_as_package(fact);
	struct installed_with *known = &project->installed_with;

	if (!package) {
		return RLINT_UNKNOWN;
	}
	if (package->applies != RLINT_UNKNOWN || package->marker.state != RLINT_KNOWN ||
		fact->facts->document->kind != RLINT_FILE_REQUIREMENTS) {
		return package->applies;
	}
	if (known->facts != fact->facts) {
		*known = (struct installed_with){ fact->facts, python_of(project, fact->facts) };
	}
	return known->python && rlint_value_has_text(known->python)
		       ? ask_marker(project, package->marker.text, known->python)
		       : RLINT_UNKNOWN;
}
