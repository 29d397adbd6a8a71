/* The Dockerfile that a service is built from. */
#include "lib/base/str.h"
#include "lib/project/path.h"
#include "lib/project/project.h"

/* A folder beside the file: no address, and known. */
static bool is_folder(const rlint_value *context)
{
	return context->state == RLINT_KNOWN &&
	       rlint_str_find_str(context->text, RLINT_STR("://")) == context->text.len &&
	       !rlint_str_starts(context->text, RLINT_STR("git@")) &&
	       !host_path_is_absolute(context->text);
}

static const rlint_fact *stage_of(const struct facts *facts, const rlint_value *target)
{
	rlint_fact *const *stages = facts->all[RLINT_STAGE].items;
	uint32_t count = facts->all[RLINT_STAGE].count;

	if (target->state == RLINT_UNSET) {
		return count > 0 ? stages[count - 1] : facts->root;
	}
	for (uint32_t i = 0; i < count; i++) {
		const rlint_stage *stage = fact_payload(stages[i]);

		if (rlint_str_is_like(stage->name.text, target->text)) {
			return stages[i];
		}
	}
	return facts->root;
}

rlint_answer project_built_by(
	struct project *project, const rlint_fact *fact, const rlint_fact **out)
{
	const rlint_service *service = rlint_as_service(fact);
	const struct analysis *analysis;
	rlint_str name = RLINT_STR("Dockerfile"), path;
	rlint_answer answer;
	rlint_access why;

	if (!service || !is_folder(&service->build) ||
		(service->target.state != RLINT_UNSET && service->target.state != RLINT_KNOWN)) {
		return RLINT_UNKNOWN;
	}
	if (service->dockerfile.state != RLINT_UNSET) {
		name = service->dockerfile.text;
		if (service->dockerfile.state != RLINT_KNOWN) {
			return RLINT_UNKNOWN;
		}
	}
	/* A devcontainer's Dockerfile lies beside it, whatever its context. */
	path = service->is_devcontainer
		       ? name
		       : host_path_join(&project->passing, service->build.text, name);
	if (!path.ptr) {
		return RLINT_UNKNOWN;
	}
	answer = project_find_beside(project, fact->facts->document, path, &path);
	if (answer != RLINT_YES) {
		return answer;
	}
	analysis = project_follow(project, path, RLINT_FILE_DOCKERFILE, &why);
	if (!analysis || analysis->tree->is_incomplete) {
		return RLINT_UNKNOWN;
	}
	*out = stage_of(&analysis->facts, &service->target);
	return RLINT_YES;
}
